//! Each jurisdiction is a closed world: its own questions, figures and dispositifs.

use auclair_engine::Program;
use auclair_engine::text::Texts;
use std::sync::OnceLock;

/// The compiled rules of a jurisdiction.
#[derive(Debug)]
pub struct Jurisdiction {
    /// Its name in files and addresses.
    pub id: &'static str,
    /// What its rules say.
    pub program: Program,
    /// Their sentences, in French. In the browser, those that explain results come apart, and « … »
    /// stands for them: see [`Self::texts_from`].
    pub texts: Texts,
}

/// The names of the jurisdictions.
pub const JURISDICTIONS: [&str; 2] = ["france", "quebec"];

/// The jurisdiction of this name.
pub fn jurisdiction(id: &str) -> Option<&'static Jurisdiction> {
    static FRANCE: OnceLock<Option<Jurisdiction>> = OnceLock::new();
    static QUEBEC: OnceLock<Option<Jurisdiction>> = OnceLock::new();
    let (cell, id, program, texts): (_, _, &[u8], &[u8]) = match id {
        "france" => (
            &FRANCE,
            "france",
            include_bytes!(concat!(env!("OUT_DIR"), "/france.program")),
            include_bytes!(concat!(env!("OUT_DIR"), "/france")),
        ),
        "quebec" => (
            &QUEBEC,
            "quebec",
            include_bytes!(concat!(env!("OUT_DIR"), "/quebec.program")),
            include_bytes!(concat!(env!("OUT_DIR"), "/quebec")),
        ),
        _ => return None,
    };
    cell.get_or_init(|| {
        let program = Program::unpack(program)?;
        let texts = Texts::unpack(texts)?;
        Some(Jurisdiction { id, program, texts })
    })
    .as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_jurisdiction_is_embedded_whole() {
        for id in JURISDICTIONS {
            let found = jurisdiction(id).expect(id);
            assert_eq!(found.id, id);
            assert!(found.program.droits().count() > 0, "{id} has a right");
            assert_eq!(
                Program::unpack(&found.program.pack()).map(|again| again.pack()),
                Some(found.program.pack())
            );
            assert_eq!(found.program.texts.len(), found.texts.templates.len());
        }
        assert!(jurisdiction("atlantide").is_none());
    }
}
