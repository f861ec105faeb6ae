//! The statements of payments as the store ran them, read back from what it wrote: the same texts and row contents.

use anyhow::{Context as _, Result, bail, ensure};
use sqlx::any::{AnyRow, AnyTypeInfoKind};
use sqlx::{AnyConnection, Row as _, ValueRef as _};
use store::statements;

use super::books::{ACCOUNT, AMOUNT_MINOR, BILLER, CALLER, SYSTEM, key, source_id};

/// A value of a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Big(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// A statement with its values.
pub struct Statement {
    pub text: &'static str,
    pub values: Vec<Value>,
    /// Whether rows are fetched.
    pub reads: bool,
}

impl Statement {
    fn read(text: &'static str, values: Vec<Value>) -> Self {
        Self { text, values, reads: true }
    }

    fn write(text: &'static str, values: Vec<Value>) -> Self {
        Self { text, values, reads: false }
    }
}

/// A payment as the database saw it.
pub struct RecordedPayment {
    /// Which of the benchmark's payments.
    pub number: usize,
    /// Its invoice's id.
    pub invoice: Value,
    /// The payer's.
    pub payer: Value,
    /// Its own.
    pub payment: Value,
    /// The statements that it ran, without begin, savepoint and commit.
    pub statements: Vec<Statement>,
}

impl RecordedPayment {
    /// Whether no other payment has this text.
    pub fn is_its_own(&self, text: &str) -> bool {
        text == key(self.number) || text == source_id(self.number)
    }
}

/// Columns of an event and of a posting, as the store inserts them.
pub const EVENT_COLUMNS: usize = 10;
pub const POSTING_COLUMNS: usize = 9;

const EVENTS: &str = "SELECT biller, stream_kind, stream_id, seq, type, version, data, at_ms, actor, \
     payer_prev FROM events WHERE stream_id = $1 AND stream_kind = $2";
const POSTINGS: &str = "SELECT stream_id, stream_kind, seq, line, biller, account, owner, amount_minor, \
     currency FROM postings WHERE stream_id = $1 AND stream_kind = $2 AND seq = $3 ORDER BY line";
const PAYMENT: &str = "SELECT biller, id, system, account, source_id, amount_minor, currency, method, paid_on, \
     payer, state, free_minor, seq, joined FROM payments \
     WHERE biller = $1 AND system = $2 AND account = $3 AND source_id = $4 AND currency = $5";
const REMEMBERED: &str = "SELECT biller, caller, key, input_hash, body, at_ms FROM idempotency \
     WHERE biller = $1 AND caller = $2 AND key = $3";
const INVOICE: &str = "SELECT biller, id, total_minor, payable_minor, paid_minor, pending_minor, open_minor, \
     credit_minor, credited_minor, due_date, lifecycle, is_open, flagged, seq FROM invoices \
     WHERE biller = $1 AND id = $2";
/// Where that has the number of the last event.
pub const INVOICE_SEQ: usize = 13;

/// Reads back a payment.
pub async fn payment(conn: &mut AnyConnection, number: usize) -> Result<RecordedPayment> {
    let biller = Value::Bytes(BILLER.0.as_bytes().to_vec());
    let asked = vec![biller.clone(), text(CALLER), Value::Text(key(number))];
    let remembered = one(conn, REMEMBERED, asked).await?;
    let source =
        vec![biller.clone(), text(SYSTEM), text(ACCOUNT), Value::Text(source_id(number)), text("SEK")];
    let row = one(conn, PAYMENT, source.clone()).await?;
    let [_, payment, .., payer, _, _, _, _] = row.as_slice() else { bail!("payment {number} has no row") };
    let answered: serde_json::Value = match &remembered[4] {
        Value::Text(body) => serde_json::from_str(body)?,
        other => bail!("an answer that is no text: {other:?}"),
    };
    let seq = answered["seq"].as_i64().context("an answer without a number")?;

    let of_payment = format!("{EVENTS} ORDER BY seq");
    let mut events = all(conn, of_payment, vec![payment.clone(), text("payment")]).await?;
    let recorded = match &events.first().context("a payment without an event")?[6] {
        Value::Text(data) => serde_json::from_str::<serde_json::Value>(data)?,
        other => bail!("an event that is no text: {other:?}"),
    };
    let invoice = recorded["shares"][0]["invoice"].as_str().context("a payment of no invoice")?;
    let invoice = Value::Bytes(uuid::Uuid::parse_str(invoice)?.as_bytes().to_vec());
    let of_invoice = format!("{EVENTS} AND seq = $3");
    events.extend(all(conn, of_invoice, vec![invoice.clone(), text("invoice"), Value::Big(seq)]).await?);

    let mut postings = Vec::new();
    for event in &events {
        let event = vec![event[2].clone(), event[1].clone(), event[3].clone()];
        postings.extend(all(conn, POSTINGS.to_owned(), event).await?);
    }
    ensure!(!postings.is_empty(), "payment {number} posted nothing");
    let after = one(conn, INVOICE, vec![biller.clone(), invoice.clone()]).await?;
    let [
        recall,
        of_biller,
        load,
        _,
        _,
        insert_events,
        insert_postings,
        update_invoice,
        insert_payment,
        remember,
    ] = statements::payment();
    // The store caches streams that it has read and asks only for newer events, of which there are none.
    let load = |stream: &Value, kind: &str, known: i64| {
        let values = vec![stream.clone(), text(kind), biller.clone(), Value::Big(known)];
        Statement::read(load, values)
    };
    let statements = vec![
        Statement::read(recall, remembered[..3].to_vec()),
        Statement::read(of_biller, vec![biller.clone()]),
        Statement::read(statements::payment_by_source(), source),
        load(&invoice, "invoice", seq - 1),
        load(payment, "payment", 0),
        load(payer, "payer", 1),
        Statement::write(insert_events, events.concat()),
        Statement::write(insert_postings, postings.concat()),
        Statement::write(update_invoice, at_that_time(after, seq)?),
        Statement::write(insert_payment, row.clone()),
        Statement::write(remember, remembered),
    ];
    Ok(RecordedPayment { number, invoice, payer: payer.clone(), payment: payment.clone(), statements })
}

/// An invoice's row as it was when `seq` was its last event: every later event paid the same amount.
fn at_that_time(mut row: Vec<Value>, seq: i64) -> Result<Vec<Value>> {
    let Some(Value::Big(last)) = row.get(INVOICE_SEQ) else { bail!("an invoice without a number") };
    let later = last - seq;
    for (at, change) in [(4, -AMOUNT_MINOR), (6, AMOUNT_MINOR), (INVOICE_SEQ, -1)] {
        match &mut row[at] {
            Value::Big(value) => *value += change * later,
            other => bail!("a figure of an invoice that is no number: {other:?}"),
        }
    }
    Ok(row)
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

async fn all(conn: &mut AnyConnection, sql: String, values: Vec<Value>) -> Result<Vec<Vec<Value>>> {
    // Constant texts, put together.
    let query = values.into_iter().fold(sqlx::query(sqlx::AssertSqlSafe(sql)), |query, value| match value {
        Value::Null => query.bind(None::<i64>),
        Value::Big(value) => query.bind(value),
        Value::Text(value) => query.bind(value),
        Value::Bytes(value) => query.bind(value),
    });
    query.fetch_all(conn).await?.iter().map(values_of).collect()
}

async fn one(conn: &mut AnyConnection, sql: &str, values: Vec<Value>) -> Result<Vec<Value>> {
    let mut rows = all(conn, sql.to_owned(), values).await?;
    ensure!(rows.len() == 1, "{} rows instead of one: {sql}", rows.len());
    Ok(rows.swap_remove(0))
}

fn values_of(row: &AnyRow) -> Result<Vec<Value>> {
    (0..row.len())
        .map(|at| {
            Ok(match row.try_get_raw(at)?.type_info().kind() {
                AnyTypeInfoKind::Null => Value::Null,
                AnyTypeInfoKind::Text => Value::Text(row.try_get(at)?),
                AnyTypeInfoKind::Blob => Value::Bytes(row.try_get(at)?),
                _ => Value::Big(row.try_get(at)?),
            })
        })
        .collect()
}
