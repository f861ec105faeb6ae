//! What lists are searched by: the starts of words, of invoices and of payers alike.

pub(crate) mod conditions;
pub(crate) mod words;
