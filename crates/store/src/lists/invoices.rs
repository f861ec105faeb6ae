//! Pages of invoices, and how many there are.

use domain::Date;
use domain::ids::BillerId;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use usecases::{
    InvoiceCounts, InvoiceFilter, InvoiceList, InvoiceSort, ListMark, ListedInvoice, ListedInvoices,
};

use super::payers;
use super::search::{RARE, Search, Value, Values, query};
use crate::failure::Failure;
use crate::list;
use crate::rows::Columns;

/// How many rows a page has at most.
const LONGEST_PAGE: usize = 200;

/// Which invoices a filter shows; the due date is compared with `?`.
const fn condition(filter: InvoiceFilter) -> &'static str {
    match filter {
        InvoiceFilter::All => "",
        InvoiceFilter::Asked => " AND i.is_open = 1",
        InvoiceFilter::Overdue => " AND i.is_open = 1 AND i.due_date < ?",
        InvoiceFilter::PartlyPaid => {
            " AND i.is_open = 1 AND i.open_minor < i.total_minor AND i.due_date >= ?"
        }
        InvoiceFilter::Paid => {
            " AND i.is_open = 0 AND i.lifecycle = 'live' \
             AND NOT (i.credited_minor >= i.total_minor AND i.credited_minor > 0)"
        }
        // The first condition is the one of an index that holds only such invoices.
        InvoiceFilter::Closed => {
            " AND (i.lifecycle <> 'live' OR i.credited_minor > 0) AND i.is_open = 0 \
             AND (i.lifecycle <> 'live' OR i.credited_minor >= i.total_minor)"
        }
    }
}

/// A page of a list.
pub(crate) async fn page(
    conn: &mut AnyConnection,
    biller: BillerId,
    list: &InvoiceList,
) -> Result<ListedInvoices, Failure> {
    let limit = list.limit.clamp(1, LONGEST_PAGE);
    let search = Search::prepare(conn, biller, &list.search, !list.without_payers).await?;
    // Nothing is open on these: sorted by it they stay in their order.
    let sort = match (list.filter, list.sort) {
        (InvoiceFilter::Paid | InvoiceFilter::Closed, InvoiceSort::Open) => InvoiceSort::Newest,
        (_, sort) => sort,
    };
    let mut values = Values::of(biller);
    let few = !search.is_led() && are_few(conn, biller, list).await?;
    let (source, found) = if few {
        let few = chosen(list, "x", &mut values);
        (format!("(SELECT x.id FROM invoices x WHERE x.biller = $1{few}) found CROSS JOIN invoices i"), true)
    } else {
        (search.source(&mut values), search.is_led())
    };
    let mut sql = format!("SELECT {} FROM {source} WHERE i.biller = $1", list::COLUMNS);
    if found {
        sql.push_str(" AND i.id = found.id");
    }
    for condition in search.conditions(&mut values) {
        sql.push_str(&format!(" AND {condition}"));
    }
    if let Some(payer) = list.payer {
        let payer = values.mark(Value::Bytes(payer.0.as_bytes().to_vec()));
        sql.push_str(&format!(" AND i.payer = {payer}"));
    }
    sql.push_str(&chosen(list, "i", &mut values));
    if let Some(after) = &list.after {
        sql.push_str(&beyond(sort, after, &mut values));
    }
    sql.push_str(match sort {
        InvoiceSort::Newest => " ORDER BY i.id DESC",
        InvoiceSort::Due => " ORDER BY i.due_date, i.id",
        InvoiceSort::Open => " ORDER BY i.open_minor DESC, i.id DESC",
    });
    sql.push_str(&format!(" LIMIT {}", limit + 1));
    let rows = query(sql, &values).fetch_all(&mut *conn).await?;
    let mut found = rows.iter().map(list::read).collect::<Result<Vec<_>, _>>()?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| ListMark {
        id: last.id,
        key: match sort {
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

/// The filter's condition on the invoices `table`.
fn chosen(list: &InvoiceList, table: &str, values: &mut Values) -> String {
    let condition = condition(list.filter).replace("i.", &format!("{table}."));
    if condition.contains('?') {
        let today = values.mark(Value::Text(list.today.to_string()));
        return condition.replace('?', &today);
    }
    condition
}

/// Whether a filter shows so few that they are looked up first. A list in another order would be gone through
/// to its end for the last of them.
async fn are_few(conn: &mut AnyConnection, biller: BillerId, list: &InvoiceList) -> Result<bool, Failure> {
    let filter = list.filter;
    if !matches!(filter, InvoiceFilter::Overdue | InvoiceFilter::PartlyPaid | InvoiceFilter::Closed) {
        return Ok(false);
    }
    let mut values = Values::of(biller);
    let condition = chosen(list, "i", &mut values);
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

/// How many there are. What is paid is what is neither asked for nor closed.
const COUNTS: &str = "SELECT \
     (SELECT COUNT(*) FROM invoices i WHERE i.biller = $1), \
     (SELECT COUNT(*) FROM invoices i WHERE i.biller = $1 AND i.is_open = 1), \
     (SELECT COUNT(*) FROM invoices i WHERE i.biller = $1 AND i.is_open = 1 AND i.due_date < $2), \
     (SELECT COUNT(*) FROM invoices i WHERE i.biller = $1 AND i.is_open = 1 \
      AND i.open_minor < i.total_minor AND i.due_date >= $2), \
     (SELECT COUNT(*) FROM invoices i WHERE i.biller = $1 \
      AND (i.lifecycle <> 'live' OR i.credited_minor > 0) AND i.is_open = 0 \
      AND (i.lifecycle <> 'live' OR i.credited_minor >= i.total_minor))";

/// Counts what each filter has.
pub(crate) async fn counts(
    conn: &mut AnyConnection,
    biller: BillerId,
    today: Date,
) -> Result<InvoiceCounts, Failure> {
    let row: AnyRow = sqlx::query(COUNTS)
        .bind(biller.0.as_bytes().as_slice())
        .bind(today.to_string())
        .fetch_one(conn)
        .await?;
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
