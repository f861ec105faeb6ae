//! Matching: which invoices a transfer pays. Pure: from the bank's information and the biller's books.
//!
//! [`Transfer::candidate_references`] finds possible references in a transfer. The caller looks them up in the books
//! and gathers [`Evidence`]; [`decide_match()`] scores it. A score is a sum of points, a whole number from 0 to 1000,
//! and each point has a reason that staff can read. A score alone books nothing: [`decide_match()`] also checks whether
//! anybody else could be meant, and asks a person if so.

mod account;
mod candidate_references;
mod decide_match;
mod evidence;
mod group;
mod name;
mod now;
mod rules;
mod score;
mod shapes;
mod suffixes;
mod transfer;
mod words;

pub use account::account_key;
pub use candidate_references::{CandidateReference, Extent, MOST_CANDIDATE_REFERENCES, Span};
pub use decide_match::{decide_match, decide_match_at_once};
pub use evidence::{Evidence, Facts, Hit, How, InvoiceStanding, SameSum};
pub use name::{DebtorName, Likeness, name_keys};
pub use now::as_of_now;
pub use transfer::{Booking, Settings, Transfer, Verdict};
