//! Who has the invoice open, and who is writing.

use domain::conversations::Side;

use super::{ViewContext, side};
use crate::wire::{Presence, Typing};
use crate::words::Words;

/// A short text: that the page is live, and who else is here.
#[must_use]
pub fn presence<W: Words + ?Sized>(presence: &Presence, words: &W) -> String {
    match presence.staff.first() {
        Some(_) => words.text("live-staff", &[("name", &staff(presence))]),
        None if presence.payers > 1 => words.text("live-viewers", &[("count", &presence.payers.to_string())]),
        None => words.text("live-on", &[]),
    }
}

/// The names of the staff who are here.
#[must_use]
pub fn staff(presence: &Presence) -> String {
    presence.staff.join(", ")
}

/// That somebody of the other side is writing; empty for the reader's own side.
#[must_use]
pub fn typing<W: Words + ?Sized>(context: &ViewContext<'_, W>, typing: &Typing) -> String {
    if !typing.on
        || side(&typing.by) == context.side
        || context.side == Side::Biller && context.payer.is_empty()
    {
        return String::new();
    }
    context.words.text("chat-typing", &[("name", context.name(&typing.by))])
}
