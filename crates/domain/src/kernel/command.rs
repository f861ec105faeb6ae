//! What a command is. Each area has its own, in its `command.rs`.

use std::fmt::Debug;

use crate::books::Books;
use crate::kernel::decide::{Context, Decision};
use crate::refusal::Refusal;
use crate::stream::StreamId;

/// A request to change the books. Ids of new things come with it: the domain makes none.
pub trait Command: Debug + Send + Sync {
    /// The streams that must be loaded before it can be decided. [`Self::follow`] names further ones that depend on
    /// these.
    fn streams(&self) -> Vec<StreamId>;

    /// The stream among these that it begins: nothing can be there yet.
    fn begins(&self) -> Option<StreamId> {
        None
    }

    /// The further streams that it can change, given the loaded ones; some of them may be loaded already. It names no
    /// others: following every payment to all its invoices, and those to all their payments, would load a payer's whole
    /// history.
    fn follow(&self, _books: &Books) -> Vec<StreamId> {
        Vec::new()
    }

    /// Adds its events to the decision.
    ///
    /// # Errors
    /// The [`Refusal`] that applies.
    fn decide(self: Box<Self>, decision: &mut Decision, context: &Context) -> Result<(), Refusal>;
}

impl dyn Command + '_ {
    /// The further streams that the decision needs, given the loaded ones: those it follows, and the payer of each.
    /// Repeat until there are none new.
    #[must_use]
    pub fn further(&self, books: &Books) -> Vec<StreamId> {
        let mut found = books.owners();
        found.extend(self.follow(books));
        found
    }
}

impl<C: Command + 'static> From<C> for Box<dyn Command> {
    fn from(command: C) -> Self {
        Box::new(command)
    }
}
