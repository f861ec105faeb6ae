//! The books under random histories. The scenario checks after every command that postings balance, that
//! what is open is the receivable's balance and never negative, that credit, income and money received
//! agree with the ledger, and that pages folded live are those built from the log.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use domain::books::BooksVisitor;
use domain::stream::EventVisitor;
use domain::{Books, Event, Stream};
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
    let missing: Vec<_> = every_event().difference(&seen.borrow()).cloned().collect();
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

/// The names of all events, as serde's own error lists those that it reads.
fn every_event() -> BTreeSet<String> {
    let mut every = EveryEvent(BTreeSet::new());
    Books::default().visit(&mut every);
    assert!(every.0.contains("invoice issued"), "{:?}", every.0);
    every.0
}

struct EveryEvent(BTreeSet<String>);

impl BooksVisitor for EveryEvent {
    fn visit<S: Stream>(&mut self, _states: &BTreeMap<S::Id, S>) {
        let unknown = serde_json::json!({ "type": "?", "data": null });
        let error = serde_json::from_value::<S::Event>(unknown).unwrap_err().to_string();
        let (_, names) = error.split_once("expected ").unwrap();
        self.0.extend(names.split('`').skip(1).step_by(2).map(|name| format!("{} {name}", S::KIND)));
    }
}

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
