//! The address of each page, after the `#`: it never holds an answer.

use auclair_engine::Program;

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Route {
    /// What the site is; the month and the place asked about.
    #[default]
    Start,
    /// Who lives there.
    Household,
    /// The questions of a topic, by its place in the rules.
    Theme(usize),
    /// The results.
    Results,
    /// A right explained, by the place of its dispositif in the rules.
    Right(usize),
    /// Everything that was found, to print.
    Note,
    /// A letter about a right: a request for explanations, or an appeal.
    Letter { right: usize, appeal: bool },
}

impl Route {
    /// Whether the page explains results.
    pub(crate) fn explains(self) -> bool {
        !matches!(self, Self::Start | Self::Household | Self::Theme(_))
    }

    /// Reads what follows the `#` of an address.
    pub(crate) fn read(hash: &str, program: &Program) -> Self {
        let path = hash.trim_start_matches('#').split('?').next().unwrap_or_default();
        let path = path.trim_matches('/');
        let find = |mut names: std::slice::Iter<'_, String>, wanted: &str| {
            names.position(|name| slug(name) == wanted)
        };
        match path.split_once('/') {
            None if path == "foyer" => Self::Household,
            None if path == "resultats" => Self::Results,
            None if path == "note" => Self::Note,
            Some(("questions", wanted)) => {
                let names: Vec<String> = program.themes.iter().map(|t| t.name.clone()).collect();
                find(names.iter(), wanted).map_or(Self::Start, Self::Theme)
            }
            Some((folder @ ("droits" | "explications" | "recours"), wanted)) => {
                let names: Vec<String> =
                    program.dispositifs.iter().map(|d| d.name.clone()).collect();
                match (find(names.iter(), wanted), folder) {
                    (None, _) => Self::Start,
                    (Some(right), "droits") => Self::Right(right),
                    (Some(right), _) => Self::Letter { right, appeal: folder == "recours" },
                }
            }
            _ => Self::Start,
        }
    }

    /// The identifier of the field that an address points to in its page.
    pub(crate) fn target(hash: &str) -> Option<&str> {
        hash.split_once('?').map(|(_, field)| field)
    }

    /// Its address.
    pub(crate) fn href(self, program: &Program) -> String {
        let named = |folder: &str, name: Option<&String>| {
            format!("#/{folder}/{}", slug(name.map_or("", String::as_str)))
        };
        match self {
            Self::Start => "#/".to_owned(),
            Self::Household => "#/foyer".to_owned(),
            Self::Results => "#/resultats".to_owned(),
            Self::Note => "#/note".to_owned(),
            Self::Theme(theme) => {
                named("questions", program.themes.get(theme).map(|theme| &theme.name))
            }
            Self::Right(right) | Self::Letter { right, .. } => {
                let folder = match self {
                    Self::Letter { appeal: true, .. } => "recours",
                    Self::Letter { .. } => "explications",
                    _ => "droits",
                };
                named(folder, program.dispositifs.get(right).map(|right| &right.name))
            }
        }
    }
}

/// The page that says what a benefit is, beside the program: it leaves this one.
pub(crate) fn page_about(jurisdiction: &str, dispositif: &str) -> String {
    format!("aides/{jurisdiction}/{}.html", slug(dispositif))
}

/// A name as it stands in an address: « aides au logement » is `aides-au-logement`.
pub(crate) fn slug(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'à' | 'â' => 'a',
            'î' | 'ï' => 'i',
            'ô' => 'o',
            'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
            _ => '-',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use auclair_rules::{JURISDICTIONS, jurisdiction};

    #[test]
    fn every_page_is_found_again_at_its_address() {
        for id in JURISDICTIONS {
            let program = &jurisdiction(id).expect(id).program;
            let themes = (0..program.themes.len()).map(Route::Theme);
            let rights = program.droits().flat_map(|(id, _)| {
                let right = id.index();
                let letter = |appeal| Route::Letter { right, appeal };
                [Route::Right(right), letter(false), letter(true)]
            });
            let others = [Route::Start, Route::Household, Route::Results, Route::Note];
            for route in themes.chain(rights).chain(others) {
                assert_eq!(Route::read(&route.href(program), program), route);
            }
        }
    }

    #[test]
    fn an_unknown_address_is_the_start() {
        let program = &jurisdiction("france").expect("france").program;
        for hash in ["", "#", "#/droits/lune", "#/questions", "#/foyer/9"] {
            assert_eq!(Route::read(hash, program), Route::Start, "{hash}");
        }
    }
}
