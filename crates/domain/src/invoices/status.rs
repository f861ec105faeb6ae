//! The status of an invoice: derived from facts and today's date, never stored.

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The status of an invoice today. The variants are tested in this order; the first that holds is the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Withdrawn by the biller; nothing is to be paid.
    Void,
    /// Written off by the biller; nothing more is asked.
    WrittenOff,
    /// Credit notes cover all of it.
    Credited,
    /// Nothing is open any more.
    Paid,
    /// Something is open and the due date is past.
    Overdue,
    /// A part is paid or credited, the rest is not yet due.
    PartlyPaid,
    /// Nothing is paid, and it is not yet due.
    Open,
}

impl Status {
    /// Every status, in the order in which they are tested.
    pub const ALL: [Self; 7] = [
        Self::Void,
        Self::WrittenOff,
        Self::Credited,
        Self::Paid,
        Self::Overdue,
        Self::PartlyPaid,
        Self::Open,
    ];

    /// The name that API, page marks and stored filters use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Void => "void",
            Self::WrittenOff => "written_off",
            Self::Credited => "credited",
            Self::Paid => "paid",
            Self::Overdue => "overdue",
            Self::PartlyPaid => "partly_paid",
            Self::Open => "open",
        }
    }

    /// Whether something is open and asked for. This does not depend on today's date; today only decides which of these
    /// statuses an invoice has.
    #[must_use]
    pub const fn is_asked(self) -> bool {
        matches!(self, Self::Overdue | Self::PartlyPaid | Self::Open)
    }
}

impl FromStr for Status {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|status| status.as_str() == text).ok_or(())
    }
}

/// Whether the biller still asks for the money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lifecycle {
    #[default]
    Live,
    Voided,
    WrittenOff,
}

/// The facts that decide the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Whether the biller still asks for the money.
    pub lifecycle: Lifecycle,
    /// The invoice's total with VAT, minor units.
    pub total_minor: i64,
    /// The sum of credit notes, minor units.
    pub credited_minor: i64,
    /// What remains to be paid, minor units; never negative.
    pub open_minor: i64,
    /// The last day on which payment is on time.
    pub due_date: Date,
}

/// The status on the civil date `today` of the biller's zone.
#[must_use]
pub fn status(facts: &Facts, today: Date) -> Status {
    status_when(facts, facts.due_date < today)
}

/// The status when it is known whether the due date is past.
#[must_use]
pub fn status_when(facts: &Facts, past_due: bool) -> Status {
    match facts.lifecycle {
        Lifecycle::Voided => Status::Void,
        Lifecycle::WrittenOff => Status::WrittenOff,
        Lifecycle::Live
            if facts.total_minor > 0
                && facts.credited_minor >= facts.total_minor
                && facts.open_minor == 0 =>
        {
            Status::Credited
        }
        Lifecycle::Live if facts.open_minor == 0 => Status::Paid,
        Lifecycle::Live if past_due => Status::Overdue,
        Lifecycle::Live if facts.open_minor < facts.total_minor => Status::PartlyPaid,
        Lifecycle::Live => Status::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const FACTS: Facts = Facts {
        lifecycle: Lifecycle::Live,
        total_minor: 1000,
        credited_minor: 0,
        open_minor: 1000,
        due_date: date(2026, 11, 30),
    };

    #[test]
    fn the_due_date_itself_is_still_on_time() {
        assert_eq!(status(&FACTS, date(2026, 11, 30)), Status::Open);
        assert_eq!(status(&FACTS, date(2026, 12, 1)), Status::Overdue);
    }

    #[test]
    fn the_first_that_holds_wins() {
        let late = date(2027, 1, 1);
        let paid = Facts { open_minor: 0, ..FACTS };
        let credited = Facts { credited_minor: 1000, ..paid };
        let part = Facts { open_minor: 400, ..FACTS };
        assert_eq!(status(&Facts { lifecycle: Lifecycle::Voided, ..credited }, late), Status::Void);
        assert_eq!(status(&Facts { lifecycle: Lifecycle::WrittenOff, ..credited }, late), Status::WrittenOff);
        assert_eq!(status(&credited, late), Status::Credited);
        assert_eq!(status(&paid, late), Status::Paid);
        assert_eq!(status(&part, late), Status::Overdue);
        assert_eq!(status(&part, FACTS.due_date), Status::PartlyPaid);
    }

    #[test]
    fn what_is_asked_for_is_so_on_every_day() {
        for lifecycle in [Lifecycle::Live, Lifecycle::Voided, Lifecycle::WrittenOff] {
            for (credited_minor, open_minor) in [(0, 0), (0, 400), (0, 1000), (1000, 0), (400, 600)] {
                let facts = Facts { lifecycle, credited_minor, open_minor, ..FACTS };
                let asked = status_when(&facts, false).is_asked();
                assert_eq!(asked, status_when(&facts, true).is_asked(), "{facts:?}");
                assert_eq!(asked, lifecycle == Lifecycle::Live && open_minor > 0, "{facts:?}");
            }
        }
    }

    #[test]
    fn names_read_back() {
        for status in Status::ALL {
            assert_eq!(status.as_str().parse(), Ok(status));
        }
    }
}
