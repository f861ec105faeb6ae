//! The sockets of staff: one invoice with everything on it, and the inbox of a biller.

use app::live::{PROTOCOL, close};
use domain::Timestamp;
use domain::conversations::ConversationState;
use domain::ids::InvoiceId;
use serde_json::{Value, json};
use usecases::{
    Caller, ChangeStaff, Input, LogOutEverywhere, MoveConversation, PostMessage, Principal, Role,
    StaffChange, execute,
};
use uuid::Uuid;

use super::staff_socket::StaffSocket;
use crate::support::http::get;
use crate::support::page::{NotOpened, Page, live_path};
use crate::support::staff::Browser;
use crate::support::{Invoice, TestServer};

async fn agent(server: &TestServer) -> Browser<'_> {
    let amira = server.staff("amira@example.com", Role::Agent).await;
    server.browser_of(server.biller, amira).await
}

#[tokio::test]
async fn staff_see_everything_in_order_and_say_and_note_over_the_socket() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let browser = agent(&server).await;
    let mut staff_socket = StaffSocket::open(&server, &browser, &invoice, 0).await;
    staff_socket.event("issued").await;
    staff_socket.send(r#"{"id":"n1","do":{"type":"note","text":"Called twice, ask Astrid"}}"#).await;
    let note = staff_socket.event("note_posted").await;
    assert_eq!((&note["text"], &note["staff"]), (&json!("Called twice, ask Astrid"), &json!("amira")));
    staff_socket.send(r#"{"id":"m1","do":{"type":"say","text":"Good morning","line":1}}"#).await;
    let said = staff_socket.acked_and_event("m1", "message_posted").await;
    assert_eq!(said["by"], json!({"kind": "biller", "name": "amira"}));
    assert_eq!(said["line"], 1);
    // Sent again because the answer was lost: there is still one.
    staff_socket.send(r#"{"id":"m1","do":{"type":"say","text":"Good morning","line":1}}"#).await;
    staff_socket.acked("m1").await;
    assert_eq!(server.frames(&invoice).await.len(), 2);
    let frames: Vec<Value> =
        staff_socket.heard.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
    let numbers: Vec<_> =
        frames.iter().filter_map(|frame| Some((frame["prev"].as_i64()?, frame["seq"].as_i64()?))).collect();
    assert_eq!(numbers, [(0, 1), (1, 2), (2, 3)]);
}

#[tokio::test]
async fn no_byte_of_a_note_or_of_triage_reaches_a_payer() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let browser = agent(&server).await;
    let mut watching = Page::open(&server, &invoice, 0).await;
    watching.frame().await;
    let mut staff_socket = StaffSocket::open(&server, &browser, &invoice, 0).await;
    let secret = "Zanzibar-555-0142";
    for number in 0..3 {
        let ask = json!({"id": format!("n{number}"), "do": {"type": "note", "text": secret}});
        staff_socket.send(&ask.to_string()).await;
        staff_socket.event("note_posted").await;
    }
    staff_socket.send(r#"{"id":"m1","do":{"type":"say","text":"We are on it"}}"#).await;
    staff_socket.acked("m1").await;
    let seq = server.frames(&invoice).await.last().unwrap().seq;

    // What an open page hears, what one hears that comes later, and what a poll answers.
    let mut bytes = Vec::new();
    let mut later = Page::open(&server, &invoice, 0).await;
    for page in [&mut watching, &mut later] {
        page.next_that(|message| {
            bytes.extend(serde_json::to_vec(&message).unwrap());
            (message.seq == Some(seq)).then_some(())
        })
        .await;
    }
    let polled = live_path(&invoice.token, 0);
    bytes.extend(get(server.address, &polled, &[("Accept", "application/json")]).await.body.into_bytes());
    bytes.extend(get(server.address, &format!("/i/{}", invoice.token), &[]).await.body.into_bytes());
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("We are on it"));
    for hidden in [secret, "Zanzibar", "note_posted", "note_id"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
}

#[tokio::test]
async fn only_who_is_logged_in_at_the_invoices_biller_gets_a_socket() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let browser = agent(&server).await;
    let other = server.another_biller("other").await;
    let astrid = server.staff_of(other, "astrid@example.com", Role::Admin).await;
    let foreign = server.browser_of(other, astrid).await;
    let nobody = server.browser();
    let path = |invoice: InvoiceId| format!("/console/invoices/{invoice}/live?since=0&v={PROTOCOL}");
    let status = async |browser: &Browser<'_>, path: &str| {
        StaffSocket::try_open(&server, browser, path).await.err().map(|NotOpened(status)| status)
    };
    assert_eq!(status(&browser, &path(invoice.id)).await, None);
    assert_eq!(status(&foreign, &path(invoice.id)).await, Some(404));
    assert_eq!(status(&browser, &path(InvoiceId(Uuid::now_v7()))).await, Some(404));
    assert_eq!(status(&nobody, &path(invoice.id)).await, Some(401));
    assert_eq!(status(&nobody, &format!("/console/live?v={PROTOCOL}")).await, Some(401));
    // With the cookie, from somebody else's page.
    for path in [path(invoice.id), format!("/console/live?v={PROTOCOL}")] {
        let headers = [("cookie", browser.cookie()), ("origin", "https://evil.example".into())];
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(Page::try_open(&server, &path, &headers).await.err(), Some(NotOpened(403)), "{path}");
    }
    // A page of an older version is told to load again.
    let mut older = StaffSocket::try_open(&server, &browser, "/console/live?v=0").await.unwrap();
    assert_eq!(older.page.close_code().await, Some(close::PROTOCOL_TOO_OLD));
}

#[tokio::test]
async fn a_session_that_ends_closes_its_sockets_and_does_nothing_more() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let amira = server.staff("amira@example.com", Role::Agent).await;
    let astrid = server.staff("astrid@example.com", Role::Agent).await;
    let browser = server.browser_of(server.biller, amira).await;
    let stays = server.browser_of(server.biller, astrid).await;
    let mut staff_socket = StaffSocket::open(&server, &browser, &invoice, 0).await;
    let mut inbox = StaffSocket::inbox(&server, &browser).await;
    let mut colleague = StaffSocket::open(&server, &stays, &invoice, 0).await;
    staff_socket.event("issued").await;
    colleague.event("issued").await;
    server.ask(LogOutEverywhere { staff: amira }).await.unwrap();
    staff_socket.send(r#"{"id":"m1","do":{"type":"say","text":"Too late"}}"#).await;
    assert_eq!(staff_socket.page.close_code().await, Some(close::LINK_INVALID));
    assert_eq!(inbox.page.close_code().await, Some(close::LINK_INVALID));
    let said = server.say(&invoice, "Still here").await;
    let seq = colleague.next_that(|message| message["seq"].as_i64().filter(|seq| *seq >= said.seq)).await;
    assert_eq!(seq, said.seq, "nothing was posted in between");
}

#[tokio::test]
async fn whoever_becomes_something_else_is_sent_away_before_doing_anything() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let amira = server.staff("amira@example.com", Role::Agent).await;
    let browser = server.browser_of(server.biller, amira).await;
    let mut staff_socket = StaffSocket::open(&server, &browser, &invoice, 0).await;
    staff_socket.event("issued").await;
    let change = StaffChange::Role(Role::Marketing);
    server.ask(ChangeStaff { staff: amira, change }).await.unwrap();
    staff_socket.send(r#"{"id":"m1","do":{"type":"say","text":"Not any more"}}"#).await;
    assert_eq!(staff_socket.page.close_code().await, Some(close::LINK_INVALID));
    assert_eq!(server.frames(&invoice).await.len(), 1);
}

#[tokio::test]
async fn the_inbox_hears_of_every_conversation_of_its_biller_and_of_no_other() {
    let server = TestServer::start().await;
    let (first, second) = (server.invoice(50_000).await, server.invoice(70_000).await);
    let browser = agent(&server).await;
    let other = server.another_biller("other").await;
    let astrid = server.staff_of(other, "astrid@example.com", Role::Agent).await;
    let foreign = server.browser_of(other, astrid).await;
    let mut inbox = StaffSocket::inbox(&server, &browser).await;
    let mut elsewhere = StaffSocket::inbox(&server, &foreign).await;
    // Both listen by the time they are told the time.
    inbox.next_that(|message| message["tick"].as_i64()).await;
    elsewhere.next_that(|message| message["tick"].as_i64()).await;

    for (invoice, text) in
        [(&first, "My meter is wrong, somebody has to come"), (&second, "Please call me back today")]
    {
        let mut page = Page::open(&server, invoice, 1).await;
        page.say("m1", text).await;
        page.next_that(|message| message.ack).await;
        let row = row_of(&mut inbox, invoice).await;
        assert_eq!(row["state"], "open");
        assert_eq!(row["preview"], text);
        assert_eq!(row["unread"], 1);
        assert_eq!(row["number"], invoice.number);
    }
    let last: Value = serde_json::from_str(inbox.heard.last().unwrap()).unwrap();
    assert_eq!((&last["counters"]["open"], &last["counters"]["unread"]), (&json!(2), &json!(2)));
    let theirs = server.invoice_of(other, "77").await;
    server.ask_for(other, PostMessage::plain(theirs, "Good morning")).await;
    let id = theirs.to_string();
    elsewhere.next_that(|message| (message["rows"][0]["invoice_id"] == id).then_some(())).await;
    let heard = elsewhere.heard.join("\n");
    assert!(!heard.contains(&first.id.to_string()) && !heard.contains("meter"), "{heard}");
}

async fn row_of(inbox: &mut StaffSocket, invoice: &Invoice) -> Value {
    let id = invoice.id.to_string();
    inbox
        .next_that(|message| message["rows"].as_array()?.iter().find(|row| row["invoice_id"] == id).cloned())
        .await
}

#[tokio::test]
async fn an_inbox_that_opens_just_after_something_happened_looks_again() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let browser = agent(&server).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    page.say("m1", "Written while the page of the inbox was on its way").await;
    // The feed has told it: whoever listens from now on comes too late for it.
    page.next_that(|message| message.event).await;
    let mut inbox = StaffSocket::inbox(&server, &browser).await;
    inbox.next_that(|message| (message["resync"] == true).then_some(())).await;
}

#[tokio::test]
async fn an_inbox_hears_that_a_snooze_is_over_although_nobody_did_anything() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let amira = server.staff("amira@example.com", Role::Agent).await;
    let browser = server.browser_of(server.biller, amira).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    page.say("m1", "Please look into this on Monday, a person").await;
    page.next_that(|message| message.ack).await;
    let mut inbox = StaffSocket::inbox(&server, &browser).await;
    let until = Timestamp(server.services.clock.now().0 + 3_600_000);
    let state = ConversationState::Snoozed { until };
    let snooze = MoveConversation { invoice: invoice.id, state };
    let caller =
        Caller { biller: server.biller, principal: Principal::Staff { id: amira, role: Role::Agent } };
    execute(&server.services, caller, Input { use_case: snooze, key: None }).await.unwrap();
    let counted = |message: &Value, field: &str| message["counters"][field].as_i64();
    inbox.next_that(|message| (counted(message, "snoozed") == Some(1)).then_some(())).await;
    server.clock.advance_ms(3_600_001);
    inbox.next_that(|message| (counted(message, "open") == Some(1)).then_some(())).await;
}

#[tokio::test]
async fn a_storm_of_changes_becomes_few_messages() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let browser = agent(&server).await;
    let mut inbox = StaffSocket::inbox(&server, &browser).await;
    inbox.next_that(|message| message["tick"].as_i64()).await;
    for _ in 0..60 {
        server.say(&invoice, "Once more").await;
    }
    let last = server.say(&invoice, "And the last one").await;
    assert!(last.seq > 60);
    let id = invoice.id.to_string();
    inbox
        .next_that(|message| {
            let row = message["rows"].as_array()?.iter().find(|row| row["invoice_id"] == id)?;
            (row["preview"] == "And the last one").then_some(())
        })
        .await;
    let told = inbox.heard.iter().filter(|text| text.contains("rows")).count();
    assert!(told <= 30, "{told} messages");
}

/// Every message that a page of staff can send, with what it leaves in the log.
const MESSAGES: [(&str, Option<&str>); 6] = [
    (r#"{"id":"say","do":{"type":"say","text":"Good morning"}}"#, Some("message_posted")),
    (r#"{"id":"note","do":{"type":"note","text":"Called twice"}}"#, Some("note_posted")),
    (r#"{"seen":1}"#, Some("messages_seen")),
    (r#"{"typing":true}"#, None),
    (r#"{"typing":true,"note":true}"#, None),
    (r#"{"point":1}"#, None),
];

#[tokio::test]
async fn who_may_not_read_conversations_opens_no_socket_and_an_open_one_ends_with_the_role() {
    let server = TestServer::start().await;
    for role in Role::ALL {
        let staff = server.staff(&format!("{role}@example.com"), role).await;
        let invoice = server.invoice(50_000).await;
        let browser = server.browser_of(server.biller, staff).await;
        let invoice_path = format!("/console/invoices/{}/live?since=0&v={PROTOCOL}", invoice.id);
        let inbox_path = format!("/console/live?v={PROTOCOL}");
        let lets_in = role != Role::Marketing;
        for path in [&invoice_path, &inbox_path] {
            let refused = StaffSocket::try_open(&server, &browser, path).await.err();
            assert_eq!(refused, (!lets_in).then_some(NotOpened(403)), "{role}: {path}");
        }
        if !lets_in {
            assert_eq!(kinds(&server, &invoice).await, ["issued"], "{role}");
            continue;
        }
        let mut staff_socket = StaffSocket::open(&server, &browser, &invoice, 0).await;
        staff_socket.event("issued").await;
        for (message, leaves) in MESSAGES {
            staff_socket.send(message).await;
            if let Some(kind) = leaves.filter(|kind| *kind != "messages_seen") {
                staff_socket.event(kind).await;
            }
        }

        // The person is moved to marketing while both sockets are open: they end without a word from the page.
        let before = kinds(&server, &invoice).await;
        let mut inbox = StaffSocket::inbox(&server, &browser).await;
        server.ask(ChangeStaff { staff, change: StaffChange::Role(Role::Marketing) }).await.unwrap();
        assert_eq!(staff_socket.page.close_code().await, Some(close::LINK_INVALID), "{role}");
        assert_eq!(inbox.page.close_code().await, Some(close::LINK_INVALID), "{role}");
        assert_eq!(kinds(&server, &invoice).await.len(), before.len(), "{role}");
    }
}

/// What stands in the log of an invoice.
async fn kinds(server: &TestServer, invoice: &Invoice) -> Vec<String> {
    let frames = server.database().staff_frames(server.biller, invoice.id, 0).await.unwrap();
    let frames = frames.iter().map(|frame| serde_json::to_value(&frame.event).unwrap());
    frames.map(|event| event["type"].as_str().unwrap().to_owned()).collect()
}
