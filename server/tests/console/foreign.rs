//! Another biller's ids inside forms: on one's own invoice they name nothing.

use domain::ids::InvoiceId;
use domain::payments::Share;
use usecases::{AuditQuery, ChargeFee, PutReply, RecordPayment, ReplyKind, ReplyText, Role};

use crate::support::TestServer;
use crate::support::staff::Browser;

/// Sends a form of one's own invoice that names a foreign thing, and expects it not to be taken.
async fn refused(browser: &mut Browser<'_>, own: InvoiceId, tool: &str, form: &[(&str, &str)]) {
    let answer = browser.post(&format!("/console/invoices/{own}/{tool}"), form).await;
    assert!([404, 422].contains(&answer.status), "{tool} {form:?}: {}", answer.status);
}

#[tokio::test]
async fn what_a_form_names_has_to_be_the_billers_own() {
    let server = TestServer::start().await;
    let stranger = server.another_biller("stranger").await;
    let admin = server.staff("admin@example.com", Role::Admin).await;
    let own = server.invoice_of(server.biller, "1").await;
    let foreign = server.invoice_of(stranger, "1").await;
    let outsider = server.staff_of(stranger, "outsider@example.com", Role::Agent).await;
    let paid = RecordPayment {
        shares: vec![Share { invoice: foreign, amount_minor: 1_000 }],
        ..crate::support::payment(&server.invoice(10_000).await, 1_000)
    };
    let paid = server.ask_for(stranger, paid).await.payment_id;
    let fee = ChargeFee { invoice: foreign, amount_minor: 500, reason: None };
    let fee = server.ask_for(stranger, fee).await.fee_id;
    let texts = [("en".to_owned(), ReplyText { text: "Hello {name}".into(), phrases: vec![] })];
    let reply = PutReply { id: None, kind: ReplyKind::Canned, name: "greeting".into(), texts: texts.into() };
    server.ask_for(stranger, reply).await;
    let store = server.database();
    let reply = store.saved_replies(stranger).await.unwrap().remove(0);
    let link = store.links_of(stranger, foreign).await.unwrap().remove(0);
    let before = (
        store.staff_frames(stranger, foreign, 0).await.unwrap(),
        store.links_of(stranger, foreign).await.unwrap(),
        store.saved_replies(stranger).await.unwrap(),
    );

    let mut browser = server.browser_of(server.biller, admin).await;
    let (paid, fee, link) = (paid.to_string(), fee.to_string(), link.id.to_string());
    for tool in ["settle", "fail", "reverse"] {
        refused(&mut browser, own, tool, &[("payment", &paid)]).await;
    }
    refused(&mut browser, own, "waive", &[("fee", &fee), ("amount", "5.00")]).await;
    refused(&mut browser, own, "links", &[("revoke", &link)]).await;
    refused(&mut browser, own, "assign", &[("to", &outsider.to_string())]).await;
    refused(&mut browser, own, "proposals/018f0000-0000-7000-8000-000000000000/accept", &[]).await;
    let id = reply.id.to_string();
    browser.post("/console/replies", &[("id", &id), ("remove", "1")]).await;
    let mine = [("id", id.as_str()), ("kind", "canned"), ("name", "mine"), ("text-en", "mine")];
    browser.post("/console/replies", &mine).await;

    let after = (
        store.staff_frames(stranger, foreign, 0).await.unwrap(),
        store.links_of(stranger, foreign).await.unwrap(),
        store.saved_replies(stranger).await.unwrap(),
    );
    assert_eq!(after, before, "nothing of the other biller has changed");
    let query = AuditQuery { staff: Some(admin), subject: None, after: None, limit: 50 };
    let told = store.audit(stranger, &query).await.unwrap().entries;
    assert_eq!(told, []);
}
