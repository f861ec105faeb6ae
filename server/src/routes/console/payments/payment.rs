//! `GET /console/payments/{payment}`: one payment.

use std::collections::{BTreeSet, HashMap};

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use console::pages::figures::Figures;
use console::pages::payments::payment::{AllocationLine, PaymentPage, RefundSummary, Weighed, render};
use console::pages::payments::why;
use console::pages::{Notice, Tone};
use domain::Date;
use domain::ids::{InvoiceId, PayerId, PaymentId};
use domain::payments::{PaymentState, RefundState};
use usecases::{
    Caller, FindInvoice, FindPaymentDetails, InvoiceFilter, InvoiceList, InvoiceSort, ListInvoices,
    PaymentDetails, PaymentStanding, RefundRow, UseCaseError, pays_back_by_itself,
};

use crate::auth::Staff;
use crate::respond::ProblemResponse;
use crate::routes::console::answer::{ListQuery, failed, page, refused};
use crate::routes::console::figures::{ERASED, figures};
use crate::routes::console::frame::{FrameContext, around, done, may_act};
use crate::routes::console::payments::history;
use crate::state::App;

/// How many invoices are shown that could take the unapplied rest.
const COULD_TAKE: usize = 20;

pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(payment): Path<PaymentId>,
    Query(asked): Query<ListQuery>,
    headers: HeaderMap,
) -> Response {
    match build(&app, &staff, payment, done(&asked.done)).await {
        Ok(Some(built)) => page(render(&built)),
        Ok(None) => ProblemResponse::not_found(&headers).into_response(),
        Err(error) => failed(&headers, &error),
    }
}

/// The page again, because something was refused.
pub async fn not_done(
    app: &App,
    staff: &Staff,
    payment: PaymentId,
    why: String,
    headers: &HeaderMap,
) -> Response {
    match build(app, staff, payment, Some(Notice::Refused(why))).await {
        Ok(Some(built)) => refused(render(&built)),
        Ok(None) => ProblemResponse::not_found(headers).into_response(),
        Err(error) => failed(headers, &error),
    }
}

async fn build(
    app: &App,
    staff: &Staff,
    payment: PaymentId,
    notice: Option<Notice>,
) -> anyhow::Result<Option<PaymentPage>> {
    let FrameContext { biller, frame } = around(app, staff, notice).await?;
    let caller = &staff.caller();
    let Some(details) = app.ask(caller, FindPaymentDetails { payment }).await? else { return Ok(None) };
    let row = &details.listed.row;
    let today = frame.say.now.date_in(&biller.time_zone());
    let numbers = numbers(app, caller, &details).await?;
    let settled = row.state == PaymentState::Settled;
    let could_take = match row.payer {
        Some(payer) if settled && row.free_minor > 0 => could_take(app, caller, payer, today).await?,
        _ => Vec::new(),
    };
    let could_take = could_take.into_iter().filter(|one| one.currency == row.currency).collect();
    let came_by_itself = details.matching.is_some() || details.remittance.is_some();
    let parts = details.listed.allocations.iter().map(|one| AllocationLine {
        invoice: one.invoice,
        number: one.number.clone(),
        amount_minor: one.amount_minor,
    });
    Ok(Some(PaymentPage {
        transfer: super::transfer(row, details.remittance.as_ref()),
        state: super::state(PaymentStanding::of(row)),
        payer: row
            .payer
            .map(|payer| (payer, details.listed.payer_name.clone().unwrap_or_else(|| ERASED.to_owned()))),
        parts: parts.collect(),
        free_minor: if settled { row.free_minor } else { 0 },
        weighed: weighed(&details, &numbers),
        refunds: details.refunds.iter().map(|refund| refund_summary(&details, refund)).collect(),
        history: history::lines(&details, &numbers, &frame.say),
        could_take,
        undo: settled && row.payer.is_some() && came_by_itself && details.listed.refunded_minor == 0,
        refundable_minor: if settled { row.free_minor } else { 0 },
        joined_to: details.joined_to,
        confirmed_by: details.confirmed_by.clone(),
        key: app.services.ids.next_id().to_string(),
        may_act: may_act(staff),
        frame,
    }))
}

/// The numbers of every invoice that the page names.
async fn numbers(
    app: &App,
    caller: &Caller,
    payment: &PaymentDetails,
) -> Result<HashMap<InvoiceId, String>, UseCaseError> {
    let mut numbers: HashMap<InvoiceId, String> =
        payment.listed.allocations.iter().map(|one| (one.invoice, one.number.clone())).collect();
    numbers.extend(payment.candidates.iter().map(|one| (one.invoice.row.id, one.invoice.row.number.clone())));
    let weighed = payment.matching.iter().flat_map(|matching| &matching.candidates).map(|one| one.invoice);
    let named: BTreeSet<InvoiceId> = history::invoices(payment).chain(weighed).collect();
    for invoice in named {
        if numbers.contains_key(&invoice) {
            continue;
        }
        if let Some(row) = app.ask(caller, FindInvoice { invoice }).await? {
            numbers.insert(invoice, row.number);
        }
    }
    Ok(numbers)
}

async fn could_take(
    app: &App,
    caller: &Caller,
    payer: PayerId,
    today: Date,
) -> Result<Vec<Figures>, UseCaseError> {
    let list = InvoiceList {
        statuses: InvoiceFilter::Asked.statuses().to_vec(),
        sort: InvoiceSort::Due,
        payer: Some(payer),
        ..InvoiceList::newest(today, COULD_TAKE)
    };
    let found = app.ask(caller, ListInvoices { list }).await?;
    Ok(found.invoices.iter().map(|one| figures(&one.row, today)).filter(|one| one.open_minor > 0).collect())
}

fn weighed(payment: &PaymentDetails, numbers: &HashMap<InvoiceId, String>) -> Vec<Weighed> {
    let candidates = payment.matching.iter().flat_map(|matching| &matching.candidates);
    candidates
        .filter_map(|one| {
            Some(Weighed {
                invoice: one.invoice,
                number: numbers.get(&one.invoice)?.clone(),
                score: one.score,
                whys: one.reasons.iter().map(|reason| why(*reason)).collect(),
            })
        })
        .collect()
}

fn refund_summary(payment: &PaymentDetails, refund: &RefundRow) -> RefundSummary {
    let (tone, said) = match refund.state {
        RefundState::Underway => (Tone::Warn, "on its way"),
        RefundState::Completed => (Tone::Good, "done"),
        RefundState::Failed => (Tone::Bad, "failed"),
    };
    let by_hand =
        refund.state == RefundState::Underway && !pays_back_by_itself(&payment.listed.row.source.system);
    RefundSummary { id: refund.id, amount_minor: refund.amount_minor, tone, said, by_hand }
}
