//! The audit log: rows are added, never changed.

use domain::ids::{BillerId, StaffId};
use domain::{Actor, Timestamp};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use usecases::{AuditEntry, AuditId, AuditPage, AuditQuery, NewAuditEntry, Subject};

use crate::failure::Failure;
use crate::rows::Columns;
use crate::statement::Statement;

/// The statement that adds an entry.
pub(super) fn insert(entry: &NewAuditEntry) -> Statement {
    let (actor, staff) = stored(entry.actor);
    let values = vec![
        entry.biller.into(),
        entry.id.0.into(),
        entry.at.0.into(),
        actor.into(),
        staff.map(|staff| staff.0).into(),
        entry.action.as_str().into(),
        entry.subject.as_ref().map(|subject| subject.kind.as_str()).into(),
        entry.subject.as_ref().map(|subject| subject.id).into(),
        entry.detail.as_deref().into(),
    ];
    Statement::new(
        "INSERT INTO audit (biller, id, at_ms, actor, staff, action, subject_kind, subject, detail) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        values,
    )
}

/// The columns of who did it.
const fn stored(actor: Actor) -> (&'static str, Option<StaffId>) {
    match actor {
        Actor::System => ("system", None),
        Actor::Biller => ("biller", None),
        Actor::Staff { id } => ("staff", Some(id)),
        Actor::Payer => ("payer", None),
    }
}

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT a.id, a.at_ms, a.actor, a.staff, a.action, a.subject_kind, a.subject, a.detail, \
             who.name, i.number, whom.name FROM audit a \
             LEFT JOIN staff who ON who.id = a.staff AND who.biller = a.biller \
             LEFT JOIN invoices i ON i.biller = a.biller AND i.id = a.subject \
             LEFT JOIN staff whom ON whom.id = a.subject AND whom.biller = a.biller \
             WHERE a.biller = $1 AND a.id < $2",
            $condition,
            " ORDER BY a.id DESC LIMIT $3"
        )
    };
}

/// The most entries of a page.
const MOST: usize = 200;

/// A page of entries, newest first.
pub(super) async fn page(
    conn: &mut AnyConnection,
    biller: BillerId,
    query: &AuditQuery,
) -> Result<AuditPage, Failure> {
    let limit = query.limit.clamp(1, MOST);
    let text = match (query.staff, query.subject) {
        (None, None) => select!(""),
        (Some(_), None) => select!(" AND a.staff = $4"),
        (None, Some(_)) => select!(" AND a.subject = $4"),
        (Some(_), Some(_)) => select!(" AND a.staff = $4 AND a.subject = $5"),
    };
    let before = query.after.map_or([0xff; 16], |after| *after.0.as_bytes());
    let mut select = sqlx::query(text)
        .bind(biller.0.as_bytes().as_slice())
        .bind(before.to_vec())
        // One more than asked for tells whether there is a next page.
        .bind(i64::try_from(limit + 1).unwrap_or(i64::MAX));
    for id in query.staff.map(|staff| staff.0).into_iter().chain(query.subject) {
        select = select.bind(id.as_bytes().to_vec());
    }
    let rows = select.fetch_all(conn).await?;
    let mut entries = rows.iter().map(|row| read(row, biller)).collect::<Result<Vec<_>, _>>()?;
    let more = entries.len() > limit;
    entries.truncate(limit);
    let next = if more { entries.last().map(|last| last.entry.id) } else { None };
    Ok(AuditPage { entries, next })
}

fn read(row: &AnyRow, biller: BillerId) -> Result<AuditEntry, Failure> {
    let staff = row.maybe_bytes(3)?.map(|_| row.uuid(3)).transpose()?;
    let actor = match (row.text(2)?, staff) {
        ("system", _) => Actor::System,
        ("biller", _) => Actor::Biller,
        ("payer", _) => Actor::Payer,
        ("staff", Some(id)) => Actor::Staff { id: StaffId(id) },
        (other, _) => return Err(Failure::unreadable(format!("an audit entry's actor “{other}”"))),
    };
    let subject = match row.maybe_text(5)? {
        Some(kind) => Some(Subject { kind, id: row.uuid(6)? }),
        None => None,
    };
    let subject_name = match subject.as_ref().map(|subject| subject.kind.as_str()) {
        Some("invoice") => row.maybe_text(9)?,
        Some("staff") => row.maybe_text(10)?,
        _ => None,
    };
    let entry = NewAuditEntry {
        id: AuditId(row.uuid(0)?),
        biller,
        at: Timestamp(row.big(1)?),
        actor,
        action: row.text(4)?.to_owned(),
        subject,
        detail: row.maybe_text(7)?,
    };
    Ok(AuditEntry { entry, staff_name: row.maybe_text(8)?, subject_name })
}
