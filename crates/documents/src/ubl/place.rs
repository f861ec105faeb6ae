//! Turns byte positions into what a person can look up: a path and a line.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::NsReader;

use super::names::{Ns, is_name_character, namespace_of};
use super::position::Position;

/// Siblings of more different names than this are not counted: no invoice has them.
const COUNTED_NAMES: usize = 256;

/// Longer names are shortened.
const MAX_NAME: usize = 80;

/// Repeatable elements: they carry their number even if it is the first.
const REPEATED: [&str; 8] = [
    "InvoiceLine",
    "CreditNoteLine",
    "AllowanceCharge",
    "TaxTotal",
    "TaxSubtotal",
    "PaymentMeans",
    "BillingReference",
    "PartyTaxScheme",
];

/// The places of `spots`, which ascend, in one pass through the text.
pub(super) fn of_spots(text: &str, spots: &[Position]) -> Vec<String> {
    let mut walk = Walk { text, pending: spots, path: vec![], places: vec![], counted_to: 0, line: 1 };
    walk.run();
    walk.places
}

struct Walk<'a> {
    text: &'a str,
    pending: &'a [Position],
    path: Vec<Open>,
    places: Vec<String>,
    /// Lines are counted up to this byte.
    counted_to: usize,
    line: usize,
}

/// An open element: its step of the path, and how often each name has stood inside it.
struct Open {
    step: String,
    inside: HashMap<String, usize>,
}

impl Walk<'_> {
    fn run(&mut self) {
        let mut reader = NsReader::from_str(self.text);
        reader.config_mut().expand_empty_elements = true;
        while !self.pending.is_empty() {
            let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            self.settle(at);
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.open(&tag, namespace_of(&reader, &tag));
                    self.settle(at.saturating_add(1));
                }
                Ok(Event::End(_)) => {
                    self.path.pop();
                }
                Ok(Event::Eof) | Err(_) => self.settle(usize::MAX),
                Ok(_) => {}
            }
        }
    }

    /// Gives every pending spot before `end` the place reached now.
    fn settle(&mut self, end: usize) {
        while let Some((&Position(at), rest)) = self.pending.split_first()
            && at < end
        {
            let at = at.min(self.text.len());
            self.line +=
                self.text.as_bytes()[self.counted_to.min(at)..at].iter().filter(|b| **b == b'\n').count();
            self.counted_to = at;
            let path: String = self.path.iter().map(|open| open.step.as_str()).collect();
            self.places.push(if path.is_empty() {
                format!("line {}", self.line)
            } else {
                format!("{path}, line {}", self.line)
            });
            self.pending = rest;
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, ns: Option<Ns>) {
        let (qualified, local) = (tag.name(), tag.local_name());
        let (prefix, name) = match ns {
            Some(Ns::Basic) => ("cbc:", local.as_ref()),
            Some(Ns::Aggregate) => ("cac:", local.as_ref()),
            Some(Ns::Invoice | Ns::CreditNote) => ("", local.as_ref()),
            Some(Ns::Other) | None => ("", qualified.as_ref()),
        };
        let name = name.chars().take_while(|character| is_name_character(*character)).take(MAX_NAME);
        let mut step: String = "/".chars().chain(prefix.chars()).chain(name).collect();
        if let Some(parent) = self.path.last_mut()
            && (parent.inside.len() < COUNTED_NAMES || parent.inside.contains_key(&step))
        {
            let count = parent.inside.entry(step.clone()).or_insert(0);
            *count += 1;
            if *count > 1 || REPEATED.contains(&local.as_ref()) {
                step = format!("{step}[{count}]");
            }
        }
        self.path.push(Open { step, inside: HashMap::new() });
    }
}
