//! Values for tests and for the gallery.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code)]

#[path = "../../../app/tests/support/mod.rs"]
mod payers;
pub mod payments;

use console::pages::conversations::conversation::{Canned, Conversation};
use console::pages::conversations::inbox::{InboxPage, Row, Tab};
use console::pages::figures::Figures;
use console::pages::invoices::list as invoices;
use console::pages::invoices::list::InvoicesPage;
use console::pages::invoices::tool::ToolPage;
use console::pages::sidebar::{LineView, OfferedTool, PayerSummary, Place, Side};
use console::pages::{Area, Assets, Formatter, Frame};
use domain::conversations::ConversationState;
use domain::ids::{InvoiceId, PayerId, StaffId};
use domain::invoices::view::StaffView;
use domain::invoices::wire::StaffFrame;
use domain::payments::PaymentState;
use domain::{Status, Timestamp};
use serde_json::{Value, json};

pub use payers::NOW;
pub use testkit::ids::id as uuid;

pub const HOSTILE: &str =
    "\"><script>alert(1)</script><img src=x onerror=alert(1)>'\" onmouseover=\"alert(1)";

pub const INVOICE: InvoiceId = InvoiceId(uuid(2));
pub const ME: StaffId = StaffId(uuid(9));

/// Nothing that a person wrote may become markup: no element or attribute is made of it.
pub fn assert_inert(html: &str) {
    for broken in ["<script>alert", "<img src=x"] {
        assert!(!html.contains(broken), "{broken} got through");
    }
    assert!(html.contains("onmouseover"), "what was written is shown");
    for name in attribute_names(html) {
        assert!(!name.starts_with("on"), "the attribute {name} was made of a text");
    }
}

/// The names of all attributes, read as a browser reads them.
fn attribute_names(html: &str) -> Vec<String> {
    let (mut names, mut name) = (Vec::new(), String::new());
    let (mut in_tag, mut quoted, mut before) = (false, false, ' ');
    for letter in html.chars() {
        match letter {
            '"' if in_tag => quoted = !quoted,
            _ if quoted => {}
            '>' if in_tag => {
                names.push(std::mem::take(&mut name));
                in_tag = false;
            }
            ' ' | '=' if in_tag => names.push(std::mem::take(&mut name)),
            letter if in_tag => name.push(letter),
            letter if before == '<' && (letter.is_ascii_alphabetic() || letter == '/') => in_tag = true,
            _ => {}
        }
        before = letter;
    }
    names
}

/// What staff see of an invoice, event by event.
#[derive(Clone)]
pub struct Log(Vec<StaffFrame>);

impl Log {
    pub fn issued() -> Self {
        Self(Vec::new()).and(
            json!({ "type": "issued", "number": "10482", "currency": "SEK", "total_minor": 124_900,
                "prepaid_minor": 0, "credit_minor": 0, "issue_date": "2026-10-31", "due_date": "2026-11-30",
                "overdue_from": 1_796_079_600_000_i64 }),
            "biller",
        )
    }

    pub fn and(mut self, event: Value, by: &str) -> Self {
        let prev = self.0.last().map_or(0, |frame| frame.seq);
        let actor = match by {
            "payer" => json!({ "kind": "payer" }),
            "staff" => json!({ "kind": "staff", "id": ME }),
            _ => json!({ "kind": "biller" }),
        };
        let mut event = event;
        event["actor"] = actor;
        if by == "staff" {
            event["staff"] = json!("Amira");
        }
        let frame = json!({ "seq": prev + 1, "prev": prev, "at": NOW.0 - 60_000, "event": event });
        self.0.push(serde_json::from_value(frame).unwrap());
        self
    }

    pub fn said(self, by: &str, text: &str) -> Self {
        let who = match by {
            "payer" => json!({ "kind": "payer" }),
            _ => json!({ "kind": "biller", "name": "Amira" }),
        };
        let id = uuid(100 + self.0.len() as u128).to_string();
        self.and(json!({ "type": "message_posted", "message_id": id, "by": who, "text": text }), by)
    }

    pub fn conversation() -> Self {
        let settled = json!({ "type": "payment_settled", "payment_id": uuid(50).to_string(),
            "amount_minor": 45_000, "allocated_minor": 45_000, "method": "bank_transfer",
            "paid_on": "2026-11-20" });
        let note = json!({ "type": "note_posted", "note_id": uuid(60).to_string(),
            "text": "First late invoice in three years, good payer." });
        let proposal = json!({ "type": "proposal_made", "proposal_id": uuid(70).to_string(),
            "by": { "kind": "biller", "name": "Amira" },
            "change": { "kind": "part_payment", "now_minor": 39_950, "now_by": "2026-12-14",
                "rest_due": "2027-01-14" },
            "expires_at": NOW.0 + 86_400_000, "terms": { "open_minor": 79_900, "due_date": "2026-11-30" } });
        Self::issued()
            .said("payer", "Why is this higher than last month? And could I get two more weeks?")
            .and(note, "staff")
            .and(settled, "biller")
            .said("staff", "The grid operator raised the fixed part by 38 kr. If it helps, the rest can go in two parts:")
            .and(proposal, "staff")
    }

    pub fn hostile() -> Self {
        let note = json!({ "type": "note_posted", "note_id": uuid(60).to_string(), "text": HOSTILE });
        let due = json!({ "type": "due_date_changed", "from": "2026-11-30", "to": "2026-12-14",
            "overdue_from": 1_797_289_200_000_i64, "by": { "kind": "biller", "name": HOSTILE },
            "reason": HOSTILE });
        let file = json!({ "id": uuid(80).to_string(), "name": HOSTILE, "media_type": "image/png", "size": 120_000 });
        let message = json!({ "type": "message_posted", "message_id": uuid(81).to_string(),
            "by": { "kind": "payer" }, "text": HOSTILE, "line": 1, "attachments": [file] });
        Self::issued().and(message, "payer").and(note, "staff").and(due, "staff")
    }

    pub fn view(&self) -> StaffView {
        let mut frames = self.0.iter().cloned();
        let mut view = StaffView::open(frames.next().unwrap()).unwrap();
        for frame in frames {
            view.apply(frame).unwrap();
        }
        view
    }
}

pub fn frame() -> Frame {
    Frame {
        staff: ME,
        name: "Amira".into(),
        areas: vec![Area::Inbox, Area::Invoices, Area::Payments, Area::Matching, Area::Payers],
        biller: "Lumen & Fjäll Energi AB".into(),
        sandbox: true,
        open: 12,
        doubtful: 3,
        notice: None,
        say: Formatter { words: payers::english(), now: NOW },
        assets: Assets::default(),
    }
}

pub fn figures(log: &Log) -> Figures {
    let view = log.view().shared;
    Figures {
        id: INVOICE,
        number: view.number.clone(),
        currency: view.currency,
        total_minor: view.total_minor,
        paid_minor: view.paid_minor(),
        pending_minor: view.pending_minor(),
        open_minor: view.open_minor,
        credit_minor: view.credit_minor(),
        due_date: view.due_date,
        status: view.status(NOW),
        flagged: false,
    }
}

pub fn side_of(log: &Log) -> Side {
    let other = Figures { id: InvoiceId(uuid(3)), number: "10391".into(), ..figures(log) };
    Side {
        figures: figures(log),
        reference: Some("1048 2073 4".into()),
        payer: PayerSummary {
            id: PayerId(uuid(1)),
            name: "Lena Sommer".into(),
            email: Some("lena@example.com".into()),
            phone: Some("+46 555 0100".into()),
            language: Some("Svenska".into()),
        },
        others: vec![other],
        lines: vec![
            LineView { name: "Electricity, October".into(), net_minor: 59_000 },
            LineView { name: "Grid fee, October".into(), net_minor: 40_920 },
        ],
        payments: Vec::new(),
        fees: Vec::new(),
        asked: Vec::new(),
        dispute: None,
        paused: None,
        held: Vec::new(),
        checkouts: Vec::new(),
        tools: vec![
            tool(Place::Invoice, "payment", "Record payment"),
            tool(Place::Invoice, "due", "Due date"),
            tool(Place::Payment(PaymentState::Pending), "settle", "It arrived …"),
            tool(Place::Payment(PaymentState::Pending), "fail", "It failed …"),
            tool(Place::Payment(PaymentState::Settled), "reverse", "Take back …"),
            tool(Place::Dispute, "dispute", "Decide …"),
        ],
        may_act: true,
    }
}

const fn tool(place: Place, path: &'static str, link: &'static str) -> OfferedTool {
    OfferedTool { place, path, link }
}

pub fn conversation_of(log: &Log) -> Conversation {
    Conversation {
        invoice: INVOICE,
        view: log.view(),
        payer: "Lena Sommer".into(),
        lines: vec!["Electricity, October".into(), "Grid fee, October".into()],
        state: ConversationState::Open,
        assignee: None,
        colleagues: vec![(ME, "Amira".into()), (StaffId(uuid(10)), "Bo".into())],
        respond_by: Some(Timestamp(NOW.0 + 11 * 60_000)),
        unread: true,
        viewers: app::live::Presence { payers: 1, staff: vec!["Amira".into()] },
        replies: vec![Canned { title: "Thanks".into(), text: "Thank you, Lena.".into() }],
        key: "key".into(),
        kept: String::new(),
        snoozes: vec![("2026-11-23".into(), "Until tomorrow".into())],
        may_act: true,
    }
}

pub fn inbox_page() -> InboxPage {
    let row = |last: u128, payer: &str, number: &str, preview: &str, minutes: i64| Row {
        invoice: InvoiceId(uuid(last)),
        number: number.into(),
        payer: payer.into(),
        at: Timestamp(NOW.0 - minutes * 60_000),
        preview: preview.into(),
        unread: u32::from(minutes > 0),
        respond_by: (minutes > 0).then_some(Timestamp(NOW.0 + 11 * 60_000)),
        snoozed_until: None,
        assignee: None,
        open: Some("kr\u{a0}799.00".into()),
    };
    InboxPage {
        frame: frame(),
        tab: Tab::Open,
        counts: [4, 12, 3, 1, 0],
        search: String::new(),
        rows: vec![
            row(2, "Lena Sommer", "10482", "could I get two more weeks?", 0),
            row(3, "Jonas Falk", "10391", "disputes: Charging box, rent", 4),
            row(4, "Petra de Wit", "10277", "accepted a proposal", 18),
            row(5, "Ahmed Noor", "10140", "Yes, it was mine", 60),
        ],
        next: None,
        open: None,
    }
}

pub fn page_with(conversation: Conversation, side: Side) -> InboxPage {
    InboxPage { open: Some(Box::new((conversation, side))), ..inbox_page() }
}

pub fn open_inbox(log: &Log) -> InboxPage {
    page_with(conversation_of(log), side_of(log))
}

pub fn invoices_page() -> InvoicesPage {
    let log = Log::conversation();
    let row = |last: u128, number: &str, payer: &str, status: Status| invoices::Row {
        figures: Figures { id: InvoiceId(uuid(last)), number: number.into(), status, ..figures(&log) },
        payer: payer.into(),
    };
    InvoicesPage {
        frame: frame(),
        search: String::new(),
        filter: invoices::Filter::Overdue,
        sort: invoices::Sort::Due,
        counts: [212, 48, 7, 5, 150, 14],
        rows: vec![
            row(2, "10482", "Lena Sommer", Status::PartlyPaid),
            row(3, "10391", "Jonas Falk", Status::Overdue),
            row(4, "10277", "Petra de Wit", Status::Paid),
        ],
        next: None,
        first: true,
    }
}

pub fn tool_page() -> ToolPage {
    ToolPage {
        frame: frame(),
        title: "Move the due date".into(),
        lead: "Nothing else changes.".into(),
        action: format!("/console/invoices/{INVOICE}/due"),
        back: format!("/console/invoices/{INVOICE}"),
        side: side_of(&Log::conversation()),
        fields: Vec::new(),
        preview: None,
        key: "key".into(),
        choices: Vec::new(),
        links: Vec::new(),
    }
}
