//! Who listens to the inboxes on this node, what has changed there, and what they are sent.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::extract::ws::Utf8Bytes;
use domain::Timestamp;
use domain::ids::{BillerId, InvoiceId};
use serde::Serialize;
use tokio::sync::broadcast;
use tokio::time::Instant;
use usecases::InboxCounts;

use super::said::json;

/// So many conversations are sent one by one; if more have changed, pages fetch the list.
pub(super) const MOST_ROWS: usize = 50;
/// How many messages may wait for one page.
const MOST_WAITING: usize = 16;
/// A change this long ago is on every page whose socket opens now.
const ON_THE_PAGE_AFTER: Duration = Duration::from_secs(10);

/// Who listens, and what has changed since the last message.
#[derive(Default)]
pub struct Inboxes(Mutex<HashMap<BillerId, Inbox>>);

struct Inbox {
    listeners: broadcast::Sender<InboxMessage>,
    /// When something last changed, even while nobody listened.
    touched_at: Option<Instant>,
    /// The token hashes of the sessions that listen, once for each connection.
    sessions: Vec<Arc<[u8]>>,
    touched: BTreeSet<InvoiceId>,
    /// The counters that were sent last.
    told: Option<Counters>,
}

/// What listeners receive.
#[derive(Clone)]
pub(super) enum InboxMessage {
    /// A message, JSON.
    Message(Utf8Bytes),
    /// The session with this token hash no longer holds.
    Ended(Arc<[u8]>),
}

impl Inboxes {
    fn inboxes(&self) -> MutexGuard<'_, HashMap<BillerId, Inbox>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts to listen to every change. Also tells whether one came so shortly before that the page may lack it.
    pub(super) fn listen(
        &self,
        biller: BillerId,
        session: &Arc<[u8]>,
    ) -> (broadcast::Receiver<InboxMessage>, bool) {
        let mut inboxes = self.inboxes();
        let inbox = inboxes.entry(biller).or_default();
        inbox.sessions.push(Arc::clone(session));
        let missed = inbox.touched_at.is_some_and(|at| at.elapsed() < ON_THE_PAGE_AFTER);
        (inbox.listeners.subscribe(), missed)
    }

    pub(super) fn leave(&self, biller: BillerId, session: &Arc<[u8]>) {
        if let Some(inbox) = self.inboxes().get_mut(&biller)
            && let Some(at) = inbox.sessions.iter().position(|one| one == session)
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
        // One more than is sent one by one shows that there were too many.
        if inbox.listeners.receiver_count() > 0 && inbox.touched.len() <= MOST_ROWS {
            inbox.touched.insert(invoice);
        }
    }

    /// Closes the pages of a session, because it is no longer valid.
    pub fn end_session(&self, hash: &Arc<[u8]>) {
        for inbox in self.inboxes().values() {
            // An error means that nobody listens.
            let _ = inbox.listeners.send(InboxMessage::Ended(Arc::clone(hash)));
        }
    }

    /// The changes by biller since the last call. With `everybody` also the billers where somebody listens and nothing
    /// has changed.
    pub(super) fn take(&self, everybody: bool) -> Vec<(BillerId, BTreeSet<InvoiceId>)> {
        let mut inboxes = self.inboxes();
        let changed = inboxes.iter_mut().filter(|(_, inbox)| {
            !inbox.touched.is_empty() || everybody && inbox.listeners.receiver_count() > 0
        });
        changed.map(|(biller, inbox)| (*biller, std::mem::take(&mut inbox.touched))).collect()
    }

    /// Sends a message to everybody who listens, unless it says nothing new.
    pub(super) fn tell(&self, biller: BillerId, message: &ToInbox) {
        let mut inboxes = self.inboxes();
        let Some(inbox) = inboxes.get_mut(&biller) else { return };
        let known = inbox.told == message.counters && message.rows.is_empty() && !message.resync;
        if !known {
            inbox.told = message.counters;
            let _ = inbox.listeners.send(InboxMessage::Message(json(message)));
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

#[derive(Default, Serialize)]
pub(super) struct ToInbox {
    /// How many conversations there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counters: Option<Counters>,
    /// The conversations that have changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Row>,
    /// More has changed than is sent: the page has to fetch the list.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub resync: bool,
    /// The biller's clock, as a sign of life.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tick: Option<i64>,
}

/// Counters, the same for all of the biller's staff.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Counters {
    open: i64,
    waiting: i64,
    snoozed: i64,
    unassigned: i64,
    unread: i64,
    late: i64,
    /// Payments that wait for a match.
    matching: i64,
}

impl Counters {
    pub fn of(counts: InboxCounts, matching: i64) -> Self {
        let InboxCounts { open, waiting, snoozed, unassigned, unread, late, .. } = counts;
        Self { open, waiting, snoozed, unassigned, unread, late, matching }
    }
}

/// A conversation as the list shows it.
#[derive(Serialize)]
pub(super) struct Row {
    pub invoice_id: InvoiceId,
    pub number: String,
    pub payer: Option<String>,
    pub preview: Option<String>,
    pub state: &'static str,
    pub assignee: Option<domain::ids::StaffId>,
    pub respond_by: Option<Timestamp>,
    pub unread: i64,
    /// The open amount as text.
    pub open: String,
    pub at: Timestamp,
}
