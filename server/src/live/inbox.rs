//! The inbox socket: everybody at a biller hears of every conversation that changes, wherever it is open.
//!
//! The [`feed`](super::feed) says which invoices something happened on; a few times a second they are read
//! together, made into one message, and given to all who listen at that biller. Whoever does not keep up is
//! told to look for themselves.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use app::live::{TICK_EVERY_MS, close};
use axum::extract::ws::{Message, Utf8Bytes, WebSocket, close_code};
use domain::ids::{BillerId, InvoiceId};
use domain::{Money, Timestamp};
use futures_util::{SinkExt, StreamExt};
use locale::{Language, Speaker};
use serde::Serialize;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};
use usecases::{
    Caller, ConversationRow, CountInbox, CountWaitingMatches, FindBiller, FindConversation, FindInvoice,
    InboxCounts, Principal, UseCaseError,
};

use super::hear::Allowance;
use super::hub::json;
use super::permits::Permit;
use super::socket::farewell;
use crate::auth::Staff;
use crate::state::App;

/// What changes within so long is told together: four messages a second at most.
const GATHERED: Duration = Duration::from_millis(250);
/// Every so many times also those counters are looked at that change by themselves: a snooze is over, an answer
/// is late. Every five seconds.
const LOOK_AGAIN: u32 = 20;
/// So many conversations are told of one by one; where more have changed, pages look for themselves.
const MOST_ROWS: usize = 50;
/// So many messages wait for one page.
const MOST_WAITING: usize = 16;
/// So many ticks without any sign of life, and the line is dead.
const MOST_UNANSWERED: u8 = 3;
/// How long a page may take to take one message.
const TAKEN_WITHIN: Duration = Duration::from_secs(10);

/// Something that happened so long ago is on a page that was made just before its socket opened.
const ON_THE_PAGE_AFTER: Duration = Duration::from_secs(10);

/// Who listens, and what has changed since they were told.
#[derive(Default)]
pub struct Inboxes(Mutex<HashMap<BillerId, Inbox>>);

struct Inbox {
    listeners: broadcast::Sender<Told>,
    /// When something last happened, also while nobody listened.
    touched_at: Option<Instant>,
    /// The sessions that listen, by the hashes of their tokens, as often as they do.
    sessions: Vec<Arc<[u8]>>,
    touched: BTreeSet<InvoiceId>,
    /// The counters that were told last.
    told: Option<Counters>,
}

/// What listeners are given.
#[derive(Clone)]
enum Told {
    /// A message, JSON.
    Message(Utf8Bytes),
    /// The session with this token hash no longer holds.
    Ended(Arc<[u8]>),
}

impl Inboxes {
    fn inboxes(&self) -> MutexGuard<'_, HashMap<BillerId, Inbox>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From here on every change is told; and whether one came so shortly before that the page may not have it.
    fn listen(&self, staff: &Staff) -> (broadcast::Receiver<Told>, bool) {
        let mut inboxes = self.inboxes();
        let inbox = inboxes.entry(staff.biller).or_default();
        inbox.sessions.push(Arc::clone(&staff.session));
        let missed = inbox.touched_at.is_some_and(|at| at.elapsed() < ON_THE_PAGE_AFTER);
        (inbox.listeners.subscribe(), missed)
    }

    fn leave(&self, staff: &Staff) {
        if let Some(inbox) = self.inboxes().get_mut(&staff.biller)
            && let Some(at) = inbox.sessions.iter().position(|one| *one == staff.session)
        {
            inbox.sessions.swap_remove(at);
        }
    }

    /// The token hashes of the sessions that listen.
    #[must_use]
    pub fn sessions(&self) -> HashSet<Arc<[u8]>> {
        self.inboxes().values().flat_map(|inbox| &inbox.sessions).cloned().collect()
    }

    /// Something happened on an invoice.
    pub fn touch(&self, biller: BillerId, invoice: InvoiceId) {
        let mut inboxes = self.inboxes();
        let inbox = inboxes.entry(biller).or_default();
        inbox.touched_at = Some(Instant::now());
        // One more than is told one by one says that there were too many.
        if inbox.listeners.receiver_count() > 0 && inbox.touched.len() <= MOST_ROWS {
            inbox.touched.insert(invoice);
        }
    }

    /// Ends the pages of a session, because it no longer holds.
    pub fn end_session(&self, hash: &Arc<[u8]>) {
        for inbox in self.inboxes().values() {
            // Nobody listens: nobody has to be ended.
            let _ = inbox.listeners.send(Told::Ended(Arc::clone(hash)));
        }
    }

    /// What has changed at which billers since the last call; where `everybody`, also those where somebody listens
    /// and nothing has.
    fn take(&self, everybody: bool) -> Vec<(BillerId, BTreeSet<InvoiceId>)> {
        let mut inboxes = self.inboxes();
        let changed = inboxes.iter_mut().filter(|(_, inbox)| {
            !inbox.touched.is_empty() || everybody && inbox.listeners.receiver_count() > 0
        });
        changed.map(|(biller, inbox)| (*biller, std::mem::take(&mut inbox.touched))).collect()
    }

    /// Tells everybody who listens, unless there is nothing that they do not know.
    fn tell(&self, biller: BillerId, message: &ToInbox) {
        let mut inboxes = self.inboxes();
        let Some(inbox) = inboxes.get_mut(&biller) else { return };
        let known = inbox.told == message.counters && message.rows.is_empty() && !message.resync;
        if !known {
            inbox.told = message.counters;
            let _ = inbox.listeners.send(Told::Message(json(message)));
        }
    }
}

impl Default for Inbox {
    fn default() -> Self {
        let listeners = broadcast::channel(MOST_WAITING).0;
        let (sessions, touched) = (Vec::new(), BTreeSet::new());
        Self { listeners, touched_at: None, sessions, touched, told: None }
    }
}

/// What the server sends.
#[derive(Default, Serialize)]
struct ToInbox {
    /// How many conversations there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    counters: Option<Counters>,
    /// Those that have changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rows: Vec<Row>,
    /// More has changed than is told: the page should look for itself.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    resync: bool,
    /// The biller's clock, as a sign of life.
    #[serde(skip_serializing_if = "Option::is_none")]
    tick: Option<i64>,
}

/// The same for everybody at the biller.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
struct Counters {
    open: i64,
    waiting: i64,
    snoozed: i64,
    unassigned: i64,
    unread: i64,
    late: i64,
    /// Payments that wait for a match.
    matching: i64,
}

/// A conversation as the list shows it.
#[derive(Serialize)]
struct Row {
    invoice_id: InvoiceId,
    number: String,
    payer: Option<String>,
    preview: Option<String>,
    state: &'static str,
    assignee: Option<domain::ids::StaffId>,
    respond_by: Option<Timestamp>,
    unread: i64,
    /// What remains to be paid, as people write it.
    open: String,
    at: Timestamp,
}

/// Tells what has changed until the task is dropped.
pub async fn keep(app: App) {
    let mut beats = interval(GATHERED);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for beat in (0..LOOK_AGAIN).cycle() {
        beats.tick().await;
        for (biller, touched) in app.inboxes.take(beat == 0) {
            let message = match gather(&app, biller, &touched).await {
                Ok(message) => message,
                Err(error) => {
                    tracing::warn!(%error, "what has changed in an inbox could not be read");
                    ToInbox { resync: true, ..ToInbox::default() }
                }
            };
            app.inboxes.tell(biller, &message);
        }
    }
}

async fn gather(app: &App, id: BillerId, touched: &BTreeSet<InvoiceId>) -> Result<ToInbox, UseCaseError> {
    // What changed is told to everybody whom the route has let in.
    let caller = &Caller { biller: id, principal: Principal::System { task: "inbox" } };
    let biller = app.ask(caller, FindBiller).await?;
    let now = biller.now(app.services.clock.as_ref());
    let (counts, matching) = tokio::try_join!(
        app.ask(caller, CountInbox { me: None, now }),
        app.ask(caller, CountWaitingMatches)
    )?;
    let resync = touched.len() > MOST_ROWS;
    let mut rows = Vec::new();
    if !resync {
        let speaker = Speaker::new(Language::En, biller.time_zone());
        for invoice in touched {
            rows.extend(row(app, caller, *invoice, now, &speaker).await?);
        }
    }
    Ok(ToInbox { counters: Some(Counters::of(counts, matching)), rows, resync, tick: None })
}

async fn row(
    app: &App,
    caller: &Caller,
    invoice: InvoiceId,
    now: Timestamp,
    speaker: &Speaker,
) -> Result<Option<Row>, UseCaseError> {
    let Some(conversation) = app.ask(caller, FindConversation { invoice }).await? else {
        return Ok(None);
    };
    let Some(figures) = app.ask(caller, FindInvoice { invoice }).await? else { return Ok(None) };
    let ConversationRow { number, payer_name, state, assignee, last, respond_by, unread, sorted_at, .. } =
        conversation;
    Ok(Some(Row {
        invoice_id: invoice,
        number,
        payer: payer_name,
        preview: last.and_then(|last| last.preview),
        state: state.at(now).as_str(),
        assignee,
        respond_by,
        unread,
        open: speaker.money(Money::new(figures.open_minor, figures.currency)),
        at: sorted_at,
    }))
}

impl Counters {
    fn of(counts: InboxCounts, matching: i64) -> Self {
        let InboxCounts { open, waiting, snoozed, unassigned, unread, late, .. } = counts;
        Self { open, waiting, snoozed, unassigned, unread, late, matching }
    }
}

/// Serves one page until it goes or is sent away.
pub async fn serve(app: App, staff: Staff, permit: Permit, mut line: WebSocket) {
    let (listener, missed) = app.inboxes.listen(&staff);
    let over = listen(&app, &staff, listener, missed, &mut line).await;
    app.inboxes.leave(&staff);
    if let Some(code) = over {
        farewell(line, code).await;
    }
    drop(permit);
}

/// The code to close with; nothing where nobody is there any more.
async fn listen(
    app: &App,
    staff: &Staff,
    mut listener: broadcast::Receiver<Told>,
    missed: bool,
    line: &mut WebSocket,
) -> Option<u16> {
    if missed {
        let resync = json(&ToInbox { resync: true, ..ToInbox::default() });
        line.send(Message::Text(resync)).await.ok()?;
    }
    let mut ticks = interval(Duration::from_millis(TICK_EVERY_MS.into()));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut unanswered, allowance) = (0, Allowance::new());
    loop {
        let message = tokio::select! {
            () = app.stop.cancelled() => return Some(close_code::AWAY),
            told = listener.recv() => match told {
                Ok(Told::Message(json)) => json,
                Ok(Told::Ended(hash)) if *hash == *staff.session => return Some(close::LINK_INVALID),
                Ok(Told::Ended(_)) => continue,
                Err(RecvError::Lagged(_)) => json(&ToInbox { resync: true, ..ToInbox::default() }),
                Err(RecvError::Closed) => return Some(close_code::AGAIN),
            },
            heard = line.next() => match heard {
                // Nobody has anything to say here but that they are there.
                Some(Ok(_)) if allowance.take() => {
                    unanswered = 0;
                    continue;
                }
                Some(Ok(_)) => return Some(close::TOO_FAST),
                Some(Err(_)) | None => return None,
            },
            _ = ticks.tick() => {
                if unanswered >= MOST_UNANSWERED {
                    return None;
                }
                unanswered += 1;
                match still_there(app, staff, line).await {
                    Ok(json) => json,
                    Err(code) => return code,
                }
            },
        };
        match timeout(TAKEN_WITHIN, line.send(Message::Text(message))).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => return None,
            Err(_) => return Some(close::TOO_FAST),
        }
    }
}

/// Asks for a sign of life, and whether the session still holds.
async fn still_there(app: &App, staff: &Staff, line: &mut WebSocket) -> Result<Utf8Bytes, Option<u16>> {
    match app.services.node().session(&staff.session, app.services.clock.now()).await {
        Ok(Some(_)) => {}
        Ok(None) => return Err(Some(close::LINK_INVALID)),
        Err(error) => {
            tracing::error!(%error, "a session could not be checked");
            return Err(Some(close_code::AGAIN));
        }
    }
    line.feed(Message::Ping(axum::body::Bytes::new())).await.map_err(|_| None)?;
    let now = app.services.clock.now().0.saturating_add(app.hub.clock_offset_ms(staff.biller));
    Ok(json(&ToInbox { tick: Some(now), ..ToInbox::default() }))
}
