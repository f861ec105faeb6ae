//! Marketing sees invoices, and neither what is said on them, nor what came in for them, nor how their payers are
//! reached.

use axum::http::StatusCode;
use domain::invoices::document::{Address, Party};
use server::console::{Access, table};
use usecases::{PostMessage, Role, WriteNote};

use crate::support::{TestServer, fixtures};

const EMAIL: &str = "lena.sommer@example.com";
const PHONE: &str = "+46 555 0142";
const STREET: &str = "Invented Street 7";
const SAID: &str = "I lost my job in Zanzibar";
const NOTED: &str = "Promised to call back about Samarkand";

#[tokio::test]
async fn no_page_of_marketing_tells_how_payers_are_reached_what_they_say_or_what_they_paid() {
    let server = TestServer::start().await;
    let mut document = fixtures::invoice("10482", 146_800);
    document.buyer = Party {
        name: "Lena Sommer".into(),
        email: Some(EMAIL.into()),
        phone: Some(PHONE.into()),
        address: Some(Address { lines: vec![STREET.into()], ..Address::default() }),
        ..Party::default()
    };
    let invoice = server.import(document).await;
    let payment = server.pay(&invoice, 45_125).await.payment_id.to_string();
    server.ask(PostMessage::plain(invoice.id, SAID)).await.unwrap();
    server.ask(WriteNote { invoice: invoice.id, text: NOTED.into() }).await.unwrap();
    let secrets = [EMAIL, PHONE, STREET, "Zanzibar", "Samarkand", &payment, "451.25"];
    let marketing = server.staff("mira@example.com", Role::Marketing).await;
    let agent = server.staff("amira@example.com", Role::Agent).await;
    let page = format!("/console/invoices/{}", invoice.id);

    let mut seen_by_agents = server.browser_of(server.biller, agent).await;
    let conversation = seen_by_agents.get(&format!("/console/inbox/{}", invoice.id)).await.body;
    let full = seen_by_agents.get(&page).await.body + &conversation;
    for secret in [EMAIL, PHONE, "Zanzibar", "Samarkand", &payment] {
        assert!(full.contains(secret), "the test looks for what agents see: {secret}");
    }

    let mut walked = 0;
    for route in table() {
        let open_to_all = route.access == Access::Open;
        if route.method != "GET" || open_to_all || !route.access.lets_in(Role::Marketing) {
            continue;
        }
        let path = route.path.replace("{invoice}", &invoice.id.to_string());
        assert!(!path.contains('{'), "say here which id {} takes", route.path);
        let mut browser = server.browser_of(server.biller, marketing).await;
        let body = browser.get(&path).await.body;
        for secret in secrets {
            assert!(!body.contains(secret), "{path} tells {secret}: {body}");
        }
        walked += 1;
    }
    assert!(walked >= 4, "home, password, invoices, one invoice");

    let mut browser = server.browser_of(server.biller, marketing).await;
    let shown = browser.get(&page).await.body;
    assert!(
        shown.contains("10482") && shown.contains("Lena Sommer") && shown.contains("1,468.00"),
        "{shown}"
    );
    for search in ["lena.sommer", "lena.sommer@example.com", "lena", "sommer"] {
        let list = browser.get(&format!("/console/invoices?q={search}")).await.body;
        assert!(!list.contains(&page), "a search for {search} tells whose address it is");
    }
    assert!(browser.get("/console/invoices?q=10482").await.body.contains(&page));
}

#[tokio::test]
async fn marketing_begins_at_the_invoices_and_has_no_way_to_what_it_may_not_see() {
    let server = TestServer::start().await;
    let marketing = server.staff("mira@example.com", Role::Marketing).await;
    let mut browser = server.browser_of(server.biller, marketing).await;
    let home = browser.get("/console").await;
    assert_eq!(home.header("location"), Some("/console/invoices"));
    let list = browser.get("/console/invoices").await.body;
    for area in ["inbox", "payments", "matching", "payers", "replies", "staff", "audit"] {
        let path = format!("/console/{area}");
        assert!(!list.contains(&format!("href=\"{path}\"")), "a link to {path}");
        assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN.as_u16(), "{path}");
    }
}
