//! Bank entries, to be changed with `..` where a test needs something else.

use domain::Money;
use usecases::bank_imports::{BankEntry, BatchPart, Lowered, Way};

/// A credit with this reference, as a camt.053 reports it.
pub fn entry(number: u64, amount_minor: i64, reference: &str) -> BankEntry {
    BankEntry {
        number,
        format: "camt.053".into(),
        account: "SE45 5000 0000 0583 9825 7466".into(),
        other_accounts: vec![],
        way: Way::In,
        booked: true,
        amount: Money::new(amount_minor, "SEK".parse().unwrap()),
        stated_amounts: vec![],
        booked_on: Some("2026-11-20".parse().unwrap()),
        valued_on: Some("2026-11-21".parse().unwrap()),
        bank_references: vec![format!("BANK-{number}")],
        end_to_end: None,
        other_ids: vec![],
        debtor_name: Some("Anna Exempel".into()),
        debtor_account: None,
        references: vec![reference.into()],
        text: vec![],
        further: vec![],
        charges_minor: 0,
        lowered: Lowered::No,
        undoing: None,
        direct_debit: false,
        part: BatchPart::Single,
    }
}
