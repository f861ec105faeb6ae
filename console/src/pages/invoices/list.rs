//! The list of invoices: search, filters, order, one page at a time.

use leptos::prelude::*;

use crate::pages::address::encoded;
use crate::pages::figures::Figures;
use crate::pages::formatter::status;
use crate::pages::frame::tag;
use crate::pages::{Area, Frame, Rendered, Tone};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Filter {
    #[default]
    All,
    /// Those that are still asked for.
    Asked,
    /// Of these, those whose due date has passed.
    Overdue,
    /// Of these, those that are partly paid.
    PartlyPaid,
    Paid,
    /// Void, credited and written off invoices.
    Closed,
}

impl Filter {
    /// Every filter, in its order.
    pub const ALL: [Self; 6] =
        [Self::All, Self::Asked, Self::Overdue, Self::PartlyPaid, Self::Paid, Self::Closed];

    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Asked => "open",
            Self::Overdue => "overdue",
            Self::PartlyPaid => "partly-paid",
            Self::Paid => "paid",
            Self::Closed => "closed",
        }
    }

    #[must_use]
    pub fn from_path(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.path() == path)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Asked => "Open",
            Self::Overdue => "Overdue",
            Self::PartlyPaid => "Partly paid",
            Self::Paid => "Paid",
            Self::Closed => "Closed",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    #[default]
    Newest,
    /// The earliest due date first.
    Due,
    /// The largest open amount first.
    Open,
}

impl Sort {
    pub const ALL: [Self; 3] = [Self::Newest, Self::Due, Self::Open];

    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Due => "due",
            Self::Open => "open",
        }
    }

    #[must_use]
    pub fn from_path(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.path() == path)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Newest => "Newest first",
            Self::Due => "Due first",
            Self::Open => "Largest first",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub figures: Figures,
    pub payer: String,
}

#[derive(Clone)]
pub struct InvoicesPage {
    pub frame: Frame,
    pub search: String,
    pub filter: Filter,
    pub sort: Sort,
    /// How many invoices each filter has, in the order of [`Filter::ALL`].
    pub counts: [u64; 6],
    pub rows: Vec<Row>,
    /// The cursor of the next page.
    pub next: Option<String>,
    pub first: bool,
}

#[must_use]
pub fn render(page: &InvoicesPage) -> Rendered {
    let page = page.clone();
    let frame = page.frame.clone();
    frame.render(Some(Area::Invoices), "Invoices", "wide", None, move || body(&page))
}

impl InvoicesPage {
    fn href(&self, filter: Filter, sort: Sort, after: Option<&str>) -> String {
        let mut href = format!("/console/invoices?state={}&sort={}", filter.path(), sort.path());
        if !self.search.is_empty() {
            href.push_str(&format!("&q={}", encoded(&self.search)));
        }
        if let Some(after) = after {
            href.push_str(&format!("&after={}", encoded(after)));
        }
        href
    }
}

fn body(page: &InvoicesPage) -> AnyView {
    let filters = Filter::ALL
        .into_iter()
        .zip(page.counts)
        .map(|(filter, count)| {
            let here = (filter == page.filter).then_some("page");
            view! {
                <li>
                    <a href=page.href(filter, page.sort, None) aria-current=here>
                        {filter.name()}
                        " "
                        <span class="num" data-count=filter.path()>
                            {count}
                        </span>
                    </a>
                </li>
            }
        })
        .collect_view();
    let sorts = Sort::ALL
        .into_iter()
        .map(|sort| {
            let here = (sort == page.sort).then_some("true");
            view! {
                <li>
                    <a href=page.href(page.filter, sort, None) aria-current=here>
                        {sort.name()}
                    </a>
                </li>
            }
        })
        .collect_view();
    let rows = page.rows.iter().map(|row| self::row(page, row)).collect_view();
    let empty = page.rows.is_empty().then(|| {
        let text = if page.search.is_empty() {
            "There are none."
        } else {
            "Nothing was found. Search for the start of a number, name, e-mail address or reference, or a whole amount."
        };
        view! { <p class="empty soft">{text}</p> }
    });
    let next = page.next.as_deref().map(|next| {
        view! {
            <a class="btn" href=page.href(page.filter, page.sort, Some(next)) rel="next">
                "Next page"
            </a>
        }
    });
    let first = (!page.first).then(|| {
        view! {
            <a class="btn" href=page.href(page.filter, page.sort, None)>
                "First page"
            </a>
        }
    });
    let placeholder = if page.frame.areas.contains(&Area::Payers) {
        "Number, payer, e-mail, amount, reference …   /"
    } else {
        "Number, amount, reference …   /"
    };
    view! {
        <h1>"Invoices"</h1>
        <form class="find" role="search" method="get" action="/console/invoices">
            <input type="hidden" name="state" value=page.filter.path() />
            <input type="hidden" name="sort" value=page.sort.path() />
            <label class="sr" for="find">
                "Search invoices"
            </label>
            <input
                id="find"
                type="search"
                name="q"
                value=page.search.clone()
                placeholder=placeholder
                data-shortcut="/"
            />
        </form>
        <div class="bar">
            <ul class="tabs" data-region="tabs">
                {filters}
            </ul>
            <ul class="sorts" aria-label="Order">
                {sorts}
            </ul>
        </div>
        <button type="button" class="new" data-new="" hidden="">
            "0 new"
        </button>
        <div class="card scroll">
            <table class="invoices num">
                <thead>
                    <tr>
                        <th scope="col">"Number"</th>
                        <th scope="col">"Payer"</th>
                        <th scope="col">"State"</th>
                        <th scope="col">"Due"</th>
                        <th scope="col" class="amount">
                            "Total"
                        </th>
                        <th scope="col" class="amount">
                            "Open"
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

fn row(page: &InvoicesPage, row: &Row) -> AnyView {
    let (say, figures) = (&page.frame.say, &row.figures);
    let (tone, word) = status(figures.status);
    let flagged = figures.flagged.then(|| tag(Tone::Warn, "To look at".into()));
    view! {
        <tr data-key=figures.id.to_string() data-status=figures.status.as_str()>
            <td>
                <a href=format!("/console/invoices/{}", figures.id) data-row="">
                    {figures.number.clone()}
                </a>
            </td>
            <td class="name">{row.payer.clone()}</td>
            <td>{tag(tone, word.into())} " " {flagged}</td>
            <td>
                <time datetime=figures.due_date.to_string()>{say.day(figures.due_date)}</time>
            </td>
            <td class="amount">{say.money(figures.total_minor, figures.currency)}</td>
            <td class="amount">
                <b>{say.money(figures.open_minor, figures.currency)}</b>
            </td>
        </tr>
    }
    .into_any()
}
