//! The frame of every page: navigation, the person who is logged in, the result of the form just sent.

use app::pages::brand::{Brand, Rgb};
use app::pages::shell::Shell;
use domain::ids::StaffId;
use leptos::prelude::*;

use super::{Assets, Formatter, Rendered};
use crate::islands::LivePage;
use crate::live::{OpenInvoice, Setting};

/// The console's own colour; a payer's page has the biller's.
const COLOUR: Rgb = Rgb(0x2f, 0x5b, 0xd7);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    Inbox,
    Invoices,
    Payments,
    /// Payments that wait for a person.
    Matching,
    Payers,
    /// Canned replies and the question list.
    Replies,
    Staff,
    Audit,
}

impl Area {
    /// Every part, in the order of the navigation.
    pub const ALL: [Self; 8] = [
        Self::Inbox,
        Self::Invoices,
        Self::Payments,
        Self::Matching,
        Self::Payers,
        Self::Replies,
        Self::Staff,
        Self::Audit,
    ];

    const fn place(self) -> (&'static str, &'static str) {
        match self {
            Self::Inbox => ("Inbox", "/console/inbox"),
            Self::Invoices => ("Invoices", "/console/invoices"),
            Self::Payments => ("Payments", "/console/payments"),
            Self::Matching => ("Matching", "/console/matching"),
            Self::Payers => ("Payers", "/console/payers"),
            Self::Replies => ("Replies", "/console/replies"),
            Self::Staff => ("Staff", "/console/staff"),
            Self::Audit => ("Audit", "/console/audit"),
        }
    }
}

/// The result of the form that was just sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    Done(String),
    /// It was refused, for this reason.
    Refused(String),
}

/// What every page needs.
#[derive(Clone)]
pub struct Frame {
    pub staff: StaffId,
    pub name: String,
    /// The parts of the console that they may see, in the order of the navigation.
    pub areas: Vec<Area>,
    pub biller: String,
    pub sandbox: bool,
    /// How many open conversations there are.
    pub open: u64,
    /// How many payments wait for a decision.
    pub doubtful: u64,
    /// The result of the form just sent.
    pub notice: Option<Notice>,
    /// Texts, formats and the time.
    pub say: Formatter,
    pub assets: Assets,
}

impl Frame {
    /// Renders a document: `class` is that of its main part.
    pub(crate) fn render(
        self,
        area: Option<Area>,
        title: &str,
        class: &'static str,
        invoice: Option<OpenInvoice>,
        body: impl FnOnce() -> AnyView + 'static,
    ) -> Rendered {
        let inbox = self.areas.contains(&Area::Inbox).then(|| "/console/live".into());
        let setting = Setting { inbox, invoice };
        let shell = Shell {
            language: self.say.words.language().to_owned(),
            title: format!("{title} · {}", self.biller),
            brand: Brand::of(COLOUR),
            assets: self.assets.clone(),
        };
        shell.render(move || {
            let (navigation, notice) = (navigation(&self, area), notice(self.notice.as_ref()));
            let body = body();
            view! {
                <a class="skip" href="#main">
                    "Skip to the content"
                </a>
                <LivePage setting>
                    {navigation} <p class="sr" role="status" data-say="announce"></p>
                    <p class="stale" role="status" data-say="stale" hidden="">
                        <span data-say="stale-text"></span>
                        " "
                        <a href="/console">"Load the page again"</a>
                    </p> <main id="main" tabindex="-1" class=class aria-label="Content">
                        {notice}
                        {body}
                    </main>
                </LivePage>
            }
        })
    }
}

fn navigation(frame: &Frame, area: Option<Area>) -> AnyView {
    let links = frame
        .areas
        .iter()
        .map(|&one| {
            let (name, href) = one.place();
            let here = (area == Some(one)).then_some("page");
            let count = match one {
                Area::Inbox => Some((frame.open, " open")),
                Area::Matching => Some((frame.doubtful, " waiting")),
                _ => None,
            };
            let count = count.filter(|(count, _)| *count > 0).map(|(count, of)| {
                view! {
                    <span class="count num" data-nav-count=href>
                        {count} <span class="sr">{of}</span>
                    </span>
                }
            });
            view! {
                <li>
                    <a href=href aria-current=here>
                        <span>{name}</span>
                        {count}
                    </a>
                </li>
            }
        })
        .collect_view();
    let sandbox = frame.sandbox.then(|| view! { <span class="tag warn">"Sandbox"</span> });
    view! {
        <nav class="nav" aria-label="Console" data-region="nav">
            <p class="house">
                <b>{frame.biller.clone()}</b>
                {sandbox}
            </p>
            <ul>{links}</ul>
            <div class="me">
                <div class="whom">
                    <b>{frame.name.clone()}</b>
                    {help()}
                </div>
                <a href="/console/password">"Change password"</a>
                <form method="post" action="/console/logout">
                    <button type="submit" class="quiet">
                        "Log out"
                    </button>
                </form>
                <form method="post" action="/console/logout-everywhere">
                    <button type="submit" class="quiet">
                        "Log out everywhere"
                    </button>
                </form>
            </div>
        </nav>
    }
    .into_any()
}

/// The result of the form just sent.
fn notice(notice: Option<&Notice>) -> AnyView {
    match notice {
        None => ().into_any(),
        Some(Notice::Done(text)) => view! {
            <p class="notice good" role="status">
                {text.clone()}
            </p>
        }
        .into_any(),
        Some(Notice::Refused(text)) => view! {
            <p class="notice bad" role="alert" id="refused" data-refused="">
                {text.clone()}
            </p>
        }
        .into_any(),
    }
}

/// The shortcuts, listed under a shortcut of their own.
const KEYS: &[(&str, &str)] = &[
    ("J, K", "next, previous row"),
    ("Enter", "open the row"),
    ("/", "search"),
    ("R", "reply"),
    ("N", "note"),
    ("P", "propose"),
    ("E", "solve"),
    ("Z", "snooze"),
    ("A", "take the conversation"),
    ("O", "reopen"),
    ("V", "see as the payer"),
    ("B", "the best match of a payment"),
    ("U", "undo what was just booked"),
    ("Ctrl + Enter", "send"),
    ("/ in the reply", "canned replies"),
    ("Esc", "close, leave a field"),
    ("?", "these keys"),
];

fn help() -> AnyView {
    let rows = KEYS
        .iter()
        .map(|(key, what)| {
            view! {
                <div>
                    <dt>
                        <kbd>{*key}</kbd>
                    </dt>
                    <dd>{*what}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <details class="help" data-needs-script="" hidden="">
            <summary data-shortcut="?" aria-label="Keys">
                "?"
            </summary>
            <div class="sheet">
                <h2>"Keys"</h2>
                <dl>{rows}</dl>
            </div>
        </details>
    }
    .into_any()
}

pub(crate) fn tag(tone: super::Tone, text: String) -> AnyView {
    view! { <span class=format!("tag {}", tone.as_str())>{text}</span> }.into_any()
}
