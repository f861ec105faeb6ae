//! What a bank says about money that arrived, and what is made of it.

use domain::Money;
use domain::ids::PayerId;
use domain::matching::Matching;
use domain::payments::Share;
use domain::payments::reference::Scheme;
use serde::{Deserialize, Serialize};

/// Money that arrived, as far as it tells whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    pub amount: Money,
    /// What stands in fields for references.
    #[serde(default)]
    pub references: Vec<String>,
    /// Free text, line by line.
    #[serde(default)]
    pub text: Vec<String>,
    /// Ids that the payer or the payer's program gave, and fields for the bank: a reference may stand there as well.
    #[serde(default)]
    pub further: Vec<String>,
    /// What banks call the transfer: some put the payer's reference there.
    #[serde(default)]
    pub bank_ids: Vec<String>,
    #[serde(default)]
    pub debtor_name: Option<String>,
    /// From which account.
    #[serde(default)]
    pub debtor_account: Option<String>,
}

/// What a biller wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The score from which money is booked without a person, 0 to 1000.
    pub threshold: u16,
    /// By how much the best has to be above the next one.
    pub clear_by: u16,
    /// The schemes whose check digits tell what a mistyped reference may have been.
    pub schemes: Vec<Scheme>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { threshold: 800, clear_by: 120, schemes: vec![Scheme::Ocr { length_digit: false }, Scheme::Rf] }
    }
}

/// What came of looking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// For the payment: candidates with scores and reasons.
    pub matching: Matching,
    /// What to book; nothing where a person decides.
    pub book: Option<Booking>,
}

/// Money that is certain enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    pub payer: PayerId,
    /// What of it is for which invoice; together the whole amount.
    pub shares: Vec<Share>,
}
