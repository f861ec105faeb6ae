//! How areas react to each other in the same transaction: after these events also do. An entry is a line of the list;
//! the area that acts does not name those that react.
//!
//! Each reaction runs once, in the order of the list, over the events that were there before it: those of the command
//! and those that the reactions before it appended. What it appends through `carry_out` starts no reactions of its own
//! and is seen only by those after it, so no reaction can bring itself about, neither directly nor round about.

use std::borrow::Cow;

use async_trait::async_trait;
use domain::Event;
use domain::invoices::document::Document;

use crate::checkouts::EndOutdatedCheckouts;
use crate::kernel::error::UseCaseError;
use crate::kernel::unit_of_work::UnitOfWork;
use crate::matching::again;
use crate::matching::known_accounts::LearnFromClaims;

/// What an area does after events were appended.
#[async_trait]
pub trait Reaction: Sync {
    /// Looks at the events so far. They are folded into the books already.
    ///
    /// # Errors
    /// Whatever the use case shall fail with. A refusal that it can live with it has to handle itself.
    async fn react(&self, unit: &mut UnitOfWork<'_>, so_far: &[Event]) -> Result<(), UseCaseError>;
}

const REACTIONS: &[&dyn Reaction] = &[
    &LearnFromClaims,
    // Last: it looks at the attempts to pay that the others close.
    &EndOutdatedCheckouts,
];

/// After an invoice was issued, its number was claimed and the credit notes that waited for it were applied; in this
/// order. These are no reactions to `Issued`, because the event comes before the claim and the credit notes, and the
/// buyer is not in it.
pub(crate) async fn to_invoice(unit: &mut UnitOfWork<'_>, document: &Document) -> Result<(), UseCaseError> {
    again::look_again(unit, document).await
}

/// The reactions of a unit of work.
pub(crate) struct Reactions {
    pub(crate) list: &'static [&'static dyn Reaction],
    /// What the running reaction has appended; `None` while none runs.
    added: Option<Vec<Event>>,
}

impl Default for Reactions {
    fn default() -> Self {
        Self { list: REACTIONS, added: None }
    }
}

/// Runs the reactions to these events, which were just appended. If a reaction appended them, those after it see them.
pub(crate) async fn react(unit: &mut UnitOfWork<'_>, events: &[Event]) -> Result<(), UseCaseError> {
    if let Some(added) = &mut unit.reactions.added {
        added.extend_from_slice(events);
        return Ok(());
    }
    let done = run(unit, events).await;
    unit.reactions.added = None;
    done
}

async fn run(unit: &mut UnitOfWork<'_>, events: &[Event]) -> Result<(), UseCaseError> {
    let mut so_far = Cow::Borrowed(events);
    for reaction in unit.reactions.list {
        unit.reactions.added = Some(Vec::new());
        reaction.react(unit, &so_far).await?;
        let added = unit.reactions.added.take().unwrap_or_default();
        if !added.is_empty() {
            so_far.to_mut().extend(added);
        }
    }
    Ok(())
}
