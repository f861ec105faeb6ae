//! Payments: the report, one payment, and its tools.

mod export;
mod history;
pub mod list;
pub mod payment;

use console::pages::Formatter;
use console::pages::payments::{BankDetails, State, Transfer};
use domain::matching::SameReason;
use domain::payments::Remittance;
use domain::payments::iban::Iban;
use usecases::{ListedPayment, PaymentRow, PaymentStanding, SamePayment};

pub use export::csv;

/// The standing of a payment as pages show it.
pub(super) const fn state(standing: PaymentStanding) -> State {
    match standing {
        PaymentStanding::Pending => State::Pending,
        PaymentStanding::Settled => State::Settled,
        PaymentStanding::Unidentified => State::Unidentified,
        PaymentStanding::Failed => State::Failed,
        PaymentStanding::Reversed => State::Reversed,
        PaymentStanding::Joined => State::Joined,
    }
}

/// The reverse of [`state`].
pub(super) const fn standing(state: State) -> PaymentStanding {
    match state {
        State::Pending => PaymentStanding::Pending,
        State::Settled => PaymentStanding::Settled,
        State::Unidentified => PaymentStanding::Unidentified,
        State::Failed => PaymentStanding::Failed,
        State::Reversed => PaymentStanding::Reversed,
        State::Joined => PaymentStanding::Joined,
    }
}

/// A payment with what the bank says about it.
pub(super) fn transfer(row: &PaymentRow, remittance: Option<&Remittance>) -> Transfer {
    let came = remittance.map(|remittance| BankDetails {
        name: remittance.debtor_name.clone(),
        account: remittance.debtor_account.as_deref().map(grouped),
        references: remittance.references.clone(),
        text: remittance.text.iter().chain(&remittance.further).cloned().collect(),
        bank_reference: remittance.bank_reference.clone(),
        end_to_end_id: remittance.end_to_end_id.clone(),
    });
    Transfer {
        id: row.id,
        amount_minor: row.amount_minor,
        currency: row.currency,
        paid_on: row.paid_on,
        method: row.method,
        source: source(row),
        came: came.unwrap_or_default(),
    }
}

/// Describes a payment that may be the same: `Probably the one recorded on 25 November, paying 10482`.
pub(super) fn probably(say: &Formatter, same: &SamePayment) -> String {
    let day = say.day(same.payment.row.paid_on);
    let numbers: Vec<&str> = same.payment.allocations.iter().map(|one| one.number.as_str()).collect();
    let pays = if numbers.is_empty() { String::new() } else { format!(", paying {}", numbers.join(", ")) };
    match same.reason {
        SameReason::PerhapsRecorded => format!("Probably the one recorded on {day}{pays}"),
        SameReason::PerhapsDuplicate => format!("Perhaps the one that the bank told of on {day}{pays}"),
    }
}

/// The source of the payment, in words.
pub(super) fn source(row: &PaymentRow) -> String {
    match row.source.system.as_str() {
        "manual" => "staff".to_owned(),
        "bank" => {
            // Enough to recognise one of one's own accounts.
            let account = &row.source.account;
            let start = account.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
            format!("a bank file, account ending in {}", &account[start..])
        }
        "sandbox" => "the sandbox provider".to_owned(),
        "stripe" => "Stripe".to_owned(),
        "mollie" => "Mollie".to_owned(),
        other => other.to_owned(),
    }
}

/// An account number in groups of four if it is an IBAN.
pub(super) fn grouped(account: &str) -> String {
    Iban::of(account).map_or_else(|| account.to_owned(), |iban| iban.to_string())
}

/// Whose a payment is, for lists: the payer, else the name that the bank states.
pub(super) fn from(listed: &ListedPayment) -> String {
    let known = listed.payer_name.as_ref().or(listed.debtor_name.as_ref()).cloned();
    match (known, listed.row.payer) {
        (Some(name), _) => name,
        (None, Some(_)) => super::figures::ERASED.to_owned(),
        (None, None) => "Unknown sender".to_owned(),
    }
}

/// An amount in the payment's currency.
pub(super) fn money(say: &Formatter, row: &PaymentRow, minor: i64) -> String {
    say.money(minor, row.currency)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_grouped_as_people_write_them() {
        assert_eq!(grouped("SE3550000000054910000003"), "SE35 5000 0000 0549 1000 0003");
        assert_eq!(grouped("5050-1055"), "5050-1055");
    }
}
