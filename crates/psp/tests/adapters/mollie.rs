//! Mollie's Payments API.

use bytes::Bytes;
use domain::checkouts::method::CheckoutMethod;
use psp::{Cancelled, Forged, Incoming, Kind, Mismatch, Notice, PspError, RefundState, State};

use crate::recorded::{CHECKOUT, NOW, Recorded, order, provider, refund};

const PAYMENT: &str = "tr_5B8cwPMGnU6qLbRvo7qEZo";

fn recorded(file: &str) -> (Box<dyn psp::Provider>, std::sync::Arc<Recorded>) {
    let recorded = Recorded::of(psp::mollie::BASE_URL, file);
    (provider(Kind::Mollie, recorded.clone()), recorded)
}

#[tokio::test]
async fn a_payment_is_made_under_its_own_key_and_goes_through_every_state() {
    let (mollie, exchanges) = recorded(include_str!("../exchanges/mollie-paid.txt"));
    let opened = mollie.create(&order()).await.unwrap();
    assert_eq!(opened.provider_id, PAYMENT);
    assert!(opened.url.unwrap().starts_with("https://www.mollie.com/checkout/"));
    let failed = State::Failed { code: Some("insufficient_funds".into()) };
    for state in [State::Open, State::Pending, State::Paid, failed, State::Cancelled, State::Expired] {
        let report = mollie.fetch(PAYMENT).await.unwrap();
        assert_eq!(report.get().state, state);
        report.agrees(PAYMENT, CHECKOUT, order().amount).unwrap();
    }
    exchanges.assert_done();
}

#[tokio::test]
async fn another_amount_currency_or_checkout_is_never_ours() {
    let file = include_str!("../exchanges/mollie-paid.txt");
    let one = &file[file.find("> GET").unwrap()..];
    let one = one.split_once("\n\n").unwrap().0;
    let ours = order().amount;
    for (from, to) in [("450.00", "4.50"), ("\"SEK\"", "\"EUR\"")] {
        let (mollie, _) = recorded(&one.replace(from, to));
        let report = mollie.fetch(PAYMENT).await.unwrap();
        assert!(matches!(report.agrees(PAYMENT, CHECKOUT, ours), Err(Mismatch::Amount { .. })), "{to}");
    }
    let (mollie, _) = recorded(&one.replace("8000-000000000001\"}", "8000-000000000002\"}"));
    let report = mollie.fetch(PAYMENT).await.unwrap();
    assert_eq!(report.agrees(PAYMENT, CHECKOUT, ours), Err(Mismatch::Checkout));
    let (mollie, _) = recorded(one);
    let report = mollie.fetch(PAYMENT).await.unwrap();
    assert_eq!(report.agrees("tr_other", CHECKOUT, ours), Err(Mismatch::Checkout));
    let (mollie, _) = recorded(&one.replace("450.00", "450.005"));
    assert!(matches!(mollie.fetch(PAYMENT).await, Err(PspError::Unreadable(_))), "no such amount exists");
}

#[tokio::test]
async fn what_the_bank_has_begun_cannot_be_stopped() {
    let (mollie, exchanges) = recorded(include_str!("../exchanges/mollie-ends.txt"));
    for ended in [Cancelled::Ended, Cancelled::TooLate] {
        assert_eq!(mollie.cancel("tr_1").await.unwrap(), ended);
    }
    exchanges.assert_done();
}

#[tokio::test]
async fn a_refund_is_looked_for_by_our_id_and_made_once() {
    let (mollie, exchanges) = recorded(include_str!("../exchanges/mollie-refund.txt"));
    let wish = refund("tr_1");
    assert_eq!(mollie.find_refund(&wish).await.unwrap(), None);
    assert_eq!(mollie.refund(&wish).await.unwrap().get().state, RefundState::Pending);
    let found = mollie.find_refund(&wish).await.unwrap().unwrap();
    assert_eq!((&found.get().state, found.get().amount), (&RefundState::Done, wish.amount));
    exchanges.assert_done();
}

#[tokio::test]
async fn a_payment_without_an_answer_is_looked_for_and_the_key_goes_nowhere_else() {
    let (mollie, exchanges) = recorded(include_str!("../exchanges/mollie-found.txt"));
    assert_eq!(mollie.find(&order()).await.unwrap().unwrap().provider_id, "tr_1");
    exchanges.assert_done();
}

#[tokio::test]
async fn a_webhook_is_nothing_but_an_id_to_ask_about() {
    let (mollie, _) = recorded("> GET /never\n< 200");
    let notice = |body: &'static str| {
        let body = Bytes::from_static(body.as_bytes());
        mollie.verify(Incoming { signature: None, body: &body }, NOW)
    };
    assert_eq!(notice("id=tr_5B8cwPMGnU6qLbRvo7qEZo"), Ok(Notice::Checkout(PAYMENT.into())));
    for forged in ["", "id=", "id=tr_", "id=ord_1", "id=tr_1/../../refunds", "payment=tr_1", "id=tr_1%00"] {
        assert_eq!(notice(forged), Err(Forged::Body), "{forged}");
    }
    assert!(matches!(mollie.fetch("tr_1/../customers").await, Err(PspError::NotFound)));
}

#[tokio::test]
async fn what_mollie_does_not_have_is_refused_before_it_is_asked() {
    let (mollie, _) = recorded("> GET /never\n< 200");
    let mut swish = order();
    swish.method = CheckoutMethod::Swish;
    assert!(matches!(mollie.create(&swish).await, Err(PspError::Refused { .. })));
}
