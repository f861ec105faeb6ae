//! Returns whose payment was not found.

use domain::ids::{BillerId, ContentId, PaymentId};
use domain::{Money, Timestamp};
use sqlx::AnyConnection;
use sqlx::Executor as _;
use sqlx::any::AnyRow;
use usecases::bank_imports::{
    Facts, ListedReturn, NewReturn, ReturnKeys, ReturnNotice, ReturnReason, ReversedPayment, WaitingReturn,
};
use uuid::Uuid;

use crate::bank_imports::known::facts;
use crate::bank_imports::undo::how;
use crate::content;
use crate::failure::Failure;
use crate::rows::Columns;

/// How many are tried with each import and shown to staff; nobody lets more wait.
const MOST: i64 = 500;

/// Stores a return that waits.
pub(crate) async fn put(conn: &mut AnyConnection, biller: BillerId, new: &NewReturn) -> Result<(), Failure> {
    let keys = serde_json::to_string(&new.keys).map_err(|error| Failure::unreadable(error.to_string()))?;
    let query = sqlx::query(
        "INSERT INTO bank_returns (biller, id, account, amount_minor, currency, booked_on, content, keys, \
         arrived_at_ms, state, payment) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', NULL)",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(new.id.as_bytes().as_slice())
    .bind(new.account.as_str())
    .bind(new.amount.minor)
    .bind(new.amount.currency.code())
    .bind(new.booked_on.to_string())
    .bind(new.content.0.as_bytes().as_slice())
    .bind(keys)
    .bind(new.arrived_at.0);
    conn.execute(query).await?;
    Ok(())
}

macro_rules! waiting {
    ($end:literal) => {
        concat!(
            "SELECT r.id, r.amount_minor, r.currency, r.keys, c.data, e.format, e.booked_on, e.valued_on, \
             e.end_to_end, e.name, e.account, e.words FROM bank_returns r \
             JOIN bank_entries e ON e.biller = r.biller AND e.id = r.id \
             LEFT JOIN content c ON c.id = r.content AND c.biller = r.biller \
             WHERE r.biller = $1 AND r.state = 'waiting' ",
            $end
        )
    };
}

/// The returns that wait, the newest first.
pub(crate) async fn waiting(
    conn: &mut AnyConnection,
    biller: BillerId,
) -> Result<Vec<WaitingReturn>, Failure> {
    let rows = sqlx::query(waiting!("ORDER BY r.id DESC LIMIT $2"))
        .bind(biller.0.as_bytes().as_slice())
        .bind(MOST)
        .fetch_all(conn)
        .await?;
    rows.iter().map(read).collect()
}

/// One of them, while it waits.
pub(crate) async fn one(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: Uuid,
) -> Result<Option<WaitingReturn>, Failure> {
    let row = sqlx::query(waiting!("AND r.id = $2"))
        .bind(biller.0.as_bytes().as_slice())
        .bind(id.as_bytes().as_slice())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &AnyRow) -> Result<WaitingReturn, Failure> {
    let notice = notice(row, 4)?.unwrap_or_default();
    let facts: Facts = facts(row, 5)?;
    Ok(WaitingReturn {
        id: row.uuid(0)?,
        amount: Money::new(row.big(1)?, row.parsed(2)?),
        keys: keys(row.text(3)?)?,
        facts,
        undoing: ReturnReason { code: notice.code, text: notice.text },
    })
}

fn keys(text: &str) -> Result<ReturnKeys, Failure> {
    serde_json::from_str(text).map_err(|error| Failure::unreadable(format!("the keys of a return: {error}")))
}

fn notice(row: &AnyRow, at: usize) -> Result<Option<ReturnNotice>, Failure> {
    let data = row.maybe_bytes(at)?;
    data.map(|data| {
        serde_json::from_slice(&data).map_err(|error| Failure::unreadable(format!("a return: {error}")))
    })
    .transpose()
}

/// Ends the waiting of a return.
pub(crate) async fn end(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: Uuid,
    undid: Option<&ReversedPayment>,
) -> Result<(), Failure> {
    let bytes = |undid: &ReversedPayment| undid.payment.0.as_bytes().to_vec();
    let query = sqlx::query(
        "UPDATE content SET data = NULL WHERE biller = $1 AND id = \
         (SELECT r.content FROM bank_returns r WHERE r.biller = $1 AND r.id = $2)",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(id.as_bytes().as_slice());
    conn.execute(query).await?;
    let query = sqlx::query("UPDATE bank_returns SET state = $3, payment = $4 WHERE biller = $1 AND id = $2")
        .bind(biller.0.as_bytes().as_slice())
        .bind(id.as_bytes().as_slice())
        .bind(if undid.is_some() { "resolved" } else { "dismissed" })
        .bind(undid.map(bytes));
    conn.execute(query).await?;
    let query = sqlx::query(
        "UPDATE bank_entries SET payment = $3, undid = $3, undid_how = $4 WHERE biller = $1 AND id = $2",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(id.as_bytes().as_slice())
    .bind(undid.map(bytes))
    .bind(undid.map(how).transpose()?);
    conn.execute(query).await?;
    Ok(())
}

/// Whether a return entry reversed this payment.
pub(crate) async fn was_returned(
    conn: &mut AnyConnection,
    biller: BillerId,
    payment: PaymentId,
) -> Result<bool, Failure> {
    let row = sqlx::query(
        "SELECT 1 FROM bank_entries WHERE biller = $1 AND came_in = 0 AND id IN \
         (SELECT e.id FROM bank_entries e WHERE e.biller = $1 AND e.payment = $2) LIMIT 1",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(payment.0.as_bytes().as_slice())
    .fetch_optional(conn)
    .await?;
    Ok(row.is_some())
}

/// The returns that wait as staff see them, the oldest first.
pub(crate) async fn list(conn: &mut AnyConnection, biller: BillerId) -> Result<Vec<ListedReturn>, Failure> {
    let rows = sqlx::query(
        "SELECT id, account, amount_minor, currency, booked_on, content, arrived_at_ms FROM bank_returns \
         WHERE biller = $1 AND state = 'waiting' ORDER BY id LIMIT $2",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(MOST)
    .fetch_all(&mut *conn)
    .await?;
    let contents = rows.iter().map(|row| Ok(ContentId(row.uuid(5)?))).collect::<Result<Vec<_>, Failure>>()?;
    let texts = content::texts(conn, &contents).await?;
    rows.iter()
        .zip(contents)
        .map(|(row, content)| {
            let text = texts.get(&(biller, content));
            let notice = text.map(|json| serde_json::from_str(json)).transpose();
            Ok(ListedReturn {
                id: row.uuid(0)?,
                account: row.text(1)?.to_owned(),
                amount: Money::new(row.big(2)?, row.parsed(3)?),
                booked_on: row.parsed(4)?,
                arrived_at: Timestamp(row.big(6)?),
                notice: notice.map_err(|error| Failure::unreadable(format!("a return: {error}")))?,
            })
        })
        .collect()
}

pub(crate) async fn count(conn: &mut AnyConnection, biller: BillerId) -> Result<i64, Failure> {
    let row = sqlx::query("SELECT COUNT(*) FROM bank_returns WHERE biller = $1 AND state = 'waiting'")
        .bind(biller.0.as_bytes().as_slice())
        .fetch_one(conn)
        .await?;
    row.big(0)
}
