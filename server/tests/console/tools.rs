//! The tools of an invoice: asking for one changes nothing, and a form that comes twice does it once.

use server::console::invoices::tools::TOOLS;
use usecases::{ChargeFee, CloseInvoice, Closing, CreditInvoice, PauseReminders, RecordPayment, Role};

use crate::support::{Invoice, TestServer, in_days, payment, today};

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
    for tool in TOOLS {
        for query in ["", &*filled, "go=1", "go=1&amount=%00&to=x&payment=x&fee=x&kind=x&revoke=x"] {
            let path = format!("/console/invoices/{}/{}?{query}", invoice.id, tool.description().path);
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

/// The last parts of the addresses of the tools that the page of an invoice offers, in its order.
async fn offered(server: &TestServer, invoice: &Invoice) -> Vec<String> {
    let agent = server.staff(&format!("{}@example.com", invoice.number), Role::Agent).await;
    let mut browser = server.browser_of(server.biller, agent).await;
    let path = format!("/console/invoices/{}", invoice.id);
    let page = browser.get(&path).await.body;
    let (_, tools) = page.split_once("class=\"tools\"").unwrap();
    let (tools, _) = tools.split_once("</div>").unwrap();
    let href = format!("href=\"{path}/");
    tools.split(&href).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn only_tools_that_make_sense_are_offered() {
    let server = TestServer::start().await;
    let expect = async |about: &str, invoice: &Invoice, tools: &[&str]| {
        assert_eq!(offered(&server, invoice).await, tools, "{about}");
    };
    let owed = server.invoice(10_000).await;
    let all = ["payment", "due", "credit", "propose", "fee", "pause", "write-off", "void", "links"];
    expect("owed", &owed, &all).await;

    let paid = server.invoice(10_000).await;
    server.pay(&paid, 10_000).await;
    expect("paid", &paid, &["payment", "credit", "void", "links"]).await;

    for closing in [Closing::Void, Closing::WriteOff] {
        let closed = server.invoice(10_000).await;
        server.ask(CloseInvoice { invoice: closed.id, closing, reason: None }).await.unwrap();
        expect(&format!("{closing:?}"), &closed, &["payment", "links"]).await;
    }

    let credited = server.invoice(10_000).await;
    let whole = CreditInvoice { invoice: credited.id, amount_minor: None, reason: None };
    server.ask(whole).await.unwrap();
    expect("credited", &credited, &["payment", "void", "links"]).await;

    let left = server.invoice(10_000).await;
    server.pay(&left, 10_000).await;
    let part = CreditInvoice { invoice: left.id, amount_minor: Some(4_000), reason: None };
    server.ask(part).await.unwrap();
    expect("with credit", &left, &["payment", "credit", "use-credit", "void", "links"]).await;

    let pending = server.invoice(10_000).await;
    server.ask(RecordPayment { settled: false, ..payment(&pending, 10_000) }).await.unwrap();
    assert!(!offered(&server, &pending).await.contains(&"void".to_owned()), "money is on its way");

    let paused = server.invoice(10_000).await;
    let fee = ChargeFee { invoice: paused.id, amount_minor: 600, reason: None };
    server.ask(fee).await.unwrap();
    server.ask(PauseReminders { invoice: paused.id, until: None, reason: None }).await.unwrap();
    let tools =
        ["payment", "due", "credit", "propose", "fee", "waive", "resume", "write-off", "void", "links"];
    expect("with a fee, paused", &paused, &tools).await;
}

/// A file of a tool that is not in the list would be dead code.
#[test]
fn every_file_of_a_tool_is_in_the_list() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/routes/console/invoices/tools");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let names = files.map(|file| file.file_stem().unwrap().to_str().unwrap().replace('_', "-"));
    let mut files: Vec<_> = names.filter(|name| name != "mod").collect();
    let mut listed: Vec<_> = TOOLS.iter().map(|tool| tool.description().path).collect();
    files.sort_unstable();
    listed.sort_unstable();
    assert_eq!(files, listed, "the file is named after the address, and has an entry in TOOLS");
}
