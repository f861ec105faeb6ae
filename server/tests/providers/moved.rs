//! The amount of a checkout is no longer right: it is closed at the provider, and the payer is told why.

use domain::checkouts::CheckoutEnd;
use domain::checkouts::method::CheckoutMethod;
use domain::payments::PaymentState;
use psp::Kind;
use psp::sandbox::Choice;
use usecases::checkouts::{ConnectionId, OpenCheckout, ProviderState};
use usecases::{Biller, BillerSetUp, CloseInvoice, Closing, IdGenerator, UseCaseError, UuidV7};

use crate::support::TestServer;
use crate::till::{Till, connect};

#[tokio::test]
async fn a_checkout_over_more_than_is_open_is_closed_at_the_provider() {
    let till = Till::open().await;
    let invoice = till.server.invoice(50_000).await;
    let whole = till.checkout(&invoice, 50_000).await;
    let part = till.checkout(&invoice, 20_000).await;
    till.server.pay(&invoice, 10_000).await;
    assert_eq!(till.end(&invoice, whole).await, Some(CheckoutEnd::AmountChanged), "in the same decision");
    till.work().await;
    assert_eq!(till.row(whole).await.state, ProviderState::Cancelled);
    assert!(till.choose(whole, Choice::Succeed).await.header("location").unwrap().starts_with("/sandbox"));
    assert_eq!((till.end(&invoice, part).await, till.row(part).await.state), (None, ProviderState::Open));

    let close = CloseInvoice { invoice: invoice.id, closing: Closing::WriteOff, reason: None };
    till.server.ask(close).await.unwrap();
    till.work().await;
    assert_eq!(till.row(part).await.state, ProviderState::Cancelled);
    assert_eq!(till.end(&invoice, part).await, Some(CheckoutEnd::AmountChanged));
}

#[tokio::test]
async fn two_windows_that_pay_at_once_leave_the_payers_credit() {
    let till = Till::open().await;
    let invoice = till.server.invoice(50_000).await;
    let (first, second) = (till.checkout(&invoice, 50_000).await, till.checkout(&invoice, 50_000).await);
    till.choose(first, Choice::Succeed).await;
    till.choose(second, Choice::Succeed).await;
    till.work().await;
    let settled = (50_000, PaymentState::Settled);
    assert_eq!(till.payments(&invoice).await, [settled, settled]);
    let view = till.view(&invoice).await;
    assert_eq!((view.open_minor, view.credit_minor()), (0, 50_000));
}

#[tokio::test]
async fn what_was_given_up_before_the_provider_had_it_is_never_made_there() {
    let till = Till::open().await;
    let invoice = till.server.invoice(50_000).await;
    let checkout = till.try_checkout(&invoice, 50_000).await.unwrap();
    till.server.pay(&invoice, 50_000).await;
    till.wait_ms(15_000).await;
    let row = till.row(checkout).await;
    assert_eq!((row.state, row.provider_id), (ProviderState::Cancelled, None));
}

#[tokio::test]
async fn a_job_makes_what_was_not_made_at_once() {
    let till = Till::open().await;
    let invoice = till.server.invoice(50_000).await;
    let checkout = till.try_checkout(&invoice, 50_000).await.unwrap();
    till.work().await;
    assert_eq!(till.row(checkout).await.url, None, "whoever opened it is still at it");
    till.wait_ms(11_000).await;
    let row = till.row(checkout).await;
    assert!(row.url.unwrap().starts_with("https://pay.example.com/sandbox/pay/sbx_"));
}

#[tokio::test]
async fn the_amount_is_within_what_is_open_and_the_billers_minimum() {
    let till = Till::open().await;
    let invoice = till.server.invoice(50_000).await;
    for (amount_minor, code) in [(50_001, "exceeds_open"), (0, "amount_not_positive"), (99, "below_minimum")]
    {
        let refused = till.try_checkout(&invoice, amount_minor).await.unwrap_err();
        assert_eq!(refused.code(), code, "{amount_minor}");
    }
    till.server.pay(&invoice, 49_950).await;
    till.try_checkout(&invoice, 50).await.unwrap();
}

#[tokio::test]
async fn nobody_elses_invoices_are_paid_with_play_money() {
    let till = Till::open().await;
    let invoice = till.server.invoice(50_000).await;
    let checkout = till.checkout(&invoice, 50_000).await;
    let biller = till.server.database().biller(till.server.biller).await.unwrap().unwrap();
    let real = Biller { sandbox: false, ..biller };
    till.server.database().write(std::sync::Arc::new(BillerSetUp(real))).await.unwrap();
    let refused = till.try_checkout(&invoice, 50_000).await.unwrap_err();
    assert_eq!(refused.code(), "invalid");
    till.choose(checkout, Choice::Succeed).await;
    till.work().await;
    assert_eq!(till.payments(&invoice).await, []);
    let id = ConnectionId(UuidV7.next_id());
    let refused = connect(&till.server, id, Kind::Sandbox, None).await.unwrap_err();
    assert_eq!(rule(&refused), "sandbox_only");
}

#[tokio::test]
async fn only_what_the_connection_offers_can_be_chosen() {
    let till = Till::open().await;
    let invoice = till.server.invoice(50_000).await;
    let open = |method| OpenCheckout { invoice: invoice.id, amount_minor: 50_000, method, link: None };
    let refused = till.server.ask(open(CheckoutMethod::Ideal)).await.unwrap_err();
    assert!(matches!(refused, UseCaseError::Invalid(_)), "iDEAL takes euros alone: {refused}");
    till.server.ask(open(CheckoutMethod::Swish)).await.unwrap();
    let without = TestServer::start().await;
    let invoice = without.invoice(50_000).await;
    let open =
        OpenCheckout { invoice: invoice.id, amount_minor: 50_000, method: CheckoutMethod::Card, link: None };
    let refused = without.ask(open).await.unwrap_err();
    assert_eq!(rule(&refused), "method_not_offered", "there is no connection");
}

/// The rule that an input broke.
fn rule(error: &UseCaseError) -> &str {
    match error {
        UseCaseError::Invalid(problems) => &problems[0].rule,
        other => other.code(),
    }
}
