//! What is stored and sent reads back as it was.

use std::fmt::Debug;

use domain::Event;
use domain::credit_notes::CreditNoteEvent;
use domain::invoices::InvoiceEvent;
use domain::invoices::view::PayerView;
use domain::invoices::wire::{PayerFrame, StaffFrame};
use domain::payers::PayerStreamEvent;
use domain::payments::PaymentEvent;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::for_all;
use super::steps::{history, play};
use crate::scenario::Scenario;

fn reads_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value, "{text}");
    // The way through a value is another one: flattened and tagged types differ there.
    let tree = serde_json::to_value(value).unwrap();
    assert_eq!(&serde_json::from_value::<T>(tree).unwrap(), value, "{text}");
}

#[test]
fn every_event_and_frame_reads_back() {
    for_all(30, &history(), |steps| {
        let mut scenario = Scenario::new();
        play(&mut scenario, steps);
        for event in &scenario.events {
            match event {
                Event::Payer(_, event) => reads_back::<PayerStreamEvent>(event),
                Event::Invoice(_, event) => reads_back::<InvoiceEvent>(event),
                Event::CreditNote(_, event) => reads_back::<CreditNoteEvent>(event),
                Event::Payment(_, event) => reads_back::<PaymentEvent>(event),
            }
        }
        scenario.sent_to_payers.iter().for_each(reads_back::<PayerFrame>);
        scenario.sent_to_staff.iter().for_each(reads_back::<StaffFrame>);
        for page in scenario.payers_pages.values() {
            reads_back::<PayerView>(page);
            // A page is nothing but its frames: what the socket carries is what the page embeds.
            assert_eq!(serde_json::to_string(page).unwrap(), serde_json::to_string(&page.log).unwrap());
        }
    });
}
