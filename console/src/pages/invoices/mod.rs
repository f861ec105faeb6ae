//! Invoices: the list, one invoice with its sidebar, and the tools that change it.

pub mod figures;
pub mod invoice;
pub mod list;
pub mod sidebar;
pub mod summary;
pub mod tool;
mod tools;
