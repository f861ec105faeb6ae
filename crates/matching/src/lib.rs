//! Which invoices a transfer pays: pure, from what the bank says and what the biller's books know.
//!
//! [`Transfer::probes`] finds what may be a reference in a transfer; whoever has the books looks those up and
//! gathers [`Evidence`]; [`judge()`] weighs it. A score is a sum of points, whole numbers from 0 to 1000, and each
//! point has a reason that staff read. A score alone books nothing: [`judge()`] also looks for whoever else could be
//! meant, and asks a person where somebody could.

mod account;
mod evidence;
mod group;
mod judge;
mod name;
mod now;
mod probes;
mod rules;
mod score;
mod shapes;
mod tails;
mod transfer;
mod words;

pub use account::account_key;
pub use evidence::{Evidence, Facts, Hit, How, SameSum, Standing};
pub use judge::{judge, judge_at_once};
pub use name::{GivenName, Likeness, name_keys};
pub use now::as_of_now;
pub use probes::{Extent, MOST_PROBES, Probe, Span};
pub use transfer::{Booking, Settings, Transfer, Verdict};
