//! What can be done with Billow: each use case authorises, loads, decides and saves, one file each.
//!
//! This crate owns the ports: [`Store`] and [`Transaction`] are what the use cases need of a database,
//! [`Clock`] is where time comes from. Adapters implement them, the server wires them together.

mod allocate;
mod caller;
mod change_due_date;
mod change_payment;
mod close_invoice;
mod credit_invoice;
mod error;
mod execute;
mod forget_payer;
mod import_document;
mod issue_invoice;
mod links;
mod ports;
mod record_payment;
mod say;
mod set_up;

pub use allocate::{AllocateCredit, Allocated};
pub use caller::{Caller, Clock, Ids, SystemClock, VersionSeven};
pub use change_due_date::{ChangeDueDate, DueDateChanged};
pub use change_payment::MovedInvoice;
pub use change_payment::{ChangePayment, PaymentChange, PaymentChanged};
pub use close_invoice::{CloseInvoice, Closed, Closing};
pub use credit_invoice::{CreditInvoice, Credited};
pub use error::{FieldProblem, StoreError, UseCaseError};
pub use execute::{Desk, Done, Input, Services, UseCase, execute};
pub use forget_payer::{ForgetPayer, Forgotten};
pub use import_document::{ImportDocument, ImportStatus, Imported};
pub use issue_invoice::{Draft, IssueInvoice};
pub use links::{LinkKeys, Made, MakeLink, RevokeLink, SecretKeyError, Token, token_hash};
pub use ports::*;
pub use record_payment::{PaymentRecorded, RecordPayment};
pub use say::{MAX_MESSAGE_CHARS, Said, Say};
pub use set_up::{ApiKey, BillerSetUp, hash_api_key, make_api_key};
