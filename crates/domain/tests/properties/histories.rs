//! The books under random histories. The scenario checks after every command that postings balance, that
//! what is open is the receivable's balance and never negative, that credit, income and money received
//! agree with the ledger, and that pages folded live are those built from the log.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use domain::stream::EventVisitor;
use domain::{Event, Stream};
use serde_json::Value;

use super::for_all;
use super::steps::{history, play};
use crate::scenario::Scenario;
use crate::stories::refusals::every_refusal;

#[test]
fn the_books_hold_whatever_happens() {
    let seen = RefCell::new(BTreeSet::new());
    let refused = RefCell::new(BTreeSet::new());
    let drawn = RefCell::new(BTreeSet::new());
    for_all(720, &history(), |steps| {
        let mut scenario = Scenario::new();
        let played = play(&mut scenario, steps);
        refused.borrow_mut().extend(played.refused);
        drawn.borrow_mut().extend(played.drawn);
        seen.borrow_mut().extend(scenario.events.iter().map(name));
    });
    // A history that never gets anywhere would prove nothing.
    let missing: Vec<_> = EVENTS.iter().filter(|name| !seen.borrow().contains(**name)).collect();
    assert!(missing.is_empty(), "never happened: {missing:?}");
    let every: BTreeSet<_> = every_refusal().iter().map(domain::Refusal::code).collect();
    let missing: Vec<_> = every.difference(&refused.borrow()).copied().collect();
    assert!(missing.is_empty(), "never refused: {missing:?}");
    let missing: Vec<_> = every_command().difference(&drawn.borrow()).cloned().collect();
    assert!(missing.is_empty(), "without a step in the random histories: {missing:?}");
}

/// The names of all commands, such as `InvoiceCommand::Issue`, as the sources of the areas list them.
fn every_command() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.extend(commands_in(&fs::read_to_string(path).unwrap()));
            }
        }
    }
    assert!(found.contains("InvoiceCommand::Issue"), "{found:?}");
    found
}

/// The commands that a source file declares: the variants of every enum for which it implements `Command`.
fn commands_in(source: &str) -> Vec<String> {
    let areas = source.lines().filter_map(|line| line.strip_prefix("impl Command for ")?.strip_suffix(" {"));
    let variants = |area: &str| -> Vec<String> {
        let (_, rest) = source.split_once(&format!("pub enum {area} {{\n")).unwrap();
        let (variants, _) = rest.split_once("\n}\n").unwrap();
        let indented = variants.lines().filter_map(|line| line.strip_prefix("    "));
        let named = indented.filter(|line| line.starts_with(|first: char| first.is_ascii_uppercase()));
        let name = |line: &str| line.split(|next: char| !next.is_alphanumeric()).next().unwrap().to_owned();
        named.map(|line| format!("{area}::{}", name(line))).collect()
    };
    areas.flat_map(variants).collect()
}

const EVENTS: [&str; 60] = [
    "payer opened",
    "payer details_changed",
    "payer credit_added",
    "payer credit_used",
    "payer forgotten",
    "credit_note received",
    "credit_note applied",
    "payment recorded",
    "payment settled",
    "payment failed",
    "payment allocated",
    "payment deallocated",
    "payment reversed",
    "invoice issued",
    "invoice payment_pending",
    "invoice payment_settled",
    "invoice payment_failed",
    "invoice payment_reversed",
    "invoice credit_applied",
    "invoice credit_moved",
    "invoice credit_reapplied",
    "invoice credited",
    "invoice due_date_changed",
    "invoice voided",
    "invoice written_off",
    "invoice message_posted",
    "invoice flagged",
    "invoice payer_forgotten",
    "invoice note_posted",
    "invoice messages_seen",
    "invoice person_asked",
    "invoice proposal_made",
    "invoice proposal_accepted",
    "invoice proposal_declined",
    "invoice proposal_withdrawn",
    "invoice fee_charged",
    "invoice fee_waived",
    "invoice reminders_paused",
    "invoice reminders_resumed",
    "invoice disputed",
    "invoice dispute_closed",
    "invoice assigned",
    "invoice conversation_moved",
    "payment identified",
    "payment unidentified",
    "payment rematched",
    "payment joined",
    "payment separated",
    "payment confirmed",
    "payment unconfirmed",
    "payment payer_asked",
    "payment disclaimed",
    "payment refund_started",
    "payment refund_completed",
    "payment refund_failed",
    "invoice payment_unmatched",
    "invoice payment_refunded",
    "invoice refund_failed",
    "invoice checkout_opened",
    "invoice checkout_closed",
];

/// The stream's kind and the event's stored name.
pub fn name(event: &Event) -> String {
    event.visit(Name)
}

struct Name;

impl EventVisitor for Name {
    type Output = String;

    fn visit<S: Stream>(self, _id: S::Id, event: &S::Event) -> String {
        let stored = serde_json::to_value(event).unwrap();
        let Value::String(name) = &stored["type"] else { panic!("{stored} has no type") };
        format!("{} {name}", S::KIND)
    }
}
