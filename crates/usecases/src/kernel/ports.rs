//! The database ports, area by area: the traits with their row types are in the folder of their area, and are listed
//! here.
//!
//! Every query names its biller: a row of another biller is not found. Times are UTC milliseconds, amounts are minor
//! units.

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

/// Work that runs in one transaction, all or nothing.
///
/// The database may require a rerun from the start (a serialisation conflict, two writers on one stream). So the work
/// changes nothing except through the transaction.
#[async_trait]
pub trait Transactional: Send + Sync {
    /// Runs it. An error undoes everything that was written.
    async fn run(&self, tx: &mut dyn Transaction) -> Result<UseCaseResult, UseCaseError>;
}

/// The result as JSON, because a repeated call gets it from the idempotency record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseCaseResult {
    /// The answer as JSON text.
    pub body: String,
    /// Whether it came from the record of an earlier call, or was done before.
    pub repeated: bool,
}

/// A running transaction. On SQLite it is a savepoint in the one writer's batch.
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
    /// Runs `work` in a transaction and returns after the commit is durable. If the caller goes away, the work is not
    /// cancelled.
    async fn write(&self, work: Arc<dyn Transactional>) -> Result<UseCaseResult, UseCaseError>;

    /// Runs `work` in the same way and rolls back everything, whatever it returns.
    async fn dry_run(&self, work: Arc<dyn Transactional>) -> Result<UseCaseResult, UseCaseError>;

    /// Whether the database answers.
    async fn ping(&self) -> Result<(), StoreError>;
}
