//! EPC069-12: the data of a SEPA credit transfer, line by line.

use domain::invoices::document::{Document, PaymentMeans};
use domain::{Decimal, Money};

use super::iban::{self, Reach};
use super::{plain, reference};

/// The longest name of a recipient (AT-21), letters.
const LONGEST_NAME: usize = 70;
/// The longest text for the recipient (AT-05, unstructured), letters.
const LONGEST_TEXT: usize = 140;
/// The largest amount (AT-04), cents.
const MOST_CENTS: i64 = 99_999_999_999;
/// The most bytes (section 4.1).
const MOST_BYTES: usize = 331;

/// The text of the code; `None` if the account is not one that SEPA reaches in euros.
pub fn payload(means: &PaymentMeans, document: &Document, rest: Money) -> Option<String> {
    if rest.currency.code() != "EUR" || !(1..=MOST_CENTS).contains(&rest.minor) {
        return None;
    }
    let (account, reach) = iban::sepa(means.account.as_deref()?)?;
    let bank = means.bank.as_deref().filter(|bank| iban::is_bic(bank));
    if bank.is_none() && reach == Reach::AccountAndBank {
        return None;
    }
    let name = plain(means.account_name.as_deref().unwrap_or(&document.seller.name), LONGEST_NAME);
    if name.is_empty() {
        return None;
    }
    let reference = reference(means, document);
    // Either structured or unstructured, never both.
    let (structured, words) = match iban::creditor_reference(reference) {
        Some(structured) => (structured, String::new()),
        None => (String::new(), plain(reference, LONGEST_TEXT)),
    };
    let amount = format!("EUR{}", Decimal::new(rest.minor, 2));
    let lines = [
        "BCD", // a service tag
        "002", // the version in which the bank's code may be empty
        "1",   // UTF-8
        "SCT", // a credit transfer
        bank.unwrap_or_default(),
        &name,
        account.as_str(),
        &amount,
        "", // its purpose
        &structured,
        &words,
    ];
    // Trailing empty lines are left out.
    let text = lines.join("\n").trim_end_matches('\n').to_owned();
    (text.len() <= MOST_BYTES).then_some(text)
}
