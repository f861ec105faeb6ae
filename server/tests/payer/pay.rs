//! Paying: what is begun, what is refused before anything is, the way to the provider, and the codes.

use domain::checkouts::CheckoutEnd;
use domain::checkouts::method::CheckoutMethod;
use domain::ids::CheckoutId;
use domain::invoices::document::PaymentMeans;
use domain::invoices::view::PayerView;
use psp::Kind;
use usecases::checkouts::{CheckoutRow, ConnectProvider, ConnectionId, ConnectionSecrets};
use usecases::{Clock as _, IdGenerator as _, Policy, RecordPayment, SetPolicy, SystemClock, UuidV7};

use crate::support::http::{Answer, get};
use crate::support::{Invoice, TestServer, fixtures, payment};
use crate::{led_to, post, swedish};

/// A node whose biller has the sandbox provider.
async fn open() -> TestServer {
    let server = TestServer::start().await;
    let id = ConnectionId(UuidV7.next_id());
    let secrets = ConnectionSecrets { api_key: "key".to_owned().into(), webhook_secret: None };
    let secrets = secrets.seal(&server.services.link_keys, &UuidV7, id).unwrap();
    let (provider, methods) =
        (Kind::Sandbox.as_str().to_owned(), vec![CheckoutMethod::Card, CheckoutMethod::Ideal]);
    server.ask(ConnectProvider { id, provider, base_url: None, methods, secrets }).await.unwrap();
    server
}

async fn view(server: &TestServer, invoice: &Invoice) -> PayerView {
    PayerView::try_from(server.frames(invoice).await).unwrap()
}

/// What was begun, with its amount.
async fn begun(server: &TestServer, invoice: &Invoice) -> Vec<(CheckoutId, i64)> {
    view(server, invoice).await.checkouts.iter().map(|(id, state)| (*id, state.amount_minor)).collect()
}

async fn row(server: &TestServer, checkout: CheckoutId) -> CheckoutRow {
    server.database().checkout_row(server.biller, checkout).await.unwrap().unwrap()
}

fn refused(answer: &Answer, key: &str) {
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert!(answer.body.contains(&swedish(key)), "{key}");
}

/// The first tag with this attribute.
fn tag<'a>(html: &'a str, mark: &str) -> &'a str {
    let at = html.find(mark).unwrap_or_else(|| panic!("{mark} is nowhere"));
    let start = html[..at].rfind('<').unwrap();
    &html[start..at + html[at..].find('>').unwrap()]
}

#[tokio::test]
async fn a_payment_is_begun_and_the_page_that_answers_goes_on_to_the_provider() {
    let server = open().await;
    let invoice = server.invoice(50_000).await;
    let page = get(server.address, &format!("/i/{}", invoice.token), &[]).await;
    assert!(
        page.body.contains("value=\"card\"") && !page.body.contains("value=\"ideal\""),
        "iDEAL takes euros"
    );
    let answer = post(&server, &invoice, "pay", "method=card&part=all&shown=50000&seen=&id=k&lang=sv").await;
    assert_eq!(answer.status, 200, "a redirect would be held by the page's policy: {}", answer.body);
    let [(checkout, 50_000)] = begun(&server, &invoice).await[..] else { panic!("one is begun") };
    let url = row(&server, checkout).await.url.unwrap();
    assert!(tag(&answer.body, "http-equiv").contains(&format!("content=\"1;url={url}\"")), "{}", answer.body);
    assert!(answer.body.contains("lang=\"sv\"") && !answer.body.contains("<form"));
    assert!(answer.header("content-security-policy").unwrap().contains("form-action 'self'"));
    assert_eq!(answer.header("referrer-policy"), Some("same-origin"), "the link stays here");

    let again = get(server.address, &format!("/i/{}/checkout/{checkout}", invoice.token), &[]).await;
    assert!(again.status == 200 && again.body.contains(&url));
    assert_eq!(begun(&server, &invoice).await.len(), 1, "reading begins nothing");
}

#[tokio::test]
async fn a_second_click_begins_nothing_more_and_another_try_does() {
    let server = open().await;
    let invoice = server.invoice(50_000).await;
    let form = "method=card&part=all&shown=50000&id=k";
    for _ in 0..2 {
        assert_eq!(post(&server, &invoice, "pay", form).await.status, 200);
    }
    let [(first, _)] = begun(&server, &invoice).await[..] else { panic!("begun once") };
    let answer = post(&server, &invoice, &format!("checkout/{first}/cancel"), "id=c&lang=sv").await;
    assert_eq!(led_to(&invoice, &answer), "/i/TOKEN?done=cancelled&lang=sv");
    let over = get(server.address, &format!("/i/{}/checkout/{first}?lang=sv", invoice.token), &[]).await;
    assert_eq!(led_to(&invoice, &over), format!("/i/TOKEN?checkout={first}&lang=sv"), "it is over");
    // The same page, shown again by the way back.
    assert_eq!(post(&server, &invoice, "pay", form).await.status, 200);
    let other = "method=card&part=other&amount=100&id=k";
    assert_eq!(post(&server, &invoice, "pay", other).await.status, 200, "the same key with another wish");
    let amounts: Vec<i64> = begun(&server, &invoice).await.iter().map(|(_, minor)| *minor).collect();
    assert_eq!(amounts, [50_000, 50_000, 10_000]);
}

#[tokio::test]
async fn what_cannot_be_paid_is_refused_before_anything_is_begun() {
    let server = open().await;
    let invoice = server.invoice(50_000).await;
    for (form, key) in [
        ("method=robot&part=all", "said-way"),
        ("part=all", "said-way"),
        ("method=swish&part=all", "said-way"),
        ("method=ideal&part=all", "said-way"),
        ("method=card&part=other&amount=", "said-amount"),
        ("method=card&part=other&amount=1e3", "said-amount"),
        ("method=card&part=other&amount=-5", "said-amount"),
        ("method=card&amount=500,01", "said-amount-more"),
        ("method=card&amount=0,01", "said-amount-less"),
        ("method=card&part=all&shown=49999", "said-amount-moved"),
    ] {
        refused(&post(&server, &invoice, "pay", &format!("{form}&lang=sv&id=k")).await, key);
    }
    assert_eq!(begun(&server, &invoice).await, []);
    server.pay(&invoice, 50_000).await;
    refused(
        &post(&server, &invoice, "pay", "method=card&part=all&shown=0&lang=sv").await,
        "said-nothing-open",
    );
}

#[tokio::test]
async fn a_page_that_has_not_seen_the_attempt_of_another_window_is_shown_again_once() {
    let server = open().await;
    let invoice = server.invoice(50_000).await;
    let form =
        |seen: &str, key: &str| format!("method=card&part=all&shown=50000&lang=sv&seen={seen}&id={key}");
    assert_eq!(post(&server, &invoice, "pay", &form("", "a")).await.status, 200);
    let answer = post(&server, &invoice, "pay", &form("", "b")).await;
    refused(&answer, "said-begun-elsewhere");
    let [(first, _)] = begun(&server, &invoice).await[..] else { panic!("begun once") };
    assert!(tag(&answer.body, "name=\"seen\"").contains(&first.to_string()), "it is known now");
    assert_eq!(post(&server, &invoice, "pay", &form(&first.to_string(), "c")).await.status, 200);
    assert_eq!(begun(&server, &invoice).await.len(), 2);
}

#[tokio::test]
async fn an_attempt_of_another_invoice_is_not_there() {
    let server = open().await;
    let (invoice, other) = (server.invoice(50_000).await, server.invoice(50_000).await);
    assert_eq!(post(&server, &other, "pay", "method=card&part=all").await.status, 200);
    let [(foreign, _)] = begun(&server, &other).await[..] else { panic!("begun once") };
    for id in [foreign.to_string(), CheckoutId(UuidV7.next_id()).to_string(), "x".into()] {
        let going = get(server.address, &format!("/i/{}/checkout/{id}", invoice.token), &[]).await;
        assert_eq!(going.status, 404, "{id}");
        for what in ["cancel", "check"] {
            let answer = post(&server, &invoice, &format!("checkout/{id}/{what}"), "id=k").await;
            assert_eq!(answer.status, 404, "{what}");
        }
        let page = get(server.address, &format!("/i/{}?checkout={id}", invoice.token), &[]).await;
        assert!(page.status == 200 && !page.body.contains("data-slot=\"back\""), "{id}");
    }
    assert!(view(&server, &other).await.checkouts[0].1.is_open(SystemClock.now()));
    let answer = post(&server, &other, &format!("checkout/{foreign}/check"), "id=k&lang=sv").await;
    assert_eq!(led_to(&other, &answer), format!("/i/TOKEN?checkout={foreign}&lang=sv"));
}

#[tokio::test]
async fn a_payment_elsewhere_closes_what_is_for_more_than_remains_and_the_page_says_why() {
    let server = open().await;
    let invoice = server.invoice(50_000).await;
    assert_eq!(post(&server, &invoice, "pay", "method=card&part=all").await.status, 200);
    server.pay(&invoice, 10_000).await;
    assert_eq!(view(&server, &invoice).await.checkouts[0].1.end, Some(CheckoutEnd::AmountChanged));
    let page = get(server.address, &format!("/i/{}?lang=sv", invoice.token), &[]).await;
    assert!(!tag(&page.body, "data-slot=\"attempt-closed\"").contains("hidden"));
}

#[tokio::test]
async fn the_codes_say_what_remains_and_end_with_it() {
    let server = TestServer::start().await;
    let mut document = fixtures::invoice("E-1", 50_000);
    document.currency = "EUR".parse().unwrap();
    let account = Some("SE4550000000058398257466".into());
    document.payment_means = vec![PaymentMeans { code: "58".into(), account, ..PaymentMeans::default() }];
    let (euros, kronor) = (server.import(document).await, server.invoice(50_000).await);
    let code = async |invoice: &Invoice, path: &str| {
        get(server.address, &format!("/i/{}/code/{path}", invoice.token), &[]).await
    };
    let pay = async |amount_minor| {
        let currency = "EUR".parse().unwrap();
        server.ask(RecordPayment { currency, ..payment(&euros, amount_minor) }).await.unwrap()
    };
    let first = code(&euros, "epc.svg?rest=1").await;
    assert_eq!((first.status, first.header("content-type")), (200, Some("image/svg+xml")));
    assert_eq!(first.header("cache-control"), Some("private, no-store"));
    assert_eq!(code(&euros, "epc.svg?rest=999999").await.body, first.body, "the address does not decide");
    assert_eq!(code(&euros, "swish.svg").await.status, 404);
    pay(10_000).await;
    assert_ne!(code(&euros, "epc.svg").await.body, first.body);
    pay(40_000).await;
    assert_eq!(code(&euros, "epc.svg").await.status, 404);

    assert_eq!(code(&kronor, "swish.svg").await.status, 404, "nobody has said a number");
    let mut policy = Policy::default();
    policy.payments.swish_number = Some("1230000008".into());
    server.ask(SetPolicy { policy }).await.unwrap();
    assert_eq!(code(&kronor, "swish.svg").await.status, 200);
    let page = get(server.address, &format!("/i/{}", kronor.token), &[]).await;
    assert!(page.body.contains("1230000008") && page.body.contains("/code/swish.svg?rest=50000"));
    assert_eq!(code(&kronor, "epc.svg").await.status, 404, "not in euros");
}
