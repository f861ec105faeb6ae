//! What can be done with Billow: each use case authorises, loads, decides and saves, one file each, in the folder of
//! its area. `queries` is what can be asked; `kernel` is what all of them stand on.
//!
//! This crate owns the ports: [`Store`] and [`Transaction`] are what the use cases need of a database,
//! [`Clock`] is where time comes from. Adapters implement them, the server wires them together.

mod attachments;
pub mod billers;
mod cards;
mod credit_notes;
mod invoices;
mod kernel;
mod links;
mod lists;
pub mod money_in;
mod payers;
mod queries;
mod staff;
mod talk;

pub use kernel::personal_data;
// What all areas use is named `crate::error` and so on, wherever it stands.
use kernel::{access, audit, caller, canonical, declarations, error, execute, jobs, node, ports, preview};

pub use ::answers::{Figures, ReplyText, VARIABLES, fill};
pub use ::matching::{Booking, Transfer, Verdict};
pub use access::{About, Caller, Principal, Scope, Scopes, Who, authorise, lets_in};
pub use attachments::{
    Attach, Attached, AttachmentReader, AttachmentWriter, Held, KnownAttachment, MAX_ATTACHMENTS,
    MAX_NAME_CHARS, MAX_WAITING, NewAttachment, clean_name,
};
pub use audit::{AuditEntry, AuditId, AuditPage, AuditQuery, Audited, NewAuditEntry, Subject};
pub use billers::{ApiKey, BillerSetUp, Policy, SetPolicy, UnknownZone, Zone, hash_api_key, make_api_key};
pub use caller::{Clock, IdGenerator, SystemClock, UuidV7};
pub use cards::{
    AcceptCard, CardAnswered, CardProposed, Consent, ConsentText, DeclineCard, Evidence, ProposeCard,
    WithdrawCard,
};
pub use credit_notes::{CreditInvoice, Credited};
pub use declarations::{DECLARATIONS, Declaration};
pub use error::{FieldProblem, StoreError, UseCaseError};
pub use execute::{Done, Input, OperatorAccess, Services, UnitOfWork, UseCase, execute};
pub use invoices::{
    ChangeDueDate, ChargeFee, CloseInvoice, Closed, Closing, Draft, DueDateChanged, FeeChanged,
    ImportDocument, ImportStatus, Imported, IssueInvoice, PauseReminders, ResumeReminders, WaiveFee,
};
pub use jobs::{DAY_MS, Expires, JobPayload, KEYS_KEPT_MS, PURPOSES, Purpose};
pub use links::{LinkKeys, Made, MakeLink, RevokeLink, SecretKeyError, Token, token_hash};
pub use lists::{
    AccountEntry, InvoiceCounts, InvoiceFilter, InvoiceList, InvoiceSort, ListMark, ListStore, ListedInvoice,
    ListedInvoices, ListedPayer, ListedPayers, PayerList, PayerRow,
};
pub use money_in::matching::{FoundReference, MatchLookups};
pub use money_in::{
    AllocateCredit, Allocated, AskPayer, CSV_TYPE, Candidate, ChangePayment, ChargesBorneBy, ConfirmMatch,
    FinishRefund, HoldsReminders, JoinPayment, KeepAsCredit, ListedPayment, ListedPayments, MatchChanged,
    MoneyPolicy, MoneyStore, MovedInvoice, PaidInvoice, Payment, PaymentChange, PaymentChanged, PaymentEntry,
    PaymentFilter, PaymentList, PaymentMark, PaymentRecorded, RecordPayment, RefundChanged, RefundEnd,
    RefundJob, RefundRow, ReportRow, SamePayment, SeparatePayment, Standing, StartRefund, UndoMatch,
    WaitingMatch, WaitingMatches, payments_csv, payments_csv_head, pays_back_by_itself, report_csv,
};
pub use node::NodeStore;
pub use payers::{ChangePayer, ForgetPayer, Forgotten, PayerChanged};
pub use ports::*;
pub use preview::{Preview, PreviewedInvoice, preview};
pub use queries::*;
pub use staff::{
    AddStaff, ChangeStaff, Credentials, KnownSession, LONGEST_PASSWORD_BYTES, LogIn, LogInFailed, LogOut,
    LogOutEverywhere, LoggedIn, MIN_PASSWORD_CHARS, NoRole, PasswordHash, Role, SESSION_IDLE_MS,
    SESSION_LASTS_MS, SESSION_NOTED_EVERY_MS, SESSIONS_EACH, Session, SessionToken, SetPassword, StaffAdded,
    StaffChange, StaffMember, StaffStore, StaffTransaction, check_password, normal_email, session_token_hash,
};
pub use talk::{
    AskMoreTime, AskPerson, Assign, Assignment, CloseDispute, ConversationRow, DisputeInvoice, Disputed,
    InboxCounts, InboxCursor, InboxPage, InboxQuery, LastSaid, MAX_MESSAGE_CHARS, MoreTimeAnswer,
    MoveConversation, Noted, PostMessage, PutReply, RemoveReply, ReplyId, ReplyKind, ReplySaved, Said,
    SavedReply, SeeMessages, Tab, TalkStore, TalkTransaction, WriteNote, figures_of_row,
};
