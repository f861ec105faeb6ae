//! `GET /console/payments`: payments by day, method and state.

use std::collections::BTreeMap;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use console::pages::payments::State as PaymentStanding;
use console::pages::payments::list::{Filter, PaymentsPage, Row, Sum, render};
use domain::payments::Method;
use domain::{Currency, Date};
use serde::Deserialize;
use usecases::{
    Biller, FindPayer, ListPayments, ListedPayment, PaymentFilter, PaymentList, PaymentStanding as Stands,
    ReportPayments, ReportRow,
};

use crate::auth::Staff;
use crate::routes::console::answer::{failed, page};
use crate::routes::console::figures::ERASED;
use crate::routes::console::frame::{FrameContext, around, done};
use crate::state::App;

/// How many payments are on a page.
const PAGE: usize = 50;
/// How many days are in the report.
const DAYS: usize = 92;
/// How many days the report goes back by default.
const BACK: i64 = 30;
const LONGEST_SEARCH: usize = 200;

/// The query of an address of the report.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PaymentsQuery {
    q: String,
    payer: String,
    state: String,
    method: String,
    /// `None`: the last weeks. Empty: from the beginning.
    from: Option<String>,
    to: String,
    after: String,
    done: String,
}

impl PaymentsQuery {
    /// The filter as of `today`.
    pub fn filter(&self, today: Date) -> Filter {
        let from = match self.from.as_deref() {
            None => Some(today.saturating_sub(jiff::Span::new().days(BACK))),
            Some(from) => from.parse().ok(),
        };
        Filter {
            search: self.q.trim().chars().take(LONGEST_SEARCH).collect(),
            payer: self.payer.parse().ok(),
            state: PaymentStanding::from_path(&self.state),
            method: self.method.parse().ok(),
            from,
            to: self.to.parse().ok(),
        }
    }
}

/// The filter for the database.
pub fn query(filter: &Filter) -> PaymentFilter {
    PaymentFilter {
        from: filter.from,
        to: filter.to,
        method: filter.method,
        standing: filter.state.map(super::standing),
        currency: None,
        payer: filter.payer,
        search: filter.search.clone(),
    }
}

/// Today at the biller.
pub fn today(biller: &Biller, app: &App) -> Date {
    biller.now(app.services.clock.as_ref()).date_in(&biller.time_zone())
}

pub async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(asked): Query<PaymentsQuery>,
    headers: HeaderMap,
) -> Response {
    match build(&app, &staff, &asked).await {
        Ok(built) => page(render(&built)),
        Err(error) => failed(&headers, &error),
    }
}

async fn build(app: &App, staff: &Staff, asked: &PaymentsQuery) -> anyhow::Result<PaymentsPage> {
    let FrameContext { biller, frame } = around(app, staff, done(&asked.done)).await?;
    let caller = &staff.caller();
    let filter = asked.filter(today(&biller, app));
    let after = asked.after.parse().ok();
    let first = after.is_none();
    let list = PaymentList { filter: query(&filter), after, limit: PAGE };
    // One report for the tabs, which count every state; the sums are those of the selected one.
    let everything = PaymentFilter { standing: None, ..list.filter.clone() };
    let (found, report) = tokio::try_join!(
        app.ask(caller, ListPayments { list }),
        app.ask(caller, ReportPayments { filter: everything })
    )?;
    let shown: Vec<&ReportRow> = report
        .iter()
        .filter(|row| filter.state.is_none_or(|state| super::standing(state) == row.standing))
        .collect();
    let (days, more_days) = days(&shown);
    let payer = match filter.payer {
        Some(payer) => app.ask(caller, FindPayer { payer }).await?.map(|payer| payer.details),
        None => None,
    };
    Ok(PaymentsPage {
        states: states(&report),
        days,
        more_days,
        methods: methods(&shown),
        rows: found.payments.iter().map(row).collect(),
        next: found.next.map(|next| next.to_string()),
        first,
        frame,
        filter,
        payer: payer.map(|details| details.map_or_else(|| ERASED.to_owned(), |details| details.name)),
    })
}

/// How many payments there are in each state that has any.
fn states(report: &[ReportRow]) -> Vec<(PaymentStanding, u64)> {
    let count = |state: PaymentStanding| {
        let rows = report.iter().filter(|row| super::state(row.standing) == state);
        rows.map(|row| u64::try_from(row.count).unwrap_or_default()).sum::<u64>()
    };
    PaymentStanding::ALL
        .into_iter()
        .map(|state| (state, count(state)))
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// The newest days, and whether there are older ones.
fn days(report: &[&ReportRow]) -> (Vec<(Date, Sum)>, bool) {
    let mut days: BTreeMap<(Date, &'static str), Sum> = BTreeMap::new();
    for row in report {
        add(days.entry((row.paid_on, row.currency.code())).or_insert_with(|| nothing(row.currency)), row);
    }
    let more = days.len() > DAYS;
    (days.into_iter().rev().take(DAYS).map(|((day, _), sum)| (day, sum)).collect(), more)
}

fn methods(report: &[&ReportRow]) -> Vec<(Method, Sum)> {
    let mut methods: BTreeMap<(usize, &'static str), (Method, Sum)> = BTreeMap::new();
    for row in report {
        let place = Method::ALL.iter().position(|method| *method == row.method).unwrap_or_default();
        let sum = methods
            .entry((place, row.currency.code()))
            .or_insert_with(|| (row.method, nothing(row.currency)));
        add(&mut sum.1, row);
    }
    methods.into_values().collect()
}

const fn nothing(currency: Currency) -> Sum {
    Sum { currency, count: 0, received_minor: 0, pending_minor: 0, back_minor: 0, free_minor: 0 }
}

fn add(sum: &mut Sum, row: &ReportRow) {
    sum.count += u64::try_from(row.count).unwrap_or_default();
    match row.standing {
        Stands::Settled | Stands::Unidentified => {
            sum.received_minor += row.amount_minor;
            sum.free_minor += row.free_minor;
        }
        Stands::Pending => sum.pending_minor += row.amount_minor,
        Stands::Reversed => sum.back_minor += row.amount_minor,
        // It never came, or another payment counts in its place: only its report is counted.
        Stands::Failed | Stands::Joined => {}
    }
}

fn row(listed: &ListedPayment) -> Row {
    let row = &listed.row;
    Row {
        id: row.id,
        paid_on: row.paid_on,
        from: super::from(listed),
        invoices: listed.allocations.iter().map(|one| one.number.clone()).collect(),
        method: row.method,
        state: super::state(Stands::of(row)),
        amount_minor: row.amount_minor,
        currency: row.currency,
        free_minor: row.free_minor,
        refunded_minor: listed.refunded_minor,
    }
}
