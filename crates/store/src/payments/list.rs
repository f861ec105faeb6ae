//! Pages of payments.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use domain::ids::{BillerId, ContentId, InvoiceId};
use domain::payments::{Payment, Remittance};
use sqlx::AnyConnection;
use usecases::{
    ListedPayment, ListedPayments, PaidInvoice, PaymentFilter, PaymentList, PaymentMark, PaymentRow,
    PaymentStanding,
};

use crate::content;
use crate::failure::Failure;
use crate::payers::list as payers;
use crate::payments::rows;
use crate::payments::streams::{self, Unreadable};
use crate::rows::{Columns, Lists};
use crate::search::conditions::{MOST_WORDS, amounts};
use crate::search::words;
use crate::select::Select;

/// How many rows a page has at most.
const LONGEST_PAGE: usize = 200;

pub(crate) async fn page(
    conn: &mut AnyConnection,
    biller: BillerId,
    list: &PaymentList,
) -> Result<ListedPayments, Failure> {
    let limit = list.limit.clamp(1, LONGEST_PAGE);
    let begin = format!("SELECT {} FROM payments r WHERE r.biller = $1", rows::COLUMNS);
    let mut select = Select::of(biller, &begin);
    ask(&mut select, &list.filter);
    if let Some(PaymentMark { paid_on, id }) = list.after {
        let place = [paid_on.into(), id.0.into()];
        select.and("r.paid_on <= ?1 AND (r.paid_on < ?1 OR r.id < ?2)", place);
    }
    select.push(&format!(" ORDER BY r.paid_on DESC, r.id DESC LIMIT {}", limit + 1));
    let rows = select.query().fetch_all(&mut *conn).await?;
    let mut found = rows.iter().map(rows::read).collect::<Result<Vec<_>, _>>()?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| PaymentMark { paid_on: last.paid_on, id: last.id });
    Ok(ListedPayments { payments: listed(conn, biller, found).await?, next })
}

/// Adds the conditions of a filter on the payments `r`.
pub(crate) fn ask(select: &mut Select, filter: &PaymentFilter) {
    if let Some(from) = filter.from {
        select.and("r.paid_on >= ?1", [from.into()]);
    }
    if let Some(to) = filter.to {
        select.and("r.paid_on <= ?1", [to.into()]);
    }
    if let Some(method) = filter.method {
        select.and("r.method = ?1", [method.as_str().into()]);
    }
    if let Some(currency) = filter.currency {
        select.and("r.currency = ?1", [currency.code().into()]);
    }
    if let Some(payer) = filter.payer {
        select.and("r.payer = ?1", [payer.0.into()]);
    }
    match filter.standing {
        Some(PaymentStanding::Unidentified) => select.and("r.state = 'settled' AND LENGTH(r.payer) = 0", []),
        Some(PaymentStanding::Settled) => select.and("r.state = 'settled' AND LENGTH(r.payer) > 0", []),
        Some(standing) => select.and(&format!("r.state = '{}'", standing.as_str()), []),
        None => {}
    }
    for word in filter.search.split_whitespace().take(MOST_WORDS) {
        let Some((from, to)) = words::range(word) else { continue };
        select.and(
            "(EXISTS (SELECT 1 FROM payer_words p WHERE p.biller = r.biller AND p.payer = r.payer \
             AND p.word >= ?1 AND p.word < ?2)",
            [from.as_str().into(), to.as_str().into()],
        );
        for minor in amounts(word) {
            select.add(" OR r.amount_minor = ?1", [minor.into()]);
        }
        select.push(")");
    }
}

/// The rows with the names of payers and the invoices that they pay.
pub(crate) async fn listed(
    conn: &mut AnyConnection,
    biller: BillerId,
    rows: Vec<PaymentRow>,
) -> Result<Vec<ListedPayment>, Failure> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let folded = streams::folded(streams::steps(conn, biller, &ids, Unreadable::Skip).await?);
    let names = payers::names(conn, biller, rows.iter().filter_map(|row| row.payer)).await?;
    let contents: Vec<ContentId> = folded.values().filter_map(|one| one.recorded.remittance).collect();
    let texts = content::texts(conn, &contents).await?;
    let invoices = folded.values().flat_map(|one| one.allocations.keys().copied());
    let numbers = numbers(conn, biller, invoices).await?;
    let complete = |row: PaymentRow| {
        let payment = folded.get(&row.id);
        let remittance = payment
            .and_then(|one| texts.get(&(biller, one.recorded.remittance?)))
            .and_then(|json| serde_json::from_str::<Remittance>(json).ok());
        ListedPayment {
            payer_name: row.payer.and_then(|payer| names.get(&payer).cloned()),
            debtor_name: remittance.and_then(|remittance| remittance.debtor_name),
            allocations: payment.map(|one| paid(one, &numbers)).unwrap_or_default(),
            refunded_minor: payment.map_or(0, Payment::refunded_minor),
            outcome: payment.and_then(|one| one.matching.as_deref()).map(|matching| matching.outcome),
            row,
        }
    };
    Ok(rows.into_iter().map(complete).collect())
}

fn paid(payment: &Payment, numbers: &HashMap<InvoiceId, String>) -> Vec<PaidInvoice> {
    payment
        .allocations
        .iter()
        .map(|(&invoice, &amount_minor)| PaidInvoice {
            invoice,
            number: numbers.get(&invoice).cloned().unwrap_or_default(),
            amount_minor,
        })
        .collect()
}

static NUMBERS: LazyLock<Lists> =
    LazyLock::new(|| Lists::of("SELECT id, number FROM invoices WHERE biller = $1 AND id IN", 1, ""));

pub(crate) async fn numbers(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoices: impl Iterator<Item = InvoiceId>,
) -> Result<HashMap<InvoiceId, String>, Failure> {
    let wanted: Vec<InvoiceId> = invoices.collect::<BTreeSet<_>>().into_iter().collect();
    let mut found = HashMap::new();
    for (text, chunk) in NUMBERS.chunks(&wanted) {
        let query = sqlx::query(text).bind(biller.0.as_bytes().as_slice());
        let query = chunk.fold(query, |query, invoice| query.bind(invoice.0.as_bytes().as_slice()));
        for row in query.fetch_all(&mut *conn).await? {
            found.insert(InvoiceId(row.uuid(0)?), row.text(1)?.to_owned());
        }
    }
    Ok(found)
}
