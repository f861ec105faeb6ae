//! Reads XML for this folder: small parts of a large file as trees, one after the other, in memory that is reused.

use std::io::Read;

use encoding_rs::Encoding;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::Problem;
use crate::input::{Allowance, Guarded, Utf8};
use crate::problem::shorten;

/// A statement nests about fifteen levels deep.
const MAX_DEPTH: usize = 64;
/// The most nodes of one tree: a transaction has about a hundred.
const MAX_NODES: usize = 20_000;

/// A start tag, or the end tag of the element whose children are being walked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum XmlStep {
    /// The name without its prefix.
    Open(String),
    Close,
    End,
}

pub(super) struct Xml<R: Read> {
    reader: Reader<Guarded<Utf8<R>>>,
    allowance: Allowance,
    buffer: Vec<u8>,
    depth: usize,
    /// The value of `xmlns` or `xmlns:prefix` that the last opened element declares for itself.
    namespace: Option<String>,
    /// The attribute `Ccy` of the last opened element.
    currency: Option<[u8; 3]>,
    tree: Tree,
}

impl<R: Read> Xml<R> {
    pub(super) fn new(input: R, encoding: &'static Encoding) -> Self {
        let (input, allowance) = Guarded::new(Utf8::new(input, encoding));
        let mut reader = Reader::from_reader(input);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            allowance,
            buffer: vec![],
            depth: 0,
            namespace: None,
            currency: None,
            tree: Tree::default(),
        }
    }

    /// The namespace that the element opened last declares for its own name.
    pub(super) fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    /// Moves to the next tag; text in between is skipped.
    pub(super) fn step(&mut self) -> Result<XmlStep, Problem> {
        loop {
            self.buffer.clear();
            self.allowance.renew();
            match self.reader.read_event_into(&mut self.buffer) {
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(too_deep(self.reader.buffer_position()));
                    }
                    self.namespace = declared_namespace(&tag);
                    self.currency = currency_of(&tag);
                    return Ok(XmlStep::Open(tag.local_name().as_ref().to_owned()));
                }
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(XmlStep::Close);
                }
                Ok(Event::Eof) if self.depth > 0 => {
                    return Err(Problem::new("XML", place(self.reader.buffer_position()), CUT_OFF));
                }
                Ok(Event::Eof) => return Ok(XmlStep::End),
                Ok(Event::DocType(_)) => return Err(doctype(self.reader.buffer_position())),
                Ok(_) => {}
                Err(error) => return Err(broken(&error, self.reader.error_position())),
            }
        }
    }

    /// Skips everything up to the end tag of the last opened element.
    pub(super) fn skip(&mut self) -> Result<(), Problem> {
        let inside = self.depth;
        while self.depth >= inside {
            self.step()?;
        }
        Ok(())
    }

    /// The whole element opened last, up to its end tag.
    pub(super) fn tree(&mut self, name: &str) -> Result<&Tree, Problem> {
        self.tree.clear();
        let mut open = vec![self.tree.open(name)];
        self.tree.nodes[0].currency = self.currency;
        while let Some(&parent) = open.last() {
            self.buffer.clear();
            self.allowance.renew();
            let event = self
                .reader
                .read_event_into(&mut self.buffer)
                .map_err(|error| broken(&error, self.reader.error_position()))?;
            let position = self.reader.buffer_position();
            match event {
                Event::Start(tag) => {
                    if self.depth + open.len() > MAX_DEPTH {
                        return Err(too_deep(position));
                    }
                    let node = self.tree.open(tag.local_name().as_ref());
                    if node >= MAX_NODES {
                        let message = format!("one element has more than {MAX_NODES} others inside");
                        return Err(Problem::new("LIMIT", place(position), message));
                    }
                    self.tree.nodes[node].currency = currency_of(&tag);
                    open.push(node);
                }
                Event::End(_) => {
                    self.tree.close(parent);
                    open.pop();
                }
                Event::Text(text) => self.tree.text(parent, &text.xml10_content()),
                Event::CData(text) => self.tree.text(parent, &text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let character = character_of(&reference).ok_or_else(|| {
                        let message = format!(
                            "the entity “&{};” may not stand in a bank file",
                            shorten(reference.as_ref())
                        );
                        Problem::new("XML", place(position), message)
                    })?;
                    self.tree.text(parent, character.encode_utf8(&mut [0; 4]));
                }
                Event::Eof => return Err(Problem::new("XML", place(position), CUT_OFF)),
                Event::DocType(_) => return Err(doctype(position)),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::Empty(_) => {}
            }
        }
        self.depth = self.depth.saturating_sub(1);
        Ok(&self.tree)
    }
}

const CUT_OFF: &str = "the file ends in the middle; it was not received whole";

fn place(position: u64) -> String {
    format!("byte {position}")
}

fn too_deep(position: u64) -> Problem {
    Problem::new("LIMIT", place(position), format!("elements are nested deeper than {MAX_DEPTH}"))
}

fn doctype(position: u64) -> Problem {
    Problem::new("XML", place(position), "a DOCTYPE may not stand in a bank file")
}

fn broken(error: &quick_xml::Error, position: u64) -> Problem {
    match error {
        quick_xml::Error::Io(error) => Problem::read(place(position), error),
        other => {
            let message = format!("the XML is broken: {}", shorten(&other.to_string()));
            Problem::new("XML", place(position), message)
        }
    }
}

fn currency_of(tag: &BytesStart<'_>) -> Option<[u8; 3]> {
    tag.try_get_attribute("Ccy").ok()??.value.trim().as_bytes().try_into().ok()
}

fn declared_namespace(tag: &BytesStart<'_>) -> Option<String> {
    let key = match tag.name().prefix() {
        Some(prefix) => format!("xmlns:{}", prefix.as_ref()),
        None => "xmlns".to_owned(),
    };
    let attribute = tag.try_get_attribute(key.as_str()).ok()??;
    Some(attribute.value.trim().to_owned())
}

/// Resolves the five predefined entities and numeric characters; nothing is ever expanded.
fn character_of(reference: &BytesRef<'_>) -> Option<char> {
    match reference.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

/// An element with everything inside, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// Names and texts, one after the other.
    letters: String,
}

#[derive(Debug)]
struct Node {
    name: (usize, usize),
    text: (usize, usize),
    currency: Option<[u8; 3]>,
    /// The index of the first node outside.
    end: usize,
}

impl Tree {
    fn clear(&mut self) {
        self.nodes.clear();
        self.letters.clear();
    }

    fn open(&mut self, name: &str) -> usize {
        let start = self.letters.len();
        self.letters.push_str(name);
        let end = self.letters.len();
        self.nodes.push(Node { name: (start, end), text: (end, end), currency: None, end: 0 });
        self.nodes.len() - 1
    }

    fn close(&mut self, node: usize) {
        self.nodes[node].end = self.nodes.len();
    }

    /// Adds text to an element without children: only there is text a value.
    fn text(&mut self, node: usize, piece: &str) {
        if node + 1 == self.nodes.len() {
            self.letters.push_str(piece);
            self.nodes[node].text.1 = self.letters.len();
        }
    }

    pub(super) fn root(&self) -> Element<'_> {
        Element { tree: self, at: 0 }
    }
}

/// A place in a [`Tree`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'t> {
    tree: &'t Tree,
    at: usize,
}

impl<'t> Element<'t> {
    fn node(self) -> &'t Node {
        &self.tree.nodes[self.at]
    }

    pub(super) fn name(self) -> &'t str {
        let (start, end) = self.node().name;
        &self.tree.letters[start..end]
    }

    /// The text inside, trimmed; `None` if it is empty.
    pub(super) fn text(self) -> Option<&'t str> {
        let (start, end) = self.node().text;
        let text = self.tree.letters[start..end].trim();
        (!text.is_empty()).then_some(text)
    }

    /// The attribute `Ccy`.
    pub(super) fn currency(self) -> Option<&'t str> {
        self.node().currency.as_ref().and_then(|letters| std::str::from_utf8(letters).ok())
    }

    pub(super) fn children(self) -> impl Iterator<Item = Element<'t>> {
        let end = self.node().end;
        let mut next = self.at + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = Element { tree: self.tree, at: next };
                next = child.node().end;
                child
            })
        })
    }

    pub(super) fn all(self, name: &'static str) -> impl Iterator<Item = Element<'t>> {
        self.children().filter(move |child| child.name() == name)
    }

    /// The first one at the end of `path`.
    pub(super) fn find(self, path: &[&'static str]) -> Option<Element<'t>> {
        match path {
            [] => Some(self),
            [name, rest @ ..] => self.all(name).find_map(|child| child.find(rest)),
        }
    }

    /// The text of the first one at the end of `path`.
    pub(super) fn value(self, path: &[&'static str]) -> Option<String> {
        self.find(path)?.text().map(ToOwned::to_owned)
    }
}
