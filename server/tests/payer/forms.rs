//! Messages, more time, disputes and a person: each a form that answers with the page.

use domain::conversations::Topic;
use domain::invoices::view::PayerView;
use domain::invoices::wire::PayerEvent;

use crate::support::http::get;
use crate::support::upload::{PNG, Parts};
use crate::support::{Invoice, TestServer, in_days};
use crate::{led_to, post, swedish};

async fn view(server: &TestServer, invoice: &Invoice) -> PayerView {
    PayerView::try_from(server.frames(invoice).await).unwrap()
}

#[tokio::test]
async fn a_message_may_be_about_a_line_and_come_with_a_picture() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let path = format!("/i/{}/say", invoice.token);
    let parts = || {
        let parts = Parts::default().field("id", "k1").field("text", "What is this?").field("line", "1");
        parts.file("meter.png", "image/png", PNG)
    };
    for _ in 0..2 {
        let answer = parts().post(server.address, &path, &[]).await;
        assert_eq!(answer.status, 303, "{}", String::from_utf8_lossy(&answer.body));
    }
    let frames = server.frames(&invoice).await;
    let said: Vec<_> = frames
        .iter()
        .filter_map(|frame| match &frame.event {
            PayerEvent::MessagePosted { text, line, attachments, .. } => Some((text, line, attachments)),
            _ => None,
        })
        .collect();
    let [(text, line, attachments)] = said[..] else { panic!("said once: {said:?}") };
    assert_eq!((text.as_deref(), *line), (Some("What is this?"), Some(1)));
    assert_eq!((attachments.len(), attachments[0].name.as_str()), (1, "meter.png"));

    for line in ["0", "99", "x", "-1", "1e3"] {
        let body = format!("text=Hej&id=l{line}&line={line}");
        assert_eq!(post(&server, &invoice, "say", &body).await.status, 422, "{line}");
    }
}

#[tokio::test]
async fn what_is_refused_stays_in_the_field_and_the_page_says_why() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let empty = post(&server, &invoice, "say", "text=+&id=a&lang=sv").await;
    assert_eq!(empty.status, 422);
    assert!(empty.body.contains(&swedish("said-empty")));
    let page = Parts::default().field("id", "b").field("text", "Look").field("lang", "sv");
    let path = format!("/i/{}/say", invoice.token);
    let answer = page.file("page.html", "image/png", b"<html>").post(server.address, &path, &[]).await;
    let body = String::from_utf8(answer.body).unwrap();
    assert_eq!(answer.status, 422);
    assert!(body.contains(&swedish("said-file-kind")) && body.contains("Look"), "{body}");
    assert_eq!(server.frames(&invoice).await.len(), 1, "nothing was said");
}

#[tokio::test]
async fn a_simple_question_is_answered_in_the_language_of_the_page() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let answer = post(&server, &invoice, "say", "text=How+much+is+open%3F&id=q&lang=en").await;
    assert_eq!(led_to(&invoice, &answer), "/i/TOKEN?done=sent&lang=en#conversation");
    let frames = server.frames(&invoice).await;
    let PayerEvent::MessagePosted { automatic, text: Some(text), .. } = &frames.last().unwrap().event else {
        panic!("{frames:?}")
    };
    assert_eq!(*automatic, Some(Topic::HowMuch));
    assert!(text.contains("500.00 is open on invoice"), "{text}");

    let person = post(&server, &invoice, "person", "id=p&lang=en").await;
    assert_eq!(led_to(&invoice, &person), "/i/TOKEN?done=person&lang=en#conversation");
    let row = server.database().conversation(server.biller, invoice.id).await.unwrap().unwrap();
    assert!(row.unanswered_since.is_some() && row.respond_by.is_some());
}

#[tokio::test]
async fn more_time_is_granted_once_at_once() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let due = view(&server, &invoice).await.due_date;
    let until = due.saturating_add(jiff::Span::new().days(14)).to_string();
    let granted = post(&server, &invoice, "more-time", &format!("until={until}&id=m1&lang=sv")).await;
    assert_eq!(led_to(&invoice, &granted), "/i/TOKEN?done=granted&lang=sv#conversation");
    assert_eq!(view(&server, &invoice).await.due_date.to_string(), until);
    let asked = post(&server, &invoice, "more-time", &format!("until={}&id=m2", in_days(60))).await;
    assert_eq!(led_to(&invoice, &asked), "/i/TOKEN?done=asked#conversation");
    let again = post(&server, &invoice, "more-time", &format!("until={}&id=m3&lang=sv", in_days(70))).await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains(&swedish("said-asked-before")));
    for wrong in ["until=yesterday", "until=2026-02-30", "until=", "", "until=2020-01-01", "until=9999-01-01"]
    {
        let refused =
            post(&server, &server.invoice(100).await, "more-time", &format!("{wrong}&lang=sv")).await;
        assert_eq!(refused.status, 422, "{wrong}");
        assert!(refused.body.contains(&swedish("said-date")), "{wrong}");
    }
}

#[tokio::test]
async fn a_dispute_comes_with_its_reason_and_a_picture() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let path = format!("/i/{}/dispute", invoice.token);
    let silent = post(&server, &invoice, "dispute", "line=1&reason=++&id=a&lang=sv").await;
    assert_eq!(silent.status, 422);
    assert!(silent.body.contains(&swedish("said-reason-missing")));
    let parts = Parts::default().field("id", "d").field("line", "").field("reason", "Never done");
    let answer = parts.file("meter.png", "image/png", PNG).post(server.address, &path, &[]).await;
    assert_eq!(answer.status, 303);
    let frames = server.frames(&invoice).await;
    let PayerEvent::Disputed { line, text, attachments, .. } = &frames.last().unwrap().event else {
        panic!("{frames:?}")
    };
    assert_eq!((*line, text.as_deref(), attachments.len()), (None, Some("Never done"), 1));
    let page = get(server.address, &format!("/i/{}?done=disputed&lang=sv", invoice.token), &[]).await;
    assert!(page.body.contains(&swedish("said-disputed")) && page.body.contains("Never done"));
    let twice = post(&server, &invoice, "dispute", "reason=Again&id=e&lang=sv").await;
    assert_eq!(twice.status, 422);
}
