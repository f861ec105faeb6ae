//! What can be done with Billow: each use case authorises, loads, decides and saves, one file each.
//!
//! This crate owns the ports: [`Store`] and [`Transaction`] are what the use cases need of a database,
//! [`Clock`] is where time comes from. Adapters implement them, the server wires them together.

mod access;
mod allocate;
mod attachments;
mod audit;
pub mod billers;
mod caller;
mod canonical;
mod cards;
mod change_due_date;
mod change_payer;
mod change_payment;
mod close_invoice;
mod credit_invoice;
mod declarations;
mod desk;
mod error;
mod execute;
mod fees;
mod forget_payer;
mod import_document;
mod issue_invoice;
mod jobs;
mod links;
mod lists;
pub mod money_in;
mod node;
pub mod personal_data;
mod ports;
mod preview;
mod queries;
mod record_payment;
mod reminders;
mod sessions;
mod set_up;
mod staff;
mod talk;
mod zone;

pub use ::answers::{Figures, ReplyText, VARIABLES, fill};
pub use ::matching::{Booking, Transfer, Verdict};
pub use access::{About, Caller, Principal, Scope, Scopes, Who, authorise, lets_in};
pub use allocate::{AllocateCredit, Allocated};
pub use attachments::{
    Attach, Attached, AttachmentReader, AttachmentWriter, Held, KnownAttachment, MAX_ATTACHMENTS,
    MAX_NAME_CHARS, MAX_WAITING, NewAttachment, clean_name,
};
pub use audit::{AuditEntry, AuditId, AuditPage, AuditQuery, Audited, NewAuditEntry, Subject};
pub use caller::{Clock, Ids, SystemClock, VersionSeven};
pub use cards::{
    AcceptCard, CardAnswered, CardProposed, Consent, DeclineCard, Evidence, ProposeCard, Shown, WithdrawCard,
};
pub use change_due_date::{ChangeDueDate, DueDateChanged};
pub use change_payer::{ChangePayer, PayerChanged};
pub use change_payment::MovedInvoice;
pub use change_payment::{ChangePayment, PaymentChange, PaymentChanged};
pub use close_invoice::{CloseInvoice, Closed, Closing};
pub use credit_invoice::{CreditInvoice, Credited};
pub use declarations::{DECLARATIONS, Declaration};
pub use error::{FieldProblem, StoreError, UseCaseError};
pub use execute::{Desk, Done, Input, OperatorAccess, Services, UseCase, execute};
pub use fees::{ChargeFee, FeeChanged, WaiveFee};
pub use forget_payer::{ForgetPayer, Forgotten};
pub use import_document::{ImportDocument, ImportStatus, Imported};
pub use issue_invoice::{Draft, IssueInvoice};
pub use jobs::{DAY_MS, Expires, JobPayload, KEYS_KEPT_MS, PURPOSES, Purpose};
pub use links::{LinkKeys, Made, MakeLink, RevokeLink, SecretKeyError, Token, token_hash};
pub use lists::{
    AccountEntry, InvoiceCounts, InvoiceFilter, InvoiceList, InvoiceSort, ListMark, ListStore, ListedInvoice,
    ListedInvoices, ListedPayer, ListedPayers, PayerList, PayerRow,
};
pub use money_in::matching::{FoundReference, MatchLookups};
pub use money_in::{
    AskPayer, CSV_TYPE, Candidate, ChargesBorneBy, ConfirmMatch, FinishRefund, HoldsReminders, JoinPayment,
    KeepAsCredit, ListedPayment, ListedPayments, MatchChanged, MoneyPolicy, MoneyStore, PaidInvoice, Payment,
    PaymentEntry, PaymentFilter, PaymentList, PaymentMark, RefundChanged, RefundEnd, RefundJob, RefundRow,
    ReportRow, SamePayment, SeparatePayment, Standing, StartRefund, UndoMatch, WaitingMatch, WaitingMatches,
    payments_csv, payments_csv_head, pays_back_by_itself, report_csv,
};
pub use node::NodeStore;
pub use ports::*;
pub use preview::{Preview, PreviewedInvoice, preview};
pub use queries::*;
pub use record_payment::{PaymentRecorded, RecordPayment};
pub use reminders::{PauseReminders, ResumeReminders};
pub use sessions::{
    KnownSession, LogIn, LogInFailed, LogOut, LogOutEverywhere, LoggedIn, SESSION_IDLE_MS, SESSION_LASTS_MS,
    SESSION_NOTED_EVERY_MS, SESSIONS_EACH, Session, SessionToken, session_token_hash,
};
pub use set_up::{ApiKey, BillerSetUp, hash_api_key, make_api_key};
pub use staff::{
    AddStaff, ChangeStaff, Credentials, LONGEST_PASSWORD_BYTES, MIN_PASSWORD_CHARS, NoRole, PasswordHash,
    Role, SetPassword, StaffAdded, StaffChange, StaffMember, StaffStore, StaffTransaction, check_password,
    normal_email,
};
pub use talk::{
    AskMoreTime, AskPerson, Assign, Assignment, CloseDispute, ConversationRow, DisputeInvoice, Disputed,
    InboxCounts, InboxCursor, InboxPage, InboxQuery, LastSaid, MAX_MESSAGE_CHARS, MoreTimeAnswer,
    MoveConversation, Noted, Policy, PutReply, RemoveReply, ReplyId, ReplyKind, ReplySaved, Said, SavedReply,
    Say, SeeMessages, SetPolicy, Tab, TalkStore, TalkTransaction, WriteNote, figures_of_row,
};
pub use zone::{UnknownZone, Zone};
