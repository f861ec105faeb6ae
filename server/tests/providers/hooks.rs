//! Webhooks: in copies, out of order, replayed, forged.

use std::sync::Arc;
use std::time::Duration;

use domain::payments::PaymentState;
use psp::Kind;
use psp::sandbox::{Choice, SIGNATURE, Status};
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::support::http::request;
use crate::till::{Till, shared};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

#[tokio::test(flavor = "multi_thread")]
async fn fifty_webhooks_at_once_in_any_order_and_again_a_day_later_are_one_payment() {
    let till = shared().await;
    let invoice = till.server.invoice(50_000).await;
    let checkout = till.checkout(&invoice, 50_000).await;
    let payment = till.provider_id(checkout).await;
    till.choose(checkout, Choice::Timeout).await;
    till.server.clock.advance_ms(10_000);
    let said = [Status::Paid, Status::Open, Status::Pending, Status::Failed, Status::Paid];
    let mut all = JoinSet::new();
    for at in 0..50 {
        let (till, payment) = (Arc::clone(&till), payment.clone());
        all.spawn(async move {
            let (signed, body) = till.webhook(&payment, said[at % said.len()]);
            let begun = Instant::now();
            let answer = till.send(&signed, &body).await;
            if at % 7 == 0 {
                // Jobs run in between, on several nodes.
                till.work().await;
            }
            (answer.status, begun.elapsed())
        });
    }
    let answers = all.join_all().await;
    assert!(answers.iter().all(|(status, _)| *status == 200), "{answers:?}");
    till.work().await;
    assert_eq!(till.payments(&invoice).await, [(50_000, PaymentState::Settled)]);
    assert_eq!(till.open_minor(&invoice).await, 0);
    let seq = till.seq(&invoice).await;

    let (old, body) = till.webhook(&payment, Status::Paid);
    till.wait_ms(DAY_MS).await;
    assert_eq!(till.send(&old, &body).await.status, 400, "the same bytes are stale");
    let (again, body) = till.webhook(&payment, Status::Failed);
    assert_eq!(till.send(&again, &body).await.status, 200);
    till.work().await;
    assert_eq!(till.payments(&invoice).await, [(50_000, PaymentState::Settled)]);
    assert_eq!(till.seq(&invoice).await, seq, "nothing was added to the log");
}

#[tokio::test]
async fn a_webhook_is_answered_before_anybody_asks_the_provider() {
    let till = Till::open().await;
    let invoice = till.server.invoice(50_000).await;
    let checkout = till.checkout(&invoice, 50_000).await;
    let payment = till.provider_id(checkout).await;
    let asked = till.row(checkout).await.asked;
    let mut fastest = Duration::MAX;
    for _ in 0..10 {
        let (signed, body) = till.webhook(&payment, Status::Paid);
        let begun = Instant::now();
        assert_eq!(till.send(&signed, &body).await.status, 200);
        fastest = fastest.min(begun.elapsed());
    }
    println!("the fastest of ten webhooks was answered in {fastest:?}");
    assert!(fastest < Duration::from_millis(50), "{fastest:?}");
    assert_eq!(till.row(checkout).await.asked, asked, "that is for the job");
    till.work().await;
    assert_eq!(till.row(checkout).await.asked, asked + 1, "ten of them are one question");
    assert_eq!(till.payments(&invoice).await, [], "the provider says that nothing was paid");
}

#[tokio::test]
async fn a_forged_or_stale_webhook_is_refused_and_changes_nothing() {
    let till = Till::open().await;
    let invoice = till.server.invoice(50_000).await;
    let checkout = till.checkout(&invoice, 50_000).await;
    let payment = till.provider_id(checkout).await;
    till.choose(checkout, Choice::Timeout).await;
    let (signed, body) = till.webhook(&payment, Status::Paid);
    let seq = till.seq(&invoice).await;
    let path = till.hook_path();
    let post = async |headers: &[(&str, &str)], body: &str| {
        request(till.server.address, "POST", &path, headers, body).await.status
    };
    assert_eq!(post(&[], &body).await, 400, "no signature");
    assert_eq!(post(&[(SIGNATURE, "t=1,v1=00")], &body).await, 400);
    assert_eq!(post(&[("Stripe-Signature", signed.as_str())], &body).await, 400, "another provider's header");
    let other = body.replace(&payment, "sbx_other");
    assert_eq!(post(&[(SIGNATURE, signed.as_str())], &other).await, 400, "signed for another body");
    let before = psp::signature::sign(
        &crate::till::SECRET.to_owned().into(),
        body.as_bytes(),
        domain::Timestamp(usecases::Clock::now(&*till.server.clock).0 - 301_000),
    );
    assert_eq!(post(&[(SIGNATURE, before.as_str())], &body).await, 400, "five minutes old");
    till.work().await;
    assert_eq!(till.seq(&invoice).await, seq);
    assert_eq!(till.row(checkout).await.asked, 1, "nobody was asked because of them");
    let path = path.replace("sandbox", "stripe");
    let wrong = request(till.server.address, "POST", &path, &[(SIGNATURE, &signed)], &body).await;
    assert_eq!(wrong.status, 404, "the connection is another provider's");
    let headers = [(SIGNATURE, signed.as_str())];
    let nowhere = request(till.server.address, "POST", "/hooks/sandbox/x", &headers, &body).await;
    assert_eq!(nowhere.status, 404);
}

#[tokio::test]
async fn a_signed_webhook_about_something_else_is_taken_and_does_nothing() {
    let till = Till::open().await;
    let (signed, body) = till.webhook("sbx_of_somebody", Status::Paid);
    assert_eq!(till.send(&signed, &body).await.status, 200);
    let other = Till::at(Kind::Mollie, Some("http://127.0.0.1:1".into())).await;
    let hook = other.hook_path();
    let send = async |body: &str| {
        let headers = [("Content-Type", "application/x-www-form-urlencoded")];
        request(other.server.address, "POST", &hook, &headers, body).await.status
    };
    assert_eq!(send("id=tr_unknown").await, 200);
    assert_eq!(send("id=../x").await, 400);
    other.work().await;
}

#[tokio::test]
async fn a_body_that_is_too_long_is_not_read() {
    let till = Till::open().await;
    let (signed, _) = till.webhook("sbx_1", Status::Paid);
    assert_eq!(till.send(&signed, &"x".repeat(300 * 1024)).await.status, 413);
}
