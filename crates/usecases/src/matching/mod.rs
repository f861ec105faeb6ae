//! Finding the invoices that a transfer pays: gathering what the books know, and having it weighed.
//!
//! What is looked up stands in the database alone, so that every node and every import sees the same at once, and
//! what another one booked a moment ago. A reference is looked up with all its single edits in one statement.

pub(crate) mod again;
mod gather;
pub(crate) mod known_accounts;
mod look_up;
mod ports;

use matching::{Settings, Transfer, Verdict};

pub use look_up::look_up;
pub use ports::{FoundReference, MatchingTransaction};

use crate::billers::PaymentPolicy;
use crate::kernel::error::UseCaseError;
use crate::kernel::unit_of_work::UnitOfWork;

/// What is looked up without being kept as it is written: the first half of a SHA-256.
pub type EntryKey = [u8; 16];

/// By how many days what somebody wrote down and what the bank says may differ.
pub(crate) const MOST_DAYS_APART: u32 = 14;

/// By how much the best has to be above the next one, on every biller.
const CLEAR_BY: u16 = 120;

/// Finds the invoices of one transfer.
///
/// # Errors
/// What the database answers.
pub async fn find(unit: &mut UnitOfWork<'_>, transfer: &Transfer) -> Result<Verdict, UseCaseError> {
    let mut found = find_many(unit, std::slice::from_ref(transfer)).await?;
    found.pop().ok_or(UseCaseError::NotFound("verdict"))
}

/// Finds the invoices of many transfers, in their order: what one of them is booked on is no longer open for the
/// next one.
///
/// # Errors
/// What the database answers.
pub async fn find_many(
    unit: &mut UnitOfWork<'_>,
    transfers: &[Transfer],
) -> Result<Vec<Verdict>, UseCaseError> {
    let settings = settings_of(&unit.policy().await?.payments);
    let biller = unit.biller_id();
    Ok(look_up(&mut *unit.tx, biller, &settings, transfers).await?)
}

/// What a biller's policy says about matching.
#[must_use]
pub fn settings_of(policy: &PaymentPolicy) -> Settings {
    Settings { threshold: policy.auto_book_threshold, clear_by: CLEAR_BY, schemes: policy.recognised.clone() }
}
