//! The use cases of Billow: each checks access, loads, decides and saves, one file each, in the folder of its area. The
//! folder also has the area's queries and its database ports. `kernel` is the base of all of them.
//!
//! This crate owns the ports: [`Store`] and [`Transaction`] are the database, [`Clock`] is the time. Adapters implement
//! them, the server connects them.

mod attachments;
pub mod bank_imports;
pub mod billers;
pub mod checkouts;
mod conversations;
mod credit_notes;
mod disputes;
mod invoices;
mod kernel;
mod links;
pub mod matching;
mod payers;
pub mod payments;
mod proposals;
mod staff;

pub use kernel::personal_data;

pub use crate::bank_imports::{CountReturns, ListBankFiles, ListReturns};
pub use crate::checkouts::{FindCheckout, ListProviderConnections};
pub use crate::matching::{FoundReference, MatchingTransaction};
pub use crate::payments::{
    AllocateCredit, Allocated, CSV_TYPE, ChangePayment, CountWaitingMatches, FindPayment, FindPaymentDetails,
    FinishRefund, HoldsReminders, InvoiceCandidate, ListHeldReminders, ListPayments, ListPaymentsOfInvoice,
    ListWaitingMatches, ListedPayment, ListedPayments, MovedInvoice, PaidInvoice, PaymentChange,
    PaymentChanged, PaymentDetails, PaymentEntry, PaymentFilter, PaymentList, PaymentMark, PaymentRecorded,
    PaymentRow, PaymentStanding, PaymentStore, PaymentTransaction, RecordPayment, RefundChanged, RefundEnd,
    RefundJob, RefundRow, ReportPayments, ReportRow, SamePayment, StartRefund, WaitingMatch, WaitingMatches,
    payments_csv, payments_csv_head, pays_back_by_itself, report_csv,
};
pub use ::answers::{Figures, ReplyText, VARIABLES, fill};
pub use ::matching::{Booking, Transfer, Verdict};
pub use attachments::{
    Attach, Attached, AttachmentStore, AttachmentTransaction, FindAttachment, Held, KnownAttachment,
    MAX_ATTACHMENTS, MAX_NAME_CHARS, MAX_WAITING, NewAttachment, clean_name,
};
pub use billers::{
    ApiKey, BillerSetUp, BillerStore, BillerTransaction, ChargesBorneBy, FindBiller, KnownApiKey,
    ListBankAccounts, ListSellers, NewApiKey, PaymentPolicy, Policy, ReadPolicy, SetPolicy, hash_api_key,
    make_api_key,
};
pub use conversations::{
    AskMoreTime, AskPerson, Assign, Assignment, ConversationRow, ConversationStore, ConversationTransaction,
    CountInbox, FindConversation, InboxCounts, InboxCursor, InboxPage, InboxQuery, LastMessage, ListInbox,
    ListReplies, MAX_MESSAGE_CHARS, MessagePosted, MoreTimeAnswer, MoveConversation, PostMessage, PutReply,
    RemoveReply, ReplyId, ReplyKind, ReplySaved, SavedReply, SearchConversations, SeeMessages, Tab,
    WriteNote, figures_of_row,
};
pub use credit_notes::{CreditInvoice, CreditNoteTransaction, Credited};
pub use disputes::{CloseDispute, DisputeInvoice, Disputed};
pub use invoices::{
    ChangeDueDate, ChargeFee, CloseInvoice, Closed, Closing, CountInvoices, DueDateChanged, FeeChanged,
    FindInvoice, ImportDocument, ImportStatus, Imported, InvoiceCounts, InvoiceDraft, InvoiceFilter,
    InvoiceList, InvoiceRow, InvoiceSort, InvoiceStore, InvoiceTransaction, IssueInvoice, KnownDocument,
    ListInvoices, ListMark, ListedInvoice, ListedInvoices, Noted, PauseReminders, Preview, PreviewedInvoice,
    ReadDocument, ReadOriginal, ReadPayerFrames, ReadStaffFrames, ResumeReminders, StoredDocument, WaiveFee,
    preview,
};
pub use kernel::access::{About, Caller, Principal, Scope, Scopes, Who, authorise, lets_in};
pub use kernel::audit::{
    AuditEntry, AuditId, AuditPage, AuditQuery, AuditStore, AuditTransaction, Audited, NewAuditEntry,
    ReadAudit, Subject,
};
pub use kernel::biller::Biller;
pub use kernel::caller::{Clock, IdGenerator, SystemClock, UuidV7};
pub use kernel::content::{Content, ContentKind, ContentTransaction};
pub use kernel::declarations::{DECLARATIONS, Declaration};
pub use kernel::error::{FieldProblem, StoreError, UseCaseError};
pub use kernel::execute::{Done, Input, UseCase, execute};
pub use kernel::idempotency::{IdempotencyRecord, IdempotencyStore, IdempotencyTransaction};
pub use kernel::jobs::{
    DAY_MS, Expires, Job, JobOutcome, JobPayload, JobStore, JobTransaction, KEYS_KEPT_MS, NewJob, PURPOSES,
    Purpose,
};
pub use kernel::keys::{LinkKeys, SecretKeyError};
pub use kernel::log::{
    Audiences, Cursor, FeedEntry, FeedRow, FeedStream, LogStore, LogTransaction, Meta, ReadFeed,
};
pub use kernel::node::NodeStore;
pub use kernel::ports::{Store, Transaction, Transactional, UseCaseResult};
pub use kernel::query::{Query, ask};
pub use kernel::reactions::Reaction;
pub use kernel::role::{NoRole, Role};
pub use kernel::services::{OperatorAccess, Services};
pub use kernel::unit_of_work::UnitOfWork;
pub use kernel::zone::{UnknownZone, Zone};
pub use links::{
    Link, LinkPlace, LinkStore, LinkTransaction, ListLinks, Made, MakeLink, RevokeLink, Token, token_hash,
};
pub use payers::{
    ChangePayer, FindPayer, ForgetPayer, Forgotten, ListPayers, ListedPayer, ListedPayers, PayerChanged,
    PayerEntry, PayerExists, PayerList, PayerRow, PayerStore, PayerTransaction, ReadPayerHistory,
};
pub use payments::match_review::{
    AskPayer, ConfirmMatch, JoinPayment, KeepAsCredit, MatchChanged, SeparatePayment, UndoMatch,
};
pub use proposals::{
    AcceptProposal, Consent, ConsentText, DeclineProposal, Evidence, FindConsent, MakeProposal,
    ProposalAnswered, ProposalMade, ProposalStore, WithdrawProposal,
};
pub use staff::{
    AddStaff, ChangeStaff, Credentials, FindStaffMember, KnownSession, LONGEST_PASSWORD_BYTES, ListStaff,
    LogIn, LogInFailed, LogOut, LogOutEverywhere, LoggedIn, MIN_PASSWORD_CHARS, PasswordHash,
    SESSION_IDLE_MS, SESSION_LASTS_MS, SESSION_NOTED_EVERY_MS, SESSIONS_EACH, Session, SessionToken,
    SetPassword, StaffAdded, StaffChange, StaffMember, StaffStore, StaffTransaction, check_password,
    normal_email, session_token_hash,
};
