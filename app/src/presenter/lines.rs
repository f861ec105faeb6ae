//! Notes at the lines of the document.

use super::ViewContext;
use crate::words::Words;

/// The lines that have a note: the payer disputes them, or staff point at them.
#[must_use]
pub fn notes<W: Words + ?Sized>(
    context: &ViewContext<'_, W>,
    point: Option<(u32, &str)>,
) -> Vec<(u32, String)> {
    let mut notes = Vec::new();
    if let Some((_, Some(line))) = context.view.dispute {
        notes.push((line, context.text("dispute-mark")));
    }
    if let Some((line, name)) = point {
        notes.push((line, context.words.text("point-line", &[("name", name)])));
    }
    notes
}
