//! The status of invoices in SQL: `domain::invoices::status` as conditions on the rows of `invoices`, in this one
//! place.
//!
//! A row says whether the invoice is still asked for (`is_open`, see [`Status::is_asked`]). On that side there are
//! three statuses, on the other side four. The conditions of [`told_by`] tell them apart: on each side exactly one of
//! them holds. Statements begin with the column that the indexes begin with.

use domain::{Date, Status};

use crate::select::Piece;

/// The condition that an invoice `i` has this status, among those of its side; `?1` is today.
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

/// Holds for all invoices that are withdrawn, written off or credited, and for few others. It is the condition of the
/// index `invoices_closed`, word for word; otherwise neither engine uses that index.
const MAY_BE_CLOSED: &str = "(i.lifecycle <> 'live' OR i.credited_minor > 0)";

/// The condition that the invoices `i` have one of these statuses on `today`; `None` if no status is named.
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
        // Both sides together match many invoices, so the list is read in its order. With OR, SQLite would collect each
        // side by an index of its own, and sort.
        (asked, others) => {
            format!("CASE WHEN i.is_open = 1 THEN {} ELSE {} END", asked.holds(), others.holds())
        }
    };
    let bound = if text.contains('?') { vec![today.into()] } else { Vec::new() };
    Some(Piece::new(text, bound))
}

/// Which statuses of one side are asked for.
enum Side {
    None,
    Whole,
    /// The condition that tells them from the rest of the side.
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
            // Exactly one condition holds, so all statuses but one are the negation of that one.
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
