//! The feed: all events in commit order. Rows are read without their content; content is read for those events that
//! somebody looks at.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::ids::BillerId;
use sqlx::AnyConnection;
use usecases::{Audiences, Cursor, FeedEntry, FeedRow};

use crate::engine::event_columns;
use crate::failure::Failure;
use crate::frames::{Entry, known_of, noted, place, readable};
use crate::rows::{Columns, Lists};

/// Rows of all billers, read with the engine's own statement. What a row shows by itself about being unreadable is
/// counted and logged here, since perhaps nobody ever reads the event.
pub(crate) async fn rows(
    conn: &mut AnyConnection,
    statement: &'static str,
    after: Cursor,
    limit: i64,
) -> Result<Vec<FeedRow>, Failure> {
    let query = sqlx::query(statement).bind(after.tx).bind(after.row).bind(limit);
    let rows = query.fetch_all(conn).await?;
    let read = rows.iter().map(|row| {
        let place = place(row)?;
        if let Err(unread) = readable(row) {
            noted(unread, &place);
        }
        Ok(place)
    });
    read.collect()
}

static ENTRIES: LazyLock<Lists> = LazyLock::new(|| {
    let begin = concat!(
        "SELECT ",
        event_columns!(),
        " FROM events e JOIN billers b ON b.id = e.biller WHERE e.row_id IN"
    );
    Lists::of(begin, 0, "ORDER BY e.tx, e.row_id")
});

/// The events at these places, which are in commit order, each as its audiences see it.
pub(crate) async fn entries(
    conn: &mut AnyConnection,
    wanted: &[(Cursor, Audiences)],
) -> Result<Vec<FeedEntry>, Failure> {
    let mut entries = Vec::with_capacity(wanted.len());
    for (text, chunk) in ENTRIES.chunks(wanted) {
        let query = chunk.fold(sqlx::query(text), |query, (cursor, _)| query.bind(cursor.row));
        for row in &query.fetch_all(&mut *conn).await? {
            entries.push(Entry::read(row)?);
        }
    }
    let audiences: BTreeMap<Cursor, Audiences> = wanted.iter().copied().collect();
    let known = known_of(conn, &entries).await?;
    let shown = entries.into_iter().map(|entry| {
        let audiences = audiences.get(&entry.cursor()).copied().unwrap_or_default();
        entry.shown_to(audiences, &known)
    });
    Ok(shown.collect())
}

/// Events of a biller as staff see them, read with the engine's own statement.
pub(crate) async fn of_biller(
    conn: &mut AnyConnection,
    statement: &'static str,
    biller: BillerId,
    after: Cursor,
    limit: i64,
) -> Result<Vec<FeedEntry>, Failure> {
    let query = sqlx::query(statement).bind(after.tx).bind(after.row).bind(limit);
    let rows = query.bind(biller.0.as_bytes().to_vec()).fetch_all(&mut *conn).await?;
    let entries = rows.iter().map(Entry::read).collect::<Result<Vec<_>, _>>()?;
    let known = known_of(conn, &entries).await?;
    Ok(entries.into_iter().map(|entry| entry.shown_to(Audiences::STAFF, &known)).collect())
}

/// The end of the feed, read with the engine's own statement; the beginning if nothing was written.
pub(crate) async fn end(conn: &mut AnyConnection, statement: &'static str) -> Result<Cursor, Failure> {
    let row = sqlx::query(statement).fetch_optional(conn).await?;
    row.map_or(Ok(Cursor::default()), |row| Ok(Cursor { tx: row.big(0)?, row: row.big(1)? }))
}
