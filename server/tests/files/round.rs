//! A file from the page to the other side and back, byte for byte.

use domain::invoices::wire::PayerEvent;
use serde_json::json;
use usecases::Role;

use crate::support::TestServer;
use crate::support::page::Page;
use crate::support::upload::{JPEG, PDF, PNG, Parts, WEBP, send};

#[tokio::test]
async fn every_kind_comes_back_as_it_was_and_as_nothing_else() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let path = format!("/i/{}/attachments", invoice.token);
    for (bytes, name, kind) in [
        (PNG, "meter.png", "image/png"),
        (JPEG, "meter.jpg", "image/jpeg"),
        (WEBP, "meter.webp", "image/webp"),
        (PDF, "payment.pdf", "application/pdf"),
    ] {
        // What the browser claims does not count.
        let taken = Parts::default().file(name, "text/html", bytes).post(server.address, &path, &[]).await;
        assert_eq!(taken.status, 201, "{}", String::from_utf8_lossy(&taken.body));
        let file = taken.json();
        assert_eq!(
            (&file["name"], &file["media_type"], &file["size"]),
            (&json!(name), &json!(kind), &json!(bytes.len()))
        );
        let at = format!("{path}/{}", file["id"].as_str().unwrap());
        let served = send(server.address, "GET", &at, &[("Accept-Encoding", "br, gzip")], b"").await;
        assert_eq!(served.status, 200);
        assert_eq!(served.body, bytes);
        for (header, value) in [
            ("content-type", kind),
            ("content-disposition", &format!("attachment; filename*=UTF-8''{name}")),
            ("content-length", &bytes.len().to_string()),
            ("x-content-type-options", "nosniff"),
            ("content-security-policy", "sandbox; default-src 'none'; frame-ancestors 'none'"),
            ("cache-control", "no-store"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(served.header(header), Some(value), "{header} of {name}");
        }
        assert_eq!(served.header("content-encoding"), None);
    }
}

#[tokio::test]
async fn a_picture_goes_with_a_message_and_staff_answer_with_a_document() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let amira = server.staff("amira@example.com", Role::Agent).await;
    let browser = server.browser_of(server.biller, amira).await;
    let mut page = Page::open(&server, &invoice, 1).await;

    let path = format!("/i/{}/attachments", invoice.token);
    let picture = Parts::default().file("Zählerstand.png", "image/png", PNG).post(server.address, &path, &[]);
    let picture = picture.await.json()["id"].as_str().unwrap().to_owned();
    let say = json!({"id": "m1", "do": {"type": "say", "text": "", "attachments": [picture]}});
    page.send(&say.to_string()).await;
    let frame = page.frame().await;
    let PayerEvent::MessagePosted { attachments, text, .. } = frame.event else { panic!("{frame:?}") };
    assert_eq!((attachments[0].name.as_str(), text.as_deref()), ("Zählerstand.png", Some("")));

    let cookie = browser.cookie();
    let cookie = [("Cookie", cookie.as_str())];
    let console = format!("/console/invoices/{}/attachments", invoice.id);
    let seen = send(server.address, "GET", &format!("{console}/{picture}"), &cookie, b"").await;
    assert_eq!((seen.status, seen.body.as_slice()), (200, PNG));
    assert_eq!(seen.header("content-disposition"), Some("attachment; filename*=UTF-8''Z%C3%A4hlerstand.png"));

    let answer =
        Parts::default().file("payment.pdf", "application/pdf", PDF).post(server.address, &console, &cookie);
    let answer = answer.await;
    assert_eq!(answer.status, 201, "{}", String::from_utf8_lossy(&answer.body));
    let payment = answer.json()["id"].as_str().unwrap().to_owned();
    // Not yet sent, the payer has nothing of it.
    let early = send(server.address, "GET", &format!("{path}/{payment}"), &[], b"").await;
    assert_eq!(early.status, 404);
}

#[tokio::test]
async fn a_file_that_is_posted_twice_is_refused_and_the_message_with_it() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let path = format!("/i/{}/attachments", invoice.token);
    let taken = Parts::default().file("meter.png", "image/png", PNG).post(server.address, &path, &[]).await;
    let id = taken.json()["id"].as_str().unwrap().to_owned();
    let mut page = Page::open(&server, &invoice, 1).await;
    for number in 1..=2 {
        let say =
            json!({"id": format!("m{number}"), "do": {"type": "say", "text": "Look", "attachments": [id]}});
        page.send(&say.to_string()).await;
    }
    let refused = page.next_that(|message| message.refused).await;
    assert_eq!((refused.id.as_str(), refused.code.as_str()), ("m2", "attachment_unknown"));
    let in_swedish = locale::Texts::get().text(locale::Language::Sv, "said-file-gone", &[]);
    assert_eq!(refused.text, in_swedish);
}
