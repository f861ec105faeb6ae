//! What became of a transaction, as a line of JSON: the same from the command line and the API.

use domain::Timestamp;
use serde::Serialize;
use usecases::bank_imports::{BankFile, BankFileUndoing, EntryOutcome, EntryStatus, Totals};
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
            payment_id: outcome.payment.map(|payment| payment.to_string()),
            invoices: outcome.numbers,
            invoice_ids: outcome.invoices.iter().map(ToString::to_string).collect(),
            score: outcome.score,
            reasons: outcome.reasons,
        }
    }
}

#[derive(Debug, Serialize)]
pub struct TotalsLine {
    /// How many transactions, how many of each status, and how much by status and currency.
    pub totals: Totals,
    /// What does not agree in the file and was no reason to refuse it: balances that do not add up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A bank file that came in.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileLine {
    /// Its id: the beginning of the SHA-256 of its bytes.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015")]
    pub file_id: String,
    /// The name that it came under.
    pub name: String,
    /// As it was told by its content; empty where it is none that is read here.
    #[schema(example = "camt.053")]
    pub format: String,
    /// How many transactions it has.
    pub entries: i64,
    /// When its import began the last time, UTC milliseconds.
    #[schema(value_type = i64)]
    pub begun_at: Timestamp,
    /// `importing`, also where that was cut off; `imported`; `refused`; `undoing`; `undone`.
    #[schema(example = "imported")]
    pub status: &'static str,
    /// What became of its transactions, once it was imported.
    #[schema(value_type = Option<Object>)]
    pub totals: Option<Totals>,
    /// Why nothing of it was taken.
    pub refused: Option<String>,
    /// How many transactions stay of an import that was undone, because their payments had been moved on meanwhile.
    pub left: Option<i64>,
}

impl From<BankFile> for FileLine {
    fn from(file: BankFile) -> Self {
        let (status, left) = match (file.undoing, &file.refused, file.ended_at) {
            (BankFileUndoing::Ended { left, .. }, ..) => ("undone", Some(left)),
            (BankFileUndoing::Begun(_), ..) => ("undoing", None),
            (BankFileUndoing::No, Some(_), _) => ("refused", None),
            (BankFileUndoing::No, None, Some(_)) => ("imported", None),
            (BankFileUndoing::No, None, None) => ("importing", None),
        };
        Self {
            file_id: file.id.to_string(),
            name: file.name,
            format: file.format,
            entries: file.entries,
            begun_at: file.begun_at,
            status,
            totals: file.totals,
            refused: file.refused,
            left,
        }
    }
}
