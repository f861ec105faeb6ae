//! Credit notes that the biller writes. Those that come in as documents are taken in with the invoices.

mod credit;
mod ports;

pub(crate) use credit::credit;
pub use credit::{CreditInvoice, Credited};
pub use ports::CreditNoteTransaction;
