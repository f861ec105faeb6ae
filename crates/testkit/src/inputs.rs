//! Inputs of use cases, to be changed with `..` where a test needs something else.

use domain::ids::InvoiceId;
use domain::invoices::document::Document;
use domain::payments::{Method, PaymentSource, Share};
use usecases::{ImportDocument, RecordPayment};

/// Imports a document for a payer who reads Swedish, whoever the seller is.
pub fn import(document: Document) -> ImportDocument {
    ImportDocument {
        document,
        original: None,
        language: Some("sv".into()),
        channel: "email".into(),
        allow_seller: true,
    }
}

/// A settled payment, entered by hand.
pub fn payment(invoice: InvoiceId, amount_minor: i64) -> RecordPayment {
    RecordPayment {
        shares: vec![Share { invoice, amount_minor }],
        amount_minor,
        currency: "SEK".parse().unwrap(),
        method: Method::BankTransfer,
        paid_on: None,
        source: None,
        settled: true,
    }
}

/// The source of a payment that a bank reports under an id.
pub fn source(id: &str) -> PaymentSource {
    PaymentSource { system: "camt".into(), account: "SE45".into(), id: id.into() }
}
