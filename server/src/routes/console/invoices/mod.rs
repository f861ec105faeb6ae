//! Invoices: the list, one of them with what stands beside it, and the tools that change it.

pub mod invoice;
pub mod list;
pub mod tools;
