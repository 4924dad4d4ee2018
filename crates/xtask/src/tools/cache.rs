//! The folder of the tools, outside of the repository so that `cargo clean` spares it.

use crate::failure::Failure;
use std::fs;
use std::path::{Path, PathBuf};

/// One folder per tool and version: `trunk-0.21.14`.
#[derive(Debug)]
pub(crate) struct Cache {
    home: PathBuf,
}

/// The folder of an installation under way ends with this, and with the number of its process.
const UNFINISHED: &str = ".incomplet-";

impl Cache {
    pub(crate) fn open() -> Result<Self, Failure> {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let home = set("AUCLAIR_TOOLS")
            .map(PathBuf::from)
            .or_else(|| set("XDG_CACHE_HOME").map(|cache| PathBuf::from(cache).join("auclair")))
            .or_else(|| std::env::home_dir().map(|home| home.join(".cache/auclair")))
            .ok_or_else(|| {
                Failure::new("Aucun dossier où garder les outils.")
                    .todo("Donnez-en un dans AUCLAIR_TOOLS.")
            })?;
        fs::create_dir_all(&home).map_err(|error| Failure::file("créer", &home, &error))?;
        let home = fs::canonicalize(&home).map_err(|error| Failure::file("lire", &home, &error))?;
        Ok(Self { home })
    }

    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// Where something stands, or will.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.home.join(name)
    }

    /// Fills a folder aside, and gives it its name only once it is whole.
    pub(crate) fn install(
        &self,
        name: &str,
        fill: impl FnOnce(&Path) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.sweep(name);
        let aside = self.folder(&format!("{name}{UNFINISHED}{}", std::process::id()));
        let whole = self.folder(name);
        fs::create_dir_all(&aside).map_err(|error| Failure::file("créer", &aside, &error))?;
        let filled = fill(&aside).and_then(|()| {
            if whole.exists() {
                // It was there and did not work, or another command has just finished it.
                fs::remove_dir_all(&whole)
                    .map_err(|error| Failure::file("remplacer", &whole, &error))?;
            }
            fs::rename(&aside, &whole).map_err(|error| Failure::file("écrire", &whole, &error))
        });
        if filled.is_err() {
            // The failure to tell is the first one.
            let _ = fs::remove_dir_all(&aside);
        }
        filled
    }

    /// Throws away what an interrupted installation of this thing left.
    fn sweep(&self, name: &str) {
        let prefix = format!("{name}{UNFINISHED}");
        for entry in fs::read_dir(&self.home).into_iter().flatten().flatten() {
            let file_name = entry.file_name();
            let owner = file_name.to_str().and_then(|file| file.strip_prefix(&prefix));
            if owner.is_some_and(|process| !is_running(process)) {
                // What cannot be removed takes room and harms nothing.
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

/// Whether a process is still there; where that cannot be known, an hour-long installation is kept.
fn is_running(process: &str) -> bool {
    let processes = Path::new("/proc");
    !processes.join("self").exists() || processes.join(process).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache(name: &str) -> Cache {
        let home = std::env::temp_dir().join(format!("auclair-{name}-{}", std::process::id()));
        fs::create_dir_all(&home).expect("a temporary folder");
        Cache { home }
    }

    #[test]
    fn a_half_finished_installation_is_never_taken_for_a_finished_one() {
        let cache = cache("half");
        let result = cache.install("tool-1", |aside| {
            fs::write(aside.join("half"), "").expect("written");
            Err(Failure::new("le réseau a manqué"))
        });
        assert!(result.is_err());
        assert!(!cache.folder("tool-1").exists());
        assert_eq!(fs::read_dir(cache.home()).expect("read").count(), 0);

        cache
            .install("tool-1", |aside| {
                fs::write(aside.join("whole"), "").map_err(|e| Failure::file("écrire", aside, &e))
            })
            .expect("installed");
        assert!(cache.folder("tool-1").join("whole").exists());
        fs::remove_dir_all(cache.home()).expect("removed");
    }

    #[test]
    fn what_an_interrupted_installation_left_is_swept() {
        let cache = cache("sweep");
        let left = cache.folder("tool-1.incomplet-999999999");
        fs::create_dir_all(&left).expect("created");
        cache.install("tool-1", |_| Ok(())).expect("installed");
        assert!(!left.exists() || !Path::new("/proc/self").exists());
        fs::remove_dir_all(cache.home()).expect("removed");
    }
}
