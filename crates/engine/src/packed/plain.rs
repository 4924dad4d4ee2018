//! What values are made of.

use super::Packed;
use super::bytes::{Packer, Unpacker};
use crate::value::RangeId;
use rust_decimal::Decimal;
use time::Date;

macro_rules! numbers {
    ($($type:ident)*) => {
        $(impl Packed for $type {
            fn pack(&self, out: &mut Packer) {
                out.number((*self).into());
            }

            fn unpack(input: &mut Unpacker<'_>) -> Self {
                let number = input.number();
                input.fit(number)
            }
        })*
    };
}

numbers! { u8 u16 u32 u64 }

impl Packed for bool {
    fn pack(&self, out: &mut Packer) {
        out.number((*self).into());
    }

    fn unpack(input: &mut Unpacker<'_>) -> Self {
        input.number() != 0
    }
}

impl Packed for i32 {
    fn pack(&self, out: &mut Packer) {
        out.signed(*self);
    }

    fn unpack(input: &mut Unpacker<'_>) -> Self {
        input.signed()
    }
}

impl Packed for RangeId {
    fn pack(&self, out: &mut Packer) {
        self.0.pack(out);
    }

    fn unpack(input: &mut Unpacker<'_>) -> Self {
        Self(Packed::unpack(input))
    }
}

/// As a count of days.
impl Packed for Date {
    fn pack(&self, out: &mut Packer) {
        out.day(self.to_julian_day());
    }

    fn unpack(input: &mut Unpacker<'_>) -> Self {
        Self::from_julian_day(input.day()).unwrap_or_else(|_| {
            input.spoil();
            Self::MIN
        })
    }
}

/// Its 96 bits, then its scale and its sign: « 1,50 » is not « 1,5 ».
impl Packed for Decimal {
    fn pack(&self, out: &mut Packer) {
        let parts = self.unpack();
        let rest = parts.scale << 1 | u32::from(parts.negative);
        for part in [parts.lo, parts.mid, parts.hi, rest] {
            out.part(part);
        }
    }

    fn unpack(input: &mut Unpacker<'_>) -> Self {
        let [lo, mid, hi, rest] = std::array::from_fn(|_| input.part());
        if rest >> 1 > Self::MAX_SCALE {
            input.spoil();
            return Self::ZERO;
        }
        Self::from_parts(lo, mid, hi, rest & 1 != 0, rest >> 1)
    }
}

impl Packed for String {
    fn pack(&self, out: &mut Packer) {
        out.words(self);
    }

    fn unpack(input: &mut Unpacker<'_>) -> Self {
        input.words()
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, out: &mut Packer) {
        self.is_some().pack(out);
        if let Some(value) = self {
            value.pack(out);
        }
    }

    fn unpack(input: &mut Unpacker<'_>) -> Self {
        (input.number() != 0).then(|| T::unpack(input))
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, out: &mut Packer) {
        out.count(self.len());
        for item in self {
            item.pack(out);
        }
    }

    #[inline(never)]
    fn unpack(input: &mut Unpacker<'_>) -> Self {
        (0..input.count()).map(|_| T::unpack(input)).collect()
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn pack(&self, out: &mut Packer) {
        self.0.pack(out);
        self.1.pack(out);
    }

    fn unpack(input: &mut Unpacker<'_>) -> Self {
        (A::unpack(input), B::unpack(input))
    }
}
