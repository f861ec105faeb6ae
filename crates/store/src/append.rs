//! Appends events with their numbers and postings, and updates the rows of the streams that they change.

use std::collections::BTreeSet;

use domain::{Books, Event, Stamp, StreamId, ledger};
use sqlx::AnyConnection;
use usecases::{Meta, StoreError};

use crate::engine::Engine;
use crate::events::encode;
use crate::failure::Failure;
use crate::log::{self, NewEvent};
use crate::postings::{self, NewPosting};
use crate::projections;
use crate::rows::Columns;

/// Appends `events`, which were decided on `before`. Returns the books afterwards and the streams that changed.
pub(crate) async fn append(
    conn: &mut AnyConnection,
    engine: Engine,
    meta: &Meta,
    before: &Books,
    events: &[Event],
) -> Result<(Books, BTreeSet<StreamId>), Failure> {
    let stamp = Stamp { at: meta.at, actor: meta.actor };
    let draft = AppendDraft::of(before, events, stamp)?;
    hold_payers(conn, engine, meta, before, &draft).await?;
    let actor = serde_json::to_string(&meta.actor).map_err(|error| Failure::unreadable(error.to_string()))?;
    log::insert(conn, meta.biller, meta.at, &actor, &draft.events).await?;
    postings::insert(conn, meta.biller, &draft.postings).await?;
    for stream in &draft.touched {
        projections::write(conn, meta, before, &draft.after, *stream, events).await?;
    }
    Ok((draft.after, draft.touched))
}

struct AppendDraft {
    events: Vec<NewEvent>,
    postings: Vec<NewPosting>,
    after: Books,
    touched: BTreeSet<StreamId>,
}

impl AppendDraft {
    fn of(before: &Books, events: &[Event], stamp: Stamp) -> Result<Self, Failure> {
        let mut draft = Self {
            events: Vec::with_capacity(events.len()),
            postings: Vec::new(),
            after: before.clone(),
            touched: BTreeSet::new(),
        };
        for event in events {
            draft.add(event, stamp)?;
        }
        Ok(draft)
    }

    fn add(&mut self, event: &Event, stamp: Stamp) -> Result<(), Failure> {
        let stream = event.stream();
        let seq = self.after.head(stream) + 1;
        let payer_prev = payer_prev(&self.after, event);
        let posted = ledger::postings(&self.after, event);
        self.after.apply(event, stamp);
        if self.after.head(stream) != seq {
            return Err(StoreError::Unreadable(format!(
                "event {seq} of {stream} cannot be appended: the stream was not loaded, or does not begin so"
            ))
            .into());
        }
        self.postings.extend(postings::number(stream, seq, posted));
        self.events.push(NewEvent { stream, seq, stored: encode(event)?, payer_prev });
        self.touched.insert(stream);
        Ok(())
    }
}

/// The number of the previous event that a payer may see; `None` if a payer may not see this one.
pub(crate) fn payer_prev(before: &Books, event: &Event) -> Option<i64> {
    match event {
        Event::Invoice(_, one) if one.shown_to_payer() => Some(before.payer_head(event.stream())),
        _ => None,
    }
}

/// Locks the payers of new invoices and credit notes, so that none is forgotten between decision and commit. On
/// PostgreSQL nothing else would notice it: the new document writes to another stream than the payer's.
async fn hold_payers(
    conn: &mut AnyConnection,
    engine: Engine,
    meta: &Meta,
    before: &Books,
    draft: &AppendDraft,
) -> Result<(), Failure> {
    let Some(statement) = engine.dialect().hold_payer else { return Ok(()) };
    let opens = draft.events.iter().any(|event| {
        event.seq == 1 && matches!(event.stream, StreamId::Invoice(_) | StreamId::CreditNote(_))
    });
    if !opens {
        return Ok(());
    }
    for (payer, account) in &before.payers {
        if draft.touched.contains(&StreamId::Payer(*payer)) {
            continue;
        }
        let row = sqlx::query(statement)
            .bind(meta.biller.0.as_bytes().as_slice())
            .bind(payer.0.as_bytes().as_slice())
            .fetch_optional(&mut *conn)
            .await?;
        let seq = row.map(|row| row.big(0)).transpose()?;
        if seq != Some(account.seq) {
            return Err(StoreError::Conflict.into());
        }
    }
    Ok(())
}
