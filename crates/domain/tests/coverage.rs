//! Every event has its place in the state and in both views: it changes something, or it stands in a list of those that
//! do not. An event that is new fails here until one of both is true.
#![allow(clippy::unwrap_used)]

use std::cell::RefCell;
use std::collections::BTreeSet;

use domain::ids::{AttachmentId, ContentId, StaffId};
use domain::invoices::view::{PayerView, StaffView};
use domain::invoices::wire::{Frame, Mapping, PayerEvent, StaffEvent, attachments_of, texts_of};
use domain::invoices::{Invoice, InvoiceEvent};
use domain::{Actor, Stamp, Timestamp};
use jiff::tz::TimeZone;
use serde::Serialize;
use testkit::events::{invoice_events, payer_events, staff_only_events};
use testkit::ids::id;

/// The name of an event's type.
fn kind(event: &impl Serialize) -> String {
    serde_json::to_value(event).unwrap()["type"].as_str().unwrap().to_owned()
}

/// The types of which no event changed anything.
#[derive(Default)]
struct Unchanging {
    all: BTreeSet<String>,
    changing: BTreeSet<String>,
}

impl Unchanging {
    fn note(&mut self, kind: String, changed: bool) {
        if changed {
            self.changing.insert(kind.clone());
        }
        self.all.insert(kind);
    }

    #[track_caller]
    fn are(&self, listed: &[&str]) {
        let listed: BTreeSet<_> = listed.iter().map(ToString::to_string).collect();
        let unchanging = &self.all - &self.changing;
        let forgotten = &unchanging - &listed;
        assert!(
            forgotten.is_empty(),
            "{forgotten:?}: nothing changes; give the event an arm, or list it here"
        );
        let changing = &listed - &unchanging;
        assert!(changing.is_empty(), "{changing:?}: listed here, but something changes");
    }
}

fn frame<E>(seq: i64, event: E) -> Frame<E> {
    Frame { seq, prev: seq - 1, at: Timestamp(seq), event }
}

#[test]
fn an_invoice_is_changed_by_every_event_but_these() {
    let events = invoice_events();
    let InvoiceEvent::Issued(issued) = &events[0] else { panic!("an invoice begins with {:?}", events[0]) };
    let mut unchanging = Unchanging::default();
    for actor in [Actor::Payer, Actor::Staff { id: StaffId(id(1)) }] {
        let mut invoice = Invoice::open(issued);
        for (at, event) in (1..).zip(&events[1..]) {
            let before = invoice.clone();
            invoice.apply(event, Stamp { at: Timestamp(at), actor });
            let numbers = Invoice { seq: before.seq, payer_seq: before.payer_seq, ..invoice.clone() };
            unchanging.note(kind(event), numbers != before);
        }
    }
    unchanging.are(&["note_posted", "payer_forgotten"]);
}

/// Pages show a text or a file as erased if it was not loaded for them.
#[test]
fn what_the_wires_show_of_an_event_is_what_is_loaded_for_it() {
    let texts: RefCell<BTreeSet<ContentId>> = RefCell::default();
    let files: RefCell<BTreeSet<AttachmentId>> = RefCell::default();
    let mapping = Mapping {
        zone: &TimeZone::UTC,
        text: &|content: ContentId| {
            texts.borrow_mut().insert(content);
            None
        },
        staff_name: &|_| None,
        attachment: &|file: AttachmentId| {
            files.borrow_mut().insert(file);
            None
        },
    };
    for event in invoice_events() {
        drop(mapping.payer_event(&Actor::Payer, &event));
        drop(mapping.staff_event(&Actor::Payer, &event));
        let loaded: BTreeSet<_> = texts_of(&event).into_iter().collect();
        assert_eq!(texts.take(), loaded, "texts_of: {}", kind(&event));
        let loaded: BTreeSet<_> = attachments_of(&event).iter().copied().collect();
        assert_eq!(files.take(), loaded, "attachments_of: {}", kind(&event));
    }
}

#[test]
fn the_payers_view_is_changed_by_every_event_but_these() {
    let mut events = payer_events().into_iter();
    let mut view = PayerView::open(frame(1, events.next().unwrap())).unwrap();
    let mut unchanging = Unchanging::default();
    for (seq, event) in (2..).zip(events) {
        let before = view.clone();
        view.apply(frame(seq, event.clone())).unwrap();
        let mut after = PayerView { seq: before.seq, ..view.clone() };
        after.log.pop();
        unchanging.note(kind(&event), after != before);
    }
    unchanging.are(&["person_asked", "unknown"]);
}

#[test]
fn the_staffs_view_has_what_the_payers_has_and_is_changed_by_every_event_of_staff_but_these() {
    let (actor, staff) = (Actor::System, None);
    let share = |event: PayerEvent| StaffEvent::Shared {
        event,
        actor,
        staff: None,
        reason: Some("A reason".to_owned()),
    };
    let mut events = payer_events().into_iter();
    let first = events.next().unwrap();
    let mut payers = PayerView::open(frame(1, first.clone())).unwrap();
    let mut view = StaffView::open(frame(1, share(first))).unwrap();
    let mut seq = 1;
    for event in events {
        seq += 1;
        payers.apply(frame(seq, event.clone())).unwrap();
        view.apply(frame(seq, share(event.clone()))).unwrap();
        let mut shared = view.shared.clone();
        shared.log.clone_from(&payers.log);
        assert_eq!(shared, payers, "{}", kind(&event));
    }
    let mut unchanging = Unchanging::default();
    for event in staff_only_events() {
        seq += 1;
        let before = view.clone();
        let kind = kind(&event);
        view.apply(frame(seq, StaffEvent::StaffOnly { event, actor, staff: staff.clone() })).unwrap();
        let mut after = StaffView { seq: before.seq, ..view.clone() };
        after.log.pop();
        unchanging.note(kind, after != before);
    }
    unchanging.are(&["conversation_moved", "note_posted"]);
}

#[test]
fn nothing_that_people_wrote_stays_in_an_open_page_of_a_forgotten_payer() {
    // Every text and file name of the samples has this in it.
    const WRITTEN: &str = "\u{1f600}";
    let mut events = payer_events().into_iter().filter(|event| *event != PayerEvent::PayerForgotten);
    let mut view = PayerView::open(frame(1, events.next().unwrap())).unwrap();
    let mut seq = 1;
    for event in events.chain([PayerEvent::PayerForgotten]) {
        seq += 1;
        view.apply(frame(seq, event)).unwrap();
    }
    for frame in &view.log {
        let shown = serde_json::to_string(&frame.event).unwrap();
        assert!(!shown.contains(WRITTEN), "{} is not erased: {shown}", kind(&frame.event));
    }
}

#[test]
fn what_is_counted_for_payers_is_what_they_receive() {
    let (zone, text) = (TimeZone::UTC, |_: ContentId| Some("A text".to_owned()));
    let mapping =
        Mapping { zone: &zone, text: &text, staff_name: &|_| Some("Åsa".into()), attachment: &|_| None };
    for event in invoice_events() {
        let seen = mapping.payer_event(&Actor::System, &event);
        assert_eq!(seen.is_some(), event.shown_to_payer(), "{}", kind(&event));
        let StaffEvent::Shared { event: shared, .. } = mapping.staff_event(&Actor::System, &event) else {
            assert!(seen.is_none(), "{}", kind(&event));
            continue;
        };
        assert_eq!(Some(shared), seen);
    }
}
