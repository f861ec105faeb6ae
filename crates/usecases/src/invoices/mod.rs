//! Invoices: issued here or taken in as documents, and what the biller changes on them later.

mod change_due_date;
mod close;
mod fees;
pub(crate) mod import;
mod issue;
mod reminders;

pub use change_due_date::{ChangeDueDate, DueDateChanged};
pub use close::{CloseInvoice, Closed, Closing};
pub use fees::{ChargeFee, FeeChanged, WaiveFee};
pub use import::{ImportDocument, ImportStatus, Imported};
pub use issue::{Draft, IssueInvoice};
pub use reminders::{PauseReminders, ResumeReminders};
