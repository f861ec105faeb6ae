//! Swish: `C`, the recipient's number, the amount, the message, and what may be changed.

use domain::invoices::document::{Document, PaymentMeans};
use domain::{Decimal, Money};

use super::{plain, reference};

/// The longest message, letters.
const LONGEST_MESSAGE: usize = 50;
/// The largest payment, öre: more digits than the app takes.
const MOST_ORE: i64 = 99_999_999_999;
/// A bit for each field that the payer may change: none of number, amount and message.
const LOCKED: &str = "0";

/// The text of the code; `None` if the account is no company's Swish number, or the currency differs.
pub fn payload(means: &PaymentMeans, document: &Document, rest: Money) -> Option<String> {
    if rest.currency.code() != "SEK" || !(1..=MOST_ORE).contains(&rest.minor) {
        return None;
    }
    if !means.bank.as_deref()?.to_ascii_uppercase().contains("SWISH") {
        return None;
    }
    let number = number(means.account.as_deref()?)?;
    // A field must not contain the separator.
    let message = plain(&reference(means, document).replace(';', " "), LONGEST_MESSAGE);
    let amount = Decimal::new(rest.minor, 2).to_string().replace('.', ",");
    Some(["C", &number, ";", &amount, ";", &encoded(&message), ";", LOCKED].concat())
}

/// A company's number: ten digits that begin with 123.
fn number(account: &str) -> Option<String> {
    let separates = |letter: char| letter.is_whitespace() || letter == '-';
    let digits: String = account.chars().filter(|letter| !separates(*letter)).collect();
    let fits = digits.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
    (fits && digits.starts_with("123")).then_some(digits)
}

/// The percent-encoded message: bytes that are not unreserved (RFC 3986) as `%XX`.
fn encoded(message: &str) -> String {
    let mut text = String::with_capacity(message.len());
    for byte in message.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}
