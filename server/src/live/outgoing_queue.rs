//! What waits for one open page.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use axum::extract::ws::Utf8Bytes;

/// Frames that may wait for one reader. One who lets more come together is dropped and resumes later.
pub(super) const MOST_FRAMES: usize = 64;
/// Past this a queue that has run empty gives its memory back.
const KEPT_FRAMES: usize = 8;

/// The next thing for a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    Frame(Outgoing),
    /// Who looks at the invoice now, JSON.
    Presence(Utf8Bytes),
    /// Somebody writes or has stopped, or points somewhere else, JSON.
    Ephemeral(Utf8Bytes),
    /// The biller's clock as a sign of life, JSON. It asks for one in return.
    Tick(Utf8Bytes),
    /// Nothing more comes.
    End(Ending),
}

/// An event on its way to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    pub seq: i64,
    /// The frame, JSON.
    pub json: Utf8Bytes,
    /// Whether this node does not know what happened: the frame says no more than that something did.
    pub opaque: bool,
}

/// Why a socket ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The link has expired or was revoked, or the session is over.
    PassInvalid,
    /// The page reads too slowly.
    TooSlow,
    /// The node stops; another one, or the next process, goes on.
    GoingAway,
}

/// Only the newest presence, the newest tick, and the newest word of who writes and where staff point wait;
/// frames wait in order.
#[derive(Default)]
pub(super) struct OutgoingQueue(Mutex<Contents>);

#[derive(Default)]
struct Contents {
    frames: VecDeque<Outgoing>,
    presence: Option<Utf8Bytes>,
    /// Which of the room's presences was put in last.
    told: u32,
    tick: Option<Utf8Bytes>,
    passing: Option<Box<Ephemeral>>,
    end: Option<Ending>,
    waker: Option<Waker>,
}

/// Rare, and of no use later.
#[derive(Default)]
struct Ephemeral {
    typing: Option<Utf8Bytes>,
    point: Option<Utf8Bytes>,
}

impl OutgoingQueue {
    fn contents(&self) -> MutexGuard<'_, Contents> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a frame in; a reader who has let too many come together is ended.
    pub fn put_frame(&self, frame: Outgoing) {
        let mut contents = self.contents();
        if contents.frames.len() < MOST_FRAMES {
            contents.frames.push_back(frame);
        } else {
            contents.end_with(Ending::TooSlow);
        }
        contents.wake();
    }

    /// Puts the room's presence number `version` in, unless it has been.
    pub fn put_presence(&self, version: u32, json: &Utf8Bytes) {
        let mut contents = self.contents();
        if contents.told != version {
            contents.told = version;
            contents.presence = Some(json.clone());
            contents.wake();
        }
    }

    /// Puts the clock in. A reader who has not even taken the one before is ended.
    pub fn put_tick(&self, json: Utf8Bytes) {
        let mut contents = self.contents();
        if contents.tick.replace(json).is_some() {
            contents.end_with(Ending::TooSlow);
        }
        contents.wake();
    }

    /// Puts the clock in because it was moved.
    pub fn put_clock(&self, json: Utf8Bytes) {
        let mut contents = self.contents();
        contents.tick = Some(json);
        contents.wake();
    }

    /// Puts in who writes.
    pub fn put_typing(&self, json: Utf8Bytes) {
        self.contents().pass(|passing| passing.typing = Some(json));
    }

    /// Puts in what staff point at.
    pub fn put_point(&self, json: Utf8Bytes) {
        self.contents().pass(|passing| passing.point = Some(json));
    }

    /// Ends the reader: at once, whatever waits.
    pub fn end(&self, ending: Ending) {
        let mut contents = self.contents();
        contents.end_with(ending);
        contents.wake();
    }

    /// The next thing; pending while there is nothing.
    pub fn poll_next(&self, cx: &Context<'_>) -> Poll<Delivery> {
        self.contents().poll_next(cx)
    }

    /// Resolves when the reader is ended, and takes nothing.
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
        // What comes after the end is for nobody.
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
