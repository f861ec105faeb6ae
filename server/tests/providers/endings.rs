//! Every ending that the sandbox provider's page offers, told in jobs and booked once.

use domain::checkouts::CheckoutEnd;
use domain::payments::PaymentState;
use psp::sandbox::Choice;
use usecases::checkouts::{CloseCheckout, ProviderState};

use crate::support::http::{get, request};
use crate::till::Till;

#[tokio::test]
async fn a_payment_pays_the_invoice_once_it_is_certain_and_the_payer_is_led_back() {
    let till = Till::open().await;
    let invoice = till.server.invoice(50_000).await;
    let checkout = till.checkout(&invoice, 45_000).await;
    let path = format!("/sandbox/pay/{}", till.provider_id(checkout).await);
    let page = get(till.server.address, &path, &[]).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("450.00 SEK") && page.body.contains("data-choice=\"succeed\""));
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("form-action 'self' https://pay.example.com;"), "{policy}");

    let back = till.choose(checkout, Choice::Succeed).await;
    assert_eq!(back.status, 303);
    let expected = format!("https://pay.example.com/i/{}?checkout={checkout}", invoice.token);
    assert_eq!(back.header("location"), Some(expected.as_str()));
    assert_eq!(till.open_minor(&invoice).await, 50_000, "coming back proves nothing");
    till.work().await;
    assert_eq!(till.open_minor(&invoice).await, 5_000);
    assert_eq!(till.end(&invoice, checkout).await, Some(CheckoutEnd::Paid));
    let after = get(till.server.address, &path, &[]).await;
    assert!(after.body.contains("data-over") && !after.body.contains("data-choice"));
    let payments = till.server.database().payments_of(till.server.biller, invoice.id).await.unwrap();
    assert_eq!(payments[0].source.system, "sandbox");
    assert_eq!(payments[0].source.id, till.provider_id(checkout).await);
}

#[tokio::test]
async fn every_ending_is_booked_as_its_button_says() {
    let till = Till::open().await;
    for choice in Choice::ALL {
        let invoice = till.server.invoice(50_000).await;
        let checkout = till.checkout(&invoice, 50_000).await;
        let answer = till.choose(checkout, choice).await;
        assert_eq!(answer.status, if choice == Choice::Timeout { 504 } else { 303 }, "{choice:?}");
        till.work().await;
        let (ends, payments, open_minor) = match choice {
            Choice::Succeed | Choice::Duplicate | Choice::OutOfOrder => {
                (Some(CheckoutEnd::Paid), vec![(50_000, PaymentState::Settled)], 0)
            }
            Choice::Pending | Choice::PendingFails => {
                (Some(CheckoutEnd::Paid), vec![(50_000, PaymentState::Pending)], 50_000)
            }
            Choice::Fail => (Some(CheckoutEnd::Failed), vec![], 50_000),
            Choice::Cancel => (Some(CheckoutEnd::Cancelled), vec![], 50_000),
            Choice::Late | Choice::Timeout => (None, vec![], 50_000),
        };
        assert_eq!(till.end(&invoice, checkout).await, ends, "{choice:?} at once");
        assert_eq!(till.payments(&invoice).await, payments, "{choice:?} at once");
        assert_eq!(till.open_minor(&invoice).await, open_minor, "{choice:?} at once");

        for _ in 0..12 {
            till.wait_ms(5_000).await;
        }
        let (ends, payments, open_minor) = match choice {
            Choice::Fail => (CheckoutEnd::Failed, vec![], 50_000),
            Choice::Cancel => (CheckoutEnd::Cancelled, vec![], 50_000),
            Choice::PendingFails => (CheckoutEnd::Paid, vec![(50_000, PaymentState::Failed)], 50_000),
            _ => (CheckoutEnd::Paid, vec![(50_000, PaymentState::Settled)], 0),
        };
        assert_eq!(till.end(&invoice, checkout).await, Some(ends), "{choice:?} in the end");
        assert_eq!(till.payments(&invoice).await, payments, "{choice:?} in the end");
        assert_eq!(till.open_minor(&invoice).await, open_minor, "{choice:?} in the end");
    }
}

#[tokio::test]
async fn what_nobody_pays_in_time_is_over_there_and_here() {
    let till = Till::open().await;
    let invoice = till.server.invoice(50_000).await;
    let checkout = till.checkout(&invoice, 50_000).await;
    for _ in 0..8 {
        till.wait_ms(10 * 60_000).await;
    }
    assert_eq!(till.end(&invoice, checkout).await, Some(CheckoutEnd::Expired));
    assert_eq!(till.row(checkout).await.state, ProviderState::Expired);
    let too_late = till.choose(checkout, Choice::Succeed).await;
    assert_eq!(too_late.status, 303);
    assert!(too_late.header("location").unwrap().starts_with("/sandbox/pay/"), "it says that it is over");
    till.work().await;
    assert_eq!(till.payments(&invoice).await, []);
}

#[tokio::test]
async fn a_payer_who_gives_up_cannot_pay_there_any_more_and_who_was_faster_has_paid() {
    let till = Till::open().await;
    let invoice = till.server.invoice(50_000).await;
    let given_up = till.checkout(&invoice, 50_000).await;
    let close = |checkout| CloseCheckout { invoice: invoice.id, checkout };
    till.server.ask(close(given_up)).await.unwrap();
    till.work().await;
    assert_eq!(till.row(given_up).await.state, ProviderState::Cancelled);
    assert!(till.choose(given_up, Choice::Succeed).await.header("location").unwrap().starts_with("/sandbox"));

    let paid = till.checkout(&invoice, 50_000).await;
    till.choose(paid, Choice::Late).await;
    till.server.ask(close(paid)).await.unwrap();
    till.work().await;
    assert_eq!(till.end(&invoice, paid).await, Some(CheckoutEnd::Cancelled), "as the payer said");
    assert_eq!(till.payments(&invoice).await, [(50_000, PaymentState::Settled)], "money is money");
}

#[tokio::test]
async fn the_pay_page_is_reached_by_its_id_alone_and_takes_no_foreign_forms() {
    let till = Till::open().await;
    let unknown = get(till.server.address, "/sandbox/pay/sbx_1", &[]).await;
    assert_eq!(unknown.status, 404);
    let invoice = till.server.invoice(50_000).await;
    let checkout = till.checkout(&invoice, 50_000).await;
    let path = format!("/sandbox/pay/{}", till.provider_id(checkout).await);
    let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "cross-site")];
    let foreign = request(till.server.address, "POST", &path, &headers, "choice=succeed").await;
    assert_eq!(foreign.status, 403);
    till.work().await;
    assert_eq!(till.payments(&invoice).await, []);
}

#[tokio::test]
async fn neither_the_payers_link_nor_a_key_stands_in_the_database() {
    let till = Till::open().await;
    let invoice = till.server.invoice(50_000).await;
    let checkout = till.checkout(&invoice, 50_000).await;
    let back = till.choose(checkout, Choice::Succeed).await;
    assert!(back.header("location").unwrap().contains(&invoice.token), "the provider knows the way back");
    till.work().await;
    let files = ["billow.db", "billow.db-wal"].map(|name| std::fs::read(till.server.file(name)));
    let bytes: Vec<u8> = files.into_iter().flatten().flatten().collect();
    let holds = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(holds(&checkout.to_string()), "these are the right files");
    for secret in [invoice.token.as_str(), "key of the till", crate::till::SECRET] {
        assert!(!holds(secret), "{secret}");
    }
}
