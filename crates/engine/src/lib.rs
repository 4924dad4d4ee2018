//! The engine: a checked program, a household and a month give values and their explanation.
//!
//! It does no input or output, reads no clock, parses no text and names no jurisdiction. It fails
//! only with a value that says why.

mod evaluate;
mod household;
mod month;
mod plan;
pub mod program;
mod value;

pub use evaluate::{Fault, Trace, evaluate, evaluate_into};
pub use household::{Answer, Fact, Household, Person, Role};
pub use month::{Month, NotAMonth};
pub use plan::{Detail, Plan, PlanError, Slot};
pub use program::{
    Comparison, DispositifId, Fold, Kind, ListId, NodeId, Op, Period, Program, QuestionId, RuleId,
    Scope, TextId, Unit,
};
pub use value::{Range, RangeId, Set, Value};
