//! All payments: sums by day, method and state, and the list behind them.

mod report;

use domain::ids::{PayerId, PaymentId};
use domain::payments::Method;
use domain::{Currency, Date};
use leptos::prelude::*;

use crate::pages::address::encoded;
use crate::pages::formatter::{capital, method_name};
use crate::pages::frame::tag;
use crate::pages::payments::State;
use crate::pages::{Area, Frame, Rendered, Tone};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    pub search: String,
    pub payer: Option<PayerId>,
    pub state: Option<State>,
    pub method: Option<Method>,
    /// From this day on.
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Filter {
    /// The query of an address: `state=…&method=…`.
    #[must_use]
    pub fn query(&self) -> String {
        let pairs = [
            ("q", Some(self.search.clone()).filter(|search| !search.is_empty())),
            ("payer", self.payer.map(|payer| payer.to_string())),
            ("state", self.state.map(|state| state.path().to_owned())),
            ("method", self.method.map(|method| method.as_str().to_owned())),
            // Always stated: without it the report is about the last weeks.
            ("from", Some(self.from.map(|day| day.to_string()).unwrap_or_default())),
            ("to", self.to.map(|day| day.to_string())),
        ];
        let pairs =
            pairs.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", encoded(&value?))));
        pairs.collect::<Vec<_>>().join("&")
    }
}

/// Sums of payments, minor units of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    pub currency: Currency,
    /// How many payments.
    pub count: u64,
    pub received_minor: i64,
    pub pending_minor: i64,
    pub back_minor: i64,
    pub free_minor: i64,
}

/// A payment in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub id: PaymentId,
    /// The value date: the day on which the payer paid.
    pub paid_on: Date,
    /// The payer, or who the bank says has paid.
    pub from: String,
    /// The numbers of the invoices that it pays.
    pub invoices: Vec<String>,
    pub method: Method,
    pub state: State,
    /// The amount, minor units.
    pub amount_minor: i64,
    pub currency: Currency,
    /// The unapplied part, minor units.
    pub free_minor: i64,
    /// What was refunded or is about to be, minor units.
    pub refunded_minor: i64,
}

#[derive(Clone)]
pub struct PaymentsPage {
    pub frame: Frame,
    pub filter: Filter,
    /// The payer's name, if the filter names a payer.
    pub payer: Option<String>,
    /// How many payments there are in each state, whatever state is selected; states without any are left out.
    pub states: Vec<(State, u64)>,
    /// By day, newest first.
    pub days: Vec<(Date, Sum)>,
    /// Whether there are older days.
    pub more_days: bool,
    pub methods: Vec<(Method, Sum)>,
    /// The payments, newest first.
    pub rows: Vec<Row>,
    /// The cursor of the next page.
    pub next: Option<String>,
    pub first: bool,
}

#[must_use]
pub fn render(page: &PaymentsPage) -> Rendered {
    let page = page.clone();
    let frame = page.frame.clone();
    frame.render(Some(Area::Payments), "Payments", "wide", None, move || body(&page))
}

impl PaymentsPage {
    fn href(&self, filter: &Filter, after: Option<&str>) -> String {
        let query = filter.query();
        let after = after.map(|after| format!("&after={}", encoded(after))).unwrap_or_default();
        format!("/console/payments?{query}{after}")
    }
}

fn body(page: &PaymentsPage) -> AnyView {
    let csv = format!("/console/payments.csv?{}", page.filter.query());
    view! {
        <header class="head plain">
            <h1>"Payments"</h1>
            <p class="r">
                <a class="btn" href="/console/bank">
                    "Import bank files"
                </a>
                <a class="btn" href=csv download="">
                    "Export CSV"
                </a>
            </p>
        </header>
        {of_payer(page)}
        {asked(page)}
        {states(page)}
        <div class="cols" data-region="report">
            {report::days(page)}
            {report::methods(page)}
        </div>
        {list(page)}
    }
    .into_any()
}

/// The payer of the filter, and the link to everybody's payments.
fn of_payer(page: &PaymentsPage) -> AnyView {
    let (Some(id), Some(name)) = (page.filter.payer, &page.payer) else { return ().into_any() };
    let all = Filter { payer: None, ..page.filter.clone() };
    view! {
        <p>
            "Payments of "
            <a href=format!("/console/payers/{id}")>{name.clone()}</a>
            ". "
            <a href=page.href(&all, None)>"Everybody’s"</a>
        </p>
    }
    .into_any()
}

fn asked(page: &PaymentsPage) -> AnyView {
    let filter = &page.filter;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let methods = Method::ALL
        .into_iter()
        .map(|method| {
            let selected = (filter.method == Some(method)).then_some("");
            view! {
                <option value=method.as_str() selected=selected>
                    {capital(method_name(method))}
                </option>
            }
        })
        .collect_view();
    let state = filter.state.map(|state| view! { <input type="hidden" name="state" value=state.path() /> });
    let payer =
        filter.payer.map(|payer| view! { <input type="hidden" name="payer" value=payer.to_string() /> });
    view! {
        <form class="asked" role="search" method="get" action="/console/payments">
            {state}
            {payer}
            <div class="field words">
                <label for="find">"Payer or amount"</label>
                <input id="find" type="search" name="q" value=filter.search.clone() placeholder="Name, e-mail, amount …   /" data-shortcut="/" />
            </div>
            <div class="field">
                <label for="from">"From"</label>
                <input id="from" type="date" name="from" value=day(filter.from) />
            </div>
            <div class="field">
                <label for="to">"To"</label>
                <input id="to" type="date" name="to" value=day(filter.to) />
            </div>
            <div class="field">
                <label for="method">"How"</label>
                <select id="method" name="method">
                    <option value="">"Every way"</option>
                    {methods}
                </select>
            </div>
            <button type="submit" class="btn">
                "Show"
            </button>
        </form>
    }
    .into_any()
}

fn states(page: &PaymentsPage) -> AnyView {
    let all: u64 = page.states.iter().map(|(_, count)| count).sum();
    let tab = |state: Option<State>, name: &'static str, count: u64| {
        let here = (page.filter.state == state).then_some("page");
        let filter = Filter { state, ..page.filter.clone() };
        let mark = state.map_or("all", State::path);
        view! {
            <li>
                <a href=page.href(&filter, None) aria-current=here>
                    {name}
                    " "
                    <span class="num" data-count=mark>
                        {count}
                    </span>
                </a>
            </li>
        }
    };
    let each =
        page.states.iter().map(|(state, count)| tab(Some(*state), state.said().1, *count)).collect_view();
    view! {
        <ul class="tabs" data-region="tabs">
            {tab(None, "All", all)}
            {each}
        </ul>
    }
    .into_any()
}

fn list(page: &PaymentsPage) -> AnyView {
    let rows = page.rows.iter().map(|row| self::row(page, row)).collect_view();
    let empty = page.rows.is_empty().then(
        || view! { <p class="empty soft">"No payment is like that. Choose other days or another state."</p> },
    );
    let next = page.next.as_deref().map(|next| {
        view! {
            <a class="btn" href=page.href(&page.filter, Some(next)) rel="next">
                "Next page"
            </a>
        }
    });
    let first = (!page.first).then(|| {
        view! {
            <a class="btn" href=page.href(&page.filter, None)>
                "First page"
            </a>
        }
    });
    view! {
        <button type="button" class="new" data-new="" hidden="">
            "0 new"
        </button>
        <div class="card scroll">
            <table class="payments num">
                <caption class="sr">"Payments, newest first"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Paid on"</th>
                        <th scope="col">"From"</th>
                        <th scope="col">"For"</th>
                        <th scope="col">"How"</th>
                        <th scope="col">"State"</th>
                        <th scope="col" class="amount">
                            "Amount"
                        </th>
                    </tr>
                </thead>
                <tbody data-region="rows" data-holds="">
                    {rows}
                </tbody>
            </table>
            {empty}
        </div>
        <p class="r">{first} {next}</p>
    }
    .into_any()
}

fn row(page: &PaymentsPage, row: &Row) -> AnyView {
    let say = &page.frame.say;
    let (tone, word) = row.state.said();
    view! {
        <tr data-key=row.id.to_string() data-payment=row.state.path()>
            <td>
                <time datetime=row.paid_on.to_string()>{say.day(row.paid_on)}</time>
            </td>
            <td class="name">
                <a href=format!("/console/payments/{}", row.id) data-row="">
                    {row.from.clone()}
                </a>
            </td>
            <td>{row.invoices.join(", ")}</td>
            <td>{capital(method_name(row.method))}</td>
            <td>
                <span class="tags">
                    {tag(tone, word.into())}
                    {(row.free_minor > 0 && row.state == State::Settled)
                        .then(|| {
                            tag(Tone::Calm, format!("{} credit", say.money(row.free_minor, row.currency)))
                        })}
                    {(row.refunded_minor > 0)
                        .then(|| {
                            tag(Tone::Calm, format!("{} back", say.money(row.refunded_minor, row.currency)))
                        })}
                </span>
            </td>
            <td class="amount">
                <b>{say.money(row.amount_minor, row.currency)}</b>
            </td>
        </tr>
    }
    .into_any()
}
