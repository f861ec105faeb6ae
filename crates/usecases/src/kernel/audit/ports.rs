//! What the audit log needs of a database: parts of [`crate::Store`] and [`crate::Transaction`]. Every query names its
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

/// What is read of the audit log.
#[async_trait]
pub trait AuditStore: Send + Sync {
    /// The audit log, newest first, a page at a time.
    async fn audit(&self, biller: BillerId, query: &AuditQuery) -> Result<AuditPage, StoreError>;
}

/// An entry to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAuditEntry {
    pub id: AuditId,
    pub biller: BillerId,
    /// When, real time.
    pub at: Timestamp,
    pub actor: Actor,
    /// The name of the use case.
    pub action: String,
    pub subject: Option<Subject>,
    /// What else is worth knowing: the fields that changed, the role that was given. Never what a person
    /// wrote, never a name or an address.
    pub detail: Option<String>,
}

/// An entry that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    pub entry: NewAuditEntry,
    /// The name of the person who did it, as it is now.
    pub staff_name: Option<String>,
    /// What people call the subject: an invoice's number, a person's name.
    pub subject_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditQuery {
    /// What this person did.
    pub staff: Option<StaffId>,
    /// What was done to this subject.
    pub subject: Option<Uuid>,
    /// Where the page before ended; newest first.
    pub after: Option<AuditId>,
    /// How many at most, 1 to 200.
    pub limit: usize,
}

/// A page of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditPage {
    /// The entries, newest first.
    pub entries: Vec<AuditEntry>,
    /// Where the next page begins, if there is one.
    pub next: Option<AuditId>,
}
