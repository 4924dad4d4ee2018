//! The engine: a checked program, a household and a month give values and their explanation.
//!
//! It does no input or output, reads no clock, parses no text and names no jurisdiction. It fails
//! only with a value that says why.

mod asked;
mod batch;
mod branches;
mod evaluate;
mod evaluated;
mod exact;
pub mod explain;
mod facts;
mod household;
mod month;
mod nothing_else;
mod outcome;
mod packed;
mod plan;
pub mod program;
mod relevance;
mod sweep;
pub mod text;
mod value;

pub use batch::{Batch, Rest, TOGETHER};
pub use branches::Branch;
pub use evaluate::{
    Fault, Settled, Trace, complete, evaluate, evaluate_into, result_into, results_into, some_into,
};
pub use evaluated::Evaluated;
pub use exact::total;
pub use household::{Answer, Fact, Household, Person, Role, Room};
pub use month::{Month, NotAMonth};
pub use nothing_else::{nothing, nothing_else};
pub use outcome::{Outcome, granted, may_be_uncovered, outcome, uncovered};
pub use plan::{Detail, Layout, Plan, PlanError, Slot};
pub use program::{
    Comparison, DispositifId, Fold, Kind, ListId, MonthRef, NodeId, Op, Period, Program,
    QuestionId, RuleId, Scope, TextId, Unit,
};
pub use relevance::{Asked, Need};
pub use sweep::{Open, Spread, Sweep};
pub use value::{Range, RangeId, Set, Value};
