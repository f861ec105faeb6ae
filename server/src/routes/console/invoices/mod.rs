//! Invoices: the list, one invoice with its sidebar, and the tools that change it.

pub mod invoice;
pub mod list;
pub mod tool;
pub mod tools;
