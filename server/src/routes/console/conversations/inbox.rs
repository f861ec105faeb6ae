//! `GET /console/inbox`, `GET /console/inbox/{invoice}`: conversations.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use console::pages::conversations::inbox::{InboxPage, Row, Tab, render};
use console::pages::{Frame, Notice};
use domain::conversations::ConversationState;
use domain::ids::{InvoiceId, StaffId};
use usecases::{
    Assignment, Caller, ConversationRow, CountInbox, FindConversation, FindInvoice, InboxCounts, InboxQuery,
    ListInbox, Query as _, SearchConversations, lets_in,
};

use crate::auth::Staff;
use crate::routes::console::answer::{ListQuery, failed, page, refused, see};
use crate::routes::console::conversations::conversation::{Kept, conversation};
use crate::routes::console::figures::ERASED;
use crate::routes::console::frame::{FrameContext, around, done};
use crate::routes::console::sidebar;
use crate::routes::console::staff::members::colleagues;
use crate::state::App;

/// How many conversations are on a page.
const PAGE: usize = 50;

/// `GET /console`: redirects to the inbox, or to the invoices for a role without conversations.
pub async fn home(staff: Staff) -> Response {
    see(if lets_in(ListInbox::ALLOWED, staff.role) { "/console/inbox" } else { "/console/invoices" })
}

pub async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(asked): Query<ListQuery>,
    headers: HeaderMap,
) -> Response {
    let notice = done(&asked.done);
    match build(&app, &staff, &asked, None, notice, Kept::default()).await {
        Ok(built) => page(render(&built)),
        Err(error) => failed(&headers, &error),
    }
}

/// Shows the list with one conversation open.
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(invoice): Path<InvoiceId>,
    Query(asked): Query<ListQuery>,
    headers: HeaderMap,
) -> Response {
    let notice = done(&asked.done);
    match build(&app, &staff, &asked, Some(invoice), notice, Kept::default()).await {
        Ok(built) => page(render(&built)),
        Err(error) => failed(&headers, &error),
    }
}

/// The conversation with the text of a form that was refused.
pub async fn not_taken(
    app: &App,
    staff: &Staff,
    invoice: InvoiceId,
    reason: String,
    kept: Kept,
    headers: &HeaderMap,
) -> Response {
    let notice = Some(Notice::Refused(reason));
    match build(app, staff, &ListQuery::default(), Some(invoice), notice, kept).await {
        Ok(built) => refused(render(&built)),
        Err(error) => failed(headers, &error),
    }
}

async fn build(
    app: &App,
    staff: &Staff,
    asked: &ListQuery,
    invoice: Option<InvoiceId>,
    notice: Option<Notice>,
    kept: Kept,
) -> anyhow::Result<InboxPage> {
    let FrameContext { biller, frame } = around(app, staff, notice).await?;
    let (caller, now) = (&staff.caller(), frame.say.now);
    let counts = app.ask(caller, CountInbox { me: Some(staff.id), now }).await?;
    let tab = match Tab::from_path(&asked.tab) {
        Some(tab) => tab,
        None => usual_tab(app, caller, invoice, counts, &frame).await?,
    };
    let search = asked.search();
    let (found, next) = conversations(app, staff, tab, asked, &search, &frame).await?;
    let names = colleagues(app, caller).await?.into_iter().collect::<HashMap<StaffId, String>>();
    let mut rows = Vec::with_capacity(found.len());
    for conversation in found {
        rows.push(row(app, caller, &frame, &names, conversation).await?);
    }
    let open = match invoice {
        None => None,
        Some(invoice) => {
            let open = sidebar::open(app, staff, &biller, invoice, &*frame.say.words).await?;
            let conversation = conversation(app, &biller, staff, &open, kept).await?;
            Some(Box::new((conversation, open.side)))
        }
    };
    let count = |count: i64| u64::try_from(count).unwrap_or_default();
    let counts = [counts.mine, counts.open, counts.waiting, counts.snoozed, 0].map(count);
    Ok(InboxPage { frame, tab, counts, search, rows, next, open })
}

/// The tab if none was asked for: that of the open conversation, else the reader's own, else what is open for anybody.
async fn usual_tab(
    app: &App,
    caller: &Caller,
    invoice: Option<InvoiceId>,
    counts: InboxCounts,
    frame: &Frame,
) -> anyhow::Result<Tab> {
    let Some(invoice) = invoice else {
        return Ok(if counts.mine > 0 { Tab::Mine } else { Tab::Open });
    };
    let row = app.ask(caller, FindConversation { invoice }).await?;
    Ok(match row {
        Some(row) => match row.state.at(frame.say.now) {
            ConversationState::Open if row.assignee == Some(frame.staff) => Tab::Mine,
            ConversationState::Open => Tab::Open,
            ConversationState::Waiting => Tab::Waiting,
            ConversationState::Snoozed { .. } => Tab::Snoozed,
            ConversationState::Solved => Tab::Solved,
        },
        None => Tab::Open,
    })
}

/// The conversations of a tab, or those of all tabs that a search finds.
async fn conversations(
    app: &App,
    staff: &Staff,
    tab: Tab,
    asked: &ListQuery,
    search: &str,
    frame: &Frame,
) -> anyhow::Result<(Vec<ConversationRow>, Option<String>)> {
    let caller = &staff.caller();
    if !search.is_empty() {
        let mut found = Vec::new();
        for invoice in app.ask(caller, SearchConversations { search: search.to_owned(), limit: PAGE }).await?
        {
            found.extend(app.ask(caller, FindConversation { invoice }).await?);
        }
        return Ok((found, None));
    }
    let query = InboxQuery {
        tab: match tab {
            Tab::Mine => usecases::Tab::Mine(staff.id),
            Tab::Open => usecases::Tab::Open,
            Tab::Waiting => usecases::Tab::Waiting,
            Tab::Snoozed => usecases::Tab::Snoozed,
            Tab::Solved => usecases::Tab::Solved,
        },
        assignment: Assignment::Anybody,
        now: frame.say.now,
        after: asked.after.parse().ok(),
        limit: PAGE,
    };
    let found = app.ask(caller, ListInbox { query }).await?;
    let next = found.next.map(|next| format!("/console/inbox?tab={}&after={next}", tab.path()));
    Ok((found.conversations, next))
}

async fn row(
    app: &App,
    caller: &Caller,
    frame: &Frame,
    names: &HashMap<StaffId, String>,
    row: ConversationRow,
) -> anyhow::Result<Row> {
    let figures = app.ask(caller, FindInvoice { invoice: row.invoice }).await?;
    let open = figures
        .filter(|figures| figures.open_minor > 0)
        .map(|figures| frame.say.money(figures.open_minor, figures.currency));
    let state = row.state.at(frame.say.now);
    let preview = match &row.last {
        None => String::new(),
        Some(last) => {
            let text = last.preview.clone().unwrap_or_default();
            match last.kind.as_str() {
                "proposal_made" => format!("proposes: {text}"),
                "proposal_accepted" => "accepted a proposal".into(),
                "proposal_declined" => "declined a proposal".into(),
                "disputed" => format!("disputes: {text}"),
                "person_asked" => "asks for a person".into(),
                _ => text,
            }
        }
    };
    Ok(Row {
        invoice: row.invoice,
        number: row.number,
        payer: row.payer_name.unwrap_or_else(|| ERASED.to_owned()),
        at: row.last.map_or(row.sorted_at, |last| last.at),
        preview,
        unread: u32::try_from(row.unread).unwrap_or_default(),
        respond_by: row.respond_by.filter(|_| state == ConversationState::Open),
        snoozed_until: match state {
            ConversationState::Snoozed { until } => Some(until),
            _ => None,
        },
        assignee: row.assignee.map(|id| (id, names.get(&id).cloned().unwrap_or_else(|| "somebody".into()))),
        open,
    })
}
