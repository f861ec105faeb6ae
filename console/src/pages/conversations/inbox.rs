//! The inbox: who waits for an answer, the conversation that is open, and its invoice beside it.

use crate::pages::sidebar;
use domain::Timestamp;
use domain::ids::{InvoiceId, StaffId};
use leptos::prelude::*;

use crate::live::OpenInvoice;
use crate::pages::address::encoded;
use crate::pages::conversations::conversation::Conversation;
use crate::pages::frame::tag;
use crate::pages::sidebar::Side;
use crate::pages::{Area, Formatter, Frame, Rendered, Tone};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Those that the reader looks after and that are not solved.
    Mine,
    /// Those where somebody at the biller has to act.
    #[default]
    Open,
    /// Those where the payer has to act.
    Waiting,
    /// Those that are snoozed.
    Snoozed,
    /// Those that are solved.
    Solved,
}

impl Tab {
    /// Every tab, in its order.
    pub const ALL: [Self; 5] = [Self::Mine, Self::Open, Self::Waiting, Self::Snoozed, Self::Solved];

    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Open => "open",
            Self::Waiting => "waiting",
            Self::Snoozed => "snoozed",
            Self::Solved => "solved",
        }
    }

    #[must_use]
    pub fn from_path(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.path() == path)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Mine => "Mine",
            Self::Open => "Open",
            Self::Waiting => "Waiting",
            Self::Snoozed => "Snoozed",
            Self::Solved => "Solved",
        }
    }

    const fn empty(self) -> &'static str {
        match self {
            Self::Mine => "Nothing is assigned to you. Take a conversation from Open.",
            Self::Open => "Nobody waits for an answer.",
            Self::Waiting => "No payer has anything to answer.",
            Self::Snoozed => "Nothing rests.",
            Self::Solved => "Nothing was solved yet.",
        }
    }
}

/// A conversation in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub invoice: InvoiceId,
    pub number: String,
    pub payer: String,
    /// When the last message was written.
    pub at: Timestamp,
    /// The beginning of the last message.
    pub preview: String,
    /// How many messages no staff have read.
    pub unread: u32,
    /// By when a person should have answered.
    pub respond_by: Option<Timestamp>,
    /// Until when it is snoozed.
    pub snoozed_until: Option<Timestamp>,
    pub assignee: Option<(StaffId, String)>,
    /// The open amount as text; `None` if nothing is open.
    pub open: Option<String>,
}

#[derive(Clone)]
pub struct InboxPage {
    pub frame: Frame,
    pub tab: Tab,
    /// How many conversations each tab has, in the order of [`Tab::ALL`].
    pub counts: [u64; 5],
    pub search: String,
    pub rows: Vec<Row>,
    /// The address of the next page.
    pub next: Option<String>,
    /// The conversation that is open, with its invoice.
    pub open: Option<Box<(Conversation, Side)>>,
}

#[must_use]
pub fn render(page: &InboxPage) -> Rendered {
    let page = page.clone();
    let frame = page.frame.clone();
    let (title, invoice) = match &page.open {
        None => ("Inbox".to_owned(), None),
        Some(open) => {
            let (conversation, side) = &**open;
            let live = format!("/console/invoices/{}/live", conversation.invoice);
            let title = format!("{} · {}", conversation.payer, side.figures.number);
            (title, Some(OpenInvoice { live, payer: conversation.payer.clone() }))
        }
    };
    let class = if page.open.is_some() { "inbox with-conversation" } else { "inbox" };
    frame.render(Some(Area::Inbox), &title, class, invoice, move || body(&page))
}

fn body(page: &InboxPage) -> AnyView {
    let back = format!("/console/inbox?tab={}", page.tab.path());
    let open = match &page.open {
        Some(open) => {
            let me = (page.frame.staff, &*page.frame.name);
            let (conversation, side) = &**open;
            view! {
                {super::conversation::pane(conversation, me, &page.frame.say, &back)}
                {sidebar::pane(side, &page.frame.say, false)}
            }
            .into_any()
        }
        None => view! {
            <section class="conv none">
                <p class="soft">
                    "Choose a conversation. "
                    <kbd>"J"</kbd>
                    " and "
                    <kbd>"K"</kbd>
                    " go from one to the next, "
                    <kbd>"?"</kbd>
                    " shows all keys."
                </p>
            </section>
        }
        .into_any(),
    };
    view! {
        {list(page)}
        {open}
    }
    .into_any()
}

fn list(page: &InboxPage) -> AnyView {
    let chosen = page.open.as_ref().map(|open| open.0.invoice);
    let tabs = Tab::ALL
        .into_iter()
        .zip(page.counts)
        .map(|(tab, count)| {
            let here = (tab == page.tab).then_some("page");
            let href = format!("/console/inbox?tab={}", tab.path());
            let count = (tab != Tab::Solved && count > 0).then(|| {
                view! { <span class="num" data-count=tab.path()>{count}</span> }
            });
            view! {
                <li>
                    <a href=href aria-current=here>
                        {tab.name()}
                        " "
                        {count}
                    </a>
                </li>
            }
        })
        .collect_view();
    let rows = page.rows.iter().map(|row| self::row(page, row, chosen)).collect_view();
    let empty = page.rows.is_empty().then(|| {
        let text = if page.search.is_empty() { page.tab.empty() } else { "Nothing was found." };
        view! { <li class="empty soft" data-key="empty">{text}</li> }
    });
    let heading = if page.open.is_some() {
        view! { <h2 class="sr">"Conversations"</h2> }.into_any()
    } else {
        view! { <h1 class="sr">"Inbox"</h1> }.into_any()
    };
    view! {
        <section class="list" aria-label="Conversations">
            {heading}
            <form class="find" role="search" method="get" action="/console/inbox">
                <input type="hidden" name="tab" value=page.tab.path() />
                <label class="sr" for="find">
                    "Search conversations"
                </label>
                <input
                    id="find"
                    type="search"
                    name="q"
                    value=page.search.clone()
                    placeholder="Number, payer, reference …   /"
                    data-shortcut="/"
                />
            </form>
            <ul class="tabs" data-region="tabs">
                {tabs}
            </ul>
            <button type="button" class="new" data-new="" hidden="">
                "0 new"
            </button>
            <ol class="rows" data-region="rows" data-holds="">
                {rows}
                {empty}
            </ol>
            {page
                .next
                .clone()
                .map(|next| {
                    view! {
                        <p class="more">
                            <a class="btn" href=next>
                                "Older"
                            </a>
                        </p>
                    }
                })}
        </section>
    }
    .into_any()
}

fn row(page: &InboxPage, row: &Row, chosen: Option<InvoiceId>) -> AnyView {
    let say: &Formatter = &page.frame.say;
    let here = (chosen == Some(row.invoice)).then_some("true");
    let unread = (row.unread > 0).then(|| {
        view! {
            <i class="un"></i>
            <span class="sr">{row.unread} " unread. "</span>
        }
    });
    let deadline = row.respond_by.map(|at| {
        let (tone, text) = say.deadline(at);
        tag(tone, text)
    });
    let snoozed = row.snoozed_until.map(|at| tag(Tone::Calm, format!("until {}", say.moment(at))));
    let open = row.open.clone().map(|open| tag(Tone::Calm, format!("{open} open")));
    let with = row.assignee.as_ref().filter(|(id, _)| *id != page.frame.staff).map(|(_, name)| {
        view! { <span class="soft">"with " {name.clone()}</span> }
    });
    let search = if page.search.is_empty() { String::new() } else { format!("&q={}", encoded(&page.search)) };
    let href = format!("/console/inbox/{}?tab={}{search}", row.invoice, page.tab.path());
    view! {
        <li data-key=row.invoice.to_string()>
            <a class="it" href=href data-row="" aria-current=here data-unread=(row.unread > 0).then_some("")>
                <b>{unread} {row.payer.clone()}</b>
                " "
                <time>{say.ago(row.at)}</time>
                <span class="what">{row.number.clone()} " · " {row.preview.clone()}</span>
                <span class="tags">{deadline} {snoozed} {open} {with}</span>
            </a>
        </li>
    }
    .into_any()
}
