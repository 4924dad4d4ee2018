//! The names in files of translated sentences: the fiches they take up, and what their sentences
//! show. A name that changes in the rules changes there too.

use super::fiche::Reader;
use super::{Index, Named};
use crate::elaborate::Elaborated;
use crate::names::Names;
use crate::source::SourceFile;
use crate::syntax::{TranslatedFiche, parse_translation};

/// Reads one file into an index.
pub(super) fn read(number: u32, file: &SourceFile, elaborated: &Elaborated, index: &mut Index) {
    let mut reader = Reader::new(number, file, elaborated, index);
    for fiche in &parse_translation(number, &file.text).fiches {
        reader.translated(fiche);
    }
}

impl Reader<'_> {
    fn translated(&mut self, fiche: &TranslatedFiche) {
        self.home = fiche.home.as_ref().and_then(|home| self.dispositif(home));
        if let Some(home) = &fiche.home {
            self.add(home.span, self.home.map(Named::Dispositif));
        }
        let name = &fiche.name.node;
        let names = self.names();
        let found = match fiche.opening {
            "dispositif" => self.home.map(Named::Dispositif),
            "thème" => Names::find(&names.themes, None, name).map(Named::Theme),
            "liste" => Names::find(&names.lists, None, name).map(Named::List),
            "barème" => Names::find(&names.scales, self.home, name).map(Named::Scale),
            _ => Names::find(&names.values, self.home, name).map(|symbol| self.named(symbol)),
        };
        self.add(fiche.name.span, found);
        for (french, translated) in &fiche.sentences {
            self.placeholders(french.span);
            self.placeholders(translated.span);
        }
    }
}
