//! `billow serve`

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use testkit::postgres::{database, sql};

use crate::billow::Billow;
use crate::postgres::append_newer;

/// A server that does not outlive its test.
struct Serving {
    child: Child,
    address: SocketAddr,
}

impl Serving {
    /// Starts it and waits until it says where it serves.
    fn start(billow: &Billow, address: SocketAddr) -> Self {
        let mut command = billow.command(&["serve"]);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut serving = Self { child, address };
        let mut line = String::new();
        BufReader::new(serving.child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        assert!(line.contains(&format!("http://{address}")), "{line}");
        serving
    }

    fn get(&self, path: &str) -> String {
        self.request(&format!("GET {path} HTTP/1.0\r\nHost: {}\r\n\r\n", self.address))
    }

    /// The metrics, once they name this one.
    fn metrics_with(&self, name: &str) -> String {
        let give_up = Instant::now() + Duration::from_secs(30);
        loop {
            let metrics = self.get("/metrics");
            if metrics.contains(name) {
                return metrics;
            }
            assert!(Instant::now() < give_up, "no {name}: {metrics}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Books a payment through the API.
    fn pay(&self, key: &str, invoice: &str, amount_minor: i64) -> String {
        let body = format!(
            "{{\"amount_minor\":{amount_minor},\"currency\":\"SEK\",\"method\":\"card\",\"status\":\"settled\"}}"
        );
        self.request(&format!(
            "POST /api/v1/invoices/{invoice}/payments HTTP/1.0\r\nHost: {}\r\nAuthorization: Bearer {key}\r\n\
             Idempotency-Key: {amount_minor}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        ))
    }

    fn request(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Asks it to stop as an operator does; answers the exit code and what it logged.
    fn stop(mut self) -> (Option<i32>, String) {
        // The shell's own command: not every machine has the program.
        let kill = format!("kill {}", self.child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (self.child.wait().unwrap().code(), log)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that was free a moment ago.
fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

fn open_minor(page: &str) -> Option<i64> {
    let (_, rest) = page.split_once("data-amount=\"open\"")?;
    let (tag, _) = rest.split_once('>')?;
    let (_, minor) = tag.split_once("data-minor=\"")?;
    minor.split_once('"')?.0.parse().ok()
}

#[test]
fn it_serves_what_other_commands_change_and_stops_in_order() {
    let address = free_address();
    let billow = Billow::new().with("BILLOW_ADDR", address.to_string());
    let demo = billow.json(&["demo", "--json"]);
    let serving = Serving::start(&billow, address);
    let link = demo["invoices"][0]["link"].as_str().unwrap();
    let path = link.strip_prefix(&format!("http://{address}")).unwrap();
    let before = serving.get(path);
    assert!(before.starts_with("HTTP/1.0 200"), "{before}");
    let open = open_minor(&before).unwrap();
    billow.good(&["pay", "10482", "450.00"]);
    assert_eq!(open_minor(&serving.get(path)), Some(open - 45_000));
    let (_, page) = path.rsplit_once('/').unwrap();
    let (code, log) = serving.stop();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("stopped"), "{log}");
    assert!(!log.contains(page), "a link's token is in the log: {log}");
    billow.assert_verified();
}

#[test]
fn server_and_commands_take_turns_on_one_invoice_and_neither_overlooks_the_other() {
    let address = free_address();
    let billow = Billow::new().with("BILLOW_ADDR", address.to_string());
    let demo = billow.json(&["demo", "--json"]);
    let serving = Serving::start(&billow, address);
    let key = demo["api_key"].as_str().unwrap();
    let invoice = demo["invoices"][0]["id"].as_str().unwrap();
    let mut paid = 0;
    for turn in 1..=5 {
        let answer = serving.pay(key, invoice, turn * 100);
        assert!(answer.starts_with("HTTP/1.0 201"), "{answer}");
        let report = billow.json(&["pay", "10482", &turn.to_string(), "--json"]);
        paid += 2 * turn * 100;
        assert_eq!(report["paid_minor"], paid);
    }
    billow.assert_verified();
}

#[test]
fn an_address_in_use_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let billow = Billow::new().with("BILLOW_ADDR", taken.local_addr().unwrap().to_string());
    let ended = billow.run(&["serve"]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.err.contains("BILLOW_ADDR") && ended.err.contains("another program"), "{}", ended.err);
    assert_eq!(ended.out, "");
}

#[test]
fn what_cannot_be_read_is_counted_logged_and_never_decided_on() {
    let Some(url) = database() else { return };
    let address = free_address();
    let billow = Billow::new()
        .with("BILLOW_ADDR", address.to_string())
        .with("BILLOW_DATABASE_URL", url.clone())
        .with("BILLOW_SECRET_KEY", "a secret that only the tests know");
    let demo = billow.json(&["demo", "--json"]);
    let serving = Serving::start(&billow, address);
    let key = demo["api_key"].as_str().unwrap();
    let invoices = demo["invoices"].as_array().unwrap();
    let invoice = invoices[0]["id"].as_str().unwrap();
    append_newer(&url, &invoice.replace('-', ""));
    // The feed counts it although nobody looks at the invoice.
    let counted = serving.metrics_with("billow_events_unread_total{why=\"newer\"}");
    assert!(!counted.contains("why=\"damaged\""), "{counted}");
    let answer = serving.pay(key, invoice, 100);
    assert!(answer.starts_with("HTTP/1.0 503") && answer.contains("node_too_old"), "{answer}");

    // The command line decides nothing either, and says what to do.
    let number = invoices[0]["number"].as_str().unwrap();
    for arguments in [&["verify"][..], &["rebuild"], &["pay", number, "1"]] {
        let ended = billow.run(arguments);
        assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""), "{arguments:?}: {}", ended.err);
        assert_eq!(ended.err.lines().count(), 1, "{}", ended.err);
        for word in
            ["nothing was changed", "surcharged", "newer program", "run this with the version of billow"]
        {
            assert!(ended.err.contains(word), "{arguments:?}: {}", ended.err);
        }
    }

    sql(&url, "UPDATE events SET type = 'voided', data = '{' WHERE type = 'surcharged'");
    let answer = serving.pay(key, invoice, 100);
    assert!(answer.starts_with("HTTP/1.0 500"), "{answer}");
    let counted = serving.get("/metrics");
    assert!(counted.contains("billow_events_unread_total{why=\"damaged\"}"), "{counted}");
    let found = billow.run(&["verify"]);
    assert_eq!(found.code, Some(1));
    assert!(found.out.contains(invoice), "{}", found.out);
    let (_, log) = serving.stop();
    assert!(log.contains("an event is damaged") && log.contains(invoice), "{log}");
}
