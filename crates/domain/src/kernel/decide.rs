//! How a command is decided: the books and the command in, events or a refusal out. The rules are in the areas.

use jiff::civil::Date;

use crate::actor::{Actor, Stamp};
use crate::books::Books;
use crate::command::Command;
use crate::kernel::reactions;
use crate::money::MAX_MINOR;
use crate::refusal::Refusal;
use crate::stream::Event;
use crate::time::Timestamp;

/// What a decision may depend on besides the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    pub now: Timestamp,
    /// The civil date at `now` in the biller's zone.
    pub today: Date,
    pub actor: Actor,
}

/// Decides a command. `books` must hold the streams that [`Command::streams`] and
/// [`Command::further`](trait.Command.html#method.further) name; a stream that is missing there does not exist.
///
/// # Errors
/// The [`Refusal`] that applies; nothing has happened then.
pub fn decide(
    books: &Books,
    command: impl Into<Box<dyn Command>>,
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    let stamp = Stamp { at: context.now, actor: context.actor };
    let mut decision = Decision { books: books.clone(), events: Vec::new(), stamp };
    command.into().decide(&mut decision, context)?;
    reactions::react(&mut decision);
    Ok(decision.events)
}

/// The books with the events of this decision already folded in, so that each step sees the previous ones. Each area
/// adds its rules to it.
pub struct Decision {
    pub(crate) books: Books,
    pub(crate) events: Vec<Event>,
    pub(crate) stamp: Stamp,
}

impl Decision {
    pub(crate) fn push(&mut self, event: Event) {
        self.books.apply(&event, self.stamp);
        self.events.push(event);
    }
}

pub(crate) fn check_amount(minor: i64) -> Result<(), Refusal> {
    match minor {
        ..=0 => Err(Refusal::AmountNotPositive),
        1..=MAX_MINOR => Ok(()),
        _ => Err(Refusal::AmountTooLarge),
    }
}
