//! What the use cases need of a database, area by area: the traits with their row types stand beside the use cases of
//! their area, and are entered here.
//!
//! Every query names its biller: a row of another biller is not found. Times are UTC milliseconds,
//! amounts minor units.

use std::sync::Arc;

use async_trait::async_trait;

use crate::attachments::{AttachmentStore, AttachmentTransaction};
use crate::bank_imports::{BankStore, BankTransaction};
use crate::billers::{BillerStore, BillerTransaction};
use crate::checkouts::{CheckoutStore, CheckoutTransaction};
use crate::conversations::{ConversationStore, ConversationTransaction};
use crate::credit_notes::CreditNoteTransaction;
use crate::invoices::{InvoiceStore, InvoiceTransaction};
use crate::kernel::audit::{AuditStore, AuditTransaction};
use crate::kernel::content::ContentTransaction;
use crate::kernel::error::{StoreError, UseCaseError};
use crate::kernel::idempotency::{IdempotencyStore, IdempotencyTransaction};
use crate::kernel::jobs::{JobStore, JobTransaction};
use crate::kernel::log::{LogStore, LogTransaction};
use crate::links::{LinkStore, LinkTransaction};
use crate::matching::MatchingTransaction;
use crate::payers::{PayerStore, PayerTransaction};
use crate::payments::{PaymentStore, PaymentTransaction};
use crate::proposals::ProposalStore;
use crate::staff::{StaffStore, StaffTransaction};

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
pub trait Transaction:
    AttachmentTransaction
    + AuditTransaction
    + BankTransaction
    + BillerTransaction
    + CheckoutTransaction
    + ContentTransaction
    + CreditNoteTransaction
    + IdempotencyTransaction
    + InvoiceTransaction
    + JobTransaction
    + LinkTransaction
    + LogTransaction
    + MatchingTransaction
    + PayerTransaction
    + PaymentTransaction
    + StaffTransaction
    + ConversationTransaction
    + Send
{
}

/// The database as a whole.
#[async_trait]
pub trait Store:
    AttachmentStore
    + AuditStore
    + BankStore
    + BillerStore
    + ProposalStore
    + CheckoutStore
    + IdempotencyStore
    + InvoiceStore
    + JobStore
    + LinkStore
    + LogStore
    + PayerStore
    + PaymentStore
    + StaffStore
    + ConversationStore
    + Send
    + Sync
{
    /// Runs `work` in a transaction and answers after the commit is durable. A caller who goes away
    /// cancels nothing.
    async fn write(&self, work: Arc<dyn Transactional>) -> Result<UseCaseResult, UseCaseError>;

    /// Runs `work` in the same way and takes back everything that it wrote, whatever it answers.
    async fn dry_run(&self, work: Arc<dyn Transactional>) -> Result<UseCaseResult, UseCaseError>;

    /// Whether the database answers.
    async fn ping(&self) -> Result<(), StoreError>;
}
