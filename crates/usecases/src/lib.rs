//! What can be done with Billow: each use case authorises, loads, decides and saves, one file each.
//!
//! This crate owns the ports: [`Store`] and [`Transaction`] are what the use cases need of a database,
//! [`Clock`] is where time comes from. Adapters implement them, the server wires them together.

mod allocate;
pub mod answers;
mod attachments;
mod audit;
mod caller;
mod cards;
mod change_due_date;
mod change_payer;
mod change_payment;
mod close_invoice;
mod credit_invoice;
mod desk;
mod error;
mod execute;
mod fees;
mod forget_payer;
mod import_document;
mod issue_invoice;
mod links;
mod lists;
pub mod money_in;
mod ports;
mod record_payment;
mod reminders;
mod sessions;
mod set_up;
mod staff;
mod talk;

pub use ::matching::{Booking, Transfer, Verdict};
pub use allocate::{AllocateCredit, Allocated};
pub use attachments::{
    Attach, Attached, AttachmentReader, AttachmentWriter, Held, KnownAttachment, MAX_ATTACHMENTS,
    MAX_NAME_CHARS, MAX_WAITING, NewAttachment, clean_name,
};
pub use audit::{AuditEntry, AuditId, AuditPage, AuditQuery, Audited, NewAuditEntry, Subject};
pub use caller::{Caller, Clock, Ids, SystemClock, VersionSeven};
pub use cards::{
    AcceptCard, CardAnswered, CardProposed, Consent, DeclineCard, Evidence, ProposeCard, Shown, WithdrawCard,
};
pub use change_due_date::{ChangeDueDate, DueDateChanged};
pub use change_payer::{ChangePayer, PayerChanged};
pub use change_payment::MovedInvoice;
pub use change_payment::{ChangePayment, PaymentChange, PaymentChanged};
pub use close_invoice::{CloseInvoice, Closed, Closing};
pub use credit_invoice::{CreditInvoice, Credited};
pub use error::{FieldProblem, StoreError, UseCaseError};
pub use execute::{Desk, Done, Input, Services, UseCase, execute};
pub use fees::{ChargeFee, FeeChanged, WaiveFee};
pub use forget_payer::{ForgetPayer, Forgotten};
pub use import_document::{ImportDocument, ImportStatus, Imported};
pub use issue_invoice::{Draft, IssueInvoice};
pub use links::{LinkKeys, Made, MakeLink, RevokeLink, SecretKeyError, Token, token_hash};
pub use lists::{
    AccountEntry, InvoiceCounts, InvoiceFilter, InvoiceList, InvoiceSort, ListMark, ListStore, ListedInvoice,
    ListedInvoices, ListedPayer, ListedPayers, PayerList, PayerRow,
};
pub use money_in::matching::{FoundReference, MatchLookups};
pub use money_in::{
    AskPayer, CSV_TYPE, Candidate, ConfirmMatch, FinishRefund, HoldsReminders, JoinPayment, KeepAsCredit,
    ListedPayment, ListedPayments, MatchChanged, MoneyPolicy, MoneyStore, PaidInvoice, Payment, PaymentEntry,
    PaymentFilter, PaymentList, PaymentMark, REFUND_AT_PROVIDER, RefundChanged, RefundEnd, RefundJob,
    RefundRow, ReportRow, SamePayment, SeparatePayment, Standing, StartRefund, UndoMatch, WaitingMatch,
    WaitingMatches, payments_csv, payments_csv_head, pays_back_by_itself, report_csv,
};
pub use ports::*;
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
    Figures, InboxCounts, InboxCursor, InboxPage, InboxQuery, LastSaid, MAX_MESSAGE_CHARS, MoreTimeAnswer,
    MoveConversation, NOTIFY_PAYER, Noted, NotifyPayer, Policy, PutReply, RemoveReply, ReplyId, ReplyKind,
    ReplySaved, ReplyText, Said, SavedReply, Say, SeeMessages, SetPolicy, Tab, TalkStore, TalkTransaction,
    VARIABLES, WriteNote, fill,
};
