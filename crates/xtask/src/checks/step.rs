//! The steps of `cargo xtask test`.

use crate::failure::Failure;
use crate::project::Project;
use crate::tools::{self, Tool};
use crate::{licences, process, site};
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use time::OffsetDateTime;

/// A step, in the order in which they are done: what fails fast comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Format,
    Clippy,
    ClippyWasm,
    Tests,
    Rules,
    Licences,
    Editor,
    Site,
    Size,
    Browser,
    Firefox,
}

pub(crate) const STEPS: [Step; 11] = [
    Step::Format,
    Step::Clippy,
    Step::ClippyWasm,
    Step::Tests,
    Step::Rules,
    Step::Licences,
    Step::Editor,
    Step::Site,
    Step::Size,
    Step::Browser,
    Step::Firefox,
];

/// The steps, as the help lists them.
pub(crate) fn list() -> String {
    let lines: Vec<String> =
        STEPS.iter().map(|step| format!("  {:<12}{}", step.name(), step.title())).collect();
    lines.join("\n")
}

impl Step {
    /// What `--only` and `--sauf` call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Clippy => "clippy",
            Self::ClippyWasm => "clippy-wasm",
            Self::Tests => "tests",
            Self::Rules => "regles",
            Self::Licences => "licences",
            Self::Editor => "editeur",
            Self::Site => "site",
            Self::Size => "poids",
            Self::Browser => "navigateur",
            Self::Firefox => "firefox",
        }
    }

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Format => "La forme du code",
            Self::Clippy => "Relecture du code par clippy",
            Self::ClippyWasm => "Relecture, par clippy, du code du navigateur",
            Self::Tests => "Tests du moteur, du langage, des foyers de référence et du dépôt",
            Self::Rules => "Tests des règles",
            Self::Licences => "Licences des dépendances",
            Self::Editor => "Extension d'éditeur et ses couleurs",
            Self::Site => "Construction du site",
            Self::Size => "Poids d'une première visite",
            Self::Browser => "Tests du site dans Chromium",
            Self::Firefox => "Le site dans Firefox",
        }
    }

    /// What it cannot do without.
    pub(crate) fn tools(self) -> &'static [Tool] {
        match self {
            Self::Format => &[Tool::Rustfmt],
            Self::Clippy => &[Tool::Clippy],
            Self::ClippyWasm => &[Tool::Clippy, Tool::WasmTarget],
            Self::Tests | Self::Rules | Self::Licences | Self::Size => &[],
            Self::Editor => &[Tool::EditorPackages],
            Self::Site => &tools::FOR_THE_SITE,
            Self::Browser => &[Tool::Chromium, Tool::BrowserPackages],
            Self::Firefox => &[Tool::Firefox, Tool::FirefoxPackages],
        }
    }

    /// The step that must have passed before it, when both are done.
    pub(crate) fn after(self) -> Option<Self> {
        match self {
            Self::Size | Self::Browser | Self::Firefox => Some(Self::Site),
            _ => None,
        }
    }

    pub(crate) fn run(self, project: &Project) -> Result<(), Failure> {
        match self {
            Self::Format => cargo(
                project,
                &["fmt", "--all", "--check"],
                "Le code n'est pas mis en forme.",
                "« cargo fmt » le fait.",
            ),
            Self::Clippy => cargo(
                project,
                &["clippy", "--workspace", "--all-targets", "--keep-going", "--", "-D", "warnings"],
                "Clippy trouve à redire.",
                "chaque remarque, plus haut, dit où et comment corriger.",
            ),
            Self::ClippyWasm => cargo(
                project,
                &[
                    "clippy",
                    "--package",
                    "auclair-www",
                    "--target",
                    "wasm32-unknown-unknown",
                    "--",
                    "-D",
                    "warnings",
                ],
                "Clippy trouve à redire dans le code du navigateur.",
                "chaque remarque, plus haut, dit où et comment corriger.",
            ),
            Self::Tests => cargo(
                project,
                &["test", "--workspace", "--no-fail-fast", "--", "--quiet"],
                "Des tests échouent.",
                "leurs noms sont plus haut ; « cargo test NOM » en refait un seul.",
            ),
            // A figure that should have been revised by now is told, and fails nothing.
            Self::Rules => cargo(
                project,
                &[
                    "run",
                    "--quiet",
                    "--package",
                    "auclair-cli",
                    "--",
                    "test",
                    "--date",
                    &OffsetDateTime::now_utc().date().to_string(),
                ],
                "Des règles ou leurs tests sont en défaut.",
                "chaque écart est plus haut ; « cargo run -p auclair-cli -- test » refait ces tests seuls.",
            ),
            Self::Licences => passed(licences::run(project)?, "Des licences ne conviennent pas."),
            Self::Editor => editor(project),
            Self::Site => site::build_and_check(project),
            Self::Size => passed(site::size(project)?, "Une première visite est trop lourde."),
            Self::Browser => browser(project, "tests/browser"),
            Self::Firefox => browser(project, "tests/firefox"),
        }
    }
}

/// The draws of property tests are the same each time: a change is refused for what it breaks, not for
/// luck. `cargo test` alone draws anew.
const DRAWS: (&str, &str) = ("PROPTEST_RNG_SEED", "20261130");

fn cargo(project: &Project, args: &[&str], what: &str, todo: &str) -> Result<(), Failure> {
    let mut cargo = Command::new("cargo");
    cargo.args(args).current_dir(project.root());
    if std::env::var_os(DRAWS.0).is_none() {
        cargo.env(DRAWS.0, DRAWS.1);
    }
    process::run(&mut cargo, what).map_err(|failure| match failure.advice() {
        Some(_) => failure,
        None => failure.todo(todo),
    })
}

fn passed(code: ExitCode, what: &str) -> Result<(), Failure> {
    if code == ExitCode::SUCCESS { Ok(()) } else { Err(Failure::new(what)) }
}

fn editor(project: &Project) -> Result<(), Failure> {
    for script in ["build", "test"] {
        let mut npm = Command::new("npm");
        npm.args(["run", script]).current_dir(project.path("editors/vscode"));
        process::run(&mut npm, "L'extension d'éditeur est en défaut.")?;
    }
    Ok(())
}

fn browser(project: &Project, folder: &str) -> Result<(), Failure> {
    site::built(project)?;
    let mut node = Command::new("node");
    // The files one by one: what Node makes of a folder depends on its version.
    node.args(["--test", "--test-timeout=300000", "--test-reporter=spec"])
        .args(browser_tests(project, folder)?)
        .current_dir(project.root());
    for (variable, browser) in [("CHROMIUM", tools::chromium()), ("FIREFOX", tools::firefox())] {
        node.envs(browser.map(|path| (variable, path)));
    }
    process::run(&mut node, "Des tests du navigateur échouent.")
}

fn browser_tests(project: &Project, name: &str) -> Result<Vec<PathBuf>, Failure> {
    let folder = project.path(name);
    let entries =
        std::fs::read_dir(&folder).map_err(|error| Failure::file("lire", &folder, &error))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(Failure::new(format!("« {name} » ne contient aucun test (*.test.mjs).")));
    }
    Ok(files)
}
