//! The packages of npm: tools, and workbox, a part of which goes into the site.

use super::Dependency;
use super::policy::Use;
use crate::failure::Failure;
use crate::process;
use crate::project::Project;
use serde_json::Value;
use std::process::Command;

/// What these begin with becomes a part of the site's worker.
const SHIPPED: &str = "workbox-";

/// Packages that say their licence in a file only, once it was read.
const READ: [(&str, &str, &str); 1] = [("parse-cache-control", "1.0.1", "BSD-3-Clause")];

pub(crate) fn dependencies(project: &Project) -> Result<Vec<Dependency>, Failure> {
    let mut dependencies = Vec::new();
    for file in lock_files(project)? {
        let path = project.path(&file);
        let text =
            std::fs::read_to_string(&path).map_err(|error| Failure::file("lire", &path, &error))?;
        let lock = serde_json::from_str(&text)
            .map_err(|error| Failure::new(format!("« {file} » n'est pas du JSON : {error}.")))?;
        dependencies.extend(read(&lock));
    }
    Ok(dependencies)
}

/// The lock files of npm that git knows, or would if it were asked to add everything.
fn lock_files(project: &Project) -> Result<Vec<String>, Failure> {
    let mut git = Command::new("git");
    git.args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    git.args(["package-lock.json", "*/package-lock.json"]).current_dir(project.root());
    let listed = process::said(&mut git).ok_or_else(|| {
        Failure::new("git ne donne pas les fichiers du dépôt.")
            .todo("Installez git, et travaillez dans un clone du dépôt.")
    })?;
    Ok(listed.lines().map(str::to_owned).filter(|file| project.path(file).is_file()).collect())
}

fn read(lock: &Value) -> Vec<Dependency> {
    const INSTALLED: &str = "node_modules/";
    let packages = lock.get("packages").and_then(Value::as_object);
    packages
        .into_iter()
        .flatten()
        .filter_map(|(path, package)| {
            let (_, name) = path.rsplit_once(INSTALLED)?;
            let text = |field| package.get(field).and_then(Value::as_str).map(str::to_owned);
            let version = text("version")?;
            let read = READ.iter().find(|(known, at, _)| *known == name && *at == version);
            Some(Dependency {
                usage: if name.starts_with(SHIPPED) { Use::Shipped } else { Use::Tool },
                name: name.to_owned(),
                version,
                registry: "npm",
                licence: text("license").or(read.map(|(.., licence)| (*licence).to_owned())),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_package_inside_of_another_has_its_own_name() {
        let lock = json!({ "packages": {
            "": { "name": "ours", "version": "1.0.0" },
            "node_modules/a": { "version": "1.0.0", "license": "MIT" },
            "node_modules/a/node_modules/@b/c": { "version": "2.0.0" },
        } });
        let found: Vec<_> = read(&lock).into_iter().map(|d| (d.name, d.licence)).collect();
        assert_eq!(found, [("a".to_owned(), Some("MIT".to_owned())), ("@b/c".to_owned(), None)]);
    }
}
