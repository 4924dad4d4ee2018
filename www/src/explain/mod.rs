//! The four folds of an explanation.

mod claim;
mod conditions;
mod follow;
mod glossary;
mod law;
mod steps;
mod tree;

pub(crate) use claim::{claim, contest};
pub(crate) use conditions::conditions;
pub(crate) use follow::Follow;
pub(crate) use glossary::glossary;
pub(crate) use law::law;
pub(crate) use steps::{step_line, step_list};
pub(crate) use tree::whole_tree;
