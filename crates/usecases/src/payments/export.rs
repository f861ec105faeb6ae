//! Payments as a table for spreadsheets: CSV (RFC 4180) in UTF-8.
//!
//! A spreadsheet runs every text that begins like a formula. A name such as `=HYPERLINK(…)` in a transfer would then
//! run on the bookkeeper's machine. Such texts get a leading apostrophe.

use domain::Money;
use domain::ids::PayerId;

use crate::payments::ports::{ListedPayment, PaymentStanding, ReportRow};

pub const CSV_TYPE: &str = "text/csv; charset=utf-8";

/// Without it Excel does not read the file as UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The names of the columns of [`payments_csv`].
const PAYMENT_COLUMNS: [&str; 17] = [
    "payment_id",
    "paid_on",
    "amount",
    "currency",
    "method",
    "state",
    "payer",
    "payer_id",
    "paid_by",
    "invoices",
    "allocated",
    "credit",
    "refunded",
    "matched",
    "source",
    "account",
    "source_id",
];

/// The names of the columns of [`report_csv`].
const REPORT_COLUMNS: [&str; 7] = ["paid_on", "method", "state", "currency", "payments", "amount", "credit"];

/// The head of a file of payments: the column names.
#[must_use]
pub fn payments_csv_head() -> String {
    format!("{BYTE_ORDER_MARK}{}", lines([PAYMENT_COLUMNS.map(str::to_owned)]))
}

/// Payments as lines, for a file that is written page by page.
#[must_use]
pub fn payments_csv(payments: &[ListedPayment]) -> String {
    lines(payments.iter().map(payment_fields))
}

/// A report as a whole file.
#[must_use]
pub fn report_csv(rows: &[ReportRow]) -> String {
    let head = [REPORT_COLUMNS.map(str::to_owned)];
    format!("{BYTE_ORDER_MARK}{}", lines(head.into_iter().chain(rows.iter().map(report_fields))))
}

fn payment_fields(payment: &ListedPayment) -> [String; PAYMENT_COLUMNS.len()] {
    let row = &payment.row;
    let amount = |minor: i64| Money::new(minor, row.currency).to_decimal().to_string();
    let text = |text: &Option<String>| harmless(text.as_deref().unwrap_or_default());
    let numbers: Vec<&str> = payment.allocations.iter().map(|one| one.number.as_str()).collect();
    let outcome = payment.outcome.map(domain::matching::MatchOutcome::as_str).unwrap_or_default();
    [
        row.id.to_string(),
        row.paid_on.to_string(),
        amount(row.amount_minor),
        row.currency.code().to_owned(),
        row.method.as_str().to_owned(),
        PaymentStanding::of(row).as_str().to_owned(),
        text(&payment.payer_name),
        row.payer.map(|payer: PayerId| payer.to_string()).unwrap_or_default(),
        text(&payment.debtor_name),
        harmless(&numbers.join(" ")),
        amount(payment.allocations.iter().map(|one| one.amount_minor).sum()),
        amount(row.free_minor),
        amount(payment.refunded_minor),
        outcome.to_owned(),
        harmless(&row.source.system),
        harmless(&row.source.account),
        harmless(&row.source.id),
    ]
}

fn report_fields(row: &ReportRow) -> [String; REPORT_COLUMNS.len()] {
    let amount = |minor: i64| Money::new(minor, row.currency).to_decimal().to_string();
    [
        row.paid_on.to_string(),
        row.method.as_str().to_owned(),
        row.standing.as_str().to_owned(),
        row.currency.code().to_owned(),
        row.count.to_string(),
        amount(row.amount_minor),
        amount(row.free_minor),
    ]
}

/// A text on one line that no spreadsheet reads as a formula.
fn harmless(text: &str) -> String {
    let line: String = text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    // A leading blank does not stop a formula.
    let begins = line.trim_start().chars().next();
    if begins.is_some_and(|sign| "=+-@＝＋－＠".contains(sign)) { format!("'{line}") } else { line }
}

fn lines<const N: usize>(rows: impl IntoIterator<Item = [String; N]>) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Written to memory, with rows of equal length: this cannot fail.
        let _ = writer.write_record(row);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::ids::{InvoiceId, PaymentId};
    use domain::payments::{Method, PaymentSource, PaymentState};
    use uuid::Uuid;

    use super::super::ports::{PaidInvoice, PaymentRow};
    use super::*;

    fn payment(minor: i64, currency: &str, name: &str) -> ListedPayment {
        ListedPayment {
            row: PaymentRow {
                id: PaymentId(Uuid::from_u128(1)),
                payer: Some(PayerId(Uuid::from_u128(2))),
                source: PaymentSource { system: "camt".into(), account: "SE45".into(), id: "-7".into() },
                amount_minor: minor,
                currency: currency.parse().unwrap(),
                method: Method::BankTransfer,
                paid_on: "2026-11-03".parse().unwrap(),
                state: PaymentState::Settled,
                free_minor: 1,
            },
            payer_name: Some(name.into()),
            debtor_name: None,
            allocations: ["10", "11"]
                .map(|number| PaidInvoice {
                    invoice: InvoiceId(Uuid::from_u128(3)),
                    number: number.into(),
                    amount_minor: 100,
                })
                .into(),
            refunded_minor: 0,
            outcome: None,
        }
    }

    fn read(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn amounts_have_the_decimals_of_their_currency() {
        for (currency, shown) in [("SEK", "450.05"), ("JPY", "45005"), ("KWD", "45.005")] {
            let rows = read(&payments_csv(&[payment(45_005, currency, "Anna Exempel")]));
            assert_eq!(rows[0][2], shown);
            assert_eq!(rows[0][3], currency);
        }
    }

    #[test]
    fn what_a_person_wrote_is_no_formula() {
        for name in
            ["=1+1", "+46 555 01 00", "-2", "@SUM(A1)", "  =1+1", "\t=1+1", "\r\n=1+1", "＝1+1", "\u{a0}=1"]
        {
            let rows = read(&payments_csv(&[payment(100, "SEK", name)]));
            assert!(rows[0][6].starts_with('\''), "{name:?} became {:?}", rows[0][6]);
            assert!(!rows[0][6].contains(['\r', '\n', '\t']), "{name:?}");
        }
        let rows = read(&payments_csv(&[payment(100, "SEK", "Anna-Lena =)")]));
        assert_eq!(rows[0][6], "Anna-Lena =)", "only what begins like a formula is changed");
        assert_eq!(rows[0][16], "'-7", "ids of other systems are texts too");
    }

    #[test]
    fn a_reader_gets_back_what_was_written() {
        let text = payments_csv_head() + &payments_csv(&[payment(100, "SEK", "Åsa \"Ö\", Exempel; AB")]);
        assert!(text.starts_with("\u{feff}payment_id,paid_on,amount,"));
        assert!(text.ends_with("\r\n"));
        let rows = read(text.trim_start_matches('\u{feff}'));
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1][6], "Åsa \"Ö\", Exempel; AB");
        assert_eq!(rows[1][9], "10 11");
        assert_eq!((&*rows[1][10], &*rows[1][11]), ("2.00", "0.01"));
    }
}
