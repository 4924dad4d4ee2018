//! The wasm taken apart, for those who wait for it: 25 kB of brotli less.
//!
//! The bytes of a module's functions mix the codes of operations, the places of locals, addresses,
//! constants. Brotli finds more that repeats itself when each kind lies by itself. `www/unpack.js`
//! puts the module together again in the browser, in some hundredths of a second; each build sees
//! that it gives the same bytes.
//!
//! A packed file is: the byte `A`, where a module begins with 0; the length of the module; the
//! length of each stream, in their order; the streams. Lengths are numbers as wasm writes them
//! (LEB128). What a function's length was is not kept: it follows from the rest.

use crate::failure::Failure;
use std::ops::Range;
use wasmparser::{BinaryReaderError, Parser, Payload};

/// Tells a packed file from a module.
const MARK: u8 = b'A';

/// What is not in a function, as it was.
const OUTSIDE: usize = 0;
/// The locals of functions.
const LOCALS: usize = 1;
/// Codes of operations.
const OPERATIONS: usize = 2;
/// Numbers too few for a stream of their own.
const REST: usize = 3;
const FLOATS: usize = 4;
/// Jumps to one of many places.
const JUMPS: usize = 5;
const BLOCK: usize = 6;
const LABEL: usize = 7;
const CALL: usize = 8;
const SET: usize = 9;
const TEE: usize = 10;
const GLOBAL: usize = 11;
/// Locals that are read, a stream for each eight codes of the operation that comes next; before a
/// constant, a stream for each code of the operation after it.
const GET: usize = 12;
const BEFORE_CONSTANT: usize = GET + 32;
/// What an operation on memory supposes of its address and adds to it, a stream for each code.
const ALIGNMENT: usize = 0x200;
const OFFSET: usize = 0x300;
/// Constants, a stream for each code of the operation that comes next.
const CONSTANT: usize = 0x400;
const LONG: usize = 0x500;
const STREAMS: usize = 0x600;

/// How many numbers follow each operation on memory and tables, from the eighth on.
const MANY: [usize; 10] = [2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/// The packed form of a module.
pub(crate) fn pack(wasm: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut streams = vec![Vec::new(); STREAMS];
    let mut operations = Vec::new();
    let mut outside = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::CodeSectionEntry(body) = payload.map_err(|error| unread(&error))? else {
            continue;
        };
        let range = body.range();
        let range = index(range.start)..index(range.end);
        // The length before the body is left out.
        let length = leb(range.len());
        put(&mut streams, OUTSIDE, wasm.get(outside..range.start - length.len()));
        outside = range.end;
        let mut reader = body.get_operators_reader().map_err(|error| unread(&error))?;
        put(&mut streams, LOCALS, wasm.get(range.start..index(reader.original_position())));
        while !reader.eof() {
            let start = index(reader.original_position());
            reader.read().map_err(|error| unread(&error))?;
            operations.push(start..index(reader.original_position()));
        }
    }
    put(&mut streams, OUTSIDE, wasm.get(outside..));
    let codes: Vec<u8> =
        operations.iter().filter_map(|place| wasm.get(place.start)).copied().collect();
    for (number, place) in operations.iter().enumerate() {
        let code = |after| codes.get(number + after).copied().map_or(0, usize::from);
        sort_out(&mut streams, wasm, place, [code(0), code(1), code(2)]).ok_or_else(|| {
            let code = wasm.get(place.start).copied().unwrap_or_default();
            Failure::new(format!(
                "L'opération {code:#04x} du wasm n'a pas de place dans ce qui est envoyé."
            ))
            .todo("Donnez-lui la sienne dans crates/xtask/src/site/pack.rs et www/unpack.js.")
        })?;
    }
    put(&mut streams, OPERATIONS, Some(&codes));
    let mut packed = vec![MARK];
    packed.extend(leb(wasm.len()));
    packed.extend(streams.iter().flat_map(|stream| leb(stream.len())));
    packed.extend(streams.iter().flatten());
    Ok(packed)
}

/// Puts what follows an operation's code into its streams, which depend on the codes that come next; nothing
/// when it is not as expected.
fn sort_out(
    streams: &mut [Vec<u8>],
    wasm: &[u8],
    place: &Range<usize>,
    [own, next, then]: [usize; 3],
) -> Option<()> {
    let (code, rest) = wasm.get(place.clone())?.split_first()?;
    let mut numbers = rest.split_inclusive(|byte| byte & 0x80 == 0);
    let one = |stream| vec![stream];
    let kinds = match code {
        0x43 | 0x44 => {
            put(streams, FLOATS, Some(rest));
            return Some(());
        }
        0x0e => vec![JUMPS; numbers.clone().count()],
        0x1c => vec![REST; numbers.clone().count()],
        0xfc => {
            let number = usize::from(*rest.first()?);
            let many = number.checked_sub(8).map_or(Some(&0), |index| MANY.get(index))?;
            vec![REST; 1 + many]
        }
        0x02..=0x04 => one(BLOCK),
        0x0c | 0x0d => one(LABEL),
        0x10 => one(CALL),
        0x11 => vec![REST; 2],
        0x20 => one(if next == 0x41 { BEFORE_CONSTANT + then } else { GET + (next >> 3) }),
        0x21 => one(SET),
        0x22 => one(TEE),
        0x23 | 0x24 => one(GLOBAL),
        0x25 | 0x26 | 0x3f | 0x40 | 0xd0 | 0xd2 => one(REST),
        0x28..=0x3e => vec![ALIGNMENT + own, OFFSET + own],
        0x41 => one(CONSTANT + next),
        0x42 => one(LONG + next),
        _ => Vec::new(),
    };
    for stream in kinds {
        put(streams, stream, Some(numbers.next()?));
    }
    numbers.next().is_none().then_some(())
}

/// A place in a module, which memory holds whole.
pub(super) fn index(place: u64) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

fn put(streams: &mut [Vec<u8>], stream: usize, bytes: Option<&[u8]>) {
    if let Some(stream) = streams.get_mut(stream) {
        stream.extend(bytes.unwrap_or_default());
    }
}

fn leb(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = number.to_le_bytes().first().copied().unwrap_or_default();
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

pub(super) fn unread(error: &BinaryReaderError) -> Failure {
    Failure::new(format!("Le wasm construit ne se lit pas : {error}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module of one function, which gives 5 more than it gets.
    const MODULE: &[u8] = &[
        0, b'a', b's', b'm', 1, 0, 0, 0, // what it is
        1, 6, 1, 0x60, 1, 0x7f, 1, 0x7f, // a type
        3, 2, 1, 0, // of one function
        10, 9, 1, 7, 0, 0x20, 0, 0x41, 5, 0x6a, 0x0b, // which is this
    ];

    #[test]
    fn each_kind_lies_by_itself() {
        let packed = pack(MODULE).expect("packed");
        let streams = STREAMS;
        let (head, rest) = packed.split_at(2 + streams);
        assert_eq!(head.first_chunk(), Some(&[MARK, 31]));
        let length = |stream: usize| head.get(2 + stream).copied().unwrap_or_default();
        // Reading a local comes before a constant, and the constant before a sum.
        let (local, constant) = (BEFORE_CONSTANT + 0x6a, CONSTANT + 0x6a);
        let expected = [(OUTSIDE, 23), (LOCALS, 1), (OPERATIONS, 4), (local, 1), (constant, 1)];
        for stream in 0..streams {
            let expected = expected.iter().find(|(other, _)| *other == stream);
            assert_eq!(length(stream), expected.map_or(0, |(_, length)| *length), "{stream}");
        }
        assert_eq!(rest.get(23..), Some(&[0, 0x20, 0x41, 0x6a, 0x0b, 0, 5][..]));
    }

    #[test]
    fn an_unknown_operation_is_told() {
        let mut module = MODULE.to_vec();
        // 0xfd begins operations on many numbers at once, which the site does without.
        module.splice(20.., [10, 25, 1, 23, 0, 0xfd, 12]);
        module.extend([0; 16]);
        module.extend([0x1a, 0x20, 0, 0x0b]);
        let failure = pack(&module).expect_err("refused").to_string();
        assert!(failure.contains("0xfd"), "{failure}");
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(pack(b"bonjour").is_err());
    }
}
