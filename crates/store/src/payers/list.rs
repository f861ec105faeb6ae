//! Payers: their current details, what they owe, and their history.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use domain::ids::{BillerId, PayerId};
use domain::invoices::document::Party;
use domain::payers::PayerStreamEvent;
use domain::{Currency, Event, Money, StreamId};
use sqlx::AnyConnection;
use usecases::{ListedPayer, ListedPayers, PayerEntry, PayerList, PayerRow};

use crate::events::{Unread, stamped_in};
use crate::failure::Failure;
use crate::log;
use crate::rows::{Columns, Lists};
use crate::search::conditions::MOST_WORDS;
use crate::search::words;
use crate::select::Select;

/// How many payers a page has at most.
const LONGEST_PAGE: usize = 200;

fn party(data: Option<Vec<u8>>) -> Result<Option<Party>, Failure> {
    data.map(|data| {
        serde_json::from_slice(&data)
            .map_err(|error| Failure::unreadable(format!("a payer's details: {error}")))
    })
    .transpose()
}

static DETAILS: LazyLock<Lists> = LazyLock::new(|| {
    Lists::of(
        "SELECT a.id, c.data FROM payers a JOIN content c ON c.id = a.details AND c.biller = a.biller \
         WHERE a.biller = $1 AND a.id IN",
        1,
        "",
    )
});

/// The current details of payers, without those that were erased.
pub(crate) async fn details(
    conn: &mut AnyConnection,
    biller: BillerId,
    payers: impl Iterator<Item = PayerId>,
) -> Result<HashMap<PayerId, Party>, Failure> {
    let wanted: Vec<PayerId> = payers.collect::<BTreeSet<_>>().into_iter().collect();
    let mut found = HashMap::new();
    for (text, chunk) in DETAILS.chunks(&wanted) {
        let query = sqlx::query(text).bind(biller.0.as_bytes().as_slice());
        let query = chunk.fold(query, |query, payer| query.bind(payer.0.as_bytes().as_slice()));
        for row in query.fetch_all(&mut *conn).await? {
            if let Some(details) = party(row.maybe_bytes(1)?)? {
                found.insert(PayerId(row.uuid(0)?), details);
            }
        }
    }
    Ok(found)
}

pub(crate) async fn names(
    conn: &mut AnyConnection,
    biller: BillerId,
    payers: impl Iterator<Item = PayerId>,
) -> Result<HashMap<PayerId, String>, Failure> {
    let details = details(conn, biller, payers).await?;
    Ok(details.into_iter().map(|(payer, details)| (payer, details.name)).collect())
}

/// A page of payers, the newest first.
pub(crate) async fn page(
    conn: &mut AnyConnection,
    biller: BillerId,
    list: &PayerList,
) -> Result<ListedPayers, Failure> {
    let limit = list.limit.clamp(1, LONGEST_PAGE);
    let mut select = Select::of(
        biller,
        "SELECT a.id, (SELECT COUNT(*) FROM invoices i WHERE i.biller = a.biller AND i.payer = a.id) \
         FROM payers a WHERE a.biller = $1",
    );
    if let Some(after) = list.after {
        select.and("a.id < ?1", [after.0.into()]);
    }
    for (from, to) in list.search.split_whitespace().filter_map(words::range).take(MOST_WORDS) {
        select.and(
            "a.id IN (SELECT p.payer FROM payer_words p WHERE p.biller = $1 AND p.word >= ?1 AND p.word < ?2)",
            [from.as_str().into(), to.as_str().into()],
        );
    }
    select.push(&format!(" ORDER BY a.id DESC LIMIT {}", limit + 1));
    let rows = select.query().fetch_all(&mut *conn).await?;
    let mut found = rows
        .iter()
        .map(|row| Ok((PayerId(row.uuid(0)?), row.big(1)?)))
        .collect::<Result<Vec<_>, Failure>>()?;
    let more = found.len() > limit;
    found.truncate(limit);
    let mut details = details(conn, biller, found.iter().map(|(payer, _)| *payer)).await?;
    let next = found.last().filter(|_| more).map(|(payer, _)| *payer);
    let payers = found
        .into_iter()
        .map(|(id, invoices)| ListedPayer { id, details: details.remove(&id), invoices })
        .collect();
    Ok(ListedPayers { payers, next })
}

pub(crate) async fn get(
    conn: &mut AnyConnection,
    biller: BillerId,
    payer: PayerId,
) -> Result<Option<PayerRow>, Failure> {
    let row = sqlx::query("SELECT credit, forgotten FROM payers WHERE biller = $1 AND id = $2")
        .bind(biller.0.as_bytes().as_slice())
        .bind(payer.0.as_bytes().as_slice())
        .fetch_optional(&mut *conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let mut credit: HashMap<Currency, i64> = HashMap::new();
    let kept: HashMap<String, i64> = serde_json::from_str(row.text(0)?)
        .map_err(|error| Failure::unreadable(format!("a payer's credit: {error}")))?;
    for (currency, minor) in kept {
        let currency = currency.parse().map_err(|_| Failure::unreadable(format!("currency {currency}")))?;
        *credit.entry(currency).or_default() += minor;
    }
    // The unapplied part of a payment is in the payment's own row.
    let free = "SELECT currency, CAST(SUM(free_minor) AS BIGINT) FROM payments \
         WHERE biller = $1 AND payer = $2 AND free_minor > 0 AND state = 'settled' GROUP BY currency";
    for money in sums(conn, free, biller, payer).await? {
        *credit.entry(money.currency).or_default() += money.minor;
    }
    let open = "SELECT currency, CAST(SUM(open_minor) AS BIGINT) FROM invoices \
         WHERE biller = $1 AND payer = $2 AND is_open = 1 GROUP BY currency";
    let open = sums(conn, open, biller, payer).await?;
    let language = match log::first_event(conn, biller, StreamId::Payer(payer)).await? {
        Some(Ok(Event::Payer(_, PayerStreamEvent::Opened { language, .. }))) => language,
        _ => None,
    };
    let mut details = details(conn, biller, std::iter::once(payer)).await?;
    let mut credit: Vec<Money> =
        credit.into_iter().map(|(currency, minor)| Money::new(minor, currency)).collect();
    credit.retain(|money| money.minor != 0);
    credit.sort_by_key(|money| money.currency.code());
    Ok(Some(PayerRow {
        id: payer,
        language,
        details: details.remove(&payer),
        forgotten: row.flag(1)?,
        open,
        credit,
    }))
}

async fn sums(
    conn: &mut AnyConnection,
    statement: &'static str,
    biller: BillerId,
    payer: PayerId,
) -> Result<Vec<Money>, Failure> {
    let rows = sqlx::query(statement)
        .bind(biller.0.as_bytes().as_slice())
        .bind(payer.0.as_bytes().as_slice())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| Ok(Money::new(row.big(1)?, row.parsed(0)?))).collect()
}

/// The history of a payer, oldest first, without events of a newer version of the program.
pub(crate) async fn history(
    conn: &mut AnyConnection,
    biller: BillerId,
    payer: PayerId,
) -> Result<Vec<PayerEntry>, Failure> {
    let stream = StreamId::Payer(payer);
    let rows = sqlx::query(log::LOAD)
        .bind(stream.uuid().as_bytes().as_slice())
        .bind(stream.kind())
        .bind(biller.0.as_bytes().as_slice())
        .bind(0_i64)
        .fetch_all(conn)
        .await?;
    let mut entries = Vec::new();
    for row in &rows {
        match stamped_in(row, stream, 1) {
            Ok((Event::Payer(_, event), stamp)) => {
                entries.push(PayerEntry { at: stamp.at, actor: stamp.actor, event });
            }
            Ok(_) | Err(Unread::Newer(_)) => {}
            Err(damaged) => return Err(damaged.noted(stream).into()),
        }
    }
    Ok(entries)
}

/// Whether the biller has this payer.
pub(crate) async fn exists(
    conn: &mut AnyConnection,
    biller: BillerId,
    payer: PayerId,
) -> Result<bool, Failure> {
    let row = sqlx::query("SELECT 1 FROM payers WHERE biller = $1 AND id = $2")
        .bind(biller.0.as_bytes().as_slice())
        .bind(payer.0.as_bytes().as_slice())
        .fetch_optional(conn)
        .await?;
    Ok(row.is_some())
}
