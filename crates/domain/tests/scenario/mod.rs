//! A scenario that carries commands out as the server does: it loads the streams a command names, decides,
//! makes postings, folds the events, and hands every reader their frames. [`checks`] looks at
//! everything after each command.

mod checks;
pub mod documents;
mod verbs;

pub use verbs::Stand;

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{AttachmentId, ContentId, CreditNoteId, InvoiceId, PayerId, StaffId};
use domain::invoices::InvoiceEvent;
use domain::invoices::view::{Applied, PayerView, StaffView};
use domain::invoices::wire::{Attachment, Mapping, PayerFrame, StaffFrame};
use domain::ledger::{LedgerAccount, postings};
use domain::time::overdue_from;
use domain::{
    Actor, Books, Command, Context, Currency, Event, Refusal, Stamp, Status, StreamId, Timestamp, decide,
};
use jiff::tz::TimeZone;
use uuid::Uuid;

/// In every text that only staff may read, so that it is found wherever it leaks to.
pub const SECRET: &str = "staff-secret";
/// The staff member at the scenario; payers may read the name and never the id.
pub const STAFF: StaffId = StaffId(Uuid::from_u128(0x5ec7_e75e_c7e7_5ec7_e75e_c7e7_5ec7_e75e));
/// The name that payers may read.
pub const STAFF_NAME: &str = "Berit Example";

/// An event of an invoice as the log keeps it.
pub struct Logged {
    pub seq: i64,
    pub payer_prev: i64,
    pub at: Timestamp,
    pub actor: Actor,
    pub event: InvoiceEvent,
}

/// A content row; its text is gone once the payer was forgotten.
struct Content {
    payer: PayerId,
    text: Option<String>,
}

pub struct Scenario {
    pub books: Books,
    pub now: Timestamp,
    pub zone: TimeZone,
    pub actor: Actor,
    /// Every event in the order of its commit.
    pub events: Vec<Event>,
    pub logs: BTreeMap<InvoiceId, Vec<Logged>>,
    /// The ledger: the sum of all postings.
    pub balances: BTreeMap<(LedgerAccount, &'static str), i64>,
    /// Pages that are open since the invoice was issued.
    pub payers_pages: BTreeMap<InvoiceId, PayerView>,
    pub staff_pages: BTreeMap<InvoiceId, StaffView>,
    /// Every frame that went to a payer, as it was sent.
    pub sent_to_payers: Vec<PayerFrame>,
    pub sent_to_staff: Vec<StaffFrame>,
    contents: BTreeMap<ContentId, Content>,
    /// Files that came with messages: whose, and their names.
    files: BTreeMap<AttachmentId, (PayerId, String)>,
    last_id: u128,
}

impl Scenario {
    /// A Saturday at noon in Stockholm: 21 November 2026.
    pub fn new() -> Self {
        Self::in_zone("Europe/Stockholm")
    }

    pub fn in_zone(zone: &str) -> Self {
        Self {
            books: Books::default(),
            now: Timestamp("2026-11-21T11:00:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond()),
            zone: TimeZone::get(zone).unwrap(),
            actor: Actor::Staff { id: STAFF },
            events: Vec::new(),
            logs: BTreeMap::new(),
            balances: BTreeMap::new(),
            payers_pages: BTreeMap::new(),
            staff_pages: BTreeMap::new(),
            sent_to_payers: Vec::new(),
            sent_to_staff: Vec::new(),
            contents: BTreeMap::new(),
            files: BTreeMap::new(),
            last_id: 0,
        }
    }

    /// Carries a command out, or says why not; then everything is checked.
    #[track_caller]
    pub fn try_to(&mut self, command: impl Into<Box<dyn Command>>) -> Result<Vec<Event>, Refusal> {
        let command = command.into();
        let mut loaded = self.load(command.as_ref());
        let context = Context { now: self.now, today: self.now.date_in(&self.zone), actor: self.actor };
        let events = decide(&loaded, command, &context)?;
        for event in &events {
            self.post(&loaded, event);
            loaded.apply(event, Stamp { at: self.now, actor: self.actor });
            self.commit(event);
        }
        for event in &events {
            // What was decided on the loaded streams holds for all of them.
            assert_eq!(loaded.head(event.stream()), self.books.head(event.stream()), "{event:?}");
        }
        self.check(&events);
        Ok(events)
    }

    /// Carries out a command that must be allowed.
    #[track_caller]
    pub fn run(&mut self, command: impl Into<Box<dyn Command>>) -> Vec<Event> {
        let command = command.into();
        let shown = format!("{command:?}");
        self.try_to(command).unwrap_or_else(|refusal| panic!("{shown} was refused: {refusal}"))
    }

    /// The streams of a command and those that they lead to, as a store loads them: nothing else exists.
    fn load(&self, command: &dyn Command) -> Books {
        let mut loaded = Books::default();
        let mut known = BTreeSet::new();
        let mut wanted = command.streams();
        while !wanted.is_empty() {
            for stream in wanted.drain(..).filter(|stream| known.insert(*stream)).collect::<Vec<_>>() {
                loaded.copy_from(&self.books, stream);
            }
            wanted = command.further(&loaded).into_iter().filter(|stream| !known.contains(stream)).collect();
        }
        loaded
    }

    fn post(&mut self, before: &Books, event: &Event) {
        let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
        for posting in postings(before, event) {
            let currency = posting.currency.code();
            assert_ne!(posting.amount_minor, 0, "an empty posting of {event:?}");
            *sums.entry(currency).or_default() += posting.amount_minor;
            *self.balances.entry((posting.account, currency)).or_default() += posting.amount_minor;
        }
        assert!(sums.values().all(|sum| *sum == 0), "postings of {event:?} do not balance: {sums:?}");
    }

    fn commit(&mut self, event: &Event) {
        if let Event::Payer(payer, domain::payers::PayerStreamEvent::Forgotten) = event {
            for content in self.contents.values_mut().filter(|content| content.payer == *payer) {
                content.text = None;
            }
        }
        let payer_prev = self.books.payer_head(event.stream());
        self.books.apply(event, Stamp { at: self.now, actor: self.actor });
        self.events.push(event.clone());
        if let Event::Invoice(id, event) = event {
            let seq = self.books.head(StreamId::Invoice(*id));
            let logged = Logged { seq, payer_prev, at: self.now, actor: self.actor, event: event.clone() };
            self.deliver(*id, &logged);
            self.logs.entry(*id).or_default().push(logged);
        }
    }

    /// Sends an event's frames to the open pages.
    fn deliver(&mut self, id: InvoiceId, logged: &Logged) {
        let (payer, staff) = self.frames(logged);
        if let Some(frame) = payer {
            self.sent_to_payers.push(frame.clone());
            match self.payers_pages.get_mut(&id) {
                Some(page) => {
                    assert_eq!(page.apply(frame.clone()), Ok(Applied::New));
                    assert_eq!(page.apply(frame), Ok(Applied::Known), "the same frame twice");
                }
                None => {
                    self.payers_pages.insert(id, PayerView::open(frame).unwrap());
                }
            }
        }
        self.sent_to_staff.push(staff.clone());
        match self.staff_pages.get_mut(&id) {
            Some(page) => {
                assert_eq!(page.apply(staff.clone()), Ok(Applied::New));
                assert_eq!(page.apply(staff), Ok(Applied::Known), "the same frame twice");
            }
            None => {
                self.staff_pages.insert(id, StaffView::open(staff).unwrap());
            }
        }
    }

    /// The frames of a logged event, with the texts that still exist.
    pub fn frames(&self, logged: &Logged) -> (Option<PayerFrame>, StaffFrame) {
        let text = |content: ContentId| self.contents.get(&content).and_then(|row| row.text.clone());
        let staff_name = |id: StaffId| (id == STAFF).then(|| STAFF_NAME.to_owned());
        let attachment = |id: AttachmentId| {
            let name = self.files.get(&id).filter(|(payer, _)| !self.is_forgotten(*payer));
            name.map(|(_, name)| Attachment {
                id,
                name: name.clone(),
                media_type: "image/png".into(),
                size: 1,
            })
        };
        let mapping =
            Mapping { zone: &self.zone, text: &text, staff_name: &staff_name, attachment: &attachment };
        let Logged { seq, payer_prev, at, actor, event } = logged;
        let payer = mapping.payer_event(actor, event).map(|event| PayerFrame {
            seq: *seq,
            prev: *payer_prev,
            at: *at,
            event,
        });
        let event = mapping.staff_event(actor, event);
        (payer, StaffFrame { seq: *seq, prev: seq - 1, at: *at, event })
    }

    fn is_forgotten(&self, payer: PayerId) -> bool {
        self.books.payers.get(&payer).is_some_and(|account| account.forgotten)
    }

    pub fn file(&mut self, payer: PayerId, name: &str) -> AttachmentId {
        let id = AttachmentId(self.fresh());
        self.files.insert(id, (payer, name.to_owned()));
        id
    }

    /// A number never used before, as the server would draw it.
    pub fn fresh(&mut self) -> Uuid {
        self.last_id += 1;
        Uuid::from_u128(self.last_id)
    }

    /// Stores a text that belongs to a payer.
    pub fn content(&mut self, payer: PayerId, text: &str) -> ContentId {
        let id = ContentId(self.fresh());
        self.contents.insert(id, Content { payer, text: Some(text.to_owned()) });
        id
    }

    pub fn payer_of(&self, invoice: InvoiceId) -> PayerId {
        self.books.invoices[&invoice].payer
    }

    /// A reason in words that no payer may ever read.
    pub fn reason(&mut self, payer: PayerId) -> ContentId {
        let id = self.fresh();
        let text = format!("{SECRET} reason {id}");
        self.content(payer, &text)
    }

    pub fn status(&self, invoice: InvoiceId) -> Status {
        self.payers_pages[&invoice].status(self.now)
    }

    /// What the ledger says the biller owes a payer.
    pub fn credit_of(&self, payer: PayerId, currency: &str) -> i64 {
        let currency: Currency = currency.parse().unwrap();
        -self.balance(LedgerAccount::PayerCredit(payer), currency)
    }

    pub fn balance(&self, account: LedgerAccount, currency: Currency) -> i64 {
        self.balances.get(&(account, currency.code())).copied().unwrap_or_default()
    }

    /// Lets the invoice's due date pass.
    pub fn wait_until_overdue(&mut self, invoice: InvoiceId) {
        self.now = overdue_from(self.books.invoices[&invoice].due_date, &self.zone);
    }

    pub fn waiting_credit_notes(&self) -> Vec<CreditNoteId> {
        let waiting = self.books.credit_notes.iter().filter(|(_, note)| note.applied_to.is_none());
        waiting.map(|(id, _)| *id).collect()
    }
}
