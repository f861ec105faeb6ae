//! Invented documents.

use domain::invoices::document::{Document, Line, Party};
use testkit::documents;

use super::{in_days, today};

/// An invoice of today with one line and 25 % VAT, due in thirty days; the total is a multiple of five öre.
pub fn invoice(number: &str, total_minor: i64) -> Document {
    let document = documents::invoice(number, total_minor);
    let lines = document.lines.iter().cloned();
    Document {
        issue_date: today(),
        due_date: Some(in_days(30)),
        seller: Party { name: "Nordkraft Example AB".into(), ..Party::default() },
        payment_means: vec![],
        lines: lines.map(|line| Line { name: "Electricity".into(), ..line }).collect(),
        ..document
    }
}
