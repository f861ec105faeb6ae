//! Stripe's Checkout Sessions and refunds.

use psp::{Cancelled, Kind, Opened, PspError, RefundState, State};

use crate::recorded::{CHECKOUT, REFUND, Recorded, order, provider, refund};

fn recorded(file: &str) -> (Box<dyn psp::Provider>, std::sync::Arc<Recorded>) {
    let recorded = Recorded::of(psp::stripe::BASE_URL, file);
    (provider(Kind::Stripe, recorded.clone()), recorded)
}

#[tokio::test]
async fn a_checkout_is_made_under_its_own_key_and_goes_through_every_state() {
    let (stripe, exchanges) = recorded(include_str!("../exchanges/stripe-paid.txt"));
    let opened = stripe.create(&order()).await.unwrap();
    let url = Some("https://checkout.stripe.com/c/pay/cs_test_a1".into());
    assert_eq!(opened, Opened { provider_id: "cs_test_a1".into(), url });
    let failed = State::Failed { code: Some("payment_method_provider_decline".into()) };
    for state in [State::Open, State::Pending, State::Paid, failed, State::Expired] {
        let report = stripe.fetch("cs_test_a1").await.unwrap();
        assert_eq!(report.get().state, state);
        report.agrees("cs_test_a1", CHECKOUT, order().amount).unwrap();
    }
    exchanges.assert_done();
}

#[tokio::test]
async fn what_is_open_is_expired_and_what_is_paid_is_too_late() {
    let (stripe, exchanges) = recorded(include_str!("../exchanges/stripe-ends.txt"));
    for ended in [Cancelled::Ended, Cancelled::TooLate, Cancelled::Ended] {
        assert_eq!(stripe.cancel("cs_test_a1").await.unwrap(), ended);
    }
    exchanges.assert_done();
}

#[tokio::test]
async fn a_refund_is_looked_for_by_our_id_and_made_once() {
    let (stripe, exchanges) = recorded(include_str!("../exchanges/stripe-refund.txt"));
    let wish = refund("cs_test_a1");
    assert_eq!(stripe.find_refund(&wish).await.unwrap(), None, "somebody else's refund is not ours");
    let made = stripe.refund(&wish).await.unwrap().into_inner();
    assert_eq!((made.state, made.reference.as_deref()), (RefundState::Pending, Some(REFUND)));
    let found = stripe.find_refund(&wish).await.unwrap().unwrap().into_inner();
    assert_eq!(
        (found.state, found.amount, found.provider_id.as_str()),
        (RefundState::Done, wish.amount, "re_1")
    );
    exchanges.assert_done();
}

#[tokio::test]
async fn a_checkout_without_an_answer_is_looked_for_page_by_page() {
    let (stripe, exchanges) = recorded(include_str!("../exchanges/stripe-found.txt"));
    assert_eq!(stripe.find(&order()).await.unwrap().unwrap().provider_id, "cs_test_a1");
    assert_eq!(stripe.find(&order()).await.unwrap(), None);
    exchanges.assert_done();
}

#[tokio::test]
async fn the_documented_errors_say_what_may_be_done_next() {
    let error = |code: &str| {
        format!(r#"{{"error":{{"type":"invalid_request_error","code":{code},"message":"no"}}}}"#)
    };
    let answers = [
        (400, error("\"amount_too_small\"")),
        (401, error("null")),
        (409, "{}".to_owned()),
        (429, "{}".to_owned()),
        (500, "not JSON".to_owned()),
        (200, "{\"id\":".to_owned()),
    ];
    let exchange = |(status, answer): (u16, String)| format!("> {}\n< {status}\n{answer}\n", creating());
    let file: String = answers.into_iter().map(exchange).collect();
    let (stripe, exchanges) = recorded(&file);
    let mut said = Vec::new();
    for _ in 0..6 {
        said.push(stripe.create(&order()).await.unwrap_err());
    }
    let [refused, key, busy, limited, broken, cut] = said.try_into().unwrap();
    assert!(matches!(refused, PspError::Refused { code, .. } if code == "amount_too_small"));
    assert!(matches!(key, PspError::Key(_)));
    assert!(matches!(busy, PspError::Busy) && matches!(limited, PspError::Busy));
    assert!(broken.is_unknown() && cut.is_unknown(), "it may have happened: {broken} {cut}");
    exchanges.assert_done();
}

/// The request of the recorded exchange that makes a session.
fn creating() -> &'static str {
    let file = include_str!("../exchanges/stripe-paid.txt");
    file.trim_start_matches("> ").split_once("\n<").unwrap().0
}
