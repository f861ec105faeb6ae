//! Credit notes that the biller writes. Imported ones are handled with the invoices.

mod credit;
mod ports;

pub(crate) use credit::credit;
pub use credit::{CreditInvoice, Credited};
pub use ports::CreditNoteTransaction;
