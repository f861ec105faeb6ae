//! Pages of payments.

use std::collections::{BTreeSet, HashMap};

use domain::ids::{BillerId, ContentId, InvoiceId};
use domain::receipt::{Receipt, Remittance};
use sqlx::AnyConnection;
use usecases::{
    ListedPayment, ListedPayments, PaidInvoice, PaymentFilter, PaymentList, PaymentMark, ReceiptRow, Standing,
};

use super::streams::{self, Unreadable};
use crate::content;
use crate::failure::Failure;
use crate::lists::search::{MOST_WORDS, Value, Values, amounts, query};
use crate::lists::{payers, words};
use crate::receipts;
use crate::rows::Columns;

/// How many rows a page has at most.
const LONGEST_PAGE: usize = 200;

/// A page of a list.
pub(super) async fn page(
    conn: &mut AnyConnection,
    biller: BillerId,
    list: &PaymentList,
) -> Result<ListedPayments, Failure> {
    let limit = list.limit.clamp(1, LONGEST_PAGE);
    let mut values = Values::of(biller);
    let conditions = conditions(&list.filter, &mut values);
    let mut sql = format!("SELECT {} FROM receipts r WHERE r.biller = $1{conditions}", receipts::COLUMNS);
    if let Some(PaymentMark { paid_on, id }) = list.after {
        let day = values.mark(Value::Text(paid_on.to_string()));
        let id = values.mark(Value::Bytes(id.0.as_bytes().to_vec()));
        sql.push_str(&format!(" AND r.paid_on <= {day} AND (r.paid_on < {day} OR r.id < {id})"));
    }
    sql.push_str(&format!(" ORDER BY r.paid_on DESC, r.id DESC LIMIT {}", limit + 1));
    let rows = query(sql, &values).fetch_all(&mut *conn).await?;
    let mut found = rows.iter().map(receipts::read).collect::<Result<Vec<_>, _>>()?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| PaymentMark { paid_on: last.paid_on, id: last.id });
    Ok(ListedPayments { payments: listed(conn, biller, found).await?, next })
}

/// What a filter asks of the receipts `r`.
pub(super) fn conditions(filter: &PaymentFilter, values: &mut Values) -> String {
    let mut sql = String::new();
    let mut and = |condition: &str, value: Value| {
        let mark = values.mark(value);
        sql.push_str(&format!(" AND {}", condition.replace('?', &mark)));
    };
    if let Some(from) = filter.from {
        and("r.paid_on >= ?", Value::Text(from.to_string()));
    }
    if let Some(to) = filter.to {
        and("r.paid_on <= ?", Value::Text(to.to_string()));
    }
    if let Some(method) = filter.method {
        and("r.method = ?", Value::Text(method.as_str().into()));
    }
    if let Some(currency) = filter.currency {
        and("r.currency = ?", Value::Text(currency.code().into()));
    }
    if let Some(payer) = filter.payer {
        and("r.payer = ?", Value::Bytes(payer.0.as_bytes().to_vec()));
    }
    match filter.standing {
        Some(Standing::Unidentified) => sql.push_str(" AND r.state = 'settled' AND LENGTH(r.payer) = 0"),
        Some(Standing::Settled) => sql.push_str(" AND r.state = 'settled' AND LENGTH(r.payer) > 0"),
        Some(standing) => sql.push_str(&format!(" AND r.state = '{}'", standing.as_str())),
        None => {}
    }
    for word in filter.search.split_whitespace().take(MOST_WORDS) {
        let Some((from, to)) = words::range(word) else { continue };
        let (from, to) = (values.mark(Value::Text(from)), values.mark(Value::Text(to)));
        sql.push_str(&format!(
            " AND (EXISTS (SELECT 1 FROM payer_words p WHERE p.biller = r.biller AND p.payer = r.payer \
             AND p.word >= {from} AND p.word < {to})"
        ));
        for minor in amounts(word) {
            let mark = values.mark(Value::Big(minor));
            sql.push_str(&format!(" OR r.amount_minor = {mark}"));
        }
        sql.push(')');
    }
    sql
}

/// The rows with what people are called and what they pay.
pub(super) async fn listed(
    conn: &mut AnyConnection,
    biller: BillerId,
    rows: Vec<ReceiptRow>,
) -> Result<Vec<ListedPayment>, Failure> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let folded = streams::folded(streams::steps(conn, biller, &ids, Unreadable::Skip).await?);
    let names = payers::names(conn, biller, rows.iter().filter_map(|row| row.payer)).await?;
    let contents: Vec<ContentId> = folded.values().filter_map(|one| one.recorded.remittance).collect();
    let texts = content::texts(conn, &contents).await?;
    let invoices = folded.values().flat_map(|one| one.allocations.keys().copied());
    let numbers = numbers(conn, biller, invoices).await?;
    let complete = |row: ReceiptRow| {
        let receipt = folded.get(&row.id);
        let remittance = receipt
            .and_then(|one| texts.get(&(biller, one.recorded.remittance?)))
            .and_then(|json| serde_json::from_str::<Remittance>(json).ok());
        ListedPayment {
            payer_name: row.payer.and_then(|payer| names.get(&payer).cloned()),
            debtor_name: remittance.and_then(|remittance| remittance.debtor_name),
            allocations: receipt.map(|one| paid(one, &numbers)).unwrap_or_default(),
            refunded_minor: receipt.map_or(0, Receipt::refunded_minor),
            outcome: receipt.and_then(|one| one.matching.as_deref()).map(|matching| matching.outcome),
            row,
        }
    };
    Ok(rows.into_iter().map(complete).collect())
}

fn paid(receipt: &Receipt, numbers: &HashMap<InvoiceId, String>) -> Vec<PaidInvoice> {
    receipt
        .allocations
        .iter()
        .map(|(&invoice, &amount_minor)| PaidInvoice {
            invoice,
            number: numbers.get(&invoice).cloned().unwrap_or_default(),
            amount_minor,
        })
        .collect()
}

/// How many invoices one statement looks up.
const AT_ONCE: usize = 50;

/// The numbers of invoices.
pub(super) async fn numbers(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoices: impl Iterator<Item = InvoiceId>,
) -> Result<HashMap<InvoiceId, String>, Failure> {
    let wanted: Vec<InvoiceId> = invoices.collect::<BTreeSet<_>>().into_iter().collect();
    let mut found = HashMap::new();
    for chunk in wanted.chunks(AT_ONCE) {
        let mut values = Values::of(biller);
        let marks: Vec<String> =
            chunk.iter().map(|id| values.mark(Value::Bytes(id.0.as_bytes().to_vec()))).collect();
        let sql =
            format!("SELECT id, number FROM invoices WHERE biller = $1 AND id IN ({})", marks.join(", "));
        for row in query(sql, &values).fetch_all(&mut *conn).await? {
            found.insert(InvoiceId(row.uuid(0)?), row.text(1)?.to_owned());
        }
    }
    Ok(found)
}
