//! Inputs of use cases, to be changed with `..` where a test wants something else.

use domain::ids::InvoiceId;
use domain::invoices::document::Document;
use domain::payments::{Method, PaymentSource, Share};
use usecases::{ImportDocument, RecordPayment};

/// A document for a payer who reads Swedish, whoever its seller is.
pub fn import(document: Document) -> ImportDocument {
    ImportDocument {
        document,
        original: None,
        language: Some("sv".into()),
        channel: "email".into(),
        allow_seller: true,
    }
}

/// A payment that has arrived, entered by hand.
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

/// Where a bank reports a payment, under an id.
pub fn source(id: &str) -> PaymentSource {
    PaymentSource { system: "camt".into(), account: "SE45".into(), id: id.into() }
}
