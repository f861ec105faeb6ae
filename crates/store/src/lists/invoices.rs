//! Pages of invoices, and how many there are.

use domain::ids::BillerId;
use domain::{Date, Status};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use usecases::{
    InvoiceCounts, InvoiceFilter, InvoiceList, InvoiceSort, ListMark, ListedInvoice, ListedInvoices,
};

use super::payers;
use super::search::{RARE, Search, Value, Values, query};
use crate::failure::Failure;
use crate::rows::Columns;
use crate::{invoices, status};

/// How many rows a page has at most.
const LONGEST_PAGE: usize = 200;

/// A page of a list.
pub(crate) async fn page(
    conn: &mut AnyConnection,
    biller: BillerId,
    list: &InvoiceList,
) -> Result<ListedInvoices, Failure> {
    let limit = list.limit.clamp(1, LONGEST_PAGE);
    let search = Search::prepare(conn, biller, &list.search, !list.without_payers).await?;
    let first = if search.is_led() {
        First::Search
    } else if are_few(conn, biller, list).await? {
        First::Few
    } else {
        First::Order
    };
    let (sql, values) = statement(biller, list, &search, first);
    let rows = query(sql, &values).fetch_all(&mut *conn).await?;
    let mut found = rows.iter().map(invoices::read).collect::<Result<Vec<_>, _>>()?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| ListMark {
        id: last.id,
        key: match order(list) {
            InvoiceSort::Newest => String::new(),
            InvoiceSort::Due => last.due_date.to_string(),
            InvoiceSort::Open => last.open_minor.to_string(),
        },
    });
    let names = payers::names(conn, biller, found.iter().map(|row| row.payer)).await?;
    let invoices = found
        .into_iter()
        .map(|row| ListedInvoice { payer_name: names.get(&row.payer).cloned(), row })
        .collect();
    Ok(ListedInvoices { invoices, next })
}

/// What a statement begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum First {
    /// What the word that leads a search finds.
    Search,
    /// The few invoices with the number, of the payer or with the statuses that are asked for.
    Few,
    /// The list in its order, until the page is full.
    Order,
}

/// The statement that reads a page and one row more.
pub(crate) fn statement(
    biller: BillerId,
    list: &InvoiceList,
    search: &Search,
    first: First,
) -> (String, Values) {
    let mut values = Values::of(biller);
    let source = if first == First::Few {
        let few = narrow(list, &mut values);
        format!("(SELECT i.id FROM invoices i WHERE i.biller = $1{few}) found CROSS JOIN invoices i")
    } else {
        search.source(&mut values)
    };
    let mut sql = format!("SELECT {} FROM {source} WHERE i.biller = $1", invoices::COLUMNS);
    if first != First::Order {
        sql.push_str(" AND i.id = found.id");
    }
    for condition in search.conditions(&mut values) {
        sql.push_str(&format!(" AND {condition}"));
    }
    let mut and = |condition: &str, value: Value| {
        let mark = values.mark(value);
        sql.push_str(&format!(" AND {condition} {mark}"));
    };
    if let Some(number) = &list.number {
        and("i.number =", Value::Text(number.clone()));
    }
    if let Some(from) = list.due_from {
        and("i.due_date >=", Value::Text(from.to_string()));
    }
    if let Some(to) = list.due_to {
        and("i.due_date <=", Value::Text(to.to_string()));
    }
    if let Some(payer) = list.payer {
        and("i.payer =", Value::Bytes(payer.0.as_bytes().to_vec()));
    }
    sql.push_str(&status::condition(&list.statuses, list.today, &mut values));
    let sort = order(list);
    if let Some(after) = &list.after {
        sql.push_str(&beyond(sort, after, &mut values));
    }
    sql.push_str(match sort {
        InvoiceSort::Newest => " ORDER BY i.id DESC",
        InvoiceSort::Due => " ORDER BY i.due_date, i.id",
        InvoiceSort::Open => " ORDER BY i.open_minor DESC, i.id DESC",
    });
    sql.push_str(&format!(" LIMIT {}", list.limit.clamp(1, LONGEST_PAGE) + 1));
    (sql, values)
}

/// In which order. Where nothing is open on any of them, they stay in theirs when sorted by that.
fn order(list: &InvoiceList) -> InvoiceSort {
    let none_asked = !list.statuses.is_empty() && !list.statuses.iter().any(|status| status.is_asked());
    if none_asked && list.sort == InvoiceSort::Open { InvoiceSort::Newest } else { list.sort }
}

/// What asks for so little, perhaps, that it is looked up first, as ` AND …`: an index has it all. Nothing where there
/// is no such thing.
fn narrow(list: &InvoiceList, values: &mut Values) -> String {
    if let Some(number) = &list.number {
        return format!(" AND i.number = {}", values.mark(Value::Text(number.clone())));
    }
    if let Some(payer) = list.payer {
        return format!(" AND i.payer = {}", values.mark(Value::Bytes(payer.0.as_bytes().to_vec())));
    }
    // Most invoices are paid, or open and not yet due; and what is asked for and what is not are in different indexes.
    let many = |status: &Status| matches!(status, Status::Open | Status::Paid);
    let asked = list.statuses.iter().filter(|status| status.is_asked()).count();
    let in_one_index = asked == 0 || asked == list.statuses.len();
    if list.statuses.iter().any(many) || !in_one_index {
        return String::new();
    }
    status::condition(&list.statuses, list.today, values)
}

/// Whether so few are asked for that they are looked up first. The list in its order would be gone through to its end
/// for the last of them.
async fn are_few(conn: &mut AnyConnection, biller: BillerId, list: &InvoiceList) -> Result<bool, Failure> {
    let mut values = Values::of(biller);
    let condition = narrow(list, &mut values);
    if condition.is_empty() {
        return Ok(false);
    }
    let sql = format!(
        "SELECT COUNT(*) FROM (SELECT 1 FROM invoices i WHERE i.biller = $1{condition} LIMIT {}) counted",
        RARE + 1
    );
    Ok(query(sql, &values).fetch_one(conn).await?.big(0)? <= RARE)
}

/// The rows that come after a mark.
fn beyond(sort: InvoiceSort, after: &ListMark, values: &mut Values) -> String {
    let id = values.mark(Value::Bytes(after.id.0.as_bytes().to_vec()));
    match sort {
        InvoiceSort::Newest => format!(" AND i.id < {id}"),
        InvoiceSort::Due => {
            let key = values.mark(Value::Text(after.key.clone()));
            format!(" AND i.due_date >= {key} AND (i.due_date > {key} OR i.id > {id})")
        }
        InvoiceSort::Open => {
            let key = values.mark(Value::Big(after.key.parse().unwrap_or(i64::MAX)));
            format!(" AND i.open_minor <= {key} AND (i.open_minor < {key} OR i.id < {id})")
        }
    }
}

/// The statement that counts what each filter has, in the order of [`COUNTED`].
pub(crate) fn counting(biller: BillerId, today: Date) -> (String, Values) {
    let mut values = Values::of(biller);
    let counts: Vec<String> = COUNTED
        .into_iter()
        .map(|filter| {
            let condition = status::condition(filter.statuses(), today, &mut values);
            format!("(SELECT COUNT(*) FROM invoices i WHERE i.biller = $1{condition})")
        })
        .collect();
    (format!("SELECT {}", counts.join(", ")), values)
}

/// What is counted. Paid ones are those that are neither asked for nor closed: most invoices, and no index tells them.
const COUNTED: [InvoiceFilter; 5] = [
    InvoiceFilter::All,
    InvoiceFilter::Asked,
    InvoiceFilter::Overdue,
    InvoiceFilter::PartlyPaid,
    InvoiceFilter::Closed,
];

/// Counts what each filter has.
pub(crate) async fn counts(
    conn: &mut AnyConnection,
    biller: BillerId,
    today: Date,
) -> Result<InvoiceCounts, Failure> {
    let (sql, values) = counting(biller, today);
    let row: AnyRow = query(sql, &values).fetch_one(conn).await?;
    let (all, asked, closed) = (row.big(0)?, row.big(1)?, row.big(4)?);
    Ok(InvoiceCounts {
        all,
        asked,
        overdue: row.big(2)?,
        partly_paid: row.big(3)?,
        paid: all - asked - closed,
        closed,
    })
}
