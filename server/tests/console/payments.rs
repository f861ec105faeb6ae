//! Money that came in, decided in the console: matched, split, kept, returned, undone, used and paid back.

use domain::ids::{InvoiceId, PaymentId};
use usecases::Role;
use usecases::bank_imports::{BankEntry, BatchPart, BookBankEntries, FileId, Lowered, ReturnReason, Way};

use crate::support::http::Answer;
use crate::support::staff::Browser;
use crate::support::{Invoice, TestServer};

/// A server with an agent.
async fn office() -> (TestServer, domain::ids::StaffId) {
    let server = TestServer::start().await;
    let agent = server.staff("amira@example.com", Role::Agent).await;
    (server, agent)
}

async fn open_minor(server: &TestServer, invoice: InvoiceId) -> i64 {
    server.database().invoice(server.biller, invoice).await.unwrap().unwrap().open_minor
}

async fn waiting(server: &TestServer) -> i64 {
    server.database().count_waiting(server.biller).await.unwrap()
}

/// Decides something about money.
async fn decide(browser: &mut Browser<'_>, payment: PaymentId, word: &str, form: &[(&str, &str)]) -> Answer {
    browser.post(&format!("/console/payments/{payment}/{word}"), form).await
}

fn goes_to(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").unwrap().to_owned()
}

fn refused(answer: &Answer, why: &str) {
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert!(answer.body.contains("data-refused") && answer.body.contains(why), "{why}: {}", answer.body);
}

#[tokio::test]
async fn a_match_pays_the_invoice_once_however_often_the_form_comes_and_goes_on_with_the_next() {
    let (server, agent) = office().await;
    let (wrong, right): (Invoice, Invoice) = (server.invoice(50_000).await, server.invoice(10_000).await);
    let first = server.unidentified(server.biller, wrong.id, 10_000).await;
    let second = server.unidentified(server.biller, wrong.id, 2_000).await;
    assert_eq!(waiting(&server).await, 2);
    let mut browser = server.browser_of(server.biller, agent).await;
    let page = browser.get(&format!("/console/matching/{first}?q={}", right.number)).await;
    assert!(page.body.contains(&format!("data-choice=\"{}\"", right.number)), "{}", page.body);

    let invoice = right.id.to_string();
    for _ in 0..2 {
        let form = [("invoice", &*invoice), ("amount_minor", "10000"), ("key", "one")];
        let answer = decide(&mut browser, first, "match", &form).await;
        let next = goes_to(&answer);
        assert_eq!(next, format!("/console/matching/{second}?done=matched&last={first}"));
    }
    assert_eq!((open_minor(&server, right.id).await, waiting(&server).await), (0, 1));
    let page = browser.get(&format!("/console/matching/{second}?done=matched&last={first}")).await;
    assert!(page.body.contains(&format!("is booked on {}", right.number)), "{}", page.body);
    // Somebody else has it open still.
    let again = [("invoice", &*invoice), ("amount_minor", "10000"), ("key", "two")];
    let again = decide(&mut browser, first, "match", &again).await;
    assert_eq!(again.status, 422);
    let page = browser.get(&format!("/console/matching/{first}")).await;
    assert!(!page.body.contains(&format!("{first}/match\"")), "what is decided is not offered again");
}

#[tokio::test]
async fn an_undone_match_opens_the_invoice_and_waits_again() {
    let (server, agent) = office().await;
    let (wrong, right) = (server.invoice(50_000).await, server.invoice(10_000).await);
    let payment = server.unidentified(server.biller, wrong.id, 10_000).await;
    let mut browser = server.browser_of(server.biller, agent).await;
    let invoice = right.id.to_string();
    let form = [("invoice", &*invoice), ("amount_minor", "10000"), ("key", "m")];
    goes_to(&decide(&mut browser, payment, "match", &form).await);
    let undone = decide(&mut browser, payment, "undo", &[("key", "u")]).await;
    assert_eq!(goes_to(&undone), format!("/console/matching/{payment}?done=undone"));
    assert_eq!((open_minor(&server, right.id).await, waiting(&server).await), (10_000, 1));
    let page = browser.get(&format!("/console/payments/{payment}")).await;
    assert!(page.body.contains("The match was undone, by amira"), "{}", page.body);
}

#[tokio::test]
async fn a_split_names_invoices_of_the_page_and_others_by_number() {
    let (server, agent) = office().await;
    let (one, other) = (server.invoice(10_000).await, server.invoice(20_000).await);
    let payment = server.unidentified(server.biller, one.id, 25_000).await;
    let mut browser = server.browser_of(server.biller, agent).await;
    let part = format!("part-{}", one.id);
    let more = [(&*part, "100.00"), ("number-1", &*other.number), ("amount-1", "150,01"), ("key", "a")];
    refused(&decide(&mut browser, payment, "split", &more).await, "more than the payment");
    let unknown = [("number-1", "no-such"), ("amount-1", "1.00"), ("key", "b")];
    refused(&decide(&mut browser, payment, "split", &unknown).await, "There is no invoice no-such.");
    refused(&decide(&mut browser, payment, "split", &[("key", "c")]).await, "at least one part");
    let parts = [(&*part, "100.00"), ("number-1", &*other.number), ("amount-1", "149,50"), ("key", "d")];
    assert_eq!(
        goes_to(&decide(&mut browser, payment, "split", &parts).await),
        format!("/console/matching?done=matched&last={payment}")
    );
    assert_eq!((open_minor(&server, one.id).await, open_minor(&server, other.id).await), (0, 5_050));
    let row = server.database().payment(server.biller, payment).await.unwrap().unwrap();
    assert_eq!(row.free_minor, 50, "the rest is the payer's credit");
}

#[tokio::test]
async fn credit_is_kept_then_used_then_paid_back() {
    let (server, agent) = office().await;
    let invoice = server.invoice(10_000).await;
    let payment = server.unidentified(server.biller, invoice.id, 15_000).await;
    let payer = server.database().invoice(server.biller, invoice.id).await.unwrap().unwrap().payer;
    let mut browser = server.browser_of(server.biller, agent).await;
    goes_to(&decide(&mut browser, payment, "credit", &[("payer", &payer.to_string()), ("key", "k")]).await);
    let page = browser.get(&format!("/console/payments/{payment}")).await;
    assert!(page.body.contains("data-free=\"15000\"") && page.body.contains("/apply\""), "{}", page.body);

    let id = invoice.id.to_string();
    let use_it = [("invoice", &*id), ("amount", "100.00"), ("key", "u")];
    goes_to(&decide(&mut browser, payment, "apply", &use_it).await);
    assert_eq!(open_minor(&server, invoice.id).await, 0);
    refused(&decide(&mut browser, payment, "refund", &[("amount", "50.01"), ("key", "x")]).await, "");
    for _ in 0..2 {
        goes_to(&decide(&mut browser, payment, "refund", &[("amount", "20.00"), ("key", "y")]).await);
    }
    let details = server.database().payment_details(server.biller, payment).await.unwrap().unwrap();
    assert_eq!((details.refunds.len(), details.listed.row.free_minor), (1, 3_000));
    let refund = details.refunds[0].id.to_string();
    refused(
        &decide(&mut browser, payment, "refunded", &[("refund", &refund), ("end", "x")]).await,
        "Say whether",
    );
    goes_to(&decide(&mut browser, payment, "refunded", &[("refund", &refund), ("end", "failed")]).await);
    let row = server.database().payment(server.biller, payment).await.unwrap().unwrap();
    assert_eq!(row.free_minor, 5_000, "what could not be paid back is credit again");
}

#[tokio::test]
async fn what_nobody_can_place_goes_back_and_waits_no_longer() {
    let (server, agent) = office().await;
    let invoice = server.invoice(10_000).await;
    let payment = server.unidentified(server.biller, invoice.id, 700).await;
    let mut browser = server.browser_of(server.biller, agent).await;
    let back = decide(&mut browser, payment, "return", &[("reason", "not ours"), ("key", "r")]).await;
    assert_eq!(goes_to(&back), format!("/console/payments/{payment}?done=returned"));
    assert_eq!(waiting(&server).await, 0);
    let page = browser.get(&format!("/console/payments/{payment}")).await;
    assert!(page.body.contains("not ours") && page.body.contains("It went back"), "{}", page.body);
}

#[tokio::test]
async fn the_payer_is_asked_and_both_sides_see_it() {
    let (server, agent) = office().await;
    let (wrong, asked) = (server.invoice(50_000).await, server.invoice(10_000).await);
    let payment = server.unidentified(server.biller, wrong.id, 10_000).await;
    let mut browser = server.browser_of(server.biller, agent).await;
    let id = asked.id.to_string();
    let ask = [("invoice", &*id), ("text", "We could not read the reference."), ("key", "a")];
    assert_eq!(
        goes_to(&decide(&mut browser, payment, "ask", &ask).await),
        format!("/console/matching/{payment}?done=asked")
    );
    let page = browser.get(&format!("/console/matching/{payment}?q={}", asked.number)).await;
    assert!(page.body.contains("data-asked"), "{}", page.body);
    assert!(page.body.contains("Payer asked"), "the list says it too");
    let page = browser.get(&format!("/console/invoices/{}", wrong.id)).await;
    assert_eq!(page.status, 200);
}

#[tokio::test]
async fn marketing_sees_no_money_and_decides_nothing_about_it() {
    let server = TestServer::start().await;
    let invoice = server.invoice(10_000).await;
    let payment = server.unidentified(server.biller, invoice.id, 700).await;
    let reader = server.staff("mara@example.com", Role::Marketing).await;
    let mut browser = server.browser_of(server.biller, reader).await;
    let (waiting, shown) = (format!("/console/matching/{payment}"), format!("/console/payments/{payment}"));
    for path in ["/console/payments", "/console/matching", "/console/bank", &waiting, &shown] {
        assert_eq!(browser.get(path).await.status, 403, "{path}");
    }
    assert_eq!(decide(&mut browser, payment, "undo", &[]).await.status, 403);
}

#[tokio::test]
async fn the_report_counts_what_it_lists_and_the_spreadsheet_has_it_too() {
    let (server, agent) = office().await;
    let invoice = server.invoice(10_000).await;
    server.pay(&invoice, 4_000).await;
    server.unidentified(server.biller, invoice.id, 700).await;
    let mut browser = server.browser_of(server.biller, agent).await;
    let page = browser.get("/console/payments").await;
    for mark in ["data-count=\"all\"", "data-count=\"unidentified\"", "data-count=\"settled\""] {
        assert!(page.body.contains(mark), "{mark}");
    }
    let page = browser.get("/console/payments?state=settled").await;
    assert!(!page.body.contains("data-payment=\"unidentified\""), "{}", page.body);
    let csv = browser.get("/console/payments.csv?state=settled").await;
    assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(csv.header("content-disposition").unwrap().starts_with("attachment; filename=\"payments-"));
    let lines: Vec<&str> = csv.body.trim_end().lines().collect();
    assert_eq!(lines.len(), 2, "{}", csv.body);
    assert!(lines[1].contains(",40.00,SEK,bank_transfer,settled,"), "{}", lines[1]);
}

/// What a bank tells of, on its way in or back.
fn told(number: u64, way: Way, amount_minor: i64, text: &str) -> BankEntry {
    BankEntry {
        number,
        format: "camt.053".into(),
        account: "SE4550000000058398257466".into(),
        other_accounts: vec![],
        way,
        booked: true,
        amount: domain::Money::new(amount_minor, "SEK".parse().unwrap()),
        stated_amounts: vec![],
        booked_on: None,
        valued_on: None,
        bank_references: vec![format!("BANK-{number}")],
        end_to_end: None,
        other_ids: vec![],
        debtor_name: Some("Lena Sommer".into()),
        debtor_account: None,
        references: vec![text.into()],
        further: vec![],
        charges_minor: 0,
        lowered: Lowered::No,
        text: vec![],
        undoing: (way == Way::Out).then(|| ReturnReason { code: Some("AC04".into()), text: None }),
        direct_debit: false,
        part: BatchPart::Single,
    }
}

async fn import(server: &TestServer, entry: BankEntry) -> Option<PaymentId> {
    let file = FileId([u8::try_from(entry.number).unwrap(); 16]);
    server.ask_for(server.biller, BookBankEntries { file, entries: vec![entry], allow_account: true }).await
        [0]
    .payment
}

#[tokio::test]
async fn what_was_recorded_by_hand_is_joined_with_one_click_and_separated_again() {
    let (server, agent) = office().await;
    let invoice = server.invoice(10_000).await;
    let recorded = server.pay(&invoice, 10_000).await.payment_id;
    let payment = import(&server, told(1, Way::In, 10_000, &invoice.number)).await.unwrap();
    let mut browser = server.browser_of(server.biller, agent).await;
    let page = browser.get(&format!("/console/matching/{payment}")).await;
    assert!(page.body.contains("Probably the one recorded on"), "{}", page.body);
    let list = browser.get("/console/matching").await;
    assert!(list.body.contains("Probably the one recorded on"), "{}", list.body);
    let to = recorded.to_string();
    let joined = decide(&mut browser, payment, "join", &[("to", &*to), ("key", "j")]).await;
    assert_eq!(goes_to(&joined), format!("/console/matching?done=joined&last={payment}"));
    assert_eq!((open_minor(&server, invoice.id).await, waiting(&server).await), (0, 0));
    let after = browser.get(&format!("/console/matching?done=joined&last={payment}")).await;
    assert!(
        after.body.contains("is the same money") && after.body.contains(&format!("{payment}/separate\""))
    );
    let shown = browser.get(&format!("/console/payments/{payment}")).await;
    assert!(shown.body.contains(&format!("data-joined=\"{recorded}\"")), "{}", shown.body);
    let separated = decide(&mut browser, payment, "separate", &[("key", "s")]).await;
    assert_eq!(goes_to(&separated), format!("/console/matching/{payment}?done=separated"));
    assert_eq!(waiting(&server).await, 1);
    refused(&decide(&mut browser, payment, "join", &[("to", &*payment.to_string()), ("key", "x")]).await, "");
}

#[tokio::test]
async fn a_return_that_waits_is_resolved_or_dismissed() {
    let (server, agent) = office().await;
    let came = import(&server, told(1, Way::In, 7_500, "nothing known")).await.unwrap();
    import(&server, told(2, Way::Out, 7_500, "something else")).await;
    import(&server, told(3, Way::Out, 4_200, "something else")).await;
    let mut browser = server.browser_of(server.biller, agent).await;
    let page = browser.get("/console/matching").await;
    assert!(page.body.contains("2 returns wait"), "{}", page.body);
    let page = browser.get("/console/returns").await;
    assert!(page.body.contains("AC04") && page.body.contains(&format!("data-original=\"{came}\"")));
    let listed = server.database().list_returns(server.biller).await.unwrap();
    let address = |at: usize, word: &str| format!("/console/returns/{}/{word}", listed[at].id);
    let nothing = browser.post(&address(0, "resolve"), &[("key", "a")]).await;
    refused(&nothing, "Choose the payment");
    let payment = came.to_string();
    let resolved = browser.post(&address(0, "resolve"), &[("payment", &*payment), ("key", "a")]).await;
    assert_eq!(goes_to(&resolved), "/console/returns?done=return");
    let dismissed = browser.post(&address(1, "dismiss"), &[("key", "b")]).await;
    assert_eq!(goes_to(&dismissed), "/console/returns?done=return");
    assert_eq!(browser.post(&address(1, "dismiss"), &[("key", "c")]).await.status, 404, "it waits no longer");
    assert!(browser.get("/console/returns").await.body.contains("No return waits."));
}
