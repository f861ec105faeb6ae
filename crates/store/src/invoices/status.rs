//! How invoices stand, in SQL: `domain::invoices::status` as conditions on the rows of `invoices`, the one place that says it.
//!
//! A row says whether it is asked for (`is_open`, written as [`Status::is_asked`] tells). What remains to be told is
//! which of the three statuses that are asked for it has, or which of the four others, by the conditions of
//! [`told_by`]. On both sides exactly one of them holds. Statements begin with what the indexes begin with.

use domain::{Date, Status};

use crate::select::Piece;

/// What tells that an invoice `i` has this status among those of its side; `?1` is today.
const fn told_by(status: Status) -> &'static str {
    match status {
        Status::Void => "i.lifecycle = 'voided'",
        Status::WrittenOff => "i.lifecycle = 'written_off'",
        Status::Credited => {
            "i.lifecycle = 'live' AND i.total_minor > 0 AND i.credited_minor >= i.total_minor"
        }
        Status::Paid => {
            "i.lifecycle = 'live' AND NOT (i.total_minor > 0 AND i.credited_minor >= i.total_minor)"
        }
        Status::Overdue => "i.due_date < ?1",
        Status::PartlyPaid => "i.open_minor < i.total_minor AND i.due_date >= ?1",
        Status::Open => "i.open_minor >= i.total_minor AND i.due_date >= ?1",
    }
}

/// Holds for all that are withdrawn, written off or credited, and for few others: the condition of the index
/// `invoices_closed`, word for word, without which neither engine uses it.
const MAY_BE_CLOSED: &str = "(i.lifecycle <> 'live' OR i.credited_minor > 0)";

/// What asks of the invoices `i` that they have one of these statuses on `today`; nothing is asked where no
/// status is named.
pub(crate) fn condition(statuses: &[Status], today: Date) -> Option<Piece> {
    let asked = Side::of(statuses, true);
    let others = Side::of(statuses, false);
    let text = match (asked, others) {
        (Side::None, Side::None) | (Side::Whole, Side::Whole) => return None,
        (Side::Whole, Side::None) => "i.is_open = 1".to_owned(),
        (Side::None, Side::Whole) => "i.is_open = 0".to_owned(),
        (Side::Part(part), Side::None) => format!("i.is_open = 1 AND {part}"),
        (Side::None, Side::Part(part)) if statuses.contains(&Status::Paid) => {
            format!("i.is_open = 0 AND {part}")
        }
        (Side::None, Side::Part(part)) => format!("{MAY_BE_CLOSED} AND i.is_open = 0 AND {part}"),
        // What is looked for on both sides is much: a list is gone through in its order. An OR would have SQLite
        // collect each side by an index of its own, and sort.
        (asked, others) => {
            format!("CASE WHEN i.is_open = 1 THEN {} ELSE {} END", asked.holds(), others.holds())
        }
    };
    let bound = if text.contains('?') { vec![today.into()] } else { Vec::new() };
    Some(Piece::new(text, bound))
}

/// What is looked for among the statuses that are asked for, or among the others.
enum Side {
    None,
    Whole,
    /// What tells them from the rest of the side.
    Part(String),
}

impl Side {
    fn of(statuses: &[Status], asked: bool) -> Self {
        let side = || Status::ALL.into_iter().filter(|status| status.is_asked() == asked);
        let wanted: Vec<Status> = side().filter(|status| statuses.contains(status)).collect();
        let rest: Vec<Status> = side().filter(|status| !statuses.contains(status)).collect();
        match (wanted.as_slice(), rest.as_slice()) {
            ([], _) => Self::None,
            (_, []) => Self::Whole,
            ([one], _) => Self::Part(told_by(*one).to_owned()),
            // One alone holds, so the others are what it is not.
            (_, [other]) => Self::Part(format!("NOT ({})", told_by(*other))),
            (several, _) => {
                let each: Vec<String> = several.iter().map(|one| format!("({})", told_by(*one))).collect();
                Self::Part(format!("({})", each.join(" OR ")))
            }
        }
    }

    fn holds(self) -> String {
        match self {
            Self::None => "FALSE".to_owned(),
            Self::Whole => "TRUE".to_owned(),
            Self::Part(part) => part,
        }
    }
}
