//! The order of what a program and its texts hold. What is forgotten here does not compile.

use super::Packed;
use super::bytes::{Packer, TABLES, Unpacker};
use crate::Month;
use crate::program::{
    Bound, Case, Caveat, CaveatKind, Cell, ChoiceList, Comparison, Condition, Dated, Dispositif,
    DispositifId, Edition, Fold, Key, Kind, ListId, MonthRef, Node, NodeId, Op, Parameter,
    ParameterId, Period, Procedure, Program, Question, QuestionId, Reference, ReferenceId,
    RoundMode, Rule, RuleId, Scale, ScaleId, Scope, Slices, Source, SourceId, Span, Table, TableId,
    Term, TextId, Theme, ThemeId, Unit,
};
use crate::text::{Segment, Template, Texts};
use crate::value::{Range, Set, Value};

/// Indices, each with the table it points into.
macro_rules! indices {
    ($($table:literal $name:ident)*) => {
        $(impl Packed for $name {
            fn pack(&self, out: &mut Packer) {
                const { assert!($table < TABLES) };
                out.index($table, self.0);
            }

            fn unpack(input: &mut Unpacker<'_>) -> Self {
                Self(input.index($table))
            }
        })*
    };
}

/// Something around one thing.
macro_rules! wrappers {
    ($($name:ident)*) => {
        $(impl Packed for $name {
            fn pack(&self, out: &mut Packer) {
                self.0.pack(out);
            }

            fn unpack(input: &mut Unpacker<'_>) -> Self {
                Self(Packed::unpack(input))
            }
        })*
    };
}

/// Records: their fields one after the other.
macro_rules! records {
    ($($name:ident { $($field:ident)* })*) => {
        $(impl Packed for $name {
            fn pack(&self, out: &mut Packer) {
                let Self { $($field),* } = self;
                $($field.pack(out);)*
            }

            fn unpack(input: &mut Unpacker<'_>) -> Self {
                $(let $field = Packed::unpack(input);)*
                Self { $($field),* }
            }
        })*
    };
}

/// Choices: the number of the variant, then what it holds. There is always a variant 0, which is
/// what a spoiled input reads as.
macro_rules! choices {
    ($($name:ident {
        $($tag:literal $variant:ident $({ $($field:ident)* })? $(( $($place:ident)* ))?,)*
    })*) => {
        $(impl Packed for $name {
            fn pack(&self, out: &mut Packer) {
                match self {
                    $(Self::$variant $({ $($field),* })? $(( $($place),* ))? => {
                        out.number($tag);
                        $($($field.pack(out);)*)?
                        $($($place.pack(out);)*)?
                    })*
                }
            }

            fn unpack(input: &mut Unpacker<'_>) -> Self {
                match input.number() {
                    $($tag => {
                        $($(let $field = Packed::unpack(input);)*)?
                        $($(let $place = Packed::unpack(input);)*)?
                        Self::$variant $({ $($field),* })? $(( $($place),* ))?
                    })*
                    _ => {
                        input.spoil();
                        Self::unpack(input)
                    }
                }
            }
        })*
    };
}

indices! {
    0 NodeId 1 ListId 2 QuestionId 3 ParameterId 4 TableId 5 ScaleId 6 RuleId 7 DispositifId
    8 ReferenceId 9 TextId 10 ThemeId 11 SourceId
}

wrappers! { Cell Month Template }

records! {
    Program {
        currency version first_month lists themes questions parameters tables scales dispositifs
        rules nodes sources references texts
    }
    ChoiceList { name values }
    Theme { name title }
    Question {
        name kind scope monthly range asked_if fallback theme entry label ask why help references
    }
    Parameter { name kind dispositif label values expected checked caveats }
    Dated { from value references }
    Table { name kind dispositif label rows columns editions expected checked caveats }
    Edition { from cells beyond references }
    Scale { name argument dispositif label editions }
    Slices { from slices references }
    Dispositif { name title summary droit period procedures references }
    Procedure { way text references }
    Rule {
        name dispositif kind scope node droit detailed demands label explanation references caveats
        place
    }
    Caveat { kind text }
    Source { code title link }
    Reference { source article identifier }
    Node { op scope kind }
    Term { minus value when }
    Case { when value text references }
    Bound { node text references }
    Condition { node label text references }
    Range { set absent }
    Texts { language templates sources references places }
}

choices! {
    Key { 0 Choices(choices), 1 Counts { first count }, }
    Kind { 0 Bool, 1 Number(unit), 2 Date, 3 Choice(list), }
    Unit {
        0 Count, 1 Percent, 2 Ratio, 3 Money(period), 4 Years, 5 Months, 6 Days, 7 PercentPerYear,
        8 HoursPerMonth,
    }
    Period { 0 Once, 1 Hour, 2 Day, 3 Month, 4 Year, }
    CaveatKind { 0 Unsourced, 1 Unconfirmed, 2 Simplified, }
    Scope { 0 Household, 1 Person, }
    Comparison { 0 Equal, 1 Different, 2 Less, 3 AtMost, 4 More, 5 AtLeast, }
    Fold { 0 Sum, 1 Mean, 2 Count, 3 Any, 4 All, 5 Least, 6 Greatest, }
    Span { 0 Offsets(from to), 1 Year(years), }
    MonthRef { 0 Offset(months), 1 OfYear(month years), 2 Asked, }
    RoundMode { 0 Nearest, 1 Down, 2 Up, }
    Value { 0 Absent, 1 Number(number), 2 Bool(yes), 3 Date(day), 4 Choice(choice), 5 Unknown(id), }
    Set {
        0 Empty, 1 Numbers { low high }, 2 Bools { no yes }, 3 Dates { low high }, 4 Choices(mask),
    }
    Segment { 0 Gap, 1 Literal(words), 2 Value(node), 3 Counted { node one many }, 4 Person, }
    Op {
        0 Role,
        1 Constant(value),
        2 Parameter(parameter),
        3 Question(question),
        4 Rule(rule),
        5 Birth,
        6 MonthStart,
        7 MonthEnd,
        8 Sum(terms),
        9 Product(factors),
        10 Quotient(a b),
        11 Least(nodes),
        12 Greatest(nodes),
        13 Compare(comparison a b),
        14 Among(node choices),
        15 All(nodes),
        16 Any(nodes),
        17 Not(node),
        18 Cases(cases),
        19 Except { exceptions base },
        20 Dated(formulas),
        21 Bounded { value low high },
        22 Rounded { value step mode references },
        23 Withheld { value below },
        24 Granted { uncovered conditions value },
        25 Persons { fold members value },
        26 Months { fold span value },
        27 AtMonth { month value },
        28 Elapsed { years at_end since },
        29 Later { date by },
        30 Lookup { table row column },
        31 Scaled { scale value },
        32 Converted { value to_month },
    }
}
