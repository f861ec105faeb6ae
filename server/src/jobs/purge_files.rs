//! Deletes the bytes of attached files that were never posted, or whose payer was forgotten.

use std::time::Duration;

use domain::Timestamp;

use crate::state::App;

pub const EVERY: Duration = Duration::from_secs(60);

/// How long a file may wait to be posted: milliseconds, real time.
pub const WAITS: i64 = 24 * 60 * 60 * 1000;
/// How many are deleted in one round.
const AT_ONCE: usize = 200;

/// Deletes the files that are marked. First the row is marked, so that nobody can read the file any more; then its
/// bytes are deleted, then the row. After a failure in between the next round finds it, on this node or another one.
pub async fn run(app: &App) {
    let before = Timestamp(app.services.clock.now().0.saturating_sub(WAITS));
    let store = app.services.node();
    let going = match store.attachments_to_go(before, AT_ONCE).await {
        Ok(going) => going,
        Err(error) => return tracing::warn!(%error, "files that are to go could not be looked up"),
    };
    let mut gone = 0;
    for (biller, id) in going {
        if let Err(error) = app.files.delete(biller, id).await {
            tracing::warn!(%id, %error, "a file could not be deleted; the next round tries again");
        } else if let Err(error) = store.forget_attachment(biller, id).await {
            tracing::warn!(%id, %error, "a file that is gone could not be forgotten");
        } else {
            gone += 1;
        }
    }
    if gone > 0 {
        tracing::info!(gone, "deleted files that nobody posted or may have any more");
    }
}
