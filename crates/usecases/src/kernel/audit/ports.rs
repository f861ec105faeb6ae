//! The database ports of the audit log: parts of [`crate::Store`] and [`crate::Transaction`]. Every query names its
//! biller.

use async_trait::async_trait;
use domain::ids::{BillerId, StaffId};
use domain::{Actor, Timestamp};
use uuid::Uuid;

use super::{AuditId, Subject};
use crate::kernel::error::StoreError;

/// How a transaction adds to the audit log.
#[async_trait]
pub trait AuditTransaction: Send {
    /// Adds an entry to the audit log.
    async fn add_audit(&mut self, entry: &NewAuditEntry) -> Result<(), StoreError>;
}

/// Reads of the audit log.
#[async_trait]
pub trait AuditStore: Send + Sync {
    /// The audit log, newest first, a page at a time.
    async fn audit(&self, biller: BillerId, query: &AuditQuery) -> Result<AuditPage, StoreError>;
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAuditEntry {
    pub id: AuditId,
    pub biller: BillerId,
    /// When, real time.
    pub at: Timestamp,
    pub actor: Actor,
    /// The use case's name.
    pub action: String,
    pub subject: Option<Subject>,
    /// Further details: the fields that changed, the role that was given. Never a text that a person wrote, never a
    /// name or an address.
    pub detail: Option<String>,
}

/// An entry that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    pub entry: NewAuditEntry,
    /// The current name of the person who did it.
    pub staff_name: Option<String>,
    /// The subject's name for people: an invoice's number, a person's name.
    pub subject_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditQuery {
    /// Only actions of this person.
    pub staff: Option<StaffId>,
    /// Only actions on this subject.
    pub subject: Option<Uuid>,
    /// Where the previous page ended; newest first.
    pub after: Option<AuditId>,
    /// How many at most, 1 to 200.
    pub limit: usize,
}

/// A page of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditPage {
    /// The entries, newest first.
    pub entries: Vec<AuditEntry>,
    /// Where the next page begins; `None` on the last page.
    pub next: Option<AuditId>,
}
