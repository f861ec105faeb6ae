//! Texts and invoices for tests and for the gallery.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code)]

use std::collections::BTreeMap;
use std::sync::Arc;

use app::live::Presence;
use app::pages::brand::{Brand, Rgb};
use app::pages::invoices::{BillerView, InvoicePage, PayCode};
use app::pages::{Assets, Language};
use app::words::{DateStyle, Words};
use domain::invoices::document::{
    Address, AllowanceCharge, AllowanceOrCharge, Document, Line, Party, PaymentMeans,
};
use domain::invoices::view::PayerView;
use domain::invoices::wire::PayerFrame;
use domain::proposals::MoreTime;
use domain::{Currency, Date, Decimal, Money, Timestamp};
use serde_json::{Value, json};
use testkit::documents;

/// The texts of one language, read the naive way, with English formats.
pub struct Plain {
    language: &'static str,
    texts: BTreeMap<&'static str, &'static str>,
}

pub fn english() -> Arc<dyn Words> {
    speaking("en")
}

pub fn speaking(language: &'static str) -> Arc<dyn Words> {
    Arc::new(Plain { language, texts: texts(language) })
}

/// The texts of a language by their keys.
pub fn texts(language: &str) -> BTreeMap<&'static str, &'static str> {
    let source = match language {
        "de" => include_str!("../../../crates/locale/texts/de.ftl"),
        "sv" => include_str!("../../../crates/locale/texts/sv.ftl"),
        "nl" => include_str!("../../../crates/locale/texts/nl.ftl"),
        _ => include_str!("../../../crates/locale/texts/en.ftl"),
    };
    let lines = source.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" = ")).collect()
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

impl Words for Plain {
    fn language(&self) -> &str {
        self.language
    }

    fn text(&self, key: &str, args: &[(&str, &str)]) -> String {
        let mut text = self.texts.get(key).unwrap_or_else(|| panic!("no text {key}")).to_string();
        for (name, value) in args {
            text = text.replace(&format!("{{ ${name} }}"), value);
        }
        assert!(!text.contains("{ $"), "{key} is not filled: {text}");
        text
    }

    fn money(&self, money: Money) -> String {
        let text = Money::new(money.minor.abs(), money.currency).to_decimal().to_string();
        let (whole, part) = text.split_once('.').map_or((&*text, None), |(whole, part)| (whole, Some(part)));
        let symbol = match money.currency.code() {
            "SEK" => "kr\u{a0}",
            "EUR" => "€",
            "JPY" => "¥",
            _ => "KWD\u{a0}",
        };
        let sign = if money.minor < 0 { "-" } else { "" };
        let part = part.map(|part| format!(".{part}")).unwrap_or_default();
        format!("{sign}{symbol}{}{part}", grouped(whole))
    }

    fn number(&self, value: Decimal, max_decimals: u32) -> String {
        value.round_dp(max_decimals).normalize().to_string()
    }

    fn percent(&self, percent: Decimal) -> String {
        format!("{}%", percent.normalize())
    }

    fn date(&self, date: Date, style: DateStyle) -> String {
        let month = MONTHS[usize::try_from(date.month()).unwrap() - 1];
        match style {
            DateStyle::Long => format!("{} {month} {}", date.day(), date.year()),
            DateStyle::Medium => format!("{} {} {}", date.day(), &month[..3], date.year()),
            DateStyle::DayMonth => format!("{} {month}", date.day()),
        }
    }

    fn moment(&self, at: Timestamp) -> String {
        let time = domain_time(at);
        let month = &MONTHS[usize::try_from(time.month()).unwrap() - 1][..3];
        format!("{} {month}, {:02}:{:02}", time.day(), time.hour(), time.minute())
    }

    fn unit(&self, code: &str) -> String {
        match code {
            "KWH" => "kWh",
            "MON" => "month",
            "HUR" => "hours",
            _ => "",
        }
        .to_owned()
    }
}

fn domain_time(at: Timestamp) -> jiff::civil::DateTime {
    jiff::Timestamp::from_millisecond(at.0).unwrap().to_zoned(jiff::tz::TimeZone::UTC).datetime()
}

/// 21 November 2026, 20:14.
pub const NOW: Timestamp = Timestamp(1_795_292_040_000);
const DAY: i64 = 86_400_000;

/// A log that grows.
pub struct Log {
    frames: Vec<Value>,
    at: i64,
}

impl Log {
    pub fn issued(currency: &str, total_minor: i64) -> Self {
        let event = json!({
            "type": "issued", "number": "10482", "currency": currency, "total_minor": total_minor,
            "prepaid_minor": 0, "credit_minor": 0, "issue_date": "2026-11-01", "due_date": "2026-11-30",
            "overdue_from": 1_796_079_600_000_i64,
        });
        Self { frames: vec![], at: NOW.0 - 20 * DAY }.and(event)
    }

    pub fn and(mut self, event: Value) -> Self {
        let seq = self.frames.len() + 1;
        self.frames.push(json!({ "seq": seq, "prev": seq - 1, "at": self.at, "event": event }));
        self.at = (self.at + 5 * DAY).min(NOW.0 - 600_000 + i64::try_from(seq).unwrap() * 60_000);
        self
    }

    pub fn pending(self, n: u8, minor: i64) -> Self {
        self.and(json!({ "type": "payment_pending", "payment_id": id(n), "amount_minor": minor,
            "method": "card", "paid_on": "2026-11-21" }))
    }

    pub fn settled(self, n: u8, minor: i64, allocated: i64) -> Self {
        self.and(json!({ "type": "payment_settled", "payment_id": id(n), "amount_minor": minor,
            "allocated_minor": allocated, "method": "bank_transfer", "paid_on": "2026-11-21" }))
    }

    pub fn moved(self, name: Option<&str>) -> Self {
        self.and(json!({ "type": "due_date_changed", "from": "2026-11-30", "to": "2026-12-14",
            "overdue_from": 1_797_289_200_000_i64, "by": by(name) }))
    }

    pub fn said(self, n: u8, name: Option<&str>, text: &str) -> Self {
        self.and(json!({ "type": "message_posted", "message_id": id(n), "by": by(name), "text": text }))
    }

    /// A proposal of staff by this name, or of the payer; it holds for two weeks.
    pub fn proposed(self, n: u8, name: Option<&str>, change: Value, text: Option<&str>) -> Self {
        let view = self.view();
        let terms = json!({ "open_minor": view.open_minor, "due_date": view.due_date.to_string() });
        self.and(json!({ "type": "proposal_made", "proposal_id": id(n), "by": by(name), "change": change,
            "text": text, "expires_at": NOW.0 + 14 * DAY, "terms": terms }))
    }

    pub fn answered(self, n: u8, name: Option<&str>, accepted: bool) -> Self {
        let kind = if accepted { "proposal_accepted" } else { "proposal_declined" };
        self.and(json!({ "type": kind, "proposal_id": id(n), "by": by(name) }))
    }

    pub fn disputed(self, n: u8, line: Option<u32>, text: &str) -> Self {
        self.and(json!({ "type": "disputed", "dispute_id": id(n), "by": by(None), "line": line, "text": text,
            "attachments": [picture(0x51, "meter.jpg")] }))
    }

    pub fn fee(self, n: u8, minor: i64) -> Self {
        self.and(json!({ "type": "fee_charged", "fee_id": id(n), "amount_minor": minor }))
    }

    /// An attempt to pay that was begun.
    pub fn begun(self, n: u8, minor: i64) -> Self {
        self.and(json!({ "type": "checkout_opened", "checkout_id": id(n), "amount_minor": minor,
            "method": "card", "expires_at": NOW.0 + 3_600_000 }))
    }

    pub fn ended(self, n: u8, why: &str) -> Self {
        self.and(json!({ "type": "checkout_closed", "checkout_id": id(n), "why": why }))
    }

    pub fn frames(&self) -> Vec<PayerFrame> {
        serde_json::from_value(Value::Array(self.frames.clone())).unwrap()
    }

    pub fn view(&self) -> PayerView {
        PayerView::try_from(self.frames()).unwrap()
    }
}

fn by(name: Option<&str>) -> Value {
    name.map_or(json!({ "kind": "payer" }), |name| json!({ "kind": "biller", "name": name }))
}

/// A picture as a message carries it.
pub fn picture(n: u8, name: &str) -> Value {
    json!({ "id": id(n), "name": name, "media_type": "image/jpeg", "size": 840_000 })
}

/// The conversation with everything that can stand in it.
pub fn talked() -> Log {
    partly_paid()
        .and(json!({ "type": "message_posted", "message_id": id(0x21), "by": by(None), "line": 2,
            "text": "Is this the new fee? See https://example.com/fees?year=2026.",
            "attachments": [picture(0x22, "meter reading.jpg"),
                { "id": id(0x23), "name": "letter.pdf", "media_type": "application/pdf", "size": 2_400_000 }] }))
        .and(json!({ "type": "message_posted", "message_id": id(0x24), "by": { "kind": "system" },
            "text": "799.00 kr is open, due on 14 December 2026.", "automatic": "how_much" }))
        .and(json!({ "type": "person_asked" }))
        .and(json!({ "type": "messages_seen", "side": "biller", "through": 8 }))
        .fee(0x31, 6_000)
        .proposed(0x32, Some("Amira"), json!({ "kind": "waive_fee", "fee": id(0x31), "amount_minor": 6_000 }), None)
        .answered(0x32, None, true)
        .and(json!({ "type": "fee_waived", "fee_id": id(0x31), "amount_minor": 6_000, "applied_minor": 6_000 }))
        .proposed(0x33, None, json!({ "kind": "due_date", "to": "2027-01-31" }), None)
        .and(json!({ "type": "proposal_declined", "proposal_id": id(0x33), "by": by(Some("Amira")),
            "text": "That is too late for us." }))
        .disputed(0x34, Some(2), "The grid operator says 260 kr.")
        .and(json!({ "type": "dispute_closed", "dispute_id": id(0x34), "upheld": true }))
        .proposed(0x35, Some("Amira"), json!({ "kind": "credit", "amount_minor": 3_802 }), None)
        .and(json!({ "type": "credited", "number": "CN-8", "amount_minor": 1_000, "applied_minor": 1_000 }))
        .proposed(0x36, Some("Amira"), json!({ "kind": "part_payment", "now_minor": 39_450,
            "now_by": "2026-12-14", "rest_due": "2027-01-14" }), Some("If it helps, the rest can go in two parts:"))
}

pub fn id(n: u8) -> String {
    format!("018f0000-0000-7000-8000-0000000000{n:02x}")
}

pub fn party(name: &str) -> Party {
    Party {
        name: name.into(),
        legal_name: Some(format!("{name} AB")),
        identifier: Some("K-20731".into()),
        registration: Some("556000-0000".into()),
        vat_number: Some("SE556000000001".into()),
        address: Some(Address {
            lines: vec!["Exempelgatan 12".into()],
            city: Some("Göteborg".into()),
            post_code: Some("411 01".into()),
            country: Some("SE".into()),
        }),
        contact_name: None,
        email: Some("hej@nordlys.example.com".into()),
        phone: Some("+46 31 555 01 20".into()),
    }
}

pub fn line(number: usize, name: &str, quantity: &str, unit: &str, price: &str, net_minor: i64) -> Line {
    Line {
        id: number.to_string(),
        name: name.into(),
        quantity: quantity.parse().unwrap(),
        unit: unit.into(),
        unit_price: price.parse().unwrap(),
        ..documents::line(net_minor, "SEK".parse().unwrap())
    }
}

pub fn document(currency: &str) -> Document {
    let currency: Currency = currency.parse().unwrap();
    let mut electricity = line(1, "Electricity, October", "412", "KWH", "1.4320", 58_998);
    electricity.description = Some("Measured at Exempelgatan 12".into());
    electricity.period_start = Some("2026-10-01".parse().unwrap());
    electricity.period_end = Some("2026-10-31".parse().unwrap());
    Document {
        issue_date: "2026-11-01".parse().unwrap(),
        due_date: Some("2026-11-30".parse().unwrap()),
        currency,
        seller: party("Nordlys Energi"),
        buyer: party("Kim Exempelsson"),
        buyer_reference: Some("KE-7".into()),
        notes: vec!["Meter 7350 0012, read on 31 October.".into()],
        payment_terms: Some("30 days net. Interest on late payment: 8 % a year.".into()),
        payment_means: vec![
            PaymentMeans {
                code: "30".into(),
                reference: Some("1048 2073 4".into()),
                account: Some("5050-1055".into()),
                account_name: Some("Nordlys Energi AB".into()),
                bank: Some("SE:BANKGIRO".into()),
            },
            PaymentMeans {
                code: "58".into(),
                reference: Some("1048 2073 4".into()),
                account: Some("SE3550000000054910000003".into()),
                account_name: Some("Nordlys Energi AB".into()),
                bank: Some("ESSESESS".into()),
            },
        ],
        lines: vec![
            electricity,
            line(2, "Grid fee, October", "1", "C62", "298.02", 29_802),
            line(3, "Charging box, rent", "1", "MON", "111.20", 11_120),
        ],
        ..documents::invoice("10482", 124_900)
    }
}

pub fn page(log: &Log) -> InvoicePage {
    let view = log.view();
    let document = document(view.currency.code());
    InvoicePage {
        buyer: Some(document.buyer.clone()),
        document,
        view,
        biller: BillerView {
            name: "Nordlys Energi".into(),
            logo: None,
            brand: Brand::of(Rgb(0x0b, 0x6e, 0x63)),
            footer: vec!["Nordlys Energi AB".into(), "556000-0000".into(), "SE556000000001".into()],
            email: Some("hej@nordlys.example.com".into()),
            phone: Some("+46 31 555 01 20".into()),
        },
        base_path: "/i/token".into(),
        now: NOW,
        zone: "Europe/Stockholm".into(),
        languages: [("en", "English"), ("de", "Deutsch"), ("sv", "Svenska"), ("nl", "Nederlands")]
            .map(|(code, name)| Language { code: code.into(), name: name.into() })
            .into(),
        sandbox: false,
        viewers: Presence::default(),
        say_key: "018f00000000700080000000000000aa".into(),
        said: None,
        more_time: MoreTime::default(),
        ways: ["card", "swish"].map(Into::into).into(),
        minimum_minor: 10_000,
        codes: vec![PayCode::Epc, PayCode::Swish],
        back_from: None,
        line: None,
        assets: Assets::default(),
    }
}

/// The invoice of the design: partly paid, moved, talked about.
pub fn partly_paid() -> Log {
    Log::issued("SEK", 124_900)
        .said(1, None, "Why is this higher than last month? And could I get two more weeks?")
        .said(
            2,
            Some("Amira"),
            "The grid operator raised the fixed part on 1 October, by 38 kr. The two weeks are done.",
        )
        .moved(Some("Amira"))
        .settled(3, 45_000, 45_000)
}

/// A document of many lines with deductions, additions, rounding and a prepayment.
pub fn long_document() -> Document {
    let mut document = document("SEK");
    document.lines = (1..=100)
        .map(|number| line(number, &format!("Meter reading, place {number}"), "12.5", "KWH", "1.2345", 1_543))
        .collect();
    document.lines[1].vat.rate = Decimal::from(12);
    document.allowances_charges = vec![AllowanceCharge {
        kind: AllowanceOrCharge::Allowance,
        amount_minor: 5_000,
        vat: document.lines[0].vat,
        reason: Some("Loyal customer".into()),
    }];
    document.totals.rounding_minor = -37;
    document.totals.prepaid_minor = 10_000;
    document
}
