//! The crates of `Cargo.lock`, and which of them end in what we give to others.

use super::Dependency;
use super::policy::Use;
use crate::failure::Failure;
use crate::process;
use crate::project::Project;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// What we give to others is built from these packages.
const SHIPPED: [&str; 2] = ["auclair-www", "auclair-cli"];

pub(crate) fn dependencies(project: &Project) -> Result<Vec<Dependency>, Failure> {
    let failed = || {
        Failure::new("Cargo ne donne pas la liste des dépendances.").todo(
            "« cargo metadata --locked » dit pourquoi ; si Cargo.lock est en retard, « cargo check » le met à jour.",
        )
    };
    let mut cargo = Command::new("cargo");
    cargo.args(["metadata", "--locked", "--quiet", "--format-version", "1"]);
    let text = process::said(cargo.current_dir(project.root())).ok_or_else(failed)?;
    let metadata: Value = serde_json::from_str(&text).map_err(|_| failed())?;
    Ok(read(&metadata))
}

fn read(metadata: &Value) -> Vec<Dependency> {
    let list = |value: &Value, name: &str| -> Vec<Value> {
        value.get(name).and_then(Value::as_array).cloned().unwrap_or_default()
    };
    let text = |value: &Value, name: &str| -> Option<String> {
        value.get(name).and_then(Value::as_str).map(str::to_owned)
    };
    let packages = list(metadata, "packages");
    let shipped_roots = packages
        .iter()
        .filter(|package| {
            text(package, "name").is_some_and(|name| SHIPPED.contains(&name.as_str()))
        })
        .filter_map(|package| text(package, "id"));
    let nodes = metadata.get("resolve").map(|resolve| list(resolve, "nodes")).unwrap_or_default();
    let edges: BTreeMap<String, Vec<String>> = nodes
        .iter()
        .filter_map(|node| {
            let normal = list(node, "deps")
                .iter()
                .filter(|dep| list(dep, "dep_kinds").iter().any(is_normal))
                .filter_map(|dep| text(dep, "pkg"))
                .collect();
            Some((text(node, "id")?, normal))
        })
        .collect();
    let shipped = reached(shipped_roots.collect(), &edges);
    packages
        .iter()
        // Ours have no source: they come from this repository.
        .filter(|package| text(package, "source").is_some())
        .filter_map(|package| {
            let id = text(package, "id")?;
            Some(Dependency {
                usage: if shipped.contains(&id) { Use::Shipped } else { Use::Tool },
                name: text(package, "name")?,
                version: text(package, "version")?,
                registry: "crates.io",
                licence: text(package, "license"),
            })
        })
        .collect()
}

/// Neither for tests nor for build scripts.
fn is_normal(kind: &Value) -> bool {
    kind.get("kind").is_none_or(Value::is_null)
}

fn reached(roots: Vec<String>, edges: &BTreeMap<String, Vec<String>>) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut next = roots;
    while let Some(id) = next.pop() {
        if reached.insert(id.clone()) {
            next.extend(edges.get(&id).into_iter().flatten().cloned());
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_only_builds_or_tests_is_a_tool() {
        let package = |id: &str, ours: bool| {
            json!({
                "id": id, "name": id, "version": "1.0.0", "license": "MIT",
                "source": if ours { Value::Null } else { json!("registry") },
            })
        };
        let dep = |id: &str, kind: Value| json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] });
        let metadata = json!({
            "packages": [package("auclair-cli", true), package("a", false), package("b", false), package("c", false)],
            "resolve": { "nodes": [
                { "id": "auclair-cli", "deps": [dep("a", Value::Null), dep("c", json!("dev"))] },
                { "id": "a", "deps": [dep("b", json!("build"))] },
                { "id": "b", "deps": [] },
                { "id": "c", "deps": [] },
            ] },
        });
        let uses: Vec<_> = read(&metadata).into_iter().map(|d| (d.name, d.usage)).collect();
        let expected = [("a", Use::Shipped), ("b", Use::Tool), ("c", Use::Tool)];
        assert_eq!(uses, expected.map(|(name, usage)| (name.to_owned(), usage)));
    }
}
