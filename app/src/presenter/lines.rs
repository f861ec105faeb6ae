//! Notes at the lines of the document.

use super::ViewContext;
use crate::words::Words;

/// The lines that have a note: the payer disputes them, or staff point at them.
#[must_use]
pub fn notes<W: Words + ?Sized>(
    sight: &ViewContext<'_, W>,
    point: Option<(u32, &str)>,
) -> Vec<(u32, String)> {
    let mut notes = Vec::new();
    if let Some((_, Some(line))) = sight.view.dispute {
        notes.push((line, sight.text("dispute-mark")));
    }
    if let Some((line, name)) = point {
        notes.push((line, sight.words.text("point-line", &[("name", name)])));
    }
    notes
}
