//! Which licences may be used for what, and why.

use spdx::{Expression, LicenseReq, ParseMode};
use std::collections::BTreeSet;

/// What a dependency is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Use {
    /// It becomes part of the site or of the command, which are given to others.
    Shipped,
    /// It builds, checks or measures, and goes nowhere.
    Tool,
}

impl Use {
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Shipped => "Livrées avec le site ou la commande",
            Self::Tool => "Outils de construction et de test, jamais livrés",
        }
    }
}

struct Allowed {
    licence: &'static str,
    usage: Use,
    /// Why it goes with the EUPL-1.2, under which Au clair is given.
    reason: &'static str,
}

const PERMISSIVE: &str = "demande de garder sa mention, rien de plus";
const NO_CONDITION: &str = "ne demande rien";
const IN_APPENDIX: &str =
    "dans l'annexe de l'EUPL ; ses fichiers y restent soumis, les nôtres à l'EUPL";

const ALLOWED: [Allowed; 19] = [
    allowed("EUPL-1.2", Use::Shipped, "la nôtre"),
    allowed("MIT", Use::Shipped, PERMISSIVE),
    allowed("MIT-0", Use::Shipped, NO_CONDITION),
    allowed(
        "Apache-2.0",
        Use::Shipped,
        "demande de garder sa mention ; ses brevets s'ajoutent à ceux de l'EUPL",
    ),
    allowed("BSD-2-Clause", Use::Shipped, PERMISSIVE),
    allowed("BSD-3-Clause", Use::Shipped, PERMISSIVE),
    allowed("ISC", Use::Shipped, PERMISSIVE),
    allowed("Zlib", Use::Shipped, PERMISSIVE),
    allowed("BSL-1.0", Use::Shipped, PERMISSIVE),
    allowed("Unicode-3.0", Use::Shipped, PERMISSIVE),
    allowed("Unicode-DFS-2016", Use::Shipped, PERMISSIVE),
    allowed("0BSD", Use::Shipped, NO_CONDITION),
    allowed("Unlicense", Use::Shipped, NO_CONDITION),
    allowed("CC0-1.0", Use::Shipped, NO_CONDITION),
    allowed("OFL-1.1", Use::Shipped, "une police voyage avec les pages et y reste soumise"),
    allowed("MPL-2.0", Use::Shipped, IN_APPENDIX),
    allowed("CC-BY-4.0", Use::Tool, "données d'outils ; demande de nommer ses auteurs"),
    allowed("Python-2.0", Use::Tool, PERMISSIVE),
    allowed("BlueOak-1.0.0", Use::Tool, PERMISSIVE),
];

const fn allowed(licence: &'static str, usage: Use, reason: &'static str) -> Allowed {
    Allowed { licence, usage, reason }
}

/// The licences that these rely on, and why each is accepted.
pub(crate) fn reasons<'a>(
    licences: impl Iterator<Item = &'a str>,
) -> Vec<(&'static str, &'static str)> {
    let said: BTreeSet<&str> = licences
        .filter_map(|licence| Expression::parse_mode(licence, ParseMode::LAX).ok())
        .flat_map(|expression| {
            let ids =
                expression.requirements().filter_map(|requirement| requirement.req.license.id());
            ids.map(|id| id.name).collect::<Vec<_>>()
        })
        .collect();
    let relied_on = ALLOWED.iter().filter(|allowed| said.contains(allowed.licence));
    relied_on.map(|allowed| (allowed.licence, allowed.reason)).collect()
}

/// Accepts what a dependency says its licence is, or says why not.
pub(crate) fn verdict(licence: Option<&str>, usage: Use) -> Result<(), String> {
    let licence = licence.ok_or("elle ne dit pas sa licence")?;
    let expression = Expression::parse_mode(licence, ParseMode::LAX)
        .map_err(|_| format!("« {licence} » ne se lit pas comme une licence"))?;
    if expression.evaluate(|requirement| accepts(requirement, usage)) {
        Ok(())
    } else {
        Err(format!("« {licence} » n'est pas parmi les licences acceptées pour cet usage"))
    }
}

/// An exception only ever takes conditions away: the licence alone decides.
fn accepts(requirement: &LicenseReq, usage: Use) -> bool {
    let Some(id) = requirement.license.id() else { return false };
    ALLOWED.iter().any(|allowed| {
        allowed.licence == id.name && (allowed.usage == Use::Shipped || usage == Use::Tool)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ships(licence: &str) -> bool {
        verdict(Some(licence), Use::Shipped).is_ok()
    }

    #[test]
    fn what_leaves_a_choice_is_accepted_when_one_choice_is() {
        assert!(ships("MIT OR Apache-2.0"));
        assert!(ships("MIT/Apache-2.0"));
        assert!(ships("Apache-2.0 WITH LLVM-exception OR GPL-3.0-only"));
        assert!(ships("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(ships("GPL-3.0-only OR MIT"));
    }

    #[test]
    fn what_adds_a_condition_is_refused_when_one_condition_is() {
        assert!(!ships("MIT AND GPL-3.0-only"));
        assert!(!ships("AGPL-3.0-or-later"));
        assert!(!ships("GPL-3.0-only"));
        assert!(!ships("SSPL-1.0"));
        assert!(!ships("LicenseRef-Privée"));
        assert!(!ships("n'importe quoi"));
        assert!(verdict(None, Use::Shipped).is_err());
    }

    #[test]
    fn some_licences_are_for_tools_only() {
        assert!(!ships("CC-BY-4.0"));
        assert!(verdict(Some("CC-BY-4.0"), Use::Tool).is_ok());
        assert!(verdict(Some("AGPL-3.0-only"), Use::Tool).is_err());
    }

    #[test]
    fn every_licence_of_the_list_exists() {
        for allowed in &ALLOWED {
            assert!(spdx::license_id(allowed.licence).is_some(), "{}", allowed.licence);
        }
    }
}
