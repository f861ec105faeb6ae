//! The queue of payments that wait for a person.

use domain::ids::{BillerId, ContentId, PaymentId};
use domain::payments::Payment;
use sqlx::AnyConnection;
use usecases::{PaymentRow, WaitingMatch, WaitingMatches};

use crate::content;
use crate::failure::Failure;
use crate::payments::streams::{self, Unreadable};
use crate::payments::{payment, rows, same};
use crate::rows::Columns;
use crate::select::Select;

/// How many rows a page has at most.
const LONGEST_PAGE: usize = 100;

/// The condition of what waits: an index holds exactly these rows.
const WAITS: &str = "r.state = 'settled' AND LENGTH(r.payer) = 0 AND r.free_minor > 0";

/// A page of the queue, the oldest first.
pub(crate) async fn page(
    conn: &mut AnyConnection,
    biller: BillerId,
    after: Option<PaymentId>,
    limit: usize,
) -> Result<WaitingMatches, Failure> {
    let limit = limit.clamp(1, LONGEST_PAGE);
    let begin = format!("SELECT {} FROM payments r WHERE r.biller = $1 AND {WAITS}", rows::COLUMNS);
    let mut select = Select::of(biller, &begin);
    if let Some(after) = after {
        select.and("r.id > ?1", [after.0.into()]);
    }
    select.push(&format!(" ORDER BY r.id LIMIT {}", limit + 1));
    let rows = select.query().fetch_all(&mut *conn).await?;
    let mut found = rows.iter().map(rows::read).collect::<Result<Vec<_>, _>>()?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| last.id);

    let ids: Vec<_> = found.iter().map(|row| row.id).collect();
    let folded = streams::folded(streams::steps(conn, biller, &ids, Unreadable::Skip).await?);
    let contents: Vec<ContentId> = folded.values().filter_map(|one| one.recorded.remittance).collect();
    let texts = content::texts(conn, &contents).await?;
    let rows: Vec<(PaymentRow, &Payment)> =
        found.into_iter().filter_map(|row| Some((row.clone(), folded.get(&row.id)?))).collect();
    let seen = rows.iter().map(|(_, payment)| *payment).collect();
    let candidates = payment::candidates(conn, biller, seen).await?;
    let mut waiting = Vec::with_capacity(rows.len());
    for ((row, payment), candidates) in rows.into_iter().zip(candidates) {
        let asked = !payment::questions(conn, biller, payment).await?.is_empty();
        let text = payment.recorded.remittance.and_then(|content| texts.get(&(biller, content)));
        waiting.push(WaitingMatch {
            remittance: text.map(|json| payment::read(json.as_bytes())).transpose()?,
            given: payment.matching.as_deref().and_then(|matching| matching.given.clone()),
            same_as: same::of(conn, biller, payment).await?,
            candidates,
            asked,
            row,
        });
    }
    Ok(WaitingMatches { waiting, next })
}

pub(crate) async fn count(conn: &mut AnyConnection, biller: BillerId) -> Result<i64, Failure> {
    let text = format!("SELECT COUNT(*) FROM payments r WHERE r.biller = $1 AND {WAITS}");
    Select::of(biller, &text).query().fetch_one(conn).await?.big(0)
}
