//! Whole documents, rendered on the server: a value in, HTML out. Texts are English, formats too, in the
//! biller's zone; what a payer will read is shown in the payer's language.

mod address;
pub mod audit;
pub mod conversation;
pub mod figures;
pub mod frame;
pub mod inbox;
pub mod invoice;
pub mod invoices;
pub mod money;
pub mod payer;
pub mod payers;
pub mod record;
pub mod replies;
mod say;
pub mod sidebar;
pub mod staff;
pub mod summary;
pub mod tool;
mod tools;

pub use app::pages::{Assets, Rendered};
pub use frame::{Area, Frame, Notice};
pub use say::{Say, Tone};
