//! A connection to PostgreSQL that breaks while it commits: every door says that nobody knows whether the call was
//! done, and the same key then tells. Once the commit did not reach the database, once its answer got lost.
#![allow(clippy::unwrap_used)]

mod support;

use std::process::Command;

use serde_json::json;
use support::cutter::{Cut, Cutter};
use support::http::request;
use support::page::{Page, texts};
use support::staff::encoded;
use support::{Invoice, TestServer};
use usecases::Role;

/// A node whose connections to PostgreSQL can be cut, with an invoice over 500.00; none where there is no PostgreSQL.
async fn node() -> Option<(TestServer, Cutter, Invoice)> {
    let url = tokio::task::spawn_blocking(testkit::postgres::database).await.unwrap()?;
    let (cutter, url) = Cutter::before(&url).await;
    let server = TestServer::start_with(|settings| settings.database_url = url).await;
    let invoice = server.invoice(50_000).await;
    Some((server, cutter, invoice))
}

async fn paid_minor(server: &TestServer, invoice: &Invoice) -> i64 {
    server.database().invoice(server.biller, invoice.id).await.unwrap().unwrap().paid_minor
}

fn swedish(key: &str) -> String {
    locale::Texts::get().text(locale::Language::Sv, key, &[])
}

async fn over_the_api(cut: Cut) {
    let Some((server, cutter, invoice)) = node().await else { return };
    let bearer = format!("Bearer {}", server.api_key("tests").await);
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
        ("idempotency-key", "cut at its commit"),
    ];
    let body = json!({
        "amount_minor": 12_300, "currency": "SEK", "method": "bank_transfer", "source": "camt",
        "source_id": "one", "status": "settled",
    })
    .to_string();
    let path = format!("/api/v1/invoices/{}/payments", invoice.id);
    cutter.arm("cut at its commit", cut);
    let answer = request(server.address, "POST", &path, &headers, &body).await;
    assert!(cutter.has_cut());
    assert_eq!(answer.status, 503, "{}", answer.body);
    let problem = answer.json();
    assert_eq!(problem["code"], "outcome_unknown");
    assert_eq!(problem["type"], "/api/docs#problem-outcome_unknown");
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("not known") && detail.contains("same Idempotency-Key"), "{detail}");
    assert!(!detail.contains("nothing was changed"), "{detail}");
    assert!(answer.header("retry-after").unwrap().parse::<u32>().unwrap() >= 1);

    let again = request(server.address, "POST", &path, &headers, &body).await;
    let told = if cut == Cut::AfterCommit { 200 } else { 201 };
    assert_eq!(again.status, told, "{cut:?}: {}", again.body);
    assert_eq!(paid_minor(&server, &invoice).await, 12_300);
}

async fn over_a_form(cut: Cut) {
    let Some((server, cutter, invoice)) = node().await else { return };
    let path = format!("/i/{}/say", invoice.token);
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("accept-language", "sv"),
        ("sec-fetch-site", "same-origin"),
    ];
    let form = encoded(&[("id", "form cut at its commit"), ("text", "Hej"), ("lang", "sv")]);
    cutter.arm("form cut at its commit", cut);
    let answer = request(server.address, "POST", &path, &headers, &form).await;
    assert!(cutter.has_cut());
    assert_eq!(answer.status, 503);
    for key in ["problem-unknown-title", "problem-unknown-again", "problem-unknown-look"] {
        assert!(answer.body.contains(&swedish(key)), "{key}: {}", answer.body);
    }
    assert!(!answer.body.contains(&swedish("problem-server-text")), "{}", answer.body);

    let again = request(server.address, "POST", &path, &headers, &form).await;
    assert_eq!(again.status, 303, "{}", again.body);
    assert_eq!(texts(&server.frames(&invoice).await), ["Hej"], "{cut:?}: said once");
}

async fn over_the_socket(cut: Cut) {
    let Some((server, cutter, invoice)) = node().await else { return };
    let mut page = Page::open(&server, &invoice, 1).await;
    cutter.arm("message cut at its commit", cut);
    page.say("message cut at its commit", "Hej").await;
    let refused = page.next_that(|message| message.refused).await;
    assert_eq!((refused.code, refused.text), ("outcome_unknown".into(), swedish("said-unknown")));
    page.say("message cut at its commit", "Hej").await;
    page.next_that(|message| message.ack).await;
    assert_eq!(texts(&server.frames(&invoice).await), ["Hej"], "{cut:?}: said once");
}

async fn in_the_console(cut: Cut) {
    let Some((server, cutter, invoice)) = node().await else { return };
    let agent = server.staff("amira@example.com", Role::Agent).await;
    let mut browser = server.browser_of(server.biller, agent).await;
    let path = format!("/console/invoices/{}/fee", invoice.id);
    let form = [("amount", "60.00"), ("key", "tool cut at its commit")];
    cutter.arm("tool cut at its commit", cut);
    let answer = browser.post(&path, &form).await;
    assert!(cutter.has_cut());
    assert_eq!(answer.status, 503, "{}", answer.body);
    let title = locale::Texts::get().text(locale::Language::En, "problem-unknown-title", &[]);
    assert!(answer.body.contains(&title), "{}", answer.body);
    assert_eq!(browser.post(&path, &form).await.status, 303);
    let row = server.database().invoice(server.biller, invoice.id).await.unwrap().unwrap();
    assert_eq!(row.open_minor, 56_000, "{cut:?}: charged once");
}

async fn on_the_command_line(cut: Cut) {
    let Some((server, cutter, invoice)) = node().await else { return };
    let url = server.settings.database_url.clone();
    let number = invoice.number.clone();
    let pay = move || {
        let folder = tempfile::tempdir().unwrap();
        let mut pay = Command::new(env!("CARGO_BIN_EXE_billow"));
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("BILLOW_"))
        {
            pay.env_remove(name);
        }
        pay.args(["pay", &number, "123.00", "--source-id", "cut-at-its-commit"])
            .current_dir(folder.path())
            .env("BILLOW_DATABASE_URL", &url)
            .env("BILLOW_SECRET_KEY", "a secret that only the tests know")
            .output()
            .unwrap()
    };
    cutter.arm("pay:cut-at-its-commit", cut);
    let first = tokio::task::spawn_blocking(pay.clone()).await.unwrap();
    let said = String::from_utf8(first.stderr).unwrap();
    assert!(cutter.has_cut(), "{said}");
    assert_eq!(first.status.code(), Some(1), "{said}");
    assert!(said.contains("unknown whether this was done") && said.contains("--source-id"), "{said}");
    let again = tokio::task::spawn_blocking(pay).await.unwrap();
    assert_eq!(again.status.code(), Some(0), "{again:?}");
    assert_eq!(paid_minor(&server, &invoice).await, 12_300, "{cut:?}: paid once");
}

/// Each door, cut before and after the commit.
macro_rules! at_every_commit {
    ($($door:ident),+ $(,)?) => {
        $(mod $door {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn before_the_commit() {
                super::$door(super::Cut::BeforeCommit).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn after_the_commit() {
                super::$door(super::Cut::AfterCommit).await;
            }
        })+
    };
}

at_every_commit!(over_the_api, over_a_form, over_the_socket, in_the_console, on_the_command_line);
