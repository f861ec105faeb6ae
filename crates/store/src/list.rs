//! The list of invoices: filters, search, pages.

use domain::ids::{BillerId, InvoiceId, PayerId};
use domain::status::Lifecycle;
use domain::{Date, Status};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use usecases::{InvoicePage, InvoiceQuery, InvoiceRow};

use crate::failure::Failure;
use crate::rows::Columns;

macro_rules! columns {
    () => {
        "i.id, i.number, i.payer, i.currency, i.total_minor, i.payable_minor, i.paid_minor, \
         i.pending_minor, i.open_minor, i.credit_minor, i.credited_minor, i.issue_date, i.due_date, \
         i.lifecycle, i.seq, i.flagged"
    };
}

/// What [`read`] reads.
pub(crate) const COLUMNS: &str = columns!();

/// `domain::status` in SQL, today being `$2`: the first that holds.
const STATUS: &str = "CASE WHEN i.lifecycle = 'voided' THEN 'void' \
     WHEN i.lifecycle = 'written_off' THEN 'written_off' \
     WHEN i.total_minor > 0 AND i.credited_minor >= i.total_minor AND i.open_minor = 0 THEN 'credited' \
     WHEN i.open_minor = 0 THEN 'paid' \
     WHEN i.due_date < $2 THEN 'overdue' \
     WHEN i.open_minor < i.total_minor THEN 'partly_paid' \
     ELSE 'open' END";

/// Reads a row of [`COLUMNS`].
pub(crate) fn read(row: &AnyRow) -> Result<InvoiceRow, Failure> {
    Ok(InvoiceRow {
        id: InvoiceId(row.uuid(0)?),
        number: row.text(1)?.to_owned(),
        payer: PayerId(row.uuid(2)?),
        currency: row.parsed(3)?,
        total_minor: row.big(4)?,
        payable_minor: row.big(5)?,
        paid_minor: row.big(6)?,
        pending_minor: row.big(7)?,
        open_minor: row.big(8)?,
        credit_minor: row.big(9)?,
        credited_minor: row.big(10)?,
        issue_date: row.parsed(11)?,
        due_date: row.parsed(12)?,
        lifecycle: match row.text(13)? {
            "live" => Lifecycle::Live,
            "voided" => Lifecycle::Voided,
            "written_off" => Lifecycle::WrittenOff,
            other => return Err(Failure::unreadable(format!("an invoice's lifecycle “{other}”"))),
        },
        seq: row.big(14)?,
        flagged: row.flag(15)?,
    })
}

/// An invoice's figures.
pub(crate) async fn get(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
) -> Result<Option<InvoiceRow>, Failure> {
    let row =
        sqlx::query(concat!("SELECT ", columns!(), " FROM invoices i WHERE i.biller = $1 AND i.id = $2"))
            .bind(biller.0.as_bytes().as_slice())
            .bind(invoice.0.as_bytes().as_slice())
            .fetch_optional(conn)
            .await?;
    row.as_ref().map(read).transpose()
}

/// The same with what is not shown: the text that searches look through, and whether the row counts as open.
pub(crate) async fn get_whole(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
) -> Result<Option<(InvoiceRow, String, bool)>, Failure> {
    let row = sqlx::query(concat!(
        "SELECT ",
        columns!(),
        ", i.search, i.is_open FROM invoices i WHERE i.biller = $1 AND i.id = $2"
    ))
    .bind(biller.0.as_bytes().as_slice())
    .bind(invoice.0.as_bytes().as_slice())
    .fetch_optional(conn)
    .await?;
    row.map(|row| Ok((read(&row)?, row.text(16)?.to_owned(), row.flag(17)?))).transpose()
}

/// How many words of a search count.
const MOST_WORDS: usize = 8;
/// How many invoices a page holds at most.
const LONGEST_PAGE: usize = 200;

/// Invoices, newest first.
pub(crate) async fn page(
    conn: &mut AnyConnection,
    biller: BillerId,
    query: &InvoiceQuery,
) -> Result<InvoicePage, Failure> {
    let limit = query.limit.clamp(1, LONGEST_PAGE);
    let (sql, values) = statement(biller, query, limit);
    // Made of this file's own texts; everything that was asked for is bound.
    let mut prepared = sqlx::query(sqlx::AssertSqlSafe(sql));
    for value in values {
        prepared = match value {
            Value::Big(big) => prepared.bind(big),
            Value::Text(text) => prepared.bind(text),
            Value::Bytes(bytes) => prepared.bind(bytes),
        };
    }
    let rows = prepared.fetch_all(conn).await?;
    let mut invoices = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let more = invoices.len() > limit;
    invoices.truncate(limit);
    let next = if more { invoices.last().map(|last| last.id) } else { None };
    Ok(InvoicePage { invoices, next })
}

enum Value {
    Big(i64),
    Text(String),
    Bytes(Vec<u8>),
}

fn statement(biller: BillerId, query: &InvoiceQuery, limit: usize) -> (String, Vec<Value>) {
    let mut values = vec![Value::Bytes(biller.0.as_bytes().to_vec()), Value::Text(query.today.to_string())];
    // Every value has to be used in PostgreSQL, today's date too.
    let mut sql = format!("SELECT {} FROM invoices i WHERE i.biller = $1 AND $2 <> ''", columns!());
    let mut and = |condition: &str, value: Value| {
        values.push(value);
        sql.push_str(" AND ");
        sql.push_str(&condition.replace('?', &format!("${}", values.len())));
    };
    if let Some(number) = &query.number {
        and("i.number = ?", Value::Text(number.clone()));
    }
    let date = |date: Date| Value::Text(date.to_string());
    if let Some(from) = query.due_from {
        and("i.due_date >= ?", date(from));
    }
    if let Some(to) = query.due_to {
        and("i.due_date <= ?", date(to));
    }
    if let Some(after) = query.after {
        and("i.id < ?", Value::Bytes(after.0.as_bytes().to_vec()));
    }
    for word in query.search.iter().flat_map(|search| search.split_whitespace()).take(MOST_WORDS) {
        and(
            "(i.search LIKE ? ESCAPE '\\' OR i.payer IN \
             (SELECT p.payer FROM payer_search p WHERE p.biller = $1 AND p.text LIKE ? ESCAPE '\\'))",
            Value::Text(pattern(word)),
        );
    }
    if !query.statuses.is_empty() {
        let asked = |status: &Status| matches!(status, Status::Overdue | Status::PartlyPaid | Status::Open);
        // What the index of open invoices can tell, it tells.
        if query.statuses.iter().all(asked) {
            sql.push_str(" AND i.is_open = 1");
        } else if !query.statuses.iter().any(asked) {
            sql.push_str(" AND i.is_open = 0");
        }
        let names: Vec<_> = query.statuses.iter().map(|status| format!("'{}'", status.as_str())).collect();
        sql.push_str(&format!(" AND {STATUS} IN ({})", names.join(", ")));
    }
    values.push(Value::Big(i64::try_from(limit + 1).unwrap_or(i64::MAX)));
    sql.push_str(&format!(" ORDER BY i.id DESC LIMIT ${}", values.len()));
    (sql, values)
}

/// A word anywhere, its own signs taken literally. Control characters match nothing and PostgreSQL refuses
/// one of them, so they are left out.
fn pattern(word: &str) -> String {
    let mut pattern = String::from("%");
    for character in word.to_lowercase().chars().filter(|character| !character.is_control()) {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}
