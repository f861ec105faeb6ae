//! Forms from elsewhere, without a link, too large, or with markup in them.

use crate::support::TestServer;
use crate::support::http::{get, request};
use crate::{post, post_from};

const FORMS: [&str; 9] = [
    "say",
    "more-time",
    "dispute",
    "person",
    "proposals/x",
    "proposals/x/withdraw",
    "pay",
    "checkout/x/cancel",
    "checkout/x/check",
];

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    for path in FORMS {
        for headers in [
            &[("Sec-Fetch-Site", "cross-site")][..],
            &[("Sec-Fetch-Site", "same-site")],
            &[("Origin", "https://evil.example.com")],
        ] {
            let answer = post_from(&server, &invoice, path, "text=Hej&id=k&reason=x", headers).await;
            assert_eq!(answer.status, 403, "{path} {headers:?}");
        }
    }
    assert_eq!(server.frames(&invoice).await.len(), 1);
}

#[tokio::test]
async fn without_a_link_that_holds_nothing_is_done_and_reading_does_nothing() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    for path in FORMS {
        let read = get(server.address, &format!("/i/{}/{path}", invoice.token), &[]).await;
        assert_eq!(read.status, 405, "{path}");
    }
    server.revoke(&invoice).await;
    for path in FORMS {
        for token in [invoice.token.as_str(), "AAAAAAAAAAAAAAAAAAAAAA", "%2e%2e", "x"] {
            let headers = [("Content-Type", "application/x-www-form-urlencoded")];
            let path = format!("/i/{token}/{path}");
            let answer = request(server.address, "POST", &path, &headers, "text=Hej&id=k&reason=x").await;
            assert_eq!(answer.status, 404, "{path}");
        }
    }
    assert_eq!(server.frames(&invoice).await.len(), 1);
}

#[tokio::test]
async fn markup_is_text_wherever_it_stands() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let hostile = "%3Cimg+src%3Dx+onerror%3Dalert(1)%3E%22%27%3C%2Fscript%3E%E2%80%AE";
    for (path, body) in [
        ("say", format!("text={hostile}&id=1")),
        ("dispute", format!("reason={hostile}&id=2")),
        ("more-time", format!("until=2031-01-01&text={hostile}&id=3")),
        ("more-time", format!("until={hostile}&id=4&lang={hostile}")),
        ("say", format!("text={hostile}&line={hostile}&id={hostile}")),
    ] {
        let answer = post(&server, &invoice, path, &body).await;
        assert!([303, 422].contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.body.contains("<img src=x"), "{path}");
        assert!(!answer.header("location").unwrap_or_default().contains('<'));
    }
    let page = get(server.address, &format!("/i/{}", invoice.token), &[]).await;
    assert!(!page.body.contains("<img src=x") && page.body.contains("&lt;img src=x"), "{}", page.body);
}

#[tokio::test]
async fn what_is_too_large_or_no_form_is_refused() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let long = format!("text={}&id=k", "a".repeat(4_001));
    assert_eq!(post(&server, &invoice, "say", &long).await.status, 422);
    let huge = format!("until=2031-01-01&text={}", "a".repeat(200_000));
    let answer = post(&server, &invoice, "more-time", &huge).await;
    assert!([413, 422].contains(&answer.status), "{}", answer.status);
    for path in FORMS {
        let headers = [("Content-Type", "application/json")];
        let path = format!("/i/{}/{path}", invoice.token);
        let answer = request(server.address, "POST", &path, &headers, r#"{"text":"Hej"}"#).await;
        assert!([415, 422].contains(&answer.status), "{path}: {}", answer.status);
    }
    assert_eq!(server.frames(&invoice).await.len(), 1);
}

#[tokio::test]
async fn a_link_writes_twenty_forms_a_minute() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut taken = 0;
    for at in 0..25 {
        let answer = post(&server, &invoice, "say", &format!("text=Hej+nummer+{at}&id={at}")).await;
        taken += usize::from(answer.status == 303);
        assert!([303, 429].contains(&answer.status));
    }
    assert!((20..=22).contains(&taken), "{taken}");
    assert_eq!(post(&server, &invoice, "person", "id=p").await.status, 429);
}
