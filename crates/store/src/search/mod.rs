//! Searching lists by the beginnings of words, for invoices and payers alike.

pub(crate) mod conditions;
pub(crate) mod words;
