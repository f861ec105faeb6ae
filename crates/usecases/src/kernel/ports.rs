//! What the use cases and the server need of a database.
//!
//! Every query names its biller: a row of another biller is not found. Times are UTC milliseconds,
//! amounts minor units.

use std::sync::Arc;

use async_trait::async_trait;
use domain::ids::{BillerId, ContentId, CreditNoteId, InvoiceId, JobId, LinkId, PayerId, ReceiptId};
use domain::receipt::{Method, PaymentState, ReceiptSource};
use domain::wire::{Opaque, PayerFrame, StaffFrame};
use domain::{Actor, Books, Currency, Date, Event, Status, StreamId, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::attachments::{AttachmentReader, AttachmentWriter};
use crate::billers::Zone;
use crate::billers::{IdentityReader, IdentityWriter};
use crate::error::{StoreError, UseCaseError};
use crate::jobs::Purpose;
use crate::lists::ListStore;
use crate::money_in::MoneyStore;
use crate::money_in::bank::{BankStore, BankTransaction};
use crate::money_in::checkout::{CheckoutStore, CheckoutTransaction};
use crate::money_in::matching::MatchLookups;
use crate::personal_data::Goes;
use crate::staff::{StaffStore, StaffTransaction};
use crate::talk::{TalkStore, TalkTransaction};

/// Work that happens in one transaction, whole or not at all.
///
/// It may be run again from the start when the database asks for it (a serialisation conflict, two
/// writers on one stream), so it changes nothing but through the transaction.
#[async_trait]
pub trait Transactional: Send + Sync {
    /// Does it. An error undoes everything that was written.
    async fn run(&self, tx: &mut dyn Transaction) -> Result<UseCaseResult, UseCaseError>;
}

/// What a work answers: JSON, because it may be answered again from the idempotency record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseCaseResult {
    /// The answer as JSON text.
    pub body: String,
    /// Whether it was answered from the record of an earlier call, or had been done before.
    pub repeated: bool,
}

/// A transaction under way. On SQLite it is a savepoint in the one writer's batch.
#[async_trait]
pub trait Transaction:
    AttachmentWriter
    + BankTransaction
    + IdentityWriter
    + CheckoutTransaction
    + MatchLookups
    + StaffTransaction
    + TalkTransaction
    + Send
{
    /// The biller with its settings.
    async fn biller(&mut self, biller: BillerId) -> Result<Option<Biller>, StoreError>;

    /// Folds the whole stream into `books`; nothing happens where it does not exist.
    async fn load(&mut self, biller: BillerId, stream: StreamId, books: &mut Books)
    -> Result<(), StoreError>;

    /// Appends `events`, decided on `before`, with their postings and projections. A writer that was
    /// faster makes it [`StoreError::Conflict`], and the work runs again.
    async fn append(&mut self, meta: &Meta, before: &Books, events: &[Event]) -> Result<(), StoreError>;

    /// The document with this number, if the biller has it.
    async fn document_by_number(
        &mut self,
        biller: BillerId,
        kind: domain::document::DocumentKind,
        number: &str,
    ) -> Result<Option<KnownDocument>, StoreError>;

    /// The document of an invoice and its buyer, unless erased.
    async fn document(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Option<StoredDocument>, StoreError>;

    /// An invoice's figures as this transaction has made them.
    async fn invoice_row(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Option<InvoiceRow>, StoreError>;

    /// All frames of an invoice for payers, with those that this transaction has added, in order.
    async fn payer_frames(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Vec<PayerFrame>, StoreError>;

    /// Claims a number for a document: unique for each biller and kind. A writer that was faster makes it
    /// [`StoreError::Conflict`].
    async fn claim_number(
        &mut self,
        biller: BillerId,
        kind: domain::document::DocumentKind,
        number: &str,
        document: &KnownDocument,
    ) -> Result<(), StoreError>;

    /// The receipt that this source reported before in this currency.
    async fn receipt_by_source(
        &mut self,
        biller: BillerId,
        source: &ReceiptSource,
        currency: Currency,
    ) -> Result<Option<ReceiptId>, StoreError>;

    /// The payer that a biller's system or document identifies by `key`.
    async fn payer_by_key(&mut self, biller: BillerId, key: &str) -> Result<Option<PayerId>, StoreError>;

    /// Remembers by which key a payer is found again.
    async fn put_payer_key(&mut self, biller: BillerId, key: &str, payer: PayerId) -> Result<(), StoreError>;

    /// What a search for the payer looks through: name, e-mail address, customer number, lower case.
    /// Erasure empties it.
    async fn put_payer_search(
        &mut self,
        biller: BillerId,
        payer: PayerId,
        text: &str,
    ) -> Result<(), StoreError>;

    /// Credit notes that name the invoice number `number` and wait for it, oldest first.
    async fn waiting_credit_notes(
        &mut self,
        biller: BillerId,
        number: &str,
    ) -> Result<Vec<CreditNoteId>, StoreError>;

    async fn invoices_of(&mut self, biller: BillerId, payer: PayerId) -> Result<Vec<InvoiceId>, StoreError>;

    /// The next number of a series, counted up in this transaction: gapless.
    async fn next_number(&mut self, biller: BillerId, series: &str) -> Result<i64, StoreError>;

    /// What was answered to `key` of `caller` before.
    async fn find_idempotency(
        &mut self,
        biller: BillerId,
        caller: &str,
        key: &str,
    ) -> Result<Option<IdempotencyRecord>, StoreError>;

    async fn insert_idempotency(
        &mut self,
        biller: BillerId,
        caller: &str,
        key: &str,
        remembered: &IdempotencyRecord,
    ) -> Result<(), StoreError>;

    /// Writes a content row; an empty one where the payer was forgotten and the kind does not outlive that.
    async fn put_content(&mut self, content: &Content) -> Result<(), StoreError>;

    /// Erases what every area keeps about the payer and declares as [`Goes::Forgotten`]. Answers how many content rows
    /// were emptied.
    async fn erase_content(&mut self, biller: BillerId, payer: PayerId) -> Result<u64, StoreError>;

    /// The link of this place, if there is one: one for each invoice, recipient, channel and copy.
    async fn link_at(&mut self, link: &LinkPlace) -> Result<Option<Link>, StoreError>;

    /// A link by its id.
    async fn link(&mut self, biller: BillerId, link: LinkId) -> Result<Option<Link>, StoreError>;

    /// Writes a link, or what changed of it (generation, hash, expiry, revocation).
    async fn put_link(&mut self, link: &Link) -> Result<(), StoreError>;

    /// Adds a job unless one with the same [`NewJob::unique`] exists. Use cases write jobs by their payload.
    async fn enqueue(&mut self, job: &NewJob) -> Result<(), StoreError>;

    /// Creates a biller, or changes its settings. Its slug is its own.
    async fn put_biller(&mut self, biller: &Biller) -> Result<(), StoreError>;

    /// Adds an API key by its hash.
    async fn put_api_key(&mut self, key: &NewApiKey) -> Result<(), StoreError>;
}

/// The database as a whole.
#[async_trait]
pub trait Store:
    AttachmentReader
    + BankStore
    + CheckoutStore
    + IdentityReader
    + ListStore
    + MoneyStore
    + StaffStore
    + TalkStore
    + Send
    + Sync
{
    /// Runs `work` in a transaction and answers after the commit is durable. A caller who goes away
    /// cancels nothing.
    async fn write(&self, work: Arc<dyn Transactional>) -> Result<UseCaseResult, UseCaseError>;

    /// Runs `work` in the same way and takes back everything that it wrote, whatever it answers.
    async fn dry_run(&self, work: Arc<dyn Transactional>) -> Result<UseCaseResult, UseCaseError>;

    /// All billers, by slug.
    async fn billers(&self) -> Result<Vec<Biller>, StoreError>;

    async fn biller(&self, biller: BillerId) -> Result<Option<Biller>, StoreError>;

    /// Whose API key has this hash.
    async fn api_key(&self, hash: &[u8]) -> Result<Option<KnownApiKey>, StoreError>;

    /// The link with this token hash, whatever its state.
    async fn link_by_hash(&self, hash: &[u8]) -> Result<Option<Link>, StoreError>;

    /// Which of these token hashes still open a page at `now`.
    async fn links_that_hold(&self, hashes: &[Arc<[u8]>], now: Timestamp)
    -> Result<Vec<Vec<u8>>, StoreError>;

    /// The links of an invoice, oldest first.
    async fn links_of(&self, biller: BillerId, invoice: InvoiceId) -> Result<Vec<Link>, StoreError>;

    async fn invoice(&self, biller: BillerId, invoice: InvoiceId) -> Result<Option<InvoiceRow>, StoreError>;

    /// The document of an invoice and its buyer, unless erased.
    async fn document(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Option<StoredDocument>, StoreError>;

    /// The original bytes of an invoice that came in as a file.
    async fn original(&self, biller: BillerId, invoice: InvoiceId) -> Result<Option<Vec<u8>>, StoreError>;

    async fn receipt(&self, biller: BillerId, receipt: ReceiptId) -> Result<Option<ReceiptRow>, StoreError>;

    /// The receipts of an invoice, oldest first.
    async fn receipts_of(&self, biller: BillerId, invoice: InvoiceId) -> Result<Vec<ReceiptRow>, StoreError>;

    /// The payer's frames of an invoice after `since`, in order. What a newer version of the program wrote comes as
    /// [`PayerEvent::Unknown`](domain::wire::PayerEvent::Unknown), where payers may see it; an invoice that begins so
    /// is [`StoreError::NodeTooOld`], one with a damaged event is [`StoreError::Unreadable`].
    async fn payer_frames(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
        since: i64,
    ) -> Result<Vec<PayerFrame>, StoreError>;

    /// The staff's frames of an invoice after `since`, in order, with the same exceptions.
    async fn staff_frames(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
        since: i64,
    ) -> Result<Vec<StaffFrame>, StoreError>;

    /// Where the feed ends now.
    async fn feed_end(&self) -> Result<Cursor, StoreError>;

    /// Committed events after `after`, in commit order, of all billers or one. An event that cannot be read does not
    /// stop it, see [`FeedEntry::opaque`].
    async fn feed(
        &self,
        biller: Option<BillerId>,
        after: Cursor,
        limit: usize,
    ) -> Result<Vec<FeedEntry>, StoreError>;

    /// Waits until something may have been committed, by this process or another, since the call that
    /// answered `seen` (zero at first), or until `at_most_ms` have passed; answers what to call the next
    /// wait with. Take the answer before reading the feed. Only ever a hint.
    async fn wait_for_commits(&self, seen: u64, at_most_ms: u64) -> u64;

    /// Takes up to `limit` due jobs of these purposes and holds them until `lease_until`. Others wait for
    /// whoever knows what to do with them.
    async fn claim_jobs(
        &self,
        owner: &str,
        purposes: &[&str],
        now: Timestamp,
        lease_until: Timestamp,
        limit: usize,
    ) -> Result<Vec<Job>, StoreError>;

    /// Says how a claimed job ended, at `now` of real time; only the holder of the lease can. False when the lease was
    /// lost.
    async fn finish_job(
        &self,
        owner: &str,
        job: JobId,
        outcome: JobOutcome,
        now: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Removes jobs of a purpose that ended longer ago than it keeps them, at `now` of real time. Answers how many.
    async fn purge_jobs(&self, purpose: &Purpose, now: Timestamp) -> Result<u64, StoreError>;

    /// When the biller's next job of these purposes is due that has not ended, business time: the past while one
    /// is late or under way.
    async fn next_job_due(
        &self,
        biller: BillerId,
        purposes: &[&str],
    ) -> Result<Option<Timestamp>, StoreError>;

    /// Moves the sandbox clock of a biller by `by_ms`; refused for others.
    async fn advance_clock(&self, biller: BillerId, by_ms: i64) -> Result<i64, StoreError>;

    /// Forgets idempotency records made before `before`. Answers how many.
    async fn purge_remembered(&self, before: Timestamp) -> Result<u64, StoreError>;

    /// Whether the database answers.
    async fn ping(&self) -> Result<(), StoreError>;
}

/// Who, when and for whom an append is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meta {
    pub biller: BillerId,
    pub at: Timestamp,
    pub actor: Actor,
}

/// A biller and its settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Biller {
    pub id: BillerId,
    /// Its name in commands.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// The zone of its civil dates.
    pub zone: Zone,
    /// BCP 47 tag of its language.
    pub language: String,
    /// `#rrggbb`, the one brand colour.
    pub colour: String,
    /// Logo as PNG, JPEG or SVG bytes are not kept here: a path under `/assets` or nothing.
    pub logo: Option<String>,
    /// Where payers reach it by mail.
    pub email: Option<String>,
    /// Where payers reach it by telephone.
    pub phone: Option<String>,
    /// Days from issue to due date where a document names none.
    pub default_term_days: i64,
    /// Whether its clock can be moved.
    pub sandbox: bool,
    /// How far its clock is ahead, milliseconds; zero outside a sandbox.
    pub clock_offset_ms: i64,
}

/// A document found by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownDocument {
    pub stream: StreamId,
    /// SHA-256 of the canonical content, to tell the same document from another one.
    pub content_hash: Vec<u8>,
    pub payer: PayerId,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyRecord {
    /// SHA-256 of the input.
    pub input_hash: Vec<u8>,
    pub body: String,
    /// When, real time.
    pub at: Timestamp,
}

/// A kind of erasable content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContentKind {
    /// Name, address and contact points of a payer (JSON of `domain::document::Party`).
    Payer,
    /// The buyer as a document names it (JSON of `domain::document::Party`).
    Buyer,
    Message,
    /// Why staff did something.
    Reason,
    /// The name of a file that somebody attached.
    FileName,
    /// What somebody agreed to, when and from where (JSON of [`crate::Consent`]); kept as long as bookkeeping
    /// asks for it.
    Consent,
    /// What a bank says about a transfer (JSON of `domain::receipt::Remittance`).
    Remittance,
    /// The original bytes of a document; kept as long as bookkeeping asks for it.
    Original,
}

impl ContentKind {
    pub const ALL: [Self; 8] = [
        Self::Payer,
        Self::Buyer,
        Self::Message,
        Self::Reason,
        Self::FileName,
        Self::Consent,
        Self::Remittance,
        Self::Original,
    ];

    /// How it goes. What is written for somebody who was forgotten before is not kept either, unless its kind is.
    #[must_use]
    pub const fn goes(self) -> Goes {
        match self {
            Self::Payer | Self::Buyer | Self::Message | Self::Reason | Self::FileName | Self::Remittance => {
                Goes::Forgotten
            }
            Self::Consent => Goes::Kept {
                until: "bookkeeping no longer needs the invoice",
                why: "it proves why the invoice changed: the exact text that was agreed to, with the words of the \
                      proposal, and keyed codes of address and browser",
            },
            Self::Original => Goes::Kept {
                until: "bookkeeping no longer needs the document",
                why: "an invoice that came in as a file is a voucher, which the law has kept byte for byte; nobody \
                      but the biller is shown it",
            },
        }
    }

    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Payer => "payer",
            Self::Buyer => "buyer",
            Self::Message => "message",
            Self::Reason => "reason",
            Self::FileName => "file_name",
            Self::Consent => "consent",
            Self::Remittance => "remittance",
            Self::Original => "original",
        }
    }
}

/// A row of erasable content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    pub id: ContentId,
    pub biller: BillerId,
    pub payer: PayerId,
    pub kind: ContentKind,
    /// The bytes; text is UTF-8.
    pub data: Vec<u8>,
}

/// What a link is for: there is one for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkPlace {
    pub biller: BillerId,
    pub invoice: InvoiceId,
    pub recipient: PayerId,
    /// `email`, `sms`, `print` …
    pub channel: String,
    /// Which copy, from 1.
    pub copy: i64,
}

/// A link to an invoice's page. The token is not in it: it is computed from id, generation and key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub id: LinkId,
    pub place: LinkPlace,
    /// Counted up when it is rotated.
    pub generation: i64,
    /// The version of the key that made the token.
    pub key_version: i64,
    /// SHA-256 of the token.
    pub token_hash: Vec<u8>,
    pub created_at: Timestamp,
    /// When it ends, if it does.
    pub expires_at: Option<Timestamp>,
    /// When it was revoked, if it was.
    pub revoked_at: Option<Timestamp>,
}

impl Link {
    /// Whether it opens the page at `now`.
    #[must_use]
    pub fn is_valid(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }
}

/// A side effect that waits for its time, written in the transaction that causes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    pub id: JobId,
    pub biller: BillerId,
    /// What is to be done.
    pub purpose: String,
    /// Unique within biller and purpose: stream, step, occurrence and channel, joined.
    pub unique: String,
    /// What it needs to know, JSON; ids only.
    pub payload: String,
    /// When it is due, in the biller's business time.
    pub due_at: Timestamp,
    /// From then on it is too late for it, in the same time; never where there is none.
    pub expires_at: Option<Timestamp>,
}

/// A job that was claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    pub job: NewJob,
    /// How many times it was claimed, this time included.
    pub attempts: i64,
}

/// How a job ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobOutcome {
    Done,
    /// It is to be tried again.
    Retry {
        at: Timestamp,
        /// What went wrong, for staff.
        error: String,
    },
    GivenUp {
        /// What went wrong.
        error: String,
    },
    /// It was too late for it.
    Expired,
}

/// A new API key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewApiKey {
    pub biller: BillerId,
    /// Its name, unique within the biller.
    pub name: String,
    /// SHA-256 of the key.
    pub hash: Vec<u8>,
    pub at: Timestamp,
}

/// An API key that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownApiKey {
    pub biller: BillerId,
    pub name: String,
}

/// A place in the feed: commit order. Opaque outside the store, as `tx.row`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Cursor {
    /// The transaction's id on PostgreSQL, zero on SQLite.
    pub tx: i64,
    pub row: i64,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.tx, self.row)
    }
}

impl std::str::FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (tx, row) = text.split_once('.').ok_or(())?;
        Ok(Self { tx: tx.parse().map_err(drop)?, row: row.parse().map_err(drop)? })
    }
}

/// A stream as the feed names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedStream {
    /// One of a kind that this program knows.
    Known(StreamId),
    /// One of another kind, or one whose name is damaged.
    Other {
        kind: String,
        /// The stream's id; nil where the row has none.
        id: Uuid,
    },
}

impl FeedStream {
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Self::Known(stream) => stream.kind(),
            Self::Other { kind, .. } => kind,
        }
    }

    #[must_use]
    pub const fn uuid(&self) -> Uuid {
        match self {
            Self::Known(stream) => stream.uuid(),
            Self::Other { id, .. } => *id,
        }
    }
}

/// An entry of the feed. One that cannot be read has its place like any other: nobody who follows the feed stops at
/// it.
#[derive(Debug, Clone, PartialEq)]
pub struct FeedEntry {
    /// Its place; the next read goes on from here.
    pub cursor: Cursor,
    pub biller: BillerId,
    pub stream: FeedStream,
    /// The event's number in it.
    pub seq: i64,
    /// The event's stored type, e.g. `payment_settled`.
    pub kind: String,
    pub at: Timestamp,
    /// What a payer may see of it, for invoices.
    pub payer: Option<PayerFrame>,
    /// What staff may see of it, for invoices.
    pub staff: Option<StaffFrame>,
    /// Why it says no more than its place, stream, number, type and time; nothing for one that was read.
    pub opaque: Option<Opaque>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceRow {
    pub id: InvoiceId,
    pub number: String,
    /// Who is asked to pay.
    pub payer: PayerId,
    /// The currency of every amount.
    pub currency: Currency,
    /// The document's total with VAT, and the fees on top of it.
    pub total_minor: i64,
    /// What is asked for in all: the total less what was prepaid.
    pub payable_minor: i64,
    pub paid_minor: i64,
    pub pending_minor: i64,
    /// Remains to be paid.
    pub open_minor: i64,
    /// The payer's credit that stands here.
    pub credit_minor: i64,
    /// What credit notes gave back.
    pub credited_minor: i64,
    pub issue_date: Date,
    /// The last day on which payment is on time.
    pub due_date: Date,
    /// Whether the biller still asks for the money.
    pub lifecycle: domain::status::Lifecycle,
    /// The number of its last event.
    pub seq: i64,
    /// Whether staff should look at it.
    pub flagged: bool,
}

impl InvoiceRow {
    /// The status on `today`.
    #[must_use]
    pub fn status(&self, today: Date) -> Status {
        domain::status::status(
            &domain::status::Facts {
                lifecycle: self.lifecycle,
                total_minor: self.total_minor,
                credited_minor: self.credited_minor,
                open_minor: self.open_minor,
                due_date: self.due_date,
            },
            today,
        )
    }

    /// Whether something is open and asked for, which is so on every day or on none.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.status(self.due_date).is_asked()
    }
}

/// A document with its buyer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDocument {
    /// What it says, without the buyer.
    pub document: domain::document::Document,
    /// The buyer, unless erased.
    pub buyer: Option<domain::document::Party>,
    /// The payer's language, where it is known.
    pub language: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRow {
    pub id: ReceiptId,
    /// Whose money it is; nothing while nobody knows.
    pub payer: Option<PayerId>,
    pub source: ReceiptSource,
    pub amount_minor: i64,
    pub currency: Currency,
    pub method: Method,
    /// The day the payer paid.
    pub paid_on: Date,
    pub state: PaymentState,
    /// What no invoice has taken: the payer's credit.
    pub free_minor: i64,
}
