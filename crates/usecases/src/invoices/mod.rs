//! Invoices: issued here or imported as documents, and the biller's later changes to them.

mod change_due_date;
mod close;
mod fees;
pub(crate) mod import;
mod issue;
mod noted;
mod ports;
mod preview;
mod queries;
mod reference;
mod reminders;
mod unit_of_work;

pub use change_due_date::{ChangeDueDate, DueDateChanged};
pub use close::{CloseInvoice, Closed, Closing};
pub use fees::{ChargeFee, FeeChanged, WaiveFee};
pub use import::{ImportDocument, ImportStatus, Imported};
pub use issue::{InvoiceDraft, IssueInvoice};
pub use noted::Noted;
pub use ports::{
    InvoiceCounts, InvoiceFilter, InvoiceList, InvoiceRow, InvoiceSort, InvoiceStore, InvoiceTransaction,
    KnownDocument, ListMark, ListedInvoice, ListedInvoices, StoredDocument,
};
pub use preview::{Preview, PreviewedInvoice, preview};
pub use queries::{
    CountInvoices, FindInvoice, ListInvoices, ReadDocument, ReadOriginal, ReadPayerFrames, ReadStaffFrames,
};
pub use reminders::{PauseReminders, ResumeReminders};
