//! Waiting for commits, and noticing them.

use std::time::Duration;

use tokio::sync::watch;

/// Counts the commits that were noticed. A reader compares the count with the one it saw last. It only decides how soon
/// a reader looks, nothing else depends on it.
pub(crate) struct Commits {
    /// Every sign of a commit, from this process or another one.
    noticed: watch::Sender<u64>,
    /// Transactions of this process that ended.
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

    /// A transaction of this process has ended. A rollback counts too: on PostgreSQL it may have been the oldest
    /// transaction, for which the feed was waiting.
    pub(crate) fn ended(&self) {
        self.noticed();
        self.own.send_replace(());
    }

    /// Notifies of transactions of this process.
    pub(crate) fn own(&self) -> watch::Receiver<()> {
        self.own.subscribe()
    }

    /// Returns when the count differs from `seen`, or after `at_most`.
    pub(crate) async fn wait(&self, seen: u64, at_most: Duration) -> u64 {
        let mut noticed = self.noticed.subscribe();
        let waited = tokio::time::timeout(at_most, noticed.wait_for(|count| *count != seen)).await;
        match waited {
            Ok(Ok(count)) => *count,
            // The sender lives in `self`, so an error cannot happen; after a timeout the count is what it is.
            Ok(Err(_)) | Err(_) => *self.noticed.borrow(),
        }
    }
}
