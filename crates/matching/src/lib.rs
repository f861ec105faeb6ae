//! Which invoices a transfer pays: pure, from what the bank says and what the biller's books know.
//!
//! [`Transfer::candidate_references`] finds what may be a reference in a transfer; whoever has the books looks those up and
//! gathers [`Evidence`]; [`decide_match()`] weighs it. A score is a sum of points, whole numbers from 0 to 1000, and each
//! point has a reason that staff read. A score alone books nothing: [`decide_match()`] also looks for whoever else could be
//! meant, and asks a person where somebody could.

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
