//! Keys, return addresses and pay pages are never printed.

use std::sync::Arc;

use psp::{Body, Call, Kind, Opened, Verb};

use crate::recorded::{Recorded, connection, provider};

#[test]
fn nothing_that_opens_anything_is_printed() {
    let connection = connection(Kind::Stripe, psp::stripe::BASE_URL);
    let call = Call::new(Verb::Post, "https://api.stripe.com/v1/x".into(), &connection.api_key)
        .sending(Body::Form("success_url=https://pay.example.com/i/token".into()));
    let opened = Opened { provider_id: "cs_1".into(), url: Some("https://checkout.example.com/cs_1".into()) };
    let printed = format!("{connection:?} {call:?} {opened:?}");
    for secret in ["test_key_of_nordkraft", "whsec_of_nordkraft", "/i/token", "checkout.example.com"] {
        assert!(!printed.contains(secret), "{secret} in {printed}");
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_is_not_repeated_in_the_error() {
    let file =
        "> GET /v2/payments/tr_1\n< 200\n{\"id\":\"tr_1\",\"status\":\"paid\",\"amount\":\"4111 1111\"}";
    let mollie = provider(Kind::Mollie, Recorded::of(psp::mollie::BASE_URL, file) as Arc<_>);
    let error = mollie.fetch("tr_1").await.unwrap_err().to_string();
    assert!(error.contains("line 1"), "it says where: {error}");
}
