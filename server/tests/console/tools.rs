//! The tools of an invoice: asking for one changes nothing, and a form that comes twice does it once.

use console::pages::invoices::tool::Tool;
use usecases::Role;

use crate::support::{Invoice, TestServer, in_days, today};

async fn events(server: &TestServer, invoice: &Invoice) -> usize {
    server.database().staff_frames(server.biller, invoice.id, 0).await.unwrap().len()
}

#[tokio::test]
async fn looking_at_a_tool_changes_nothing_whatever_stands_in_its_address() {
    let server = TestServer::start().await;
    let invoice = server.invoice(10_000).await;
    let paid = server.pay(&invoice, 1_000).await.payment_id;
    let agent = server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser_of(server.biller, agent).await;
    let before = events(&server, &invoice).await;
    let (day, later) = (today(), in_days(90));
    let filled = format!(
        "go=1&amount=10.00&paid_on={day}&method=proposal&arrived=yes&to={later}&payment={paid}&reason=why\
         &until={later}&channel=sms&rotate=yes&kind=due_date&upheld=yes&key=k"
    );
    for tool in Tool::ALL {
        for query in ["", &*filled, "go=1", "go=1&amount=%00&to=x&payment=x&fee=x&kind=x&revoke=x"] {
            let path = format!("/console/invoices/{}/{}?{query}", invoice.id, tool.path());
            let answer = browser.get(&path).await;
            assert_eq!(answer.status, 200, "{path}");
        }
    }
    assert_eq!(events(&server, &invoice).await, before);
    let links = server.database().links_of(server.biller, invoice.id).await.unwrap();
    assert_eq!(links.len(), 1, "no link was made");
}

#[tokio::test]
async fn the_confirmation_says_what_the_payer_reads_and_the_log_then_says_the_same() {
    let server = TestServer::start().await;
    let invoice = server.invoice(10_000).await;
    let agent = server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser_of(server.biller, agent).await;
    let later = in_days(90).to_string();
    let form = [("to", later.as_str()), ("reason", "asked by telephone"), ("key", "one")];
    let page = browser.get(&format!("/console/invoices/{}/due?go=1&to={later}", invoice.id)).await;
    assert!(page.body.contains("data-payer-reads"), "{}", page.body);
    let path = format!("/console/invoices/{}/due", invoice.id);
    for _ in 0..2 {
        let answer = browser.post(&path, &form).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert!(answer.header("location").unwrap().ends_with("?done=due"));
    }
    let row = server.database().invoice(server.biller, invoice.id).await.unwrap().unwrap();
    assert_eq!(row.due_date.to_string(), later);
    assert_eq!(events(&server, &invoice).await, 2, "once");
    // The same key with something else is a mistake, and says so.
    let other = browser.post(&path, &[("to", &in_days(120).to_string()), ("key", "one")]).await;
    assert_eq!(other.status, 422);
    assert!(other.body.contains("data-refused"), "{}", other.body);
}

#[tokio::test]
async fn what_the_rules_refuse_comes_back_with_the_reason_and_what_was_filled_in() {
    let server = TestServer::start().await;
    let invoice = server.invoice(10_000).await;
    let agent = server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser_of(server.biller, agent).await;
    let path = format!("/console/invoices/{}/credit", invoice.id);
    let answer = browser.post(&path, &[("amount", "999.00"), ("reason", "too much"), ("key", "k")]).await;
    assert_eq!(answer.status, 422);
    for text in ["data-refused", "less than asked for", "value=\"999.00\"", "value=\"too much\""] {
        assert!(answer.body.contains(text), "{text}: {}", answer.body);
    }
    assert_eq!(events(&server, &invoice).await, 1);
}

#[tokio::test]
async fn a_message_that_comes_twice_is_said_once_and_a_note_reaches_no_payer() {
    let server = TestServer::start().await;
    let invoice = server.invoice(10_000).await;
    let agent = server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser_of(server.biller, agent).await;
    let path = format!("/console/invoices/{}/say", invoice.id);
    for _ in 0..2 {
        let form = [("id", "m1"), ("kind", "message"), ("text", "Good morning"), ("line", "")];
        assert_eq!(browser.post(&path, &form).await.status, 303);
        let form = [("id", "n1"), ("kind", "note"), ("text", "pays late")];
        assert_eq!(browser.post(&path, &form).await.status, 303);
    }
    let empty = browser.post(&path, &[("id", "m2"), ("kind", "message"), ("text", "  ")]).await;
    assert_eq!(empty.status, 422);
    assert_eq!(events(&server, &invoice).await, 3);
    let frames = server.database().payer_frames(server.biller, invoice.id, 0).await.unwrap();
    let bytes = serde_json::to_string(&frames).unwrap();
    assert!(bytes.contains("Good morning") && !bytes.contains("pays late"), "{bytes}");
    let page = browser.get(&format!("/console/inbox/{}", invoice.id)).await;
    assert!(page.body.contains("pays late"));
    let seen = browser.get(&format!("/console/invoices/{}/as-payer", invoice.id)).await;
    assert!(seen.body.contains("Good morning") && !seen.body.contains("pays late"));
}

#[tokio::test]
async fn the_payers_page_in_a_frame_runs_nothing_and_sends_nothing() {
    let server = TestServer::start().await;
    let invoice = server.invoice(10_000).await;
    let agent = server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser_of(server.biller, agent).await;
    let answer = browser.get(&format!("/console/invoices/{}/as-payer", invoice.id)).await;
    let policy = answer.header("content-security-policy").unwrap();
    for directive in ["script-src 'none'", "form-action 'none'", "frame-ancestors 'self'"] {
        assert!(policy.contains(directive), "{policy}");
    }
    let page = browser.get(&format!("/console/invoices/{}", invoice.id)).await;
    assert!(page.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"));
}
