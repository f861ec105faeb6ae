//! `GET /console/invoices`: all invoices.

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use console::pages::invoices::list::{Filter, InvoicesPage, Row, Sort, render};
use usecases::{CountInvoices, InvoiceFilter, InvoiceList, InvoiceSort, ListInvoices};

use crate::auth::Staff;
use crate::routes::console::answer::{ListQuery, failed, page};
use crate::routes::console::figures::{ERASED, figures};
use crate::routes::console::frame::{FrameContext, around, done};
use crate::state::App;

/// How many invoices are on a page.
const PAGE: usize = 50;

pub async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(asked): Query<ListQuery>,
    headers: HeaderMap,
) -> Response {
    match build(&app, &staff, &asked).await {
        Ok(built) => page(render(&built)),
        Err(error) => failed(&headers, &error),
    }
}

async fn build(app: &App, staff: &Staff, asked: &ListQuery) -> anyhow::Result<InvoicesPage> {
    let FrameContext { biller, frame } = around(app, staff, done(&asked.done)).await?;
    let caller = &staff.caller();
    let today = frame.say.now.date_in(&biller.time_zone());
    let filter = Filter::from_path(&asked.state).unwrap_or_default();
    let sort = Sort::from_path(&asked.sort).unwrap_or_default();
    let after = asked.after.parse().ok();
    let (search, first) = (asked.search(), after.is_none());
    let shown = match filter {
        Filter::All => InvoiceFilter::All,
        Filter::Asked => InvoiceFilter::Asked,
        Filter::Overdue => InvoiceFilter::Overdue,
        Filter::PartlyPaid => InvoiceFilter::PartlyPaid,
        Filter::Paid => InvoiceFilter::Paid,
        Filter::Closed => InvoiceFilter::Closed,
    };
    let list = InvoiceList {
        search: search.clone(),
        statuses: shown.statuses().to_vec(),
        sort: match sort {
            Sort::Newest => InvoiceSort::Newest,
            Sort::Due => InvoiceSort::Due,
            Sort::Open => InvoiceSort::Open,
        },
        after,
        ..InvoiceList::newest(today, PAGE)
    };
    let (found, counts) =
        tokio::try_join!(app.ask(caller, ListInvoices { list }), app.ask(caller, CountInvoices { today }))?;
    let rows = found
        .invoices
        .into_iter()
        .map(|one| Row {
            figures: figures(&one.row, today),
            payer: one.payer_name.unwrap_or_else(|| ERASED.to_owned()),
        })
        .collect();
    let counts = [counts.all, counts.asked, counts.overdue, counts.partly_paid, counts.paid, counts.closed];
    Ok(InvoicesPage {
        frame,
        search,
        filter,
        sort,
        counts: counts.map(|count| u64::try_from(count).unwrap_or_default()),
        rows,
        next: found.next.map(|next| next.to_string()),
        first,
    })
}
