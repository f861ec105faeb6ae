//! What became of simulated payments.

use std::collections::BTreeMap;

use matching::Verdict;

use super::payments::{Error, SimulatedPayment};
use super::population;

/// How many of the shown candidates count as a suggestion.
const FIRST: usize = 3;

/// The outcomes of the payments of one kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Row {
    pub payments: usize,
    /// Booked on the right invoice.
    pub booked: usize,
    /// Booked on a wrong invoice.
    pub wrong: usize,
    /// Not booked, and the right invoice is among the first candidates.
    pub suggested: usize,
    /// Not booked, and the right invoice is not among them.
    pub lost: usize,
}

/// All of them, by kind of error and whether the amount is right.
#[derive(Debug, Clone, Default)]
pub struct Count {
    pub rows: BTreeMap<(Error, bool), Row>,
    /// The first ones that went wrong, for the reader.
    pub examples: Vec<String>,
}

impl Count {
    pub fn add(&mut self, payment: &SimulatedPayment, verdict: &Verdict) {
        let row = self.rows.entry((payment.error, !payment.amount_right)).or_default();
        row.payments += 1;
        let meant = population::invoice_id(payment.meant);
        if let Some(booking) = &verdict.book {
            let right = booking.shares.iter().all(|share| share.invoice == meant);
            if right {
                row.booked += 1;
            } else {
                row.wrong += 1;
                if self.examples.len() < 5 {
                    self.examples.push(format!("{:?}\n{:#?}", payment.transfer, verdict.matching));
                }
            }
        } else if verdict.matching.candidates.iter().take(FIRST).any(|one| one.invoice == meant) {
            row.suggested += 1;
        } else {
            row.lost += 1;
        }
    }

    pub fn merge(&mut self, other: Self) {
        for (key, row) in other.rows {
            let mine = self.rows.entry(key).or_default();
            mine.payments += row.payments;
            mine.booked += row.booked;
            mine.wrong += row.wrong;
            mine.suggested += row.suggested;
            mine.lost += row.lost;
        }
        self.examples.extend(other.examples);
    }

    pub fn of(&self, wanted: impl Fn(Error, bool) -> bool) -> Row {
        let mut sum = Row::default();
        for ((error, amount_wrong), row) in &self.rows {
            if wanted(*error, !amount_wrong) {
                sum.payments += row.payments;
                sum.booked += row.booked;
                sum.wrong += row.wrong;
                sum.suggested += row.suggested;
                sum.lost += row.lost;
            }
        }
        sum
    }

    pub fn print(&self) {
        println!(
            "{:<22} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
            "reference", "amount", "payments", "booked", "wrong", "suggested", "lost"
        );
        for ((error, amount_wrong), row) in &self.rows {
            let amount = if *amount_wrong { "wrong" } else { "right" };
            println!(
                "{:<22} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
                error.name(),
                amount,
                row.payments,
                row.booked,
                row.wrong,
                row.suggested,
                row.lost
            );
        }
    }
}

/// A share in hundredths of a percent, as a text.
pub fn percent(part: usize, whole: usize) -> String {
    let hundredths = part * 10_000 / whole.max(1);
    format!("{}.{:02} %", hundredths / 100, hundredths % 100)
}
