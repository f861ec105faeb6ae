//! A marker goes in through every door; the payer is forgotten; what is left of it is what is declared as kept, and
//! nothing else: in no row, no free page, no log-ahead file, no attached file, no page and no line of the log.
#![allow(clippy::unwrap_used)]

#[path = "support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use domain::ids::{InvoiceId, PayerId};
use psp::Kind;
use serde_json::{Value, json};
use server::jobs::CHORES;
use tracing_subscriber::EnvFilter;
use usecases::checkouts::{ConnectProvider, ConnectionId, ConnectionSecrets};
use usecases::personal_data::Erasure;
use usecases::{
    Caller, Clock as _, ContentKind, IdGenerator as _, Input, MakeProposal, Principal, Role, UuidV7, execute,
};

use support::http::{Answer, get, request};
use support::page::{Page, live_path};
use support::staff::Browser;
use support::upload::{PNG, Parts, checksum};
use support::{Invoice, TestServer};

/// What every marker begins with, part of the same word: names are kept in pieces too. No bytes look like it by chance.
const MARK: &str = "qvxzj";
/// What comes after it, by door.
const MARKERS: &[&str] = &[
    "tradingname",
    "legalname",
    "street",
    "town",
    "contact",
    "mail",
    "customer",
    "draftname",
    "changedname",
    "changedstreet",
    "payersays",
    "filename",
    "inthefile",
    "socketsays",
    "staffsays",
    "staffnotes",
    "formnote",
    "replyfile",
    "debtor",
    "remittance",
    "endtoend",
    "unknown",
    "failed",
    "duereason",
    "disputed",
    "closedfor",
    "moretime",
    "declinedfor",
    "agreedwords",
    "creditedfor",
    "feefor",
    "pausedfor",
    "writtenoff",
    "refundfor",
    "draftcontact",
    "draftmail",
    "draftstreet",
    "drafttown",
    "changedmail",
    "changedtown",
    "noday",
    "useragent",
];
/// Doors that keep nothing of it at all.
const REFUSED: &[&str] = &["noday", "useragent"];
/// The account that a transfer came from.
const ACCOUNT: &str = "SE7280000810340009783242";

/// Everything that is logged, at every level of this program.
#[derive(Clone, Default)]
struct Logged(Arc<Mutex<Vec<u8>>>);

impl Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Logged {
    fn listen() -> Self {
        let logged = Self::default();
        let to = logged.clone();
        let ours = ["server", "store", "usecases", "domain", "bank", "psp", "files", "documents"];
        let filter = ours.map(|name| format!("{name}=trace")).join(",") + ",info";
        tracing_subscriber::fmt()
            .with_env_filter(EnvFilter::new(filter))
            .with_ansi(false)
            .with_writer(move || to.clone())
            .init();
        logged
    }
}

/// How often each marker stands in these bytes, whatever the case of its letters.
fn marks(bytes: &[u8]) -> BTreeMap<String, usize> {
    let lower = bytes.to_ascii_lowercase();
    let mut found = BTreeMap::new();
    let starts = lower.windows(MARK.len()).enumerate().filter(|(_, some)| *some == MARK.as_bytes());
    for (at, _) in starts {
        // Rows stand beside each other: what follows need not belong to it.
        let rest = &lower[at + MARK.len()..];
        let known = MARKERS.iter().filter(|name| rest.starts_with(name.as_bytes()));
        let name = known.max_by_key(|name| name.len()).unwrap_or(&"unknown marker");
        *found.entry((*name).to_owned()).or_default() += 1;
    }
    let account = ACCOUNT.to_ascii_lowercase();
    let accounts = lower.windows(account.len()).filter(|some| *some == account.as_bytes()).count();
    if accounts > 0 {
        found.insert("account".into(), accounts);
    }
    found
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all
}

/// What is in a file; nothing where it has gone since it was listed.
fn read(path: &Path) -> Vec<u8> {
    match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => panic!("{error}: {}", path.display()),
    }
}

/// The markers in every file of the node: database, log-ahead file, attached files.
fn kept_in_files(server: &TestServer) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for path in files(server.file("billow.db").parent().unwrap()) {
        for (mark, times) in marks(&read(&path)) {
            *found.entry(mark).or_default() += times;
        }
        let in_name = marks(path.to_string_lossy().as_bytes());
        assert!(in_name.is_empty(), "{in_name:?} in the name of {}", path.display());
    }
    found
}

/// A picture that says something in a text of its own.
fn picture(text: &str) -> Vec<u8> {
    let mut chunk = b"tEXtComment\0".to_vec();
    chunk.extend_from_slice(text.as_bytes());
    let length = u32::try_from(chunk.len() - 4).unwrap();
    let end = PNG.windows(4).rposition(|four| four == b"IEND").unwrap() - 4;
    let mut picture = PNG[..end].to_vec();
    picture.extend_from_slice(&length.to_be_bytes());
    picture.extend_from_slice(&chunk);
    picture.extend_from_slice(&checksum(&chunk).to_be_bytes());
    picture.extend_from_slice(&PNG[end..]);
    picture
}

/// The node with who is in it.
struct Doors {
    server: TestServer,
    key: String,
}

impl Doors {
    async fn api(&self, method: &str, path: &str, body: &Value) -> Value {
        self.api_as(method, path, "application/json", &body.to_string()).await
    }

    async fn api_as(&self, method: &str, path: &str, kind: &str, body: &str) -> Value {
        let (bearer, key) = (format!("Bearer {}", self.key), UuidV7.next_id().to_string());
        let headers = [("Authorization", &*bearer), ("Content-Type", kind), ("Idempotency-Key", &*key)];
        let answer = request(self.server.address, method, path, &headers, body).await;
        assert!(answer.status < 300, "{method} {path}: {} {}", answer.status, answer.body);
        serde_json::from_str(answer.body.lines().next().unwrap_or("null")).unwrap()
    }

    /// A form of the payer's page.
    async fn form(&self, invoice: &Invoice, path: &str, body: &str) -> Answer {
        let headers = [
            ("Content-Type", "application/x-www-form-urlencoded"),
            ("Sec-Fetch-Site", "same-origin"),
            ("User-Agent", "qvxzjuseragent"),
        ];
        let path = format!("/i/{}/{path}", invoice.token);
        let answer = request(self.server.address, "POST", &path, &headers, body).await;
        assert!(answer.status < 400, "{path}: {} {}", answer.status, answer.body);
        answer
    }

    /// An invoice that came over the API.
    fn invoice(&self, created: &Value) -> Invoice {
        let text = |field: &str| created[field].as_str().unwrap().to_owned();
        let token = text("link").rsplit('/').next().unwrap().to_owned();
        let id = InvoiceId(text("id").parse().unwrap());
        Invoice { id, number: text("number"), link: domain::ids::LinkId(id.0), token }
    }

    async fn payer(&self, invoice: &Invoice) -> PayerId {
        self.server.database().invoice(self.server.biller, invoice.id).await.unwrap().unwrap().payer
    }
}

/// The electricity invoice of the reader's own tests, to somebody whose every detail is a marker.
fn e_invoice() -> String {
    let path = "../crates/documents/tests/fixtures/electricity.xml";
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let details = [
        ("<cbc:ID>K-1001</cbc:ID>", "<cbc:ID>qvxzjcustomer</cbc:ID>"),
        ("<cbc:Name>Bageriet Råg</cbc:Name>", "<cbc:Name>Qvxzjtradingname</cbc:Name>"),
        ("Bageriet Råg &amp; Salt AB", "Qvxzjlegalname AB"),
        ("Kvarngränd 2", "Qvxzjstreet 2"),
        ("Lillköping", "Qvxzjtown"),
        ("Åsa Ek", "Qvxzjcontact"),
        ("buyer@example.com", "qvxzjmail@example.com"),
    ];
    details.into_iter().fold(text, |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    })
}

/// The same person on an invoice that a system wrote.
fn draft(number: &str) -> Value {
    let line = json!({"name": "Electricity", "quantity": "1", "unit_price": "1000", "vat": {"code": "S", "rate": "25"}});
    json!({
        "number": number,
        "currency": "SEK",
        "due_date": "2099-12-31",
        "buyer": {
            "name": "Qvxzjdraftname",
            "identifier": "qvxzjcustomer",
            "email": "qvxzjdraftmail@example.com",
            "phone": "+46 555 0100",
            "contact_name": "Qvxzjdraftcontact",
            "address": {"lines": ["Qvxzjdraftstreet 1"], "city": "Qvxzjdrafttown", "country": "SE"}
        },
        "lines": [line],
    })
}

fn statement(reference: &str, entries: &[(&str, &str, &str)]) -> String {
    let entries: String = entries
        .iter()
        .enumerate()
        .map(|(at, (amount, name, text))| {
            format!(
                "<Ntry><Amt Ccy=\"SEK\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
                 <BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>{reference}{at}</AcctSvcrRef><NtryDtls><TxDtls>\
                 <Refs><EndToEndId>qvxzjendtoend</EndToEndId></Refs>\
                 <RltdPties><Dbtr><Pty><Nm>{name}</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>{ACCOUNT}</IBAN></Id></DbtrAcct>\
                 </RltdPties><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
            )
        })
        .collect();
    format!(
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt><Id>1</Id>\
         <Acct><Id><IBAN>SE4550000000058398257466</IBAN></Id></Acct>{entries}</Stmt></BkToCstmrStmt></Document>"
    )
}

/// Words that stay: the e-invoice as it came in, what was agreed to, and what a credit note says, each once.
fn declared() -> BTreeMap<String, usize> {
    for kind in [ContentKind::Original, ContentKind::Consent] {
        assert!(matches!(kind.goes(), Erasure::Kept { .. }));
    }
    let mut kept = marks(e_invoice().as_bytes());
    kept.insert("agreedwords".into(), 1);
    kept.insert("creditedfor".into(), 1);
    kept
}

#[tokio::test]
async fn nothing_of_a_forgotten_payer_is_left_but_what_is_declared_as_kept() {
    let logged = Logged::listen();
    let server = TestServer::start().await;
    let key = server.api_key("tests").await;
    let agent = server.staff("amira@example.com", Role::Agent).await;
    let doors = Doors { server, key };
    let server = &doors.server;
    let mut browser = server.browser_of(server.biller, agent).await;

    // Invoices: a file, and what systems write.
    let first = doors.api_as("POST", "/api/v1/invoices", "application/xml", &e_invoice()).await;
    let first = doors.invoice(&first);
    let second = doors.invoice(&doors.api("POST", "/api/v1/invoices", &draft("48150231")).await);
    let third = doors.invoice(&doors.api("POST", "/api/v1/invoices", &draft("48150249")).await);
    let payer = doors.payer(&first).await;
    assert_eq!((doors.payer(&second).await, doors.payer(&third).await), (payer, payer));
    // Somebody else, who stays.
    let other = server.invoice(50_000).await;

    conversation(&doors, &mut browser, &first, &other).await;
    money(&doors, &mut browser, &first, &second, &third, payer).await;
    details(&mut browser, payer).await;
    let everywhere = kept_in_files(server);
    for mark in MARKERS.iter().filter(|mark| !REFUSED.contains(mark)) {
        assert!(everywhere.contains_key(*mark), "{mark} did not go in: {everywhere:?}");
    }

    doors.api("DELETE", &format!("/api/v1/payers/{payer}/personal-data"), &json!({})).await;
    for chore in CHORES {
        (chore.run)(&server.app).await;
    }
    // While the node runs. A reader may have held older pages a moment ago; the next write looks again.
    let mut left = kept_in_files(server);
    for _ in 0..20 {
        if left == declared() {
            break;
        }
        server.ask(usecases::PostMessage::plain(other.id, "Still here")).await.unwrap();
        left = kept_in_files(server);
    }
    assert_eq!(left, declared());

    // What anybody is shown.
    let bearer = format!("Bearer {}", doors.key);
    for invoice in [&first, &second, &third] {
        let mut pages = vec![get(server.address, &format!("/i/{}", invoice.token), &[]).await];
        let headers = [("Authorization", &*bearer)];
        for path in ["", "/events", "/payments"] {
            let path = format!("/api/v1/invoices/{}{path}", invoice.id);
            pages.push(get(server.address, &path, &headers).await);
        }
        pages.push(
            get(server.address, &live_path(&invoice.token, 0), &[("Accept", "application/json")]).await,
        );
        pages.push(browser.get(&format!("/console/invoices/{}", invoice.id)).await);
        pages.push(browser.get(&format!("/console/inbox/{}", invoice.id)).await);
        for page in pages {
            assert_eq!(page.status, 200, "{}", page.body);
            let mut shown = marks(page.body.as_bytes());
            // The words on a credit note are the invoice's history.
            shown.remove("creditedfor");
            assert_eq!(shown, BTreeMap::new(), "{}", page.body);
        }
    }
    for path in
        ["/console/payers", "/console/invoices", "/console/inbox", "/console/payments", "/console/matching"]
    {
        let page = browser.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(marks(page.body.as_bytes()), BTreeMap::new(), "{path}: {}", page.body);
    }
    assert_eq!(marks(&logged.0.lock().unwrap()), BTreeMap::new(), "in the log");

    // A form that comes again under its key brings nothing back.
    let again = file(&doors, &first, "payersays", "filename", "inthefile").await;
    assert_ne!(again, 303);
    assert_eq!(kept_in_files(server), declared());
    let server = doors.server.restart().await;
    assert_eq!(kept_in_files(&server), declared(), "after the node was started again");
    server.stop().await;
}

/// A day so many days from now.
fn in_days(server: &TestServer, days: i64) -> domain::Date {
    let today = server.clock.now().date_in(&jiff::tz::TimeZone::UTC);
    today.saturating_add(jiff::Span::new().days(days))
}

/// A message with a picture, as the payer's form sends it.
async fn file(doors: &Doors, invoice: &Invoice, text: &str, name: &str, inside: &str) -> u16 {
    let parts = Parts::default().field("id", "one form").field("text", &format!("Hello, qvxzj{text}"));
    let picture = picture(&format!("qvxzj{inside}"));
    let parts = parts.file(&format!("qvxzj{name}.png"), "image/png", &picture);
    parts.post(doors.server.address, &format!("/i/{}/say", invoice.token), &[]).await.status
}

/// Messages, notes, files, proposals, disputes.
async fn conversation(doors: &Doors, browser: &mut Browser<'_>, invoice: &Invoice, other: &Invoice) {
    let server = &doors.server;
    assert_eq!(file(doors, invoice, "payersays", "filename", "inthefile").await, 303);
    let mut page = Page::open(server, invoice, 0).await;
    page.say("socket", "Is it qvxzjsocketsays?").await;
    page.next_that(|message| (message.ack.as_deref() == Some("socket")).then_some(())).await;
    let live = format!("/console/invoices/{}/live?since=0&v={}", invoice.id, app::live::PROTOCOL);
    let mut staff_socket = Page::try_open(server, &live, &[("cookie", &browser.cookie())]).await.unwrap();
    for (id, kind, text) in [("s", "say", "Yes, qvxzjstaffsays"), ("n", "note", "Rude: qvxzjstaffnotes")] {
        staff_socket.send(&json!({"id": id, "do": {"type": kind, "text": text}}).to_string()).await;
        support::page::in_time(acked(&mut staff_socket, id)).await;
    }
    drop((page, staff_socket));
    let cookie = browser.cookie();
    let note = Parts::default().field("id", "note").field("kind", "note").field("text", "qvxzjformnote");
    let reply = Parts::default().field("id", "reply").field("text", "Here is the paper").file(
        "qvxzjreplyfile.png",
        "image/png",
        PNG,
    );
    for parts in [note, reply] {
        let path = format!("/console/invoices/{}/say", invoice.id);
        let answer = parts.post(server.address, &path, &[("Cookie", &cookie)]).await;
        assert_eq!(answer.status, 303, "{}", String::from_utf8_lossy(&answer.body));
    }

    doors.form(invoice, "dispute", "reason=It+is+qvxzjdisputed&line=&id=d").await;
    let frames = server.frames(invoice).await;
    let dispute = frames.iter().find_map(|frame| {
        let event = serde_json::to_value(&frame.event).unwrap();
        event["dispute_id"].as_str().map(str::to_owned)
    });
    let close = [("dispute", dispute.unwrap()), ("upheld", "no".into()), ("reason", "qvxzjclosedfor".into())];
    tool(browser, invoice, "dispute", &close).await;

    let until = in_days(server, 300);
    doors.form(invoice, "more-time", &format!("until={until}&text=Please,+qvxzjmoretime&id=m")).await;
    let proposal = last_proposal(doors, invoice).await;
    let path = format!("/console/invoices/{}/proposals/{proposal}/decline", invoice.id);
    let answer = browser.post(&path, &[("reason", "No: qvxzjdeclinedfor"), ("key", "c")]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let change = domain::proposals::ProposedChange::DueDate { to: in_days(server, 400) };
    let text = Some("How about this, qvxzjagreedwords".to_owned());
    let caller = Caller { biller: server.biller, principal: Principal::Operator };
    let propose = MakeProposal { invoice: invoice.id, change, text };
    execute(&server.services, caller, Input { use_case: propose, key: Some("p".into()) }).await.unwrap();
    let proposal = last_proposal(doors, invoice).await;
    doors.form(invoice, &format!("proposals/{proposal}"), "answer=accept&id=a").await;
    server.say(other, "Nothing about anybody").await;
}

async fn acked(staff_socket: &mut Page, id: &str) {
    use futures_util::StreamExt as _;
    loop {
        let message = staff_socket.socket.next().await.unwrap().unwrap();
        let Ok(text) = message.to_text() else { continue };
        let value: Value = serde_json::from_str(text).unwrap_or_default();
        assert!(value["refused"].is_null(), "{text}");
        if value["ack"] == id {
            return;
        }
    }
}

async fn last_proposal(doors: &Doors, invoice: &Invoice) -> String {
    let frames = doors.server.frames(invoice).await;
    let view = domain::invoices::view::PayerView::try_from(frames).unwrap();
    view.proposals.last().unwrap().proposal_id.to_string()
}

async fn tool(browser: &mut Browser<'_>, invoice: &Invoice, tool: &str, values: &[(&str, String)]) {
    let key = UuidV7.next_id().to_string();
    let mut form: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    form.push(("key", &key));
    let answer = browser.post(&format!("/console/invoices/{}/{tool}", invoice.id), &form).await;
    assert_eq!(answer.status, 303, "{tool}: {}", answer.body);
}

/// Payments by hand, at a provider and at the bank; reasons of every tool.
async fn money(
    doors: &Doors,
    browser: &mut Browser<'_>,
    first: &Invoice,
    second: &Invoice,
    third: &Invoice,
    payer: PayerId,
) {
    let server = &doors.server;
    let id = ConnectionId(UuidV7.next_id());
    let secrets = ConnectionSecrets { api_key: "key".to_owned().into(), webhook_secret: None };
    let secrets = secrets.seal(&server.services.link_keys, &UuidV7, id).unwrap();
    let (provider, methods) = (Kind::Sandbox.as_str().to_owned(), Kind::Sandbox.methods().to_vec());
    server.ask(ConnectProvider { id, provider, base_url: None, methods, secrets }).await.unwrap();
    doors.form(first, "pay", "method=card&part=all&shown=91700&seen=&id=pay").await;

    let pending =
        json!({"amount_minor": 1_000, "currency": "SEK", "method": "bank_transfer", "status": "pending"});
    let path = format!("/api/v1/invoices/{}/payments", second.id);
    let pending = doors.api("POST", &path, &pending).await["payment_id"].as_str().unwrap().to_owned();
    let reason = json!({"reason": "Not there: qvxzjfailed"});
    doors.api("POST", &format!("/api/v1/payments/{pending}/fail"), &reason).await;
    let due = json!({"due_date": in_days(server, 60).to_string(), "reason": "Agreed with qvxzjduereason"});
    doors.api("PATCH", &format!("/api/v1/invoices/{}", second.id), &due).await;
    tool(browser, second, "credit", &[("amount", "10.00".into()), ("reason", "qvxzjcreditedfor".into())])
        .await;
    tool(browser, second, "fee", &[("amount", "5.00".into()), ("reason", "qvxzjfeefor".into())]).await;
    tool(browser, second, "pause", &[("until", String::new()), ("reason", "qvxzjpausedfor".into())]).await;

    let entries = [
        ("1250.00", "Qvxzjtradingname", &*format!("Invoice {} qvxzjremittance", third.number)),
        ("77.00", "Qvxzjdebtor", "qvxzjunknown"),
    ];
    let file = statement("B", &entries);
    let path = "/api/v1/bank/files?name=monday.xml";
    let booked = doors.api_as("POST", path, "application/octet-stream", &file).await;
    assert_eq!(booked["status"], "booked", "{booked}");
    let waiting = server.database().waiting_matches(server.biller, None, 10).await.unwrap();
    let payment = waiting.waiting[0].row.id.to_string();
    let body = json!({"payer_id": payer.to_string()});
    doors.api("POST", &format!("/api/v1/payments/{payment}/keep-as-credit"), &body).await;
    let refund = json!({"amount_minor": 500, "reason": "qvxzjrefundfor"});
    doors.api("POST", &format!("/api/v1/payments/{payment}/refund"), &refund).await;
    tool(browser, second, "write-off", &[("reason", "Wrong: qvxzjwrittenoff".into())]).await;

    // A file that is refused is told with what is wrong in it, and listed without.
    let wrong = file.replace("2026-11-20", "qvxzjnoday");
    let bearer = format!("Bearer {}", doors.key);
    let headers = [("Authorization", &*bearer), ("Content-Type", "application/octet-stream")];
    let refused = request(server.address, "POST", path, &headers, &wrong).await;
    assert!(refused.status == 422 && refused.body.contains("qvxzjnoday"), "{}", refused.body);
    let listed = server.database().bank_files(server.biller, None, 10).await.unwrap();
    let why = listed.files.iter().find_map(|file| file.refused.clone()).unwrap();
    assert!(why.contains("“…” is no day"), "{why}");
}

/// The payer's own details, changed.
async fn details(browser: &mut Browser<'_>, payer: PayerId) {
    let form = [
        ("name", "Qvxzjchangedname"),
        ("email", "qvxzjchangedmail@example.com"),
        ("phone", "+46 555 0101"),
        ("lines", "Qvxzjchangedstreet 3"),
        ("city", "Qvxzjchangedtown"),
        ("country", "SE"),
    ];
    let answer = browser.post(&format!("/console/payers/{payer}/edit"), &form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}
