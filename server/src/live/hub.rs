//! Rooms: who has which invoice open on this node.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use app::live::{Presence, TICK_EVERY_MS};
use axum::extract::ws::Utf8Bytes;
use domain::Timestamp;
use domain::conversations::Side;
use domain::ids::{BillerId, InvoiceId};
use tokio::sync::Notify;
use tokio::time::MissedTickBehavior;
use usecases::{Audiences, Clock};

use super::outgoing_queue::{Delivery, Ending, Outgoing, OutgoingQueue};
use super::room::{Audience, Connection, Room, Writing};
use super::said::tick;

/// The rooms are spread over so many locks. With each tick one shard of rooms gets the time.
const SHARDS: usize = 64;
/// How often presence is sent and one shard's rooms get the clock: 234 ms.
const BEAT: Duration = Duration::from_millis(TICK_EVERY_MS as u64 / SHARDS as u64);

/// Who has which invoice open on this node. Cheap to clone: all clones share one state.
#[derive(Clone)]
pub struct Hub(Arc<Inner>);

struct Inner {
    shards: [Mutex<Shard>; SHARDS],
    hasher: RandomState,
    viewers: AtomicUsize,
    closing: AtomicBool,
    left: Notify,
    /// How far ahead the clocks of sandbox billers are, milliseconds.
    clocks: Mutex<HashMap<BillerId, i64>>,
}

#[derive(Default)]
struct Shard {
    rooms: HashMap<InvoiceId, Room>,
    /// Rooms where somebody came or went since the last tick.
    changed: Vec<InvoiceId>,
    /// Rooms where somebody is writing.
    writing: HashSet<InvoiceId>,
    /// When the first of the links here ends, or earlier.
    next_expiry: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    pub biller: BillerId,
    pub invoice: InvoiceId,
    pub audience: Audience,
}

/// An event, serialised once for everybody who may see it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frames {
    /// For payers; `None` if it is hidden from them.
    pub payer: Option<Utf8Bytes>,
    pub staff: Option<Utf8Bytes>,
    /// Whether this node cannot read the event, because a newer version of the program wrote it.
    pub opaque: bool,
}

/// A connection in a room; dropping it leaves the room.
pub struct Subscription {
    hub: Hub,
    invoice: InvoiceId,
    connection: Arc<Connection>,
}

impl Default for Hub {
    fn default() -> Self {
        Self(Arc::new(Inner {
            shards: std::array::from_fn(|_| Mutex::default()),
            hasher: RandomState::new(),
            viewers: AtomicUsize::new(0),
            closing: AtomicBool::new(false),
            left: Notify::new(),
            clocks: Mutex::default(),
        }))
    }
}

impl Hub {
    fn shard(&self, invoice: InvoiceId) -> MutexGuard<'_, Shard> {
        let hash = self.0.hasher.hash_one(invoice);
        // The remainder is below SHARDS.
        self.numbered((hash % SHARDS as u64) as usize)
    }

    fn numbered(&self, number: usize) -> MutexGuard<'_, Shard> {
        self.0.shards[number].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a connection. From here on it gets every event that is published.
    #[must_use]
    pub fn subscribe(&self, viewer: Viewer) -> Subscription {
        let Viewer { biller, invoice, audience } = viewer;
        let connection = Arc::new(Connection { audience, outgoing: OutgoingQueue::default() });
        self.0.viewers.fetch_add(1, Ordering::SeqCst);
        {
            let mut shard = self.shard(invoice);
            if let Some(end) = connection.audience.pass().expires_at {
                shard.next_expiry = Some(shard.next_expiry.map_or(end, |known| known.min(end)));
            }
            shard.rooms.entry(invoice).or_insert_with(|| Room::of(biller)).enter(&connection);
            shard.note_change(invoice);
        }
        // Checked after entering: whoever closes the hub finds this connection, or this check sees the closing.
        if self.0.closing.load(Ordering::SeqCst) {
            connection.outgoing.end(Ending::GoingAway);
        }
        Subscription { hub: self.clone(), invoice, connection }
    }

    /// Who has the invoice open.
    #[must_use]
    pub fn audiences(&self, invoice: InvoiceId) -> Audiences {
        let shard = self.shard(invoice);
        let connections = shard.rooms.get(&invoice).map_or(&[][..], |room| &room.connections);
        let is_staff = |connection: &Arc<Connection>| matches!(connection.audience, Audience::Staff(_));
        Audiences {
            payer: connections.iter().any(|connection| !is_staff(connection)),
            staff: connections.iter().any(is_staff),
        }
    }

    /// Sends an event to everybody who has the invoice open. Returns how many they are.
    pub fn publish(&self, invoice: InvoiceId, seq: i64, frames: &Frames) -> u64 {
        let shard = self.shard(invoice);
        let mut readers = 0;
        for connection in shard.rooms.get(&invoice).map_or(&[][..], |room| &room.connections) {
            let json = match connection.audience {
                Audience::Payer(_) => &frames.payer,
                Audience::Staff(_) => &frames.staff,
            };
            if let Some(json) = json {
                connection.outgoing.put_frame(Outgoing { seq, json: json.clone(), opaque: frames.opaque });
                readers += 1;
            }
        }
        readers
    }

    /// Up to where this side has read, for the caller who writes it down now; `None` if everybody has left.
    #[must_use]
    pub fn take_read(&self, invoice: InvoiceId, side: Side) -> Option<i64> {
        self.shard(invoice).rooms.get_mut(&invoice)?.take_read(side)
    }

    /// The read mark could not be written down.
    pub fn forget_read(&self, invoice: InvoiceId, side: Side) {
        if let Some(room) = self.shard(invoice).rooms.get_mut(&invoice) {
            room.forget_read(side);
        }
    }

    /// Who has the invoice open now.
    #[must_use]
    pub fn presence(&self, invoice: InvoiceId) -> Presence {
        self.shard(invoice).rooms.get(&invoice).map(Room::presence).unwrap_or_default()
    }

    #[must_use]
    pub fn viewers(&self) -> usize {
        self.0.viewers.load(Ordering::SeqCst)
    }

    /// The credentials of everybody who is connected.
    #[must_use]
    pub fn passes(&self) -> Credentials {
        let mut passes = Credentials::default();
        for number in 0..SHARDS {
            for (invoice, room) in &self.numbered(number).rooms {
                for connection in &room.connections {
                    let hash = Arc::clone(&connection.audience.pass().token_hash);
                    match connection.audience.side() {
                        Side::Payer => drop(passes.links.insert(hash, *invoice)),
                        Side::Biller => drop(passes.sessions.insert(hash)),
                    }
                }
            }
        }
        passes
    }

    /// Closes the pages of a link, because it is no longer valid.
    pub fn end_credential(&self, invoice: InvoiceId, hash: &[u8]) {
        if let Some(room) = self.shard(invoice).rooms.get(&invoice) {
            room.end(Side::Payer, hash);
        }
    }

    /// Closes the pages of a session, because it is no longer valid.
    pub fn end_session(&self, hash: &[u8]) {
        for number in 0..SHARDS {
            for room in self.numbered(number).rooms.values() {
                room.end(Side::Biller, hash);
            }
        }
    }

    /// How far ahead a biller's clock is, milliseconds.
    #[must_use]
    pub fn clock_offset_ms(&self, biller: BillerId) -> i64 {
        self.clocks().get(&biller).copied().unwrap_or_default()
    }

    /// Sets how far ahead a biller's clock is; open pages hear of a change at once.
    pub fn set_clock_offset_ms(&self, biller: BillerId, offset_ms: i64, now: Timestamp) {
        if self.clocks().insert(biller, offset_ms).unwrap_or_default() == offset_ms {
            return;
        }
        for number in 0..SHARDS {
            let shard = self.numbered(number);
            for room in shard.rooms.values().filter(|room| room.biller == biller) {
                for connection in &room.connections {
                    connection.outgoing.put_clock(tick(now, offset_ms));
                }
            }
        }
    }

    fn clocks(&self) -> MutexGuard<'_, HashMap<BillerId, i64>> {
        self.0.clocks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends presence where it changed, and closes the pages of links that have expired.
    fn tell_changes(&self, now: Timestamp) {
        for number in 0..SHARDS {
            let shard = &mut *self.numbered(number);
            for invoice in shard.changed.drain(..) {
                if let Some(room) = shard.rooms.get_mut(&invoice) {
                    room.tell_presence();
                }
            }
            let rooms = &mut shard.rooms;
            shard.writing.retain(|invoice| rooms.get_mut(invoice).is_some_and(|room| room.end_silent(now)));
            if shard.next_expiry.is_some_and(|end| end <= now) {
                shard.end_expired(now);
            }
        }
    }

    /// Sends the time to the rooms of a shard.
    fn tell_time(&self, number: usize, now: Timestamp) {
        let clocks = self.clocks().clone();
        for room in self.numbered(number).rooms.values() {
            let json = tick(now, clocks.get(&room.biller).copied().unwrap_or_default());
            for connection in &room.connections {
                connection.outgoing.put_tick(json.clone());
            }
        }
    }

    /// Closes all connections, a shard at a time, so that not all pages come to the next node at once. New connections
    /// are closed too. Returns when the last one has left, or after `patience`.
    pub async fn close(&self, patience: Duration) {
        self.0.closing.store(true, Ordering::SeqCst);
        let all_left = async {
            for number in 0..SHARDS {
                let connections: Vec<_> =
                    self.numbered(number).rooms.values().flat_map(|room| room.connections.clone()).collect();
                for connection in &connections {
                    connection.outgoing.end(Ending::GoingAway);
                }
                if !connections.is_empty() {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
            }
            loop {
                let left = self.0.left.notified();
                if self.viewers() == 0 {
                    break;
                }
                left.await;
            }
        };
        if tokio::time::timeout(patience, all_left).await.is_err() {
            tracing::warn!(viewers = self.viewers(), "live pages did not leave in time");
        }
    }

    fn leave(&self, invoice: InvoiceId, connection: &Arc<Connection>) {
        let mut shard = self.shard(invoice);
        if let Some(room) = shard.rooms.get_mut(&invoice) {
            room.leave(connection);
            if room.connections.is_empty() {
                shard.rooms.remove(&invoice);
            } else {
                shard.note_change(invoice);
            }
        }
        drop(shard);
        if self.0.viewers.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.0.left.notify_waiters();
        }
    }
}

#[derive(Debug, Default)]
pub struct Credentials {
    /// The token hashes of links, with the invoice of each.
    pub links: HashMap<Arc<[u8]>, InvoiceId>,
    /// The token hashes of sessions.
    pub sessions: HashSet<Arc<[u8]>>,
}

impl Shard {
    fn note_change(&mut self, invoice: InvoiceId) {
        if let Some(room) = self.rooms.get_mut(&invoice)
            && !std::mem::replace(&mut room.changed, true)
        {
            self.changed.push(invoice);
        }
    }

    fn end_expired(&mut self, now: Timestamp) {
        self.next_expiry = None;
        for connection in self.rooms.values().flat_map(|room| &room.connections) {
            let Some(end) = connection.audience.pass().expires_at else { continue };
            if end <= now {
                connection.outgoing.end(Ending::PassInvalid);
            } else {
                self.next_expiry = Some(self.next_expiry.map_or(end, |known| known.min(end)));
            }
        }
    }
}

impl Subscription {
    /// The next delivery; pending while there is none.
    pub fn poll_next(&self, cx: &Context<'_>) -> Poll<Delivery> {
        self.connection.outgoing.poll_next(cx)
    }

    /// Resolves when the viewer has to go, and consumes nothing.
    pub async fn ended(&self) -> Ending {
        self.connection.outgoing.ended().await
    }

    /// The viewer is writing or has stopped; the others in the room are told.
    pub fn write(&self, writing: Writing, now: Timestamp) {
        let shard = &mut *self.hub.shard(self.invoice);
        let Some(room) = shard.rooms.get_mut(&self.invoice) else { return };
        if room.write(&self.connection, writing, now) {
            shard.writing.insert(self.invoice);
        }
    }

    /// The viewer points at a line or no longer at any; the others in the room see it.
    pub fn point(&self, line: Option<u32>) {
        if let Some(room) = self.hub.shard(self.invoice).rooms.get_mut(&self.invoice) {
            room.point(&self.connection, line);
        }
    }

    /// The viewer has read everything up to `through`. Returns true if the caller has to write that down, after
    /// [`Hub::take_read`]; false if it is known, or somebody else is about to.
    #[must_use]
    pub fn read(&self, through: i64) -> bool {
        let mut shard = self.hub.shard(self.invoice);
        let room = shard.rooms.get_mut(&self.invoice);
        room.is_some_and(|room| room.read(self.connection.audience.side(), through))
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.hub.leave(self.invoice, &self.connection);
    }
}

/// Sends presence and time until the task is dropped.
pub async fn keep(hub: Hub, clock: Arc<dyn Clock>) {
    let mut beats = tokio::time::interval(BEAT);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for shard in (0..SHARDS).cycle() {
        beats.tick().await;
        let now = clock.now();
        hub.tell_changes(now);
        hub.tell_time(shard, now);
        metrics::gauge!("billow_live_viewers").set(u32::try_from(hub.viewers()).unwrap_or(u32::MAX));
    }
}
