//! Where the repository stands, and what its lock file says.

use crate::failure::Failure;
use std::path::{Path, PathBuf};

/// The repository.
#[derive(Debug)]
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// The repository around the current folder.
    pub(crate) fn find() -> Result<Self, Failure> {
        let here = std::env::current_dir()
            .map_err(|error| Failure::file("lire", Path::new("."), &error))?;
        here.ancestors()
            .find(|folder| folder.join("crates/xtask/Cargo.toml").is_file())
            .map(|root| Self { root: root.to_owned() })
            .ok_or_else(|| {
                Failure::new("Ce dossier n'est pas dans le dépôt d'Au clair.")
                    .todo("Placez-vous dans le dépôt (« cd »), puis recommencez.")
            })
    }

    /// A path of the repository.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The built site.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The version of a package in `Cargo.lock`.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String, Failure> {
        let path = self.path("Cargo.lock");
        let lock =
            std::fs::read_to_string(&path).map_err(|error| Failure::file("lire", &path, &error))?;
        locked_version(&lock, package).map(str::to_owned).ok_or_else(|| {
            Failure::new(format!("« {package} » n'est pas dans Cargo.lock."))
                .todo("Remettez le Cargo.lock du dépôt : « git checkout Cargo.lock ».")
        })
    }
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let field = |line: &'a str, name: &str| -> Option<&'a str> {
        line.strip_prefix(name)?.trim().strip_prefix("= \"")?.strip_suffix('"')
    };
    let mut lines = lock.lines();
    lines.find(|line| field(line, "name") == Some(package))?;
    lines.take_while(|line| !line.starts_with("[[")).find_map(|line| field(line, "version"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "\
version = 4

[[package]]
name = \"wasm-bindgen-macro\"
version = \"0.2.7\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"
dependencies = [
 \"cfg-if\",
]

[[package]]
name = \"last\"
";

    #[test]
    fn a_version_is_that_of_the_package_of_this_very_name() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
        assert_eq!(locked_version(LOCK, "last"), None);
    }
}
