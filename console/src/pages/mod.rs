//! Whole documents, rendered on the server: a value in, HTML out. Texts and formats are English, times are in the
//! biller's zone. What a payer will read is shown in the payer's language.

mod address;
pub mod audit;
pub mod bank_imports;
pub mod conversations;
pub mod figures;
mod formatter;
pub mod frame;
mod happened;
pub mod invoices;
pub mod matching;
pub mod payers;
pub mod payments;
pub mod proposals;
pub mod sidebar;
pub mod staff;

pub use app::pages::{Assets, Rendered};
pub use formatter::{Formatter, Tone};
pub use frame::{Area, Frame, Notice};
