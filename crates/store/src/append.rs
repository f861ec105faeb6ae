//! Appends events with their numbers and postings, and changes the rows that are folded from their streams.

use std::collections::BTreeSet;

use domain::{Books, Event, Stamp, StreamId, ledger};
use sqlx::AnyConnection;
use usecases::{Meta, StoreError};

use crate::engine::Engine;
use crate::events::encode;
use crate::failure::Failure;
use crate::log::{self, NewEvent};
use crate::postings::{self, NewPosting};
use crate::projections::AllChanges;
use crate::rows::Columns;
use crate::statement::Statement;
use crate::streams::kind_of;

/// Events that are about to be written, and what they change.
pub(crate) struct Appended {
    events: Vec<NewEvent>,
    postings: Vec<NewPosting>,
    /// The books with the events.
    pub(crate) after: Books,
    /// The streams that grow.
    pub(crate) touched: BTreeSet<StreamId>,
}

impl Appended {
    /// What is to be written of `events`, which were decided on `before`.
    pub(crate) fn of(before: &Books, events: &[Event], meta: &Meta) -> Result<Self, Failure> {
        let mut appended = Self {
            events: Vec::with_capacity(events.len()),
            postings: Vec::new(),
            after: before.clone(),
            touched: BTreeSet::new(),
        };
        let stamp = Stamp { at: meta.at, actor: meta.actor };
        for event in events {
            appended.add(event, stamp)?;
        }
        Ok(appended)
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

    /// The statements that write the events, their postings, and the rows that are folded from their streams.
    pub(crate) fn statements(&self, meta: &Meta, before: &Books) -> Result<Vec<Statement>, Failure> {
        let actor =
            serde_json::to_string(&meta.actor).map_err(|error| Failure::unreadable(error.to_string()))?;
        let mut changes = AllChanges::default();
        for stream in &self.touched {
            (kind_of(*stream).changes)(&mut changes, meta.biller, *stream, before, &self.after);
        }
        let mut statements = log::inserts(meta.biller, meta.at, &actor, &self.events);
        statements.extend(postings::inserts(meta.biller, &self.postings));
        statements.extend(changes.into_statements());
        Ok(statements)
    }

    /// Changes the rows that are not folded but follow from a change.
    pub(crate) async fn follow(
        &self,
        conn: &mut AnyConnection,
        meta: &Meta,
        before: &Books,
    ) -> Result<(), Failure> {
        for stream in self.followed(before) {
            (kind_of(stream).follow)(conn, meta.biller, stream, before, &self.after).await?;
        }
        Ok(())
    }

    /// The streams whose change is followed by that of other rows.
    pub(crate) fn followed(&self, before: &Books) -> impl Iterator<Item = StreamId> {
        let followed = |stream: &StreamId| (kind_of(*stream).is_followed)(*stream, before, &self.after);
        self.touched.iter().copied().filter(followed)
    }

    /// Locks the payers of streams that begin and hold them, so that none is forgotten between decision and commit.
    pub(crate) async fn hold_payers(
        &self,
        conn: &mut AnyConnection,
        engine: Engine,
        meta: &Meta,
        before: &Books,
    ) -> Result<(), Failure> {
        let Some(statement) = engine.dialect().hold_payer else { return Ok(()) };
        let begins = |event: &NewEvent| event.seq == 1 && kind_of(event.stream).holds_payer;
        if !self.events.iter().any(begins) {
            return Ok(());
        }
        for (payer, state) in &before.payers {
            if self.touched.contains(&StreamId::Payer(*payer)) {
                continue;
            }
            let row = sqlx::query(statement)
                .bind(meta.biller.0.as_bytes().as_slice())
                .bind(payer.0.as_bytes().as_slice())
                .fetch_optional(&mut *conn)
                .await?;
            let seq = row.map(|row| row.big(0)).transpose()?;
            if seq != Some(state.seq) {
                return Err(StoreError::Conflict.into());
            }
        }
        Ok(())
    }
}

/// The number of the previous event that a payer may see; `None` if a payer may not see this one.
pub(crate) fn payer_prev(before: &Books, event: &Event) -> Option<i64> {
    event.shown_to_payer().then(|| before.payer_head(event.stream()))
}
