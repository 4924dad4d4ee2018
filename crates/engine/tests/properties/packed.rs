//! A program written as bytes is read again as it was; other bytes are refused.

use crate::draw::{Draw, Grown};
use auclair_engine::Program;
use auclair_engine::text::Texts;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn what_was_packed_is_found_again(numbers in prop::collection::vec(any::<u32>(), 100..400)) {
        let mut draw = Draw(numbers.iter());
        let mut grown = Grown::new(&mut draw, 12);
        let texts = grown.texts(&mut draw);
        let program = Program::unpack(&grown.program.pack()).expect("a program");
        prop_assert_eq!(format!("{program:?}"), format!("{:?}", grown.program));
        let again = Texts::unpack(&texts.pack()).expect("texts");
        prop_assert_eq!(again.templates, texts.templates);
    }

    /// A byte changed, and the end cut off: refused, or another program, never a panic.
    #[test]
    fn damaged_bytes_are_harmless(
        numbers in prop::collection::vec(any::<u32>(), 100..400),
        place in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut draw = Draw(numbers.iter());
        let mut bytes = Grown::new(&mut draw, 12).program.pack();
        prop_assert!(Program::unpack(&bytes[..cut.index(bytes.len())]).is_none());
        let place = place.index(bytes.len());
        bytes[place] = byte;
        let _ = Program::unpack(&bytes);
    }
}

#[test]
fn nothing_is_not_a_program() {
    assert!(Program::unpack(&[]).is_none());
    assert!(Program::unpack(&[0xff; 100]).is_none());
    assert!(Program::unpack(&[[0; 15].as_slice(), b"words"].concat()).is_none());
}
