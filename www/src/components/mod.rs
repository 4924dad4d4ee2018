//! The pieces pages are made of, one in each file: plain functions from the shell to a piece of
//! page.

mod amount;
mod answers;
mod apart;
pub(crate) mod bar;
mod caveats;
mod checklist;
mod choice;
mod date;
mod drawn;
mod frame;
mod keep;
mod languages;
mod month_choice;
mod months;
mod notes;
mod open_file;
mod person;
mod postcode;
mod question;
mod received;
mod refine;
mod report;
mod resources;
mod steps;
mod summary;
mod unsure;

pub(crate) use answers::answers;
pub(crate) use apart::{apart, changing};
pub(crate) use caveats::caveats;
pub(crate) use checklist::{ListKind, checklist};
pub(crate) use choice::radio;
pub(crate) use drawn::drawn;
pub(crate) use frame::{foot, head, page};
pub(crate) use keep::{keep, keep_here};
pub(crate) use languages::{ask_for_sentences, awaited, languages, languages_to_come};
pub(crate) use month_choice::month_choice;
pub(crate) use open_file::open_file;
pub(crate) use person::person;
pub(crate) use question::question;
pub(crate) use refine::refine;
pub(crate) use report::report;
pub(crate) use resources::resources;
pub(crate) use steps::{steps, title as step_title};
pub(crate) use summary::{ID as SUMMARY, summary};
