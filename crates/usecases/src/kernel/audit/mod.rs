//! The audit log: who did what, and when. It holds ids and names of actions, no personal data.
//!
//! Every use case that a staff member runs leaves an entry, in the same transaction and in one place: `execute`. Some
//! leave one for every caller, see [`Audited`].

mod ports;
mod queries;

use std::fmt;
use std::str::FromStr;

use domain::ids::{InvoiceId, PayerId, StaffId};
use domain::{Actor, StreamId};
use uuid::Uuid;

pub use ports::{AuditEntry, AuditPage, AuditQuery, AuditStore, AuditTransaction, NewAuditEntry};
pub use queries::ReadAudit;

use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// An entry of the audit log; ids sort by age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AuditId(pub Uuid);

impl fmt::Display for AuditId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for AuditId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        Uuid::parse_str(text).map(Self)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// `invoice`, `payer`, `payment`, `credit_note`, `staff`, …
    pub kind: String,
    pub id: Uuid,
}

impl Subject {
    #[must_use]
    pub fn stream(stream: StreamId) -> Self {
        Self { kind: stream.kind().into(), id: stream.uuid() }
    }

    #[must_use]
    pub fn invoice(id: InvoiceId) -> Self {
        Self::stream(StreamId::Invoice(id))
    }

    #[must_use]
    pub fn payer(id: PayerId) -> Self {
        Self::stream(StreamId::Payer(id))
    }

    /// A person at the biller.
    #[must_use]
    pub fn staff(id: StaffId) -> Self {
        Self { kind: "staff".into(), id: id.0 }
    }
}

/// Which callers of a use case leave an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audited {
    /// All: it concerns people and their access.
    Always,
    /// People at the biller.
    ByStaff,
    /// None: nobody would ask about the change, and it happens often.
    Never,
}

/// A use case's details for its audit entry.
#[derive(Debug, Default)]
pub(crate) struct Note {
    pub(crate) subject: Option<Subject>,
    pub(crate) detail: Option<String>,
}

/// Writes the entry of `U` if one is due. By default its subject is the first invoice that was opened, else the first
/// stream.
pub(crate) async fn leave_entry<U: UseCase>(unit: &mut UnitOfWork<'_>) -> Result<(), UseCaseError> {
    let actor = unit.context.actor;
    match U::AUDITED {
        Audited::Always => {}
        Audited::ByStaff if matches!(actor, Actor::Staff { .. }) => {}
        Audited::ByStaff | Audited::Never => return Ok(()),
    }
    let Note { subject, detail } = std::mem::take(&mut unit.note);
    let subject = subject.or_else(|| unit.about().map(Subject::stream));
    write(unit, U::NAME, subject, detail).await
}

/// Writes an entry, whoever the caller is.
pub(crate) async fn write(
    unit: &mut UnitOfWork<'_>,
    action: &str,
    subject: Option<Subject>,
    detail: Option<String>,
) -> Result<(), UseCaseError> {
    let entry = NewAuditEntry {
        id: AuditId(unit.next_id()),
        biller: unit.biller_id(),
        at: unit.real_now(),
        actor: unit.context.actor,
        action: action.into(),
        subject,
        detail,
    };
    Ok(unit.tx.add_audit(&entry).await?)
}
