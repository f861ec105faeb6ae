//! Who waits for commits, and who noticed one.

use std::time::Duration;

use tokio::sync::watch;

/// Counts what was noticed; readers compare with the count they saw last. Nothing depends on it but how
/// soon a reader looks.
pub(crate) struct Commits {
    /// Every sign of a commit, from this process or another.
    noticed: watch::Sender<u64>,
    /// This process's own transactions that ended.
    own: watch::Sender<()>,
}

impl Commits {
    pub(crate) fn new() -> Self {
        Self { noticed: watch::Sender::new(1), own: watch::Sender::new(()) }
    }

    /// Something may have been committed.
    pub(crate) fn noticed(&self) {
        self.noticed.send_modify(|count| *count += 1);
    }

    /// This process ended a transaction. One that was rolled back counts too: on PostgreSQL it may have
    /// been the oldest one that the feed was waiting for.
    pub(crate) fn ended(&self) {
        self.noticed();
        self.own.send_replace(());
    }

    /// Follows this process's own transactions.
    pub(crate) fn own(&self) -> watch::Receiver<()> {
        self.own.subscribe()
    }

    /// Returns when the count is another one than `seen`, or after `at_most`.
    pub(crate) async fn wait(&self, seen: u64, at_most: Duration) -> u64 {
        let mut noticed = self.noticed.subscribe();
        let waited = tokio::time::timeout(at_most, noticed.wait_for(|count| *count != seen)).await;
        match waited {
            Ok(Ok(count)) => *count,
            // The sender lives in self; and after the time is up the count is what it is.
            Ok(Err(_)) | Err(_) => *self.noticed.borrow(),
        }
    }
}
