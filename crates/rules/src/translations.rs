//! The sentences of the rules that the app does not carry, for they weigh as much as the rules: those
//! of other languages, each in a file that it loads when it is asked for; and in French those that
//! explain results, which it loads once it runs.

use crate::Jurisdiction;
use auclair_engine::text::Texts;

/// The file of a language: the version of the rules on a line, then the packed sentences.
#[cfg(feature = "translations")]
#[derive(Clone, Copy, Debug)]
pub struct Translation {
    /// The jurisdiction.
    pub jurisdiction: &'static str,
    /// The language, as `en`.
    pub language: &'static str,
    /// What [`Jurisdiction::texts_from`] reads.
    pub bytes: &'static [u8],
}

/// Every language of every jurisdiction.
#[cfg(feature = "translations")]
pub fn translations() -> impl Iterator<Item = Translation> {
    const ALL: &[(&str, &str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/translations.rs"));
    let all = ALL.iter().copied();
    all.map(|(jurisdiction, language, bytes)| Translation { jurisdiction, language, bytes })
}

impl Jurisdiction {
    /// The sentences of a language, from its file; what the file leaves out is what the app carries.
    /// Nothing when the file speaks for other rules, which say other things.
    pub fn texts_from(&self, bytes: &[u8]) -> Option<Texts> {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let (version, packed) = bytes.split_at(end);
        if version != self.program.version.as_bytes() {
            return None;
        }
        let texts = Texts::unpack(packed.get(1..)?)?;
        let known = &self.texts;
        (texts.templates.len() == known.templates.len()).then(|| texts.completed_by(known))
    }
}

#[cfg(all(test, feature = "translations"))]
mod tests {
    use super::*;
    use crate::jurisdiction;
    use auclair_engine::RuleId;

    #[test]
    fn every_language_speaks_for_the_rules_it_came_with() {
        let mut met = Vec::new();
        for found in translations() {
            let rules = jurisdiction(found.jurisdiction).expect(found.jurisdiction);
            let texts = rules.texts_from(found.bytes).expect(found.language);
            assert_eq!(texts.language, found.language);
            assert!(texts.templates.iter().all(|text| !text.0.is_empty()), "{}", found.language);
            met.push((found.jurisdiction, found.language));
        }
        assert!(met.contains(&("quebec", "en")) && met.contains(&("quebec", "fr")), "{met:?}");
    }

    #[test]
    fn the_sentences_that_come_apart_are_those_of_the_rules() {
        for found in translations().filter(|found| found.language == "fr") {
            let rules = jurisdiction(found.jurisdiction).expect(found.jurisdiction);
            let (first, _) = rules.texts.split(&rules.program);
            assert!(first.templates != rules.texts.templates, "some come apart");
            let texts = rules.texts_from(found.bytes).expect(found.jurisdiction);
            assert_eq!(texts.templates, rules.texts.templates);
            let bare = rules.program.clone().without_law();
            for (id, rule) in (0u32..).map(RuleId).zip(&rules.program.rules) {
                assert_eq!(texts.place(&bare, id).as_ref(), Some(&rule.place));
            }
        }
    }

    #[test]
    fn the_file_of_other_rules_is_refused() {
        let english = translations().find(|found| found.jurisdiction == "quebec").expect("quebec");
        let france = jurisdiction("france").expect("france");
        assert!(france.texts_from(english.bytes).is_none());
        let quebec = jurisdiction("quebec").expect("quebec");
        let mut older = english.bytes.to_vec();
        older[0] = b'9';
        assert!(quebec.texts_from(&older).is_none());
        for cut in 0..english.bytes.len() {
            assert!(quebec.texts_from(&english.bytes[..cut]).is_none(), "{cut}");
        }
    }
}
