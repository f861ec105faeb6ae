//! Invoices: the list, one of them with what stands beside it, and the tools that change it.

pub mod figures;
pub mod invoice;
pub mod list;
pub mod sidebar;
pub mod tools;
