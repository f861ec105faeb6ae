//! The queue of one open page.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use axum::extract::ws::Utf8Bytes;

/// How many frames may wait for one reader. A reader with more is disconnected, and resumes later.
pub(super) const MOST_FRAMES: usize = 64;
/// An empty queue with more capacity than this gives its memory back.
const KEPT_FRAMES: usize = 8;

/// The next thing to send to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    Frame(Outgoing),
    /// Who has the invoice open now, JSON.
    Presence(Utf8Bytes),
    /// Somebody is writing or has stopped, or points somewhere else, JSON.
    Ephemeral(Utf8Bytes),
    /// The biller's clock as a sign of life, JSON. The page has to answer it.
    Tick(Utf8Bytes),
    /// Nothing more comes.
    End(Ending),
}

/// An event to be sent to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    pub seq: i64,
    /// The frame, JSON.
    pub json: Utf8Bytes,
    /// Whether this node cannot read the event: the frame only says that there is one.
    pub opaque: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The link has expired or was revoked, or the session is over.
    PassInvalid,
    /// The page reads too slowly.
    TooSlow,
    /// The node stops; another one, or the next process, continues.
    GoingAway,
}

/// Frames wait in order. Of presence, of the tick, and of who is writing and where staff point only the newest waits.
#[derive(Default)]
pub(super) struct OutgoingQueue(Mutex<Contents>);

#[derive(Default)]
struct Contents {
    frames: VecDeque<Outgoing>,
    presence: Option<Utf8Bytes>,
    /// The number of the room's presence that was queued last.
    told: u32,
    tick: Option<Utf8Bytes>,
    passing: Option<Box<Ephemeral>>,
    end: Option<Ending>,
    waker: Option<Waker>,
}

/// Boxed, because it is rare; it is of no use later.
#[derive(Default)]
struct Ephemeral {
    typing: Option<Utf8Bytes>,
    point: Option<Utf8Bytes>,
}

impl OutgoingQueue {
    fn contents(&self) -> MutexGuard<'_, Contents> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues a frame; ends a reader for whom too many wait.
    pub fn put_frame(&self, frame: Outgoing) {
        let mut contents = self.contents();
        if contents.frames.len() < MOST_FRAMES {
            contents.frames.push_back(frame);
        } else {
            contents.end_with(Ending::TooSlow);
        }
        contents.wake();
    }

    /// Queues the room's presence number `version`, unless it was queued already.
    pub fn put_presence(&self, version: u32, json: &Utf8Bytes) {
        let mut contents = self.contents();
        if contents.told != version {
            contents.told = version;
            contents.presence = Some(json.clone());
            contents.wake();
        }
    }

    /// Queues the clock. Ends a reader who has not even taken the one before.
    pub fn put_tick(&self, json: Utf8Bytes) {
        let mut contents = self.contents();
        if contents.tick.replace(json).is_some() {
            contents.end_with(Ending::TooSlow);
        }
        contents.wake();
    }

    /// Queues the clock because it was moved.
    pub fn put_clock(&self, json: Utf8Bytes) {
        let mut contents = self.contents();
        contents.tick = Some(json);
        contents.wake();
    }

    /// Queues who is writing.
    pub fn put_typing(&self, json: Utf8Bytes) {
        self.contents().pass(|passing| passing.typing = Some(json));
    }

    /// Queues what staff point at.
    pub fn put_point(&self, json: Utf8Bytes) {
        self.contents().pass(|passing| passing.point = Some(json));
    }

    /// Ends the reader at once, whatever waits.
    pub fn end(&self, ending: Ending) {
        let mut contents = self.contents();
        contents.end_with(ending);
        contents.wake();
    }

    /// The next delivery; pending while there is none.
    pub fn poll_next(&self, cx: &Context<'_>) -> Poll<Delivery> {
        self.contents().poll_next(cx)
    }

    /// Resolves when the reader is ended, and consumes nothing.
    pub async fn ended(&self) -> Ending {
        poll_fn(|cx| {
            let mut contents = self.contents();
            match contents.end {
                Some(ending) => Poll::Ready(ending),
                None => contents.wait(cx),
            }
        })
        .await
    }
}

impl Contents {
    fn end_with(&mut self, ending: Ending) {
        self.end.get_or_insert(ending);
        self.frames = VecDeque::new();
    }

    fn pass(&mut self, put: impl FnOnce(&mut Ephemeral)) {
        // Nothing is sent after the end.
        if self.end.is_none() {
            put(self.passing.get_or_insert_default());
            self.wake();
        }
    }

    fn take_passing(&mut self) -> Option<Utf8Bytes> {
        let passing = self.passing.as_mut()?;
        let next = passing.point.take().or_else(|| passing.typing.take());
        if next.is_none() {
            self.passing = None;
        }
        next
    }

    fn wake(&mut self) {
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }

    fn wait<T>(&mut self, cx: &Context<'_>) -> Poll<T> {
        self.waker = Some(cx.waker().clone());
        Poll::Pending
    }

    fn poll_next(&mut self, cx: &Context<'_>) -> Poll<Delivery> {
        if let Some(ending) = self.end {
            return Poll::Ready(Delivery::End(ending));
        }
        if let Some(frame) = self.frames.pop_front() {
            if self.frames.is_empty() && self.frames.capacity() > KEPT_FRAMES {
                self.frames = VecDeque::new();
            }
            return Poll::Ready(Delivery::Frame(frame));
        }
        if let Some(json) = self.presence.take() {
            return Poll::Ready(Delivery::Presence(json));
        }
        if let Some(json) = self.take_passing() {
            return Poll::Ready(Delivery::Ephemeral(json));
        }
        if let Some(json) = self.tick.take() {
            return Poll::Ready(Delivery::Tick(json));
        }
        self.wait(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl OutgoingQueue {
        async fn next(&self) -> Delivery {
            poll_fn(|cx| self.poll_next(cx)).await
        }
    }

    fn json(number: i64) -> Utf8Bytes {
        number.to_string().into()
    }

    fn numbered(seq: i64) -> Outgoing {
        Outgoing { seq, json: json(seq), opaque: false }
    }

    fn frame(seq: i64) -> Delivery {
        Delivery::Frame(numbered(seq))
    }

    #[tokio::test]
    async fn frames_come_in_order_and_before_the_rest() {
        let outgoing = OutgoingQueue::default();
        outgoing.put_tick(json(100));
        outgoing.put_presence(1, &json(200));
        outgoing.put_frame(numbered(1));
        outgoing.put_frame(numbered(2));
        for expected in [frame(1), frame(2), Delivery::Presence(json(200)), Delivery::Tick(json(100))] {
            assert_eq!(outgoing.next().await, expected);
        }
    }

    #[tokio::test]
    async fn of_presences_only_the_newest_waits_and_none_is_told_twice() {
        let outgoing = OutgoingQueue::default();
        outgoing.put_presence(1, &json(1));
        outgoing.put_presence(2, &json(2));
        assert_eq!(outgoing.next().await, Delivery::Presence(json(2)));
        outgoing.put_presence(2, &json(2));
        outgoing.put_tick(json(9));
        assert_eq!(outgoing.next().await, Delivery::Tick(json(9)));
    }

    #[tokio::test]
    async fn whoever_lets_too_many_frames_come_together_is_ended_and_holds_nothing() {
        let outgoing = OutgoingQueue::default();
        for seq in 0..=64 {
            outgoing.put_frame(numbered(seq));
        }
        assert_eq!(outgoing.next().await, Delivery::End(Ending::TooSlow));
        assert_eq!(outgoing.contents().frames.capacity(), 0);
    }

    #[tokio::test]
    async fn whoever_takes_frames_in_time_is_never_ended() {
        let outgoing = OutgoingQueue::default();
        for seq in 0..1_000 {
            outgoing.put_frame(numbered(seq));
            if seq >= 63 {
                assert_eq!(outgoing.next().await, frame(seq - 63));
            }
        }
    }

    #[tokio::test]
    async fn whoever_leaves_a_whole_tick_waiting_is_ended_but_a_moved_clock_ends_nobody() {
        let outgoing = OutgoingQueue::default();
        outgoing.put_tick(json(1));
        outgoing.put_clock(json(2));
        assert_eq!(outgoing.next().await, Delivery::Tick(json(2)));
        outgoing.put_tick(json(3));
        outgoing.put_tick(json(4));
        assert_eq!(outgoing.next().await, Delivery::End(Ending::TooSlow));
    }

    #[tokio::test]
    async fn of_what_passes_only_the_newest_waits_and_then_it_takes_no_room() {
        let outgoing = OutgoingQueue::default();
        for number in 0..100 {
            outgoing.put_typing(json(number));
            outgoing.put_point(json(1_000 + number));
        }
        assert_eq!(outgoing.next().await, Delivery::Ephemeral(json(1_099)));
        assert_eq!(outgoing.next().await, Delivery::Ephemeral(json(99)));
        outgoing.put_tick(json(7));
        assert_eq!(outgoing.next().await, Delivery::Tick(json(7)));
        assert!(outgoing.contents().passing.is_none());
    }

    #[tokio::test]
    async fn the_first_reason_to_end_stays() {
        let outgoing = OutgoingQueue::default();
        outgoing.put_frame(numbered(1));
        outgoing.end(Ending::PassInvalid);
        outgoing.end(Ending::GoingAway);
        assert_eq!(outgoing.ended().await, Ending::PassInvalid);
        assert_eq!(outgoing.next().await, Delivery::End(Ending::PassInvalid));
    }
}
