//! The database ports of bank imports.

use async_trait::async_trait;
use domain::ids::{BillerId, ContentId, PayerId, PaymentId};
use domain::payments::Remittance;
use domain::payments::Share;
use domain::{Actor, Date, Money, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::bank_imports::entry::{ReturnReason, Totals};
use crate::bank_imports::identity::{Digest, Facts, FileId};
use crate::kernel::error::StoreError;
use crate::matching::EntryKey;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownEntry {
    pub id: Uuid,
    /// The values that it is compared by.
    pub facts: Facts,
    /// The payment that it recorded or reversed; `None` if it did neither.
    pub payment: Option<PaymentId>,
    /// Whether it is incoming money.
    pub came_in: bool,
    pub amount_minor: i64,
    /// Whether the bank reported only its sum, not the payments in it.
    pub untold: bool,
    pub occurrences: Vec<Occurrence>,
    /// The payment that it took back or was booked in place of.
    pub undid: Option<ReversedPayment>,
}

/// A payment that an entry reversed or replaced, in its state before that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReversedPayment {
    /// The payment as it was then: its later reversal does not change this.
    pub payment: PaymentId,
    pub how: ReversalKind,
}

/// The state of a payment before an entry reversed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReversalKind {
    /// The invoices that it paid.
    pub shares: Vec<Share>,
    /// Whether a person decided that the entry reverses it.
    pub by_hand: bool,
}

/// An entry as one file reported it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryOfFile {
    /// Its number in the file.
    pub number: i64,
    /// The entry's own id, the same in every file that reports it.
    pub id: Uuid,
    /// The payment that it recorded or reversed.
    pub payment: Option<PaymentId>,
    /// Whether it is incoming money.
    pub came_in: bool,
    /// The payment that it took back or was booked in place of.
    pub undid: Option<ReversedPayment>,
    /// Whether another file told of it as well.
    pub reported_elsewhere: bool,
    /// Whether a person said that it takes back nothing that is in the books.
    pub dismissed: bool,
}

/// A file that reported an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    pub file: FileId,
    /// The entry's number in it.
    pub number: i64,
    pub entry: Uuid,
    pub format: String,
    /// The bank's reference for the entry in that file.
    pub reference: Digest,
}

/// A bank entry to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBankEntry {
    pub entry: KnownEntry,
    pub keys: Vec<EntryKey>,
}

/// A return to be stored until its payment is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReturn {
    pub id: Uuid,
    /// The biller's account, as the file writes it.
    pub account: String,
    /// The returned amount.
    pub amount: Money,
    pub booked_on: Date,
    /// The content row with the bank's information: a [`crate::bank_imports::ReturnNotice`].
    pub content: ContentId,
    /// The keys that find its payment.
    pub keys: ReturnKeys,
    pub arrived_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingReturn {
    pub id: Uuid,
    /// The returned amount.
    pub amount: Money,
    /// The keys that find its payment.
    pub keys: ReturnKeys,
    /// The values that it is compared by.
    pub facts: Facts,
    /// The bank's reason, unless erased.
    pub undoing: ReturnReason,
}

/// A settled payment that no bank file reported and that has no joined report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordedPayment {
    pub payment: PaymentId,
    pub payer: PayerId,
    pub amount: Money,
    pub paid_on: Date,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankFile {
    pub id: FileId,
    /// The file name it was uploaded under.
    pub name: String,
    pub format: String,
    pub entries: i64,
    /// When its last import began, real time.
    pub begun_at: Timestamp,
    /// When that import ended; `None` while it runs, or if it was interrupted.
    pub ended_at: Option<Timestamp>,
    pub actor: Actor,
    /// The outcome of its entries; `None` until it has ended.
    pub totals: Option<Totals>,
    /// Why nothing of it was imported, if it was refused.
    pub refused: Option<String>,
    pub undoing: BankFileUndoing,
}

/// The progress of undoing an import.
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
        /// How many entries were left, because somebody had changed their payments meanwhile.
        left: i64,
    },
}

/// Files, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BankFiles {
    pub files: Vec<BankFile>,
    /// Where the next page begins; `None` on the last page.
    pub next: Option<Timestamp>,
}

/// Reads and writes within a transaction. They take lists, because one statement for many entries makes an import fast.
#[async_trait]
pub trait BankTransaction: Send {
    /// Makes other imports of the biller wait until this transaction ends: two files at once must not book the same
    /// movement.
    async fn lock_imports(&mut self, biller: BillerId) -> Result<(), StoreError>;

    /// The entries of a file that are known from an earlier import of it: their numbers and payments.
    async fn seen_of_file(
        &mut self,
        biller: BillerId,
        file: FileId,
        first: i64,
        last: i64,
    ) -> Result<Vec<(i64, Option<PaymentId>)>, StoreError>;

    /// The known entries with any of these keys, each with the key that found it. For a key that very many share: the
    /// newest.
    async fn entries_by_keys(
        &mut self,
        biller: BillerId,
        keys: &[EntryKey],
    ) -> Result<Vec<(EntryKey, KnownEntry)>, StoreError>;

    /// Keeps new entries with their keys and first occurrences.
    async fn put_entries(&mut self, biller: BillerId, entries: &[NewBankEntry]) -> Result<(), StoreError>;

    /// Stores that a file reported known entries, and their keys in that file.
    async fn put_sightings(
        &mut self,
        biller: BillerId,
        occurrences: &[Occurrence],
        keys: &[(EntryKey, Uuid)],
    ) -> Result<(), StoreError>;

    /// Stores a return whose payment is not found.
    async fn put_return(&mut self, biller: BillerId, new: &NewReturn) -> Result<(), StoreError>;

    /// The waiting returns, newest first, some hundreds at most.
    async fn waiting_returns(&mut self, biller: BillerId) -> Result<Vec<WaitingReturn>, StoreError>;

    /// A return, while it waits.
    async fn waiting_return(
        &mut self,
        biller: BillerId,
        id: Uuid,
    ) -> Result<Option<WaitingReturn>, StoreError>;

    /// Ends a waiting return: it reversed this payment, or none. The bank's information about it is emptied.
    async fn end_return(
        &mut self,
        biller: BillerId,
        id: Uuid,
        undid: Option<&ReversedPayment>,
    ) -> Result<(), StoreError>;

    /// Whether an entry of a bank file has reversed this payment.
    async fn was_returned(&mut self, biller: BillerId, payment: PaymentId) -> Result<bool, StoreError>;

    /// Settled payments of these sums that no bank file reported and that have no joined report: those recorded by hand
    /// or by the biller's system. Cash, cards and payouts of a provider are not among them.
    async fn recorded_payments(
        &mut self,
        biller: BillerId,
        amounts_minor: &[i64],
    ) -> Result<Vec<RecordedPayment>, StoreError>;

    /// Stores the keys by which waiting money is found when an invoice is issued. They are removed when the money no
    /// longer waits.
    async fn put_waiting_keys(
        &mut self,
        biller: BillerId,
        keys: &[(EntryKey, PaymentId)],
    ) -> Result<(), StoreError>;

    /// The waiting money with one of these keys or exactly this sum. A key or sum that more than `most` payments have
    /// finds none.
    async fn waiting_for(
        &mut self,
        biller: BillerId,
        keys: &[EntryKey],
        amount: Money,
        most: usize,
    ) -> Result<Vec<PaymentId>, StoreError>;

    async fn bank_file(&mut self, biller: BillerId, file: FileId) -> Result<Option<BankFile>, StoreError>;

    /// The entries that a file reported, last first, with numbers below `before`.
    async fn entries_of_file(
        &mut self,
        biller: BillerId,
        file: FileId,
        before: i64,
        limit: usize,
    ) -> Result<Vec<EntryOfFile>, StoreError>;

    /// How many entries a file has reported.
    async fn count_entries_of_file(&mut self, biller: BillerId, file: FileId) -> Result<i64, StoreError>;

    /// Whether an entry of the file reversed or replaced this payment. `None` for `file` means the entries of all
    /// files.
    async fn is_undone(
        &mut self,
        biller: BillerId,
        payment: PaymentId,
        file: Option<FileId>,
    ) -> Result<bool, StoreError>;

    /// Removes the link between the file and these entries; deletes those that no other file reported.
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

    /// The entries that brought `from` belong to `to` from now on.
    async fn replace_payment(
        &mut self,
        biller: BillerId,
        from: PaymentId,
        to: PaymentId,
    ) -> Result<(), StoreError>;

    /// Stores how far the undoing of a file is.
    async fn put_undoing(
        &mut self,
        biller: BillerId,
        file: FileId,
        undoing: BankFileUndoing,
    ) -> Result<(), StoreError>;

    /// Stores a file. If its import begins again, an earlier undoing is over.
    async fn put_bank_file(&mut self, biller: BillerId, file: &BankFile) -> Result<(), StoreError>;
}

#[async_trait]
pub trait BankStore: Send + Sync {
    /// Imported files from before `before`, newest first.
    async fn bank_files(
        &self,
        biller: BillerId,
        before: Option<Timestamp>,
        limit: usize,
    ) -> Result<BankFiles, StoreError>;

    /// The waiting returns, oldest first, some hundreds at most.
    async fn list_returns(&self, biller: BillerId) -> Result<Vec<ListedReturn>, StoreError>;

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
