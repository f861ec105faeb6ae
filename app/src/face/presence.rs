//! Who looks at the invoice.

use crate::live::Presence;
use crate::words::Words;

/// In a few words: that the page is live, and who else is here.
#[must_use]
pub fn presence<W: Words + ?Sized>(presence: &Presence, words: &W) -> String {
    match presence.staff.first() {
        Some(_) => words.text("live-staff", &[("name", &presence.staff.join(", "))]),
        None if presence.payers > 1 => words.text("live-viewers", &[("count", &presence.payers.to_string())]),
        None => words.text("live-on", &[]),
    }
}
