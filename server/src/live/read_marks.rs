//! Writes into the log what readers have seen: one of a side's open pages does it for all of them, and for several
//! messages at once.

use std::time::Duration;

use usecases::{Input, SeeMessages, execute};

use super::reader::Reader;
use crate::state::App;

/// Everything that is seen within this time is written together.
const GATHERED: Duration = Duration::from_millis(250);

/// Writes, after a moment, that the reader's side has seen everything up to `through`, or up to what its pages report
/// until then. Nothing is written if that is not new.
pub fn note(app: &App, reader: &Reader, through: i64) {
    let ((_, invoice), side, caller) = (reader.place(), reader.side(), reader.caller());
    let app = app.clone();
    tokio::spawn(async move {
        tokio::time::sleep(GATHERED).await;
        // The page may have gone meanwhile, and the room with it: what it has seen still counts.
        let through = app.hub.take_read(invoice, side).unwrap_or_default().max(through);
        let input = Input { use_case: SeeMessages { invoice, through }, key: None };
        if let Err(error) = execute(&app.services, caller, input).await {
            tracing::warn!(%error, "what was seen could not be written down");
            app.hub.forget_read(invoice, side);
        }
    });
}
