//! A program as bytes: written once when rules are compiled, read by every visitor.
//!
//! A format of ours, because both sides are paid for by the visitor. Reading takes a
//! quarter of the code of a general format; and numbers, apart from words, compress better.

mod bytes;
mod layout;
mod plain;

use crate::Program;
use crate::text::Texts;
use bytes::{Packer, Unpacker};

/// Something that can be written and read again.
trait Packed: Sized {
    fn pack(&self, out: &mut Packer);

    /// Reads it; from a damaged input, anything of this type.
    fn unpack(input: &mut Unpacker<'_>) -> Self;
}

macro_rules! doors {
    ($($whole:ident)*) => {
        $(impl $whole {
            /// As bytes, for [`Self::unpack`].
            pub fn pack(&self) -> Vec<u8> {
                let mut out = Packer::default();
                Packed::pack(self, &mut out);
                out.finish()
            }

            /// What [`Self::pack`] wrote; nothing from bytes that it did not write.
            pub fn unpack(bytes: &[u8]) -> Option<Self> {
                let mut input = Unpacker::new(bytes)?;
                let whole = Packed::unpack(&mut input);
                input.is_finished().then_some(whole)
            }
        })*
    };
}

doors! { Program Texts }
