//! Functions that do alike side by side in the wasm, where brotli finds what they share: 3 kB less.

use super::pack::{index, unread};
use crate::failure::Failure;
use std::collections::BTreeMap;
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// How many operations in a row are looked for in others.
const RUN: usize = 4;
/// Keeps a function of a few operations from being near to all.
const FEW: u16 = 20;

/// The same module, each function followed by the one most like it.
pub(super) fn neighbours(wasm: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut imported = 0;
    let mut functions = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.map_err(|error| unread(&error))? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import.map_err(|error| unread(&error))?;
                    imported += u32::from(matches!(import.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let mut operations = Vec::new();
                let mut reader = body.get_operators_reader().map_err(|error| unread(&error))?;
                while !reader.eof() {
                    operations.extend(wasm.get(index(reader.original_position())));
                    reader.read().map_err(|error| unread(&error))?;
                }
                functions.push(operations);
            }
            _ => {}
        }
    }
    let mut module = Module::new();
    Order { imported, order: order(&functions) }
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| Failure::new(format!("Le wasm construit ne se réécrit pas : {error}.")))?;
    Ok(module.finish())
}

/// The functions, by their place, each after the one that shares most with it of those that are left.
fn order(functions: &[Vec<u8>]) -> Vec<usize> {
    let mut holders: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    let mut runs: Vec<Vec<&[u8]>> = Vec::new();
    for (place, operations) in functions.iter().enumerate() {
        let mut own: Vec<&[u8]> = operations.windows(RUN).collect();
        own.sort_unstable();
        own.dedup();
        for run in &own {
            holders.entry(run).or_default().push(place);
        }
        runs.push(own);
    }
    let mut left: Vec<Option<f64>> = runs.iter().map(|own| Some(size(FEW, own.len()))).collect();
    let mut order = Vec::new();
    let mut next = (!functions.is_empty()).then_some(0);
    while let Some(here) = next {
        order.push(here);
        left.get_mut(here).into_iter().for_each(|size| *size = None);
        let mut shared = vec![0.0; functions.len()];
        for places in runs.get(here).into_iter().flatten().filter_map(|run| holders.get(run)) {
            // What few have tells more.
            let weight = 1.0 / size(2, places.len()).ln();
            for place in places {
                shared.get_mut(*place).into_iter().for_each(|sum| *sum += weight);
            }
        }
        let left = left.iter().zip(shared).enumerate();
        let near =
            left.filter_map(|(place, (size, sum))| Some((place, sum / size.as_ref()?.sqrt())));
        // Of those that share nothing, the first.
        next =
            near.rev().max_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(place, _)| place);
    }
    order
}

fn size(least: u16, count: usize) -> f64 {
    f64::from(least) + u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// A module written again with its functions in this order.
struct Order {
    imported: u32,
    order: Vec<usize>,
}

impl Reencode for Order {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        let own = function.checked_sub(self.imported).map(|own| index(own.into()));
        let place = own.and_then(|own| self.order.iter().position(|other| *other == own));
        let place = place.and_then(|place| u32::try_from(place).ok());
        Ok(place.map_or(function, |place| self.imported + place))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for kind in self.order.iter().filter_map(|place| types.get(*place)) {
            functions.function(*kind);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for place in self.order.clone() {
            if let Some(body) = bodies.get(place) {
                self.parse_function_body(code, body.clone())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasmparser::Operator;

    #[test]
    fn those_that_share_most_are_side_by_side() {
        let functions =
            [&b"abcdefgh"[..], b"zyxwvuts", b"abcdefxx", b"zyxwvutt", b""].map(<[u8]>::to_vec);
        assert_eq!(order(&functions), [0, 2, 1, 3, 4]);
        assert!(order(&[]).is_empty());
    }

    #[test]
    fn a_function_is_called_and_exported_by_its_new_place() {
        let of = |constants: &[u8], call: Option<u8>| {
            let mut body = vec![0];
            body.extend(constants.iter().flat_map(|constant| [0x41, *constant, 0x1a]));
            body.extend(call.into_iter().flat_map(|function| [0x10, function]));
            body.push(0x0b);
            [vec![u8::try_from(body.len()).expect("short")], body].concat()
        };
        let code = [of(&[1, 2, 3, 4], Some(2)), of(&[], None), of(&[5, 6, 7], None)];
        let code = [vec![3], code.concat()].concat();
        let section = |id: u8, bytes: &[u8]| {
            [&[id, u8::try_from(bytes.len()).expect("short")][..], bytes].concat()
        };
        let module = [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, &[1, 0x60, 0, 0]),
            section(3, &[3, 0, 0, 0]),
            section(7, &[1, 1, b'f', 0, 2]),
            section(10, &code),
        ];
        let written = neighbours(&module.concat()).expect("written");
        let mut sizes = Vec::new();
        let mut called = Vec::new();
        for payload in Parser::new(0).parse_all(&written) {
            match payload.expect("a module") {
                Payload::CodeSectionEntry(body) => {
                    let reader = body.get_operators_reader().expect("operations");
                    let operations: Vec<_> = reader.into_iter().map(Result::unwrap).collect();
                    sizes.push(operations.len());
                    called.extend(operations.iter().filter_map(|operation| match operation {
                        Operator::Call { function_index } => Some(*function_index),
                        _ => None,
                    }));
                }
                Payload::ExportSection(exports) => {
                    let export = exports.into_iter().next().expect("an export").expect("it");
                    assert_eq!(export.index, 1, "what was third is second");
                }
                _ => {}
            }
        }
        assert_eq!((sizes, called), (vec![10, 7, 1], vec![1]));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(neighbours(b"bonjour").is_err());
    }
}
