//! What became of a transaction, as a line of JSON: the same from the command line and the API.

use serde::Serialize;
use usecases::money_in::bank::{EntryOutcome, EntryStatus, Totals};
use utoipa::ToSchema;

/// What became of a transaction of a bank file.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryLine {
    /// Its number in the file, from 1; nothing where no transaction of the file was taken.
    #[schema(example = 1)]
    pub entry: Option<u64>,
    /// How much, minor units; below zero where it left the account.
    #[schema(example = 45_000)]
    pub amount_minor: Option<i64>,
    /// Its currency.
    #[schema(example = "SEK")]
    pub currency: Option<&'static str>,
    /// `booked` on invoices; `suggested`: a person decides; `unmatched`: no invoice was found; `duplicate`: known from
    /// this file or another one; `reversed`: it took an earlier payment back; `ignored`; `rejected`.
    #[schema(example = "booked")]
    pub status: &'static str,
    /// The payment: recorded, known before, or taken back.
    #[schema(format = Uuid)]
    pub payment_id: Option<String>,
    /// Numbers of the invoices that it pays, or may be for, best first.
    #[schema(example = json!(["10482"]))]
    pub invoices: Vec<String>,
    /// Their ids, in the same order.
    pub invoice_ids: Vec<String>,
    /// How much speaks for the first one, 0 to 1000.
    #[schema(example = 930)]
    pub score: Option<u16>,
    /// What speaks for and against it, or why the transaction was ignored or rejected. Before that, why it waits:
    /// `return_waiting`: the payment that it takes back is not here; `perhaps_duplicate`: the bank may have told of it
    /// twice; `perhaps_recorded`: it was recorded before the bank told of it.
    #[schema(example = json!(["reference_exact", "amount_exact", "name_agrees"]))]
    pub reasons: Vec<String>,
}

impl EntryLine {
    /// The line of a file of which nothing was taken.
    pub fn refused(why: String) -> Self {
        Self {
            entry: None,
            amount_minor: None,
            currency: None,
            status: EntryStatus::Rejected.as_str(),
            payment_id: None,
            invoices: Vec::new(),
            invoice_ids: Vec::new(),
            score: None,
            reasons: vec![why],
        }
    }
}

impl From<EntryOutcome> for EntryLine {
    fn from(outcome: EntryOutcome) -> Self {
        Self {
            entry: Some(outcome.number),
            amount_minor: Some(outcome.amount.minor),
            currency: Some(outcome.amount.currency.code()),
            status: outcome.status.as_str(),
            payment_id: outcome.receipt.map(|receipt| receipt.to_string()),
            invoices: outcome.numbers,
            invoice_ids: outcome.invoices.iter().map(ToString::to_string).collect(),
            score: outcome.score,
            reasons: outcome.reasons,
        }
    }
}

/// The last line.
#[derive(Debug, Serialize)]
pub struct TotalsLine {
    /// How many transactions, how many of each status, and how much by status and currency.
    pub totals: Totals,
    /// What does not agree in the file and was no reason to refuse it: balances that do not add up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}
