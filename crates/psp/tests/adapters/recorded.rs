//! Exchanges in files, as they go over the wire: what is asked has to be what stands there, in this order.
//!
//! Each begins with `> VERB PATH`, then headers that have to be there, an empty line and the body; the answer begins
//! with `< STATUS`.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use domain::Timestamp;
use domain::checkouts::method::CheckoutMethod;
use psp::{Answer, Call, CallError, Connection, Header, Http, Kind, Order, Provider, connect};
use secrecy::ExposeSecret;

#[derive(Debug)]
struct Exchange {
    request: String,
    status: u16,
    answer: String,
}

/// Answers as the file says.
pub struct Recorded {
    base_url: &'static str,
    left: Mutex<VecDeque<Exchange>>,
}

impl Recorded {
    pub fn of(base_url: &'static str, file: &str) -> Arc<Self> {
        let mut left = VecDeque::new();
        for exchange in file.split("\n> ").map(|part| part.trim_start_matches("> ")) {
            let (request, answer) = exchange.split_once("\n< ").unwrap();
            let (status, answer) = answer.split_once('\n').unwrap_or((answer, ""));
            left.push_back(Exchange {
                request: request.trim().to_owned(),
                status: status.trim().parse().unwrap(),
                answer: answer.trim().to_owned(),
            });
        }
        Arc::new(Self { base_url, left: Mutex::new(left) })
    }

    /// Everything in the file was asked for.
    pub fn assert_done(&self) {
        let left = self.left.lock().unwrap();
        assert!(left.is_empty(), "not asked: {:?}", left.front().map(|exchange| &exchange.request));
    }
}

#[async_trait]
impl Http for Recorded {
    async fn send(&self, call: Call) -> Result<Answer, CallError> {
        let exchange =
            self.left.lock().unwrap().pop_front().unwrap_or_else(|| panic!("{call:?} is too much"));
        let path = call.url.strip_prefix(self.base_url).unwrap();
        let mut expected = exchange.request.lines();
        assert_eq!(expected.next().unwrap(), format!("{} {path}", call.verb.as_str()));
        for line in expected.by_ref().take_while(|line| !line.is_empty()) {
            let (name, value) = line.split_once(": ").unwrap();
            let given = call.headers.iter().find(|(given, _)| *given == name);
            let given = match given {
                Some((_, Header::Plain(text))) => text.clone(),
                Some((_, Header::Secret(text))) => text.expose_secret().to_owned(),
                None if name == "content-type" => call.body.as_ref().unwrap().media_type().to_owned(),
                None => panic!("{name} is missing in {path}"),
            };
            assert_eq!(given, value, "{name} of {path}");
        }
        // Bodies stand in several lines where they are long.
        let body: String = expected.map(str::trim).collect();
        let given = call.body.as_ref().map(|body| body.text().to_owned()).unwrap_or_default();
        match serde_json::from_str::<serde_json::Value>(&body) {
            Ok(json) => {
                assert_eq!(serde_json::from_str::<serde_json::Value>(&given).unwrap(), json, "{path}")
            }
            Err(_) => assert_eq!(given, body, "{path}"),
        }
        Ok(Answer { status: exchange.status, body: exchange.answer.into() })
    }
}

/// 2026-11-22 10:00:00 UTC.
pub const NOW: Timestamp = Timestamp(1_795_341_600_000);
pub const CHECKOUT: &str = "0199a4c0-0000-7000-8000-000000000001";
pub const REFUND: &str = "0199a4c0-0000-7000-8000-0000000000f1";

pub fn connection(kind: Kind, base_url: &str) -> Connection {
    Connection {
        kind,
        base_url: base_url.into(),
        api_key: "test_key_of_nordkraft".to_owned().into(),
        webhook_secret: Some("whsec_of_nordkraft".to_owned().into()),
    }
}

pub fn provider(kind: Kind, http: Arc<dyn Http>) -> Box<dyn Provider> {
    let base_url = kind.base_url().unwrap_or("https://sandbox.example.com/api");
    connect(connection(kind, base_url), http)
}

/// 450,00 kr for invoice 1001 by card.
pub fn order() -> Order {
    Order {
        reference: CHECKOUT.into(),
        amount: domain::Money::new(45_000, "SEK".parse().unwrap()),
        method: CheckoutMethod::Card,
        description: "Nordkraft Example, 1001".into(),
        return_url: "https://pay.example.com/i/token?checkout=1".into(),
        webhook_url: "https://pay.example.com/hooks/x/y".into(),
        expires_at: Timestamp(NOW.0 + 3_600_000),
        language: "sv".into(),
        opened_at: NOW,
    }
}

pub fn refund(provider_id: &str) -> psp::Refund {
    psp::Refund {
        reference: REFUND.into(),
        provider_id: provider_id.into(),
        amount: domain::Money::new(12_500, "SEK".parse().unwrap()),
        description: "Refund".into(),
    }
}
