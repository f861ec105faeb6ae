//! Pages of invoices, and how many there are.

use domain::ids::BillerId;
use domain::{Date, Status};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use usecases::{
    InvoiceCounts, InvoiceFilter, InvoiceList, InvoiceSort, ListMark, ListedInvoice, ListedInvoices,
};

use super::{rows, status};
use crate::failure::Failure;
use crate::payers::list as payers;
use crate::rows::Columns;
use crate::search::conditions::{RARE, Search};
use crate::select::{Piece, Select};

/// How many rows a page has at most.
const LONGEST_PAGE: usize = 200;

pub(crate) async fn page(
    conn: &mut AnyConnection,
    biller: BillerId,
    list: &InvoiceList,
) -> Result<ListedInvoices, Failure> {
    let limit = list.limit.clamp(1, LONGEST_PAGE);
    let search = Search::prepare(conn, biller, &list.search, !list.without_payers).await?;
    let first = if search.is_led() {
        AccessPath::Search
    } else if are_few(conn, biller, list).await? {
        AccessPath::Few
    } else {
        AccessPath::Order
    };
    let rows = statement(biller, list, &search, first).query().fetch_all(&mut *conn).await?;
    let mut found = rows.iter().map(rows::read).collect::<Result<Vec<_>, _>>()?;
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

/// How a statement begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum AccessPath {
    /// With the invoices that the leading word of a search finds.
    Search,
    /// With the few invoices that have the number, the payer or the statuses that are asked for.
    Few,
    /// With the list in its order, until the page is full.
    Order,
}

/// The statement that reads a page and one more row.
pub(crate) fn statement(biller: BillerId, list: &InvoiceList, search: &Search, first: AccessPath) -> Select {
    let mut select = Select::of(biller, &format!("SELECT {} FROM ", rows::COLUMNS));
    if first == AccessPath::Few {
        select.push("(SELECT i.id FROM invoices i WHERE i.biller = $1");
        if let Some(few) = narrow(list) {
            select.and(&few.text, few.values);
        }
        select.push(") found CROSS JOIN invoices i");
    } else {
        search.add_source(&mut select);
    }
    select.push(" WHERE i.biller = $1");
    if first != AccessPath::Order {
        select.and("i.id = found.id", []);
    }
    search.ask(&mut select);
    if let Some(number) = &list.number {
        select.and("i.number = ?1", [number.as_str().into()]);
    }
    if let Some(from) = list.due_from {
        select.and("i.due_date >= ?1", [from.into()]);
    }
    if let Some(to) = list.due_to {
        select.and("i.due_date <= ?1", [to.into()]);
    }
    if let Some(payer) = list.payer {
        select.and("i.payer = ?1", [payer.0.into()]);
    }
    if let Some(status) = status::condition(&list.statuses, list.today) {
        select.and(&status.text, status.values);
    }
    let sort = order(list);
    if let Some(after) = &list.after {
        ask_beyond(&mut select, sort, after);
    }
    select.push(match sort {
        InvoiceSort::Newest => " ORDER BY i.id DESC",
        InvoiceSort::Due => " ORDER BY i.due_date, i.id",
        InvoiceSort::Open => " ORDER BY i.open_minor DESC, i.id DESC",
    });
    select.push(&format!(" LIMIT {}", list.limit.clamp(1, LONGEST_PAGE) + 1));
    select
}

/// The order of the list. If all of them have nothing open, sorting by the open amount keeps the usual order.
fn order(list: &InvoiceList) -> InvoiceSort {
    let none_asked = !list.statuses.is_empty() && !list.statuses.iter().any(|status| status.is_asked());
    if none_asked && list.sort == InvoiceSort::Open { InvoiceSort::Newest } else { list.sort }
}

/// The filter that may match only a few invoices, so that they are looked up first; an index covers it. `None` without
/// such a filter.
fn narrow(list: &InvoiceList) -> Option<Piece> {
    if let Some(number) = &list.number {
        return Some(Piece::new("i.number = ?1", [number.as_str().into()]));
    }
    if let Some(payer) = list.payer {
        return Some(Piece::new("i.payer = ?1", [payer.0.into()]));
    }
    // Most invoices are paid, or open and not yet due; the two sides of the statuses are in different indexes.
    let many = |status: &Status| matches!(status, Status::Open | Status::Paid);
    let asked = list.statuses.iter().filter(|status| status.is_asked()).count();
    let in_one_index = asked == 0 || asked == list.statuses.len();
    if list.statuses.iter().any(many) || !in_one_index {
        return None;
    }
    status::condition(&list.statuses, list.today)
}

/// Whether so few invoices match that they are looked up first. In list order, the last of them would be found at the
/// very end.
async fn are_few(conn: &mut AnyConnection, biller: BillerId, list: &InvoiceList) -> Result<bool, Failure> {
    let Some(few) = narrow(list) else { return Ok(false) };
    let mut select = Select::of(biller, "SELECT COUNT(*) FROM (SELECT 1 FROM invoices i WHERE i.biller = $1");
    select.and(&few.text, few.values);
    select.push(&format!(" LIMIT {}) counted", RARE + 1));
    Ok(select.query().fetch_one(conn).await?.big(0)? <= RARE)
}

/// Restricts to the rows that come after a mark.
fn ask_beyond(select: &mut Select, sort: InvoiceSort, after: &ListMark) {
    let id = after.id.0.into();
    match sort {
        InvoiceSort::Newest => select.and("i.id < ?1", [id]),
        InvoiceSort::Due => {
            select.and("i.due_date >= ?2 AND (i.due_date > ?2 OR i.id > ?1)", [id, after.key.as_str().into()])
        }
        InvoiceSort::Open => select.and(
            "i.open_minor <= ?2 AND (i.open_minor < ?2 OR i.id < ?1)",
            [id, after.key.parse().unwrap_or(i64::MAX).into()],
        ),
    }
}

/// The statement that counts the invoices of each filter, in the order of [`COUNTED`].
pub(crate) fn counting(biller: BillerId, today: Date) -> Select {
    let mut select = Select::of(biller, "SELECT ");
    for (at, filter) in COUNTED.into_iter().enumerate() {
        select.push(if at == 0 { "" } else { ", " });
        select.push("(SELECT COUNT(*) FROM invoices i WHERE i.biller = $1");
        if let Some(status) = status::condition(filter.statuses(), today) {
            select.and(&status.text, status.values);
        }
        select.push(")");
    }
    select
}

/// The filters that are counted. Paid invoices are the rest, neither asked for nor closed: they are the most, and no
/// index covers them.
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
    let row: AnyRow = counting(biller, today).query().fetch_one(conn).await?;
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
