//! Ways to pay that the biller has in addition to those in the document.

use domain::invoices::document::{Document, PaymentMeans};
use usecases::PaymentPolicy;

/// UNTDID 4461: an online payment service.
const ONLINE_PAYMENT_SERVICE: &str = "68";

/// The document with the biller's Swish number, if it is in kronor and names none.
pub fn completed(mut document: Document, policy: &PaymentPolicy) -> Document {
    let is_swish = |means: &PaymentMeans| {
        means.bank.as_deref().is_some_and(|bank| bank.to_ascii_uppercase().contains("SWISH"))
    };
    let missing = document.currency.code() == "SEK" && !document.payment_means.iter().any(is_swish);
    if let Some(number) = policy.swish_number.as_ref().filter(|_| missing) {
        let first = document.payment_means.first();
        let (reference, account_name) =
            first.map(|first| (first.reference.clone(), first.account_name.clone())).unwrap_or_default();
        document.payment_means.push(PaymentMeans {
            code: ONLINE_PAYMENT_SERVICE.into(),
            reference,
            account: Some(number.clone()),
            account_name,
            bank: Some("SE:SWISH".into()),
        });
    }
    document
}
