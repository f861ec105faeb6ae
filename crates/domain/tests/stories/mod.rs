//! What happens to an invoice, one story per test.

mod charges;
mod checkouts;
mod conversations;
mod credit;
mod credit_notes;
mod due_dates;
mod fees;
mod payments;
mod people;
mod prepaid;
mod proposals;
pub mod refusals;
mod reversals;
mod unidentified;
mod voids;
mod wire;

use domain::Status;

use crate::scenario::Stand;

/// A stand with nothing pending and no credit.
const fn stand(status: Status, open: i64, paid: i64) -> Stand {
    Stand { status, open, paid, pending: 0, credit: 0 }
}
