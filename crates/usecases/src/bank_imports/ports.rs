//! What importing bank files needs of a database.

use async_trait::async_trait;
use domain::ids::{BillerId, ContentId, PayerId, PaymentId};
use domain::payments::Remittance;
use domain::payments::Share;
use domain::{Actor, Date, Money, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::bank_imports::entry::{Totals, ReturnReason};
use crate::bank_imports::identity::{Digest, Facts, FileId};
use crate::kernel::error::StoreError;
use crate::matching::EntryKey;

/// An entry that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownEntry {
    pub id: Uuid,
    /// What it is compared by.
    pub facts: Facts,
    /// The payment that it recorded or took back; nothing where it did neither.
    pub payment: Option<PaymentId>,
    /// Whether it brought money in.
    pub came_in: bool,
    /// How much, minor units.
    pub amount_minor: i64,
    /// Whether nothing was told of what is in it.
    pub untold: bool,
    pub occurrences: Vec<Occurrence>,
    /// The payment that it took back or was booked in place of.
    pub undid: Option<ReversedPayment>,
}

/// A payment that an entry took back, or in whose place it was booked, as it was before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReversedPayment {
    /// The payment as it was then: its later reversal does not change this.
    pub payment: PaymentId,
    pub how: ReversalKind,
}

/// How a payment was before an entry took it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReversalKind {
    /// The invoices that it paid.
    pub shares: Vec<Share>,
    /// Whether a person said that the entry takes it back.
    pub by_hand: bool,
}

/// An entry as a file told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryOfFile {
    /// Its number in the file.
    pub number: i64,
    /// The entry's own id, the same in every file that tells of it.
    pub id: Uuid,
    /// The payment that it recorded or took back.
    pub payment: Option<PaymentId>,
    /// Whether it brought money in.
    pub came_in: bool,
    /// The payment that it took back or was booked in place of.
    pub undid: Option<ReversedPayment>,
    /// Whether another file told of it as well.
    pub reported_elsewhere: bool,
    /// Whether a person said that it takes back nothing that is in the books.
    pub dismissed: bool,
}

/// A file that told of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    pub file: FileId,
    /// The entry's number in it.
    pub number: i64,
    pub entry: Uuid,
    pub format: String,
    /// What the bank called the entry there.
    pub reference: Digest,
}

/// An entry about to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBankEntry {
    pub entry: KnownEntry,
    pub keys: Vec<EntryKey>,
}

/// A return about to wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReturn {
    pub id: Uuid,
    /// The biller's account, as the file writes it.
    pub account: String,
    /// How much was taken back.
    pub amount: Money,
    /// On which day.
    pub booked_on: Date,
    /// Where what the bank says is kept: a [`crate::bank_imports::ReturnNotice`].
    pub content: ContentId,
    /// By what its payment is found.
    pub keys: ReturnKeys,
    /// When it came in.
    pub arrived_at: Timestamp,
}

/// A return that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingReturn {
    pub id: Uuid,
    /// How much was taken back.
    pub amount: Money,
    /// By what its payment is found.
    pub keys: ReturnKeys,
    /// What it is compared by.
    pub facts: Facts,
    /// The bank's reason, unless erased.
    pub undoing: ReturnReason,
}

/// A settled payment that no bank file told of, and that no other report was joined to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordedPayment {
    pub payment: PaymentId,
    pub payer: PayerId,
    pub amount: Money,
    pub paid_on: Date,
}

/// A file that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankFile {
    pub id: FileId,
    /// The name it came under.
    pub name: String,
    pub format: String,
    /// How many entries it has.
    pub entries: i64,
    /// When its import began the last time, real time.
    pub begun_at: Timestamp,
    /// When it ended; nothing while it is under way, or where it was cut off.
    pub ended_at: Option<Timestamp>,
    pub actor: Actor,
    /// What became of its entries, once it has ended.
    pub totals: Option<Totals>,
    /// Why nothing of it was taken, where nothing was.
    pub refused: Option<String>,
    /// Whether it was taken back.
    pub undoing: BankFileUndoing,
}

/// How far the undoing of an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BankFileUndoing {
    /// Nobody has asked for it.
    #[default]
    No,
    /// It has begun; real time.
    Begun(Timestamp),
    Ended {
        /// When, real time.
        at: Timestamp,
        /// How many of its entries stayed, because somebody had moved their payments on meanwhile.
        left: i64,
    },
}

/// Files, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BankFiles {
    pub files: Vec<BankFile>,
    /// Where the next page begins, if there is one.
    pub next: Option<Timestamp>,
}

/// Inside a transaction. Lists, because one statement for many is what makes an import fast.
#[async_trait]
pub trait BankTransaction: Send {
    /// Makes other imports of the biller wait until this transaction ends: two files at once must not book the same
    /// movement.
    async fn lock_imports(&mut self, biller: BillerId) -> Result<(), StoreError>;

    /// Which entries of a file are known from an earlier import of it: their numbers, and their payments.
    async fn seen_of_file(
        &mut self,
        biller: BillerId,
        file: FileId,
        first: i64,
        last: i64,
    ) -> Result<Vec<(i64, Option<PaymentId>)>, StoreError>;

    /// The known entries with any of these keys, each with the key that found it. Of a key that very many share, the
    /// youngest.
    async fn entries_by_keys(
        &mut self,
        biller: BillerId,
        keys: &[EntryKey],
    ) -> Result<Vec<(EntryKey, KnownEntry)>, StoreError>;

    /// Keeps new entries with their keys and first occurrences.
    async fn put_entries(&mut self, biller: BillerId, entries: &[NewBankEntry]) -> Result<(), StoreError>;

    /// Keeps that a file told of known entries, and the keys by which it named them.
    async fn put_sightings(
        &mut self,
        biller: BillerId,
        occurrences: &[Occurrence],
        keys: &[(EntryKey, Uuid)],
    ) -> Result<(), StoreError>;

    /// Keeps a return whose payment is not here.
    async fn put_return(&mut self, biller: BillerId, new: &NewReturn) -> Result<(), StoreError>;

    /// The returns that wait, the youngest first, some hundreds at most.
    async fn waiting_returns(&mut self, biller: BillerId) -> Result<Vec<WaitingReturn>, StoreError>;

    /// A return, while it waits.
    async fn waiting_return(
        &mut self,
        biller: BillerId,
        id: Uuid,
    ) -> Result<Option<WaitingReturn>, StoreError>;

    /// A return waits no longer: it took this payment back, or nothing. What the bank said of it is emptied.
    async fn end_return(
        &mut self,
        biller: BillerId,
        id: Uuid,
        undid: Option<&ReversedPayment>,
    ) -> Result<(), StoreError>;

    /// Whether an entry of a bank file has taken this payment back.
    async fn was_returned(&mut self, biller: BillerId, payment: PaymentId) -> Result<bool, StoreError>;

    /// Settled payments with these sums that no bank file told of and nothing was joined to: what was recorded by
    /// hand or by the biller's system. Cash, cards and what a provider paid out are not among them.
    async fn recorded_payments(
        &mut self,
        biller: BillerId,
        amounts_minor: &[i64],
    ) -> Result<Vec<RecordedPayment>, StoreError>;

    /// Keeps by what money that waits is found when an invoice is issued. It is forgotten when the money waits no longer.
    async fn put_waiting_keys(
        &mut self,
        biller: BillerId,
        keys: &[(EntryKey, PaymentId)],
    ) -> Result<(), StoreError>;

    /// The money that waits with one of these keys or just this sum. Of a key or a sum that more than `most` have,
    /// none.
    async fn waiting_for(
        &mut self,
        biller: BillerId,
        keys: &[EntryKey],
        amount: Money,
        most: usize,
    ) -> Result<Vec<PaymentId>, StoreError>;

    /// A file that came in.
    async fn bank_file(&mut self, biller: BillerId, file: FileId) -> Result<Option<BankFile>, StoreError>;

    /// The entries that a file told of, from the end, those with numbers below `before`.
    async fn entries_of_file(
        &mut self,
        biller: BillerId,
        file: FileId,
        before: i64,
        limit: usize,
    ) -> Result<Vec<EntryOfFile>, StoreError>;

    /// How many entries a file is known to have told of.
    async fn count_entries_of_file(&mut self, biller: BillerId, file: FileId) -> Result<i64, StoreError>;

    /// Whether any of the file's own entries took this payment back or was booked in its place. `file` is nothing for
    /// the entries of all files.
    async fn is_undone(
        &mut self,
        biller: BillerId,
        payment: PaymentId,
        file: Option<FileId>,
    ) -> Result<bool, StoreError>;

    /// Forgets that the file told of these entries, and those altogether of which no other file told.
    async fn forget_entries(
        &mut self,
        biller: BillerId,
        file: FileId,
        entries: &[EntryOfFile],
    ) -> Result<(), StoreError>;

    /// Whether an entry brought this payment in of which another file told as well.
    async fn is_reported_elsewhere(
        &mut self,
        biller: BillerId,
        payment: PaymentId,
        file: FileId,
    ) -> Result<bool, StoreError>;

    /// The entries that brought `from` in stand for `to` from now on.
    async fn replace_payment(
        &mut self,
        biller: BillerId,
        from: PaymentId,
        to: PaymentId,
    ) -> Result<(), StoreError>;

    /// Writes how far the undoing of a file is.
    async fn put_undoing(
        &mut self,
        biller: BillerId,
        file: FileId,
        undoing: BankFileUndoing,
    ) -> Result<(), StoreError>;

    /// Writes what is known of a file. The undoing of an earlier import of it is over when it begins again.
    async fn put_bank_file(&mut self, biller: BillerId, file: &BankFile) -> Result<(), StoreError>;
}

#[async_trait]
pub trait BankStore: Send + Sync {
    /// Files that came in, the newest first, from before `before`.
    async fn bank_files(
        &self,
        biller: BillerId,
        before: Option<Timestamp>,
        limit: usize,
    ) -> Result<BankFiles, StoreError>;

    /// The returns that wait for their payment, what has waited longest first, some hundreds at most.
    async fn list_returns(&self, biller: BillerId) -> Result<Vec<ListedReturn>, StoreError>;

    /// How many there are.
    async fn count_returns(&self, biller: BillerId) -> Result<i64, StoreError>;
}

/// A return that waits, as staff see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedReturn {
    pub id: Uuid,
    /// The biller's account, as the file writes it.
    pub account: String,
    /// How much was taken back.
    pub amount: Money,
    /// On which day.
    pub booked_on: Date,
    /// When it came in.
    pub arrived_at: Timestamp,
    /// What the bank says, unless erased.
    pub notice: Option<ReturnNotice>,
}

/// By what the payment is found that a return takes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnKeys {
    /// Ids that prove something.
    pub ids: Vec<EntryKey>,
    /// Ids that may be counters: they prove something together with who paid.
    pub weak_ids: Vec<EntryKey>,
    /// The bank's own reference, which a reversal of the bank's may repeat.
    pub bank_ids: Vec<EntryKey>,
    /// Account, amount and a reference.
    pub references: Vec<EntryKey>,
    /// Whether the references stand in fields for them.
    pub structured: bool,
    /// Amounts that the payment may have, minor units: what was taken back, or a part of it that the bank states.
    pub amounts_minor: Vec<i64>,
    /// The biller's account that it was taken from in each of its forms, each with its kind; none where that is not known.
    #[serde(default)]
    pub accounts: Vec<String>,
}

/// What the bank says about a return. Personal: kept as content, until the return has found its payment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReturnNotice {
    /// What came with it.
    pub remittance: Remittance,
    pub code: Option<String>,
    pub text: Option<String>,
}
