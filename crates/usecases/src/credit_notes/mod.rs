//! Credit notes that the biller writes. Those that come in as documents are taken in with the invoices.

mod credit;

pub(crate) use credit::credit;
pub use credit::{CreditInvoice, Credited};
