//! A file is there for the two sides of its invoice, and for nobody else.

use domain::invoices::wire::PayerEvent;
use usecases::{ForgetPayer, Role};

use crate::support::page::Page;
use crate::support::upload::{PNG, Parts, checksum, send};
use crate::support::{Invoice, TestServer};

async fn upload(server: &TestServer, invoice: &Invoice) -> String {
    let path = format!("/i/{}/attachments", invoice.token);
    let taken = Parts::default().file("meter.png", "image/png", PNG).post(server.address, &path, &[]).await;
    taken.json()["id"].as_str().unwrap().to_owned()
}

async fn post(server: &TestServer, invoice: &Invoice, id: &str) {
    let mut page = Page::open(server, invoice, 1).await;
    page.send(&format!(r#"{{"id":"m1","do":{{"type":"say","text":"Look","attachments":["{id}"]}}}}"#)).await;
    page.next_that(|message| message.ack).await;
}

async fn status(server: &TestServer, path: &str, cookie: Option<&str>) -> u16 {
    let headers: Vec<_> = cookie.map(|cookie| ("Cookie", cookie)).into_iter().collect();
    send(server.address, "GET", path, &headers, b"").await.status
}

#[tokio::test]
async fn other_links_other_billers_and_nobody_get_what_is_not_there() {
    let server = TestServer::start().await;
    let (invoice, other) = (server.invoice(50_000).await, server.invoice(50_000).await);
    let amira = server.staff("amira@example.com", Role::Agent).await;
    let own = server.browser_of(server.biller, amira).await.cookie();
    let stranger = server.another_biller("stranger").await;
    let astrid = server.staff_of(stranger, "astrid@example.com", Role::Admin).await;
    let foreign = server.browser_of(stranger, astrid).await.cookie();
    let theirs = server.invoice_of(stranger, "9001").await;
    let id = upload(&server, &invoice).await;
    let console = |invoice: &str| format!("/console/invoices/{invoice}/attachments/{id}");
    let link = |token: &str| format!("/i/{token}/attachments/{id}");

    // Before it is sent it is the payer's alone.
    assert_eq!(status(&server, &console(&invoice.id.to_string()), Some(&own)).await, 404);
    assert_eq!(status(&server, &link(&invoice.token), None).await, 200);
    post(&server, &invoice, &id).await;
    assert_eq!(status(&server, &console(&invoice.id.to_string()), Some(&own)).await, 200);
    assert_eq!(status(&server, &link(&invoice.token), None).await, 200);

    assert_eq!(status(&server, &link(&other.token), None).await, 404, "another invoice's link");
    assert_eq!(status(&server, &console(&other.id.to_string()), Some(&own)).await, 404);
    assert_eq!(status(&server, &console(&invoice.id.to_string()), Some(&foreign)).await, 404);
    assert_eq!(status(&server, &console(&theirs.to_string()), Some(&foreign)).await, 404);
    assert_ne!(status(&server, &console(&invoice.id.to_string()), None).await, 200, "without a session");
    assert_eq!(status(&server, "/i/AAAAAAAAAAAAAAAAAAAAAA/attachments/x", None).await, 404);
    for nonsense in ["x", "..%2f..%2fbillow.db", "%00", "00000000-0000-0000-0000-000000000000"] {
        let path = format!("/i/{}/attachments/{nonsense}", invoice.token);
        assert_eq!(status(&server, &path, None).await, 404, "{nonsense}");
    }
    server.revoke(&invoice).await;
    assert_eq!(status(&server, &link(&invoice.token), None).await, 404, "a link that was revoked");
    assert_eq!(status(&server, &console(&invoice.id.to_string()), Some(&own)).await, 200);
}

#[tokio::test]
async fn nothing_is_taken_from_other_sites_or_over_links_that_do_not_hold() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let path = format!("/i/{}/attachments", invoice.token);
    let form = || Parts::default().file("meter.png", "image/png", PNG);
    let foreign = [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")];
    assert_eq!(form().post_as(server.address, &path, &foreign).await.status, 403);
    assert_eq!(form().post(server.address, "/i/AAAAAAAAAAAAAAAAAAAAAA/attachments", &[]).await.status, 404);
    server.revoke(&invoice).await;
    assert_eq!(form().post(server.address, &path, &[]).await.status, 404);
    let console = format!("/console/invoices/{}/attachments", invoice.id);
    assert_eq!(form().post(server.address, &console, &[]).await.status, 401);
    assert_eq!(std::fs::read_dir(server.settings.files_place()).unwrap().count(), 0, "nothing was kept");
}

#[tokio::test]
async fn after_thirty_files_in_a_minute_a_link_has_to_wait() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let path = format!("/i/{}/attachments", invoice.token);
    let mut answers = Vec::new();
    for _ in 0..31 {
        // Refused ones count as well.
        let sent =
            Parts::default().file("x.png", "image/png", b"no picture").post(server.address, &path, &[]);
        answers.push(sent.await.status);
    }
    assert_eq!(answers.iter().filter(|status| **status == 422).count(), 30);
    assert_eq!(answers.last(), Some(&429));
}

#[tokio::test]
async fn what_is_never_posted_is_deleted_after_a_day_and_so_is_everything_of_who_is_forgotten() {
    let server = TestServer::start().await;
    let (quiet, forgotten) = (server.invoice(50_000).await, server.invoice(70_000).await);
    let kept = || {
        let folder = std::path::Path::new(&server.settings.files_place()).join(server.biller.to_string());
        let mut names: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    let (never, posted) = (upload(&server, &quiet).await, upload(&server, &quiet).await);
    let theirs = upload(&server, &forgotten).await;
    post(&server, &quiet, &posted).await;
    post(&server, &forgotten, &theirs).await;
    server::jobs::purge_files::run(&server.app).await;
    assert_eq!(kept().len(), 3);

    server.clock.advance_ms(server::jobs::purge_files::WAITS - 60_000);
    server::jobs::purge_files::run(&server.app).await;
    assert_eq!(kept().len(), 3, "not yet a day");
    server.clock.advance_ms(120_000);
    server::jobs::purge_files::run(&server.app).await;
    let mut left = vec![posted.clone(), theirs];
    left.sort();
    assert_eq!(kept(), left);
    assert_eq!(status(&server, &format!("/i/{}/attachments/{never}", quiet.token), None).await, 404);

    let payer = server.database().invoice(server.biller, forgotten.id).await.unwrap().unwrap().payer;
    server.ask(ForgetPayer { payer }).await.unwrap();
    server::jobs::purge_files::run(&server.app).await;
    assert_eq!(kept(), <[String; 0]>::default(), "on both invoices of the person");
}

#[tokio::test]
async fn twenty_files_wait_at_most() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    for _ in 0..20 {
        upload(&server, &invoice).await;
    }
    let path = format!("/i/{}/attachments", invoice.token);
    let one_more =
        Parts::default().file("meter.png", "image/png", PNG).post(server.address, &path, &[]).await;
    assert_eq!((one_more.status, one_more.json()["code"].as_str().unwrap()), (422, "file_too_many"));
}

#[tokio::test]
async fn what_was_posted_is_never_replaced() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let path = format!("/i/{}/say", invoice.token);
    let form = |bytes: &[u8]| {
        Parts::default().field("id", "one click").field("text", "Look").file("meter.png", "image/png", bytes)
    };
    assert_eq!(form(PNG).post(server.address, &path, &[]).await.status, 303);
    assert_eq!(form(PNG).post(server.address, &path, &[]).await.status, 303, "the second click");
    // As many bytes, under the same name and key.
    let mut other = PNG.to_vec();
    let text = other.windows(4).position(|four| four == b"IDAT").unwrap();
    other[text + 20] ^= 1;
    let end = text + 4 + usize::from(u16::from_be_bytes([other[text - 2], other[text - 1]]));
    let sum = checksum(&other[text..end]);
    other[end..end + 4].copy_from_slice(&sum.to_be_bytes());
    assert_ne!(form(&other).post(server.address, &path, &[]).await.status, 303);

    let frames = server.frames(&invoice).await;
    let files: Vec<_> = frames
        .iter()
        .filter_map(|frame| match &frame.event {
            PayerEvent::MessagePosted { attachments, .. } => Some(attachments),
            _ => None,
        })
        .flatten()
        .collect();
    assert_eq!(files.len(), 1);
    let at = format!("/i/{}/attachments/{}", invoice.token, files[0].id);
    assert_eq!(send(server.address, "GET", &at, &[], b"").await.body, PNG);
}
