//! Tells which of two sources has woken a task, so that the other one need not be polled.
//!
//! A page's task waits for its outgoing queue and for its connection. Nearly always it is the queue. Polling the
//! connection as well, each time, would cost half as much as the delivery.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use futures_util::task::AtomicWaker;

/// The signal of one source, which is polled only if it has signalled.
pub struct RoomSignal {
    bell: Arc<Flag>,
    /// The waker that the source gets.
    button: Waker,
}

struct Flag {
    rung: AtomicBool,
    task: AtomicWaker,
}

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.rung.store(true, Ordering::Release);
        self.task.wake();
    }
}

impl RoomSignal {
    /// A signal that is set: nobody has polled the source yet.
    pub fn new() -> Self {
        let bell = Arc::new(Flag { rung: AtomicBool::new(true), task: AtomicWaker::new() });
        Self { button: Waker::from(Arc::clone(&bell)), bell }
    }

    /// Polls the source if it has signalled. A source that returned something is polled again the next time: it may
    /// have more, and was not asked to signal for it.
    pub fn poll<T>(&self, cx: &Context<'_>, ask: impl FnOnce(&mut Context<'_>) -> Poll<T>) -> Poll<T> {
        // Before polling: from here on a signal wakes the task.
        self.bell.task.register(cx.waker());
        if !self.bell.rung.swap(false, Ordering::AcqRel) {
            return Poll::Pending;
        }
        let asked = ask(&mut Context::from_waker(&self.button));
        if asked.is_ready() {
            self.bell.rung.store(true, Ordering::Release);
        }
        asked
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::poll_fn;

    use futures_util::StreamExt;
    use tokio::sync::mpsc;

    #[test]
    fn a_source_that_has_not_rung_is_not_asked() {
        let bell = RoomSignal::new();
        let mut cx = Context::from_waker(Waker::noop());
        let mut button = None;
        let silent = |cx: &mut Context<'_>| {
            button = Some(cx.waker().clone());
            Poll::<()>::Pending
        };
        assert!(bell.poll(&cx, silent).is_pending());
        assert!(bell.poll(&cx, |_| -> Poll<()> { panic!("it was asked") }).is_pending());
        button.expect("it was asked the first time").wake();
        assert_eq!(bell.poll(&cx, |_| Poll::Ready(7)), Poll::Ready(7));
        assert_eq!(bell.poll(&cx, |_| Poll::Ready(8)), Poll::Ready(8), "it may have more");
        let _ = &mut cx;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn nothing_that_comes_is_missed() {
        const MANY: u32 = 100_000;
        let (sender, receiver) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            for number in 0..MANY {
                sender.send(number).expect("somebody listens");
                if number % 64 == 0 {
                    tokio::task::yield_now().await;
                }
            }
        });
        let mut source = Box::pin(futures_util::stream::unfold(receiver, async |mut receiver| {
            Some((receiver.recv().await?, receiver))
        }));
        let bell = RoomSignal::new();
        for expected in 0..MANY {
            let number = poll_fn(|cx| bell.poll(cx, |cx| source.poll_next_unpin(cx))).await;
            assert_eq!(number, Some(expected));
        }
    }
}
