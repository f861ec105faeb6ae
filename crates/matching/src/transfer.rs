//! A transfer as the bank reports it, and the verdict on it.

use domain::Money;
use domain::ids::PayerId;
use domain::matching::Matching;
use domain::payments::Share;
use domain::payments::reference::Scheme;
use serde::{Deserialize, Serialize};

/// Money that arrived, with everything that can identify the payer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    pub amount: Money,
    /// References in structured fields.
    #[serde(default)]
    pub references: Vec<String>,
    /// Free text, line by line.
    #[serde(default)]
    pub text: Vec<String>,
    /// Ids of the payer or the payer's program, and fields for the bank: they may contain a reference.
    #[serde(default)]
    pub further: Vec<String>,
    /// The bank's ids of the transfer: some banks put the payer's reference there.
    #[serde(default)]
    pub bank_ids: Vec<String>,
    #[serde(default)]
    pub debtor_name: Option<String>,
    #[serde(default)]
    pub debtor_account: Option<String>,
}

/// The biller's settings for matching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The score from which a payment is booked without a person, 0 to 1000.
    pub threshold: u16,
    /// By how much the best score has to exceed the next one.
    pub clear_by: u16,
    /// The schemes whose check digits help to correct typing errors.
    pub schemes: Vec<Scheme>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { threshold: 800, clear_by: 120, schemes: vec![Scheme::Ocr { length_digit: false }, Scheme::Rf] }
    }
}

/// The result of matching a transfer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The candidates with scores and reasons, stored with the payment.
    pub matching: Matching,
    /// The booking; `None` if a person decides.
    pub book: Option<Booking>,
}

/// A match that is certain enough to be booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    pub payer: PayerId,
    /// The shares of the invoices; their sum is the whole amount.
    pub shares: Vec<Share>,
}
