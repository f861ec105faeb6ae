//! Money goes back where it came from.

use domain::ids::PaymentId;
use domain::payments::RefundState;
use psp::sandbox::Choice;
use usecases::payments::{RefundChanged, StartRefund};
use usecases::{CloseInvoice, Closing};

use crate::till::Till;

/// 500,00 kr that no invoice needs, paid at the sandbox provider.
async fn credit(till: &Till) -> PaymentId {
    let invoice = till.server.invoice(50_000).await;
    let checkout = till.checkout(&invoice, 50_000).await;
    till.choose(checkout, Choice::Succeed).await;
    till.work().await;
    let void = CloseInvoice { invoice: invoice.id, closing: Closing::Void, reason: None };
    till.server.ask(void).await.unwrap();
    till.server.database().payments_of(till.server.biller, invoice.id).await.unwrap()[0].id
}

async fn start(till: &Till, payment: PaymentId, amount_minor: i64) -> RefundChanged {
    let start = StartRefund { payment, amount_minor: Some(amount_minor), reason: None };
    till.server.ask(start).await.unwrap().output
}

async fn state(till: &Till, payment: PaymentId, started: &RefundChanged) -> RefundState {
    let payment = till.server.database().payment_details(till.server.biller, payment).await.unwrap().unwrap();
    payment.refunds.iter().find(|refund| refund.id == started.refund_id).unwrap().state
}

async fn free_minor(till: &Till, payment: PaymentId) -> i64 {
    till.server.database().payment(till.server.biller, payment).await.unwrap().unwrap().free_minor
}

#[tokio::test]
async fn the_provider_pays_back_what_no_invoice_needs_and_once() {
    let till = Till::open().await;
    let payment = credit(&till).await;
    let started = start(&till, payment, 20_000).await;
    assert!(started.by_provider);
    assert_eq!(state(&till, payment, &started).await, RefundState::Underway);
    till.work().await;
    assert_eq!(state(&till, payment, &started).await, RefundState::Completed);
    assert_eq!(free_minor(&till, payment).await, 30_000);
    till.work().await;
    let rest = start(&till, payment, 30_000).await;
    till.work().await;
    assert_eq!(state(&till, payment, &rest).await, RefundState::Completed);
    assert_eq!(free_minor(&till, payment).await, 0);
}

#[tokio::test]
async fn what_the_bank_will_not_take_is_the_payers_credit_again() {
    let till = Till::open().await;
    let payment = credit(&till).await;
    let started = start(&till, payment, 20_013).await;
    assert_eq!(free_minor(&till, payment).await, 29_987);
    till.work().await;
    assert_eq!(state(&till, payment, &started).await, RefundState::Failed);
    assert_eq!(free_minor(&till, payment).await, 50_000);
}
