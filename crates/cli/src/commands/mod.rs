//! One command a file.

pub(crate) mod calculate;
pub(crate) mod check;
pub(crate) mod diff;
pub(crate) mod doc;
pub(crate) mod explain;
pub(crate) mod fmt;
pub(crate) mod languages;
pub(crate) mod lsp;
pub(crate) mod pages;
pub(crate) mod schema;
pub(crate) mod test;
pub(crate) mod translate;
