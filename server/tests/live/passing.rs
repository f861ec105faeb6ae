//! What passes and is never stored: who writes, and where staff point.

use app::live::{TYPING_MS, ToPage};
use domain::invoices::wire::By;
use serde_json::json;
use usecases::Role;

use super::staff_socket::StaffSocket;
use crate::support::page::Page;
use crate::support::{Invoice, TestServer};

/// Nothing that `unwanted` finds comes before a message that is written now.
async fn hears_nothing(
    server: &TestServer,
    page: &mut Page,
    invoice: &Invoice,
    unwanted: impl Fn(&ToPage) -> bool,
) {
    let seq = server.say(invoice, "The next thing").await.seq;
    page.next_that(|message| {
        assert!(!unwanted(&message), "{message:?}");
        (message.seq == Some(seq)).then_some(())
    })
    .await;
}

async fn typing(page: &mut Page) -> (By, bool) {
    page.next_that(|message| message.typing.map(|typing| (typing.by, typing.on))).await
}

async fn point(page: &mut Page) -> Option<u32> {
    page.next_that(|message| message.point).await.line
}

#[tokio::test]
async fn each_side_sees_that_the_other_one_writes_and_nobody_sees_oneself() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let amira = server.staff("amira@example.com", Role::Agent).await;
    let browser = server.browser_of(server.biller, amira).await;
    let mut payer = Page::open(&server, &invoice, 1).await;
    let mut staff_socket = StaffSocket::open(&server, &browser, &invoice, 0).await;
    payer.next_that(|message| message.presence.filter(|it| it.staff == ["amira"])).await;

    payer.send(r#"{"typing":true}"#).await;
    assert_eq!(staff_socket.typing().await, (json!({"kind": "payer"}), true));
    staff_socket.send(r#"{"typing":true}"#).await;
    assert_eq!(typing(&mut payer).await, (By::Biller { name: Some("amira".into()) }, true));
    payer.send(r#"{"typing":false}"#).await;
    assert_eq!(staff_socket.typing().await, (json!({"kind": "payer"}), false));
    staff_socket.send(r#"{"typing":false}"#).await;
    assert_eq!(typing(&mut payer).await, (By::Biller { name: Some("amira".into()) }, false));
    hears_nothing(&server, &mut payer, &invoice, |message| message.typing.is_some()).await;
}

#[tokio::test]
async fn whoever_has_said_it_no_longer_writes_it() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut writer = Page::open(&server, &invoice, 1).await;
    let mut reader = Page::open(&server, &invoice, 1).await;
    reader.sees_payers(2).await;
    writer.send(r#"{"typing":true}"#).await;
    assert_eq!(typing(&mut reader).await, (By::Payer, true));
    writer.say("m1", "Hej").await;
    assert_eq!(typing(&mut reader).await, (By::Payer, false));
}

#[tokio::test]
async fn whoever_leaves_or_falls_silent_no_longer_writes() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut leaver = Page::open(&server, &invoice, 1).await;
    let mut reader = Page::open(&server, &invoice, 1).await;
    reader.sees_payers(2).await;
    leaver.send(r#"{"typing":true}"#).await;
    assert_eq!(typing(&mut reader).await, (By::Payer, true));
    drop(leaver);
    assert_eq!(typing(&mut reader).await, (By::Payer, false));
    reader.sees_payers(1).await;

    let mut silent = Page::open(&server, &invoice, 1).await;
    reader.sees_payers(2).await;
    silent.send(r#"{"typing":true}"#).await;
    assert_eq!(typing(&mut reader).await, (By::Payer, true));
    server.clock.advance_ms(i64::from(TYPING_MS));
    assert_eq!(typing(&mut reader).await, (By::Payer, false));
}

#[tokio::test]
async fn of_two_who_are_one_to_others_the_last_one_ends_it() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut phone = Page::open(&server, &invoice, 1).await;
    let mut laptop = Page::open(&server, &invoice, 1).await;
    let amira = server.staff("amira@example.com", Role::Agent).await;
    let browser = server.browser_of(server.biller, amira).await;
    let mut staff_socket = StaffSocket::open(&server, &browser, &invoice, 0).await;
    phone.send(r#"{"typing":true}"#).await;
    assert!(staff_socket.typing().await.1);
    laptop.send(r#"{"typing":true}"#).await;
    assert!(staff_socket.typing().await.1);
    phone.send(r#"{"typing":false}"#).await;
    laptop.send(r#"{"typing":false}"#).await;
    assert!(!staff_socket.typing().await.1);
    let ends = staff_socket.heard.iter().filter(|text| text.contains(r#""on":false"#)).count();
    assert_eq!(ends, 1);
}

#[tokio::test]
async fn payers_never_learn_that_a_note_is_written() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut payer = Page::open(&server, &invoice, 1).await;
    let (amira, astrid) = (
        server.staff("amira@example.com", Role::Agent).await,
        server.staff("astrid@example.com", Role::Agent).await,
    );
    let (first, second) =
        (server.browser_of(server.biller, amira).await, server.browser_of(server.biller, astrid).await);
    let mut writer = StaffSocket::open(&server, &first, &invoice, 0).await;
    let mut colleague = StaffSocket::open(&server, &second, &invoice, 0).await;
    payer.next_that(|message| message.presence.filter(|it| it.staff.len() == 2)).await;
    writer.send(r#"{"typing":true,"note":true}"#).await;
    assert_eq!(colleague.typing().await, (json!({"kind": "biller", "name": "amira"}), true));
    writer.send(r#"{"typing":false}"#).await;
    assert!(!colleague.typing().await.1);
    hears_nothing(&server, &mut payer, &invoice, |message| message.typing.is_some()).await;
}

#[tokio::test]
async fn a_line_that_staff_point_at_lights_up_also_for_whoever_comes_later() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let amira = server.staff("amira@example.com", Role::Agent).await;
    let browser = server.browser_of(server.biller, amira).await;
    let mut payer = Page::open(&server, &invoice, 1).await;
    let mut staff_socket = StaffSocket::open(&server, &browser, &invoice, 0).await;
    payer.next_that(|message| message.presence.filter(|it| it.staff == ["amira"])).await;

    staff_socket.send(r#"{"point":3}"#).await;
    assert_eq!(point(&mut payer).await, Some(3));
    staff_socket.send(r#"{"point":1}"#).await;
    assert_eq!(point(&mut payer).await, Some(1));
    let mut newcomer = Page::open(&server, &invoice, 1).await;
    assert_eq!(point(&mut newcomer).await, Some(1));
    staff_socket.send(r#"{"point":null}"#).await;
    assert_eq!(point(&mut payer).await, None);
    staff_socket.send(r#"{"point":2}"#).await;
    assert_eq!(point(&mut payer).await, Some(2));
    drop(staff_socket);
    assert_eq!(point(&mut payer).await, None, "who has left points at nothing");
}

#[tokio::test]
async fn of_two_who_point_the_newer_one_is_followed_and_then_the_other_one_again() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut payer = Page::open(&server, &invoice, 1).await;
    let mut desks = Vec::new();
    for name in ["amira@example.com", "astrid@example.com"] {
        let staff = server.staff(name, Role::Agent).await;
        let browser = server.browser_of(server.biller, staff).await;
        desks.push(StaffSocket::open(&server, &browser, &invoice, 0).await);
    }
    payer.next_that(|message| message.presence.filter(|it| it.staff.len() == 2)).await;
    desks[0].send(r#"{"point":1}"#).await;
    assert_eq!(point(&mut payer).await, Some(1));
    desks[1].send(r#"{"point":2}"#).await;
    assert_eq!(point(&mut payer).await, Some(2));
    desks.pop();
    assert_eq!(point(&mut payer).await, Some(1));
}

#[tokio::test]
async fn payers_do_not_point() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    let mut other = Page::open(&server, &invoice, 1).await;
    other.sees_payers(2).await;
    page.send(r#"{"point":1}"#).await;
    assert_eq!(page.next_that(|message| message.refused).await.code, "unreadable");
    hears_nothing(&server, &mut other, &invoice, |message| message.point.is_some()).await;
}

#[tokio::test]
async fn whoever_types_on_and_off_without_end_is_sent_away() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    for number in 0..200 {
        let text = format!(r#"{{"typing":{}}}"#, number % 2 == 0);
        if futures_util::SinkExt::send(&mut page.socket, text.into()).await.is_err() {
            break;
        }
    }
    assert_eq!(page.close_code().await, Some(app::live::close::TOO_FAST));
}
