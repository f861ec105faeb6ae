//! XML events with UBL's namespaces, bounded and strict. The document is never held as a tree: a
//! function in [`super::parse`] walks an element's children and keeps what it needs.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::reader::NsReader;

use super::encoding::is_forbidden;
use super::names::{Ns, is_name_character, namespace_of};
use super::position::Position;
use super::problems::Problems;

/// An invoice nests twelve deep; signatures in extensions some more.
const MAX_DEPTH: usize = 64;
/// UBL uses three attributes on an element, a root declares some namespaces.
const MAX_ATTRIBUTES: usize = 64;

/// Reading cannot go on; why is among the problems.
pub(super) struct Halt;

pub(super) type Read<T> = Result<T, Halt>;

pub(super) struct Element<'a> {
    pub(super) ns: Ns,
    /// The name without its prefix.
    pub(super) name: &'a str,
    pub(super) at: Position,
    tag: BytesStart<'a>,
}

pub(super) struct Xml<'a, 'f> {
    text: &'a str,
    reader: NsReader<&'a [u8]>,
    depth: usize,
    pub(super) problems: &'f mut Problems,
}

enum Token<'a> {
    Open(Element<'a>),
    Close,
    Text(Cow<'a, str>),
    End,
}

impl<'a, 'f> Xml<'a, 'f> {
    pub(super) fn new(text: &'a str, problems: &'f mut Problems) -> Self {
        let mut reader = NsReader::from_str(text);
        // One shape for `<a/>` and `<a></a>`.
        reader.config_mut().expand_empty_elements = true;
        Self { text, reader, depth: 0, problems }
    }

    /// The root's start tag.
    pub(super) fn root(&mut self) -> Read<Element<'a>> {
        loop {
            let at = self.position();
            match self.next()? {
                Token::Open(root) => return Ok(root),
                Token::Text(text) if is_blank(&text) => {}
                Token::Text(text) => {
                    return Err(self.halt(
                        "XML",
                        after_blank(at, &text),
                        "this is not XML: it does not begin with a tag",
                    ));
                }
                Token::Close | Token::End => {
                    return Err(self.halt("XML", at, "this is not XML: there is no element in it"));
                }
            }
        }
    }

    /// Makes sure that nothing but comments and white space follows the root's end tag.
    pub(super) fn end(&mut self) -> Read<()> {
        loop {
            let at = self.position();
            match self.next()? {
                Token::End => return Ok(()),
                Token::Text(text) if is_blank(&text) => {}
                Token::Open(second) => {
                    return Err(self.halt(
                        "XML",
                        second.at,
                        "a second document begins here; send each in a file of its own",
                    ));
                }
                Token::Text(text) => {
                    return Err(self.halt(
                        "XML",
                        after_blank(at, &text),
                        "there is text after the end of the document",
                    ));
                }
                Token::Close => {
                    return Err(self.halt("XML", at, "there is an end tag after the end of the document"));
                }
            }
        }
    }

    /// The next child of the element whose start tag was read last and whose children are being
    /// walked; `None` when its end tag was read.
    pub(super) fn child(&mut self) -> Read<Option<Element<'a>>> {
        loop {
            let at = self.position();
            match self.next()? {
                Token::Open(child) => return Ok(Some(child)),
                Token::Close => return Ok(None),
                Token::Text(text) if is_blank(&text) => {}
                Token::Text(text) => {
                    return Err(self.halt(
                        "XML",
                        after_blank(at, &text),
                        "there is text where only elements may stand",
                    ));
                }
                Token::End => return Err(self.truncated()),
            }
        }
    }

    /// Reads over everything up to the end tag of the element whose start tag was read last.
    pub(super) fn skip(&mut self) -> Read<()> {
        let inside = self.depth;
        loop {
            match self.next()? {
                Token::Close if self.depth < inside => return Ok(()),
                Token::End => return Err(self.truncated()),
                Token::Open(_) | Token::Close | Token::Text(_) => {}
            }
        }
    }

    /// The text of an element that holds nothing else, up to its end tag.
    pub(super) fn text(&mut self, element: &Element<'a>, max_chars: usize) -> Read<Cow<'a, str>> {
        let mut whole = Cow::Borrowed("");
        loop {
            match self.next()? {
                Token::Text(piece) if whole.is_empty() => whole = piece,
                Token::Text(piece) => whole.to_mut().push_str(&piece),
                Token::Close => break,
                Token::Open(child) => {
                    let message =
                        format!("{} holds {} where text belongs", element.name, shorten(child.name));
                    return Err(self.halt("XML", child.at, message));
                }
                Token::End => return Err(self.truncated()),
            }
            // A character has at most four bytes: the cheap test first, for every piece.
            if whole.len() > max_chars && whole.chars().count() > max_chars {
                let message =
                    format!("{} is longer than the {max_chars} characters that are accepted", element.name);
                return Err(self.halt("LIMIT", element.at, message));
            }
        }
        Ok(whole)
    }

    /// The value of an attribute without prefix.
    pub(super) fn attribute(&mut self, element: &Element<'a>, name: &str) -> Read<Option<String>> {
        let Some(Ok(attribute)) = element
            .tag
            .attributes()
            .with_checks(false)
            .find(|one| one.as_ref().is_ok_and(|one| one.key.as_ref() == name))
        else {
            return Ok(None);
        };
        match attribute.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) if !value.chars().any(is_forbidden) => Ok(Some(value.trim().to_owned())),
            Ok(_) => Err(self.halt("CONTROL", element.at, format!("{name} holds a control character"))),
            Err(error) => Err(self.halt("ENTITY", element.at, format!("{name} cannot be read: {error}"))),
        }
    }

    /// Records why reading stops.
    pub(super) fn halt(&mut self, rule: &'static str, at: Position, message: impl Into<String>) -> Halt {
        self.problems.add(rule, at, message);
        Halt
    }

    fn position(&self) -> Position {
        Position(usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX))
    }

    fn next(&mut self) -> Read<Token<'a>> {
        loop {
            let at = self.position();
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => return self.open(tag, at).map(Token::Open),
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Token::Close);
                }
                Ok(Event::Text(text)) => return Ok(Token::Text(text.xml10_content())),
                Ok(Event::CData(text)) => return Ok(Token::Text(text.xml10_content())),
                Ok(Event::GeneralRef(reference)) => return self.reference(&reference, at).map(Token::Text),
                Ok(Event::Decl(declaration)) => self.declaration(&declaration, at)?,
                Ok(Event::DocType(_)) => {
                    return Err(self.halt(
                        "ENTITY",
                        at,
                        "a DOCTYPE may not stand in an e-invoice; remove it",
                    ));
                }
                // `Empty` cannot come: empty elements are expanded.
                Ok(Event::Comment(_) | Event::PI(_) | Event::Empty(_)) => {}
                Ok(Event::Eof) => return Ok(Token::End),
                Err(error) => {
                    let at = Position(usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX));
                    return Err(self.halt(
                        "XML",
                        at,
                        format!("the XML is broken: {}", shorten(&error.to_string())),
                    ));
                }
            }
        }
    }

    fn open(&mut self, tag: BytesStart<'a>, at: Position) -> Read<Element<'a>> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.halt("LIMIT", at, format!("elements are nested deeper than {MAX_DEPTH}")));
        }
        for (count, attribute) in tag.attributes().enumerate() {
            let value = match attribute {
                Ok(attribute) => attribute.value,
                Err(error) => {
                    return Err(self.halt(
                        "XML",
                        at,
                        format!("the XML is broken: {}", shorten(&error.to_string())),
                    ));
                }
            };
            if count >= MAX_ATTRIBUTES {
                return Err(self.halt(
                    "LIMIT",
                    at,
                    format!("an element has more than {MAX_ATTRIBUTES} attributes"),
                ));
            }
            if value.contains('<') {
                return Err(self.halt("XML", at, "the XML is broken: “<” in the value of an attribute"));
            }
        }
        // quick-xml takes all up to the next white space or `>` for a name.
        if !tag.name().as_ref().chars().all(is_name_character) {
            return Err(self.halt("XML", at, "the XML is broken: what begins here is no tag"));
        }
        let Some(ns) = namespace_of(&self.reader, &tag) else {
            let message = format!("the prefix of “{}” is not declared", shorten(tag.name().as_ref()));
            return Err(self.halt("XML", at, message));
        };
        // The name's bytes stand behind the `<`; taken from the text they outlive the tag.
        let end = at.0 + 1 + tag.name().as_ref().len();
        let start = end - tag.local_name().as_ref().len();
        let name = self.text.get(start..end).unwrap_or_default();
        Ok(Element { ns, name, at, tag })
    }

    /// The five predefined entities and numbered characters; every other entity is refused, so that
    /// nothing is ever expanded.
    fn reference(&mut self, reference: &BytesRef<'_>, at: Position) -> Read<Cow<'a, str>> {
        match reference.as_ref() {
            "amp" => return Ok(Cow::Borrowed("&")),
            "lt" => return Ok(Cow::Borrowed("<")),
            "gt" => return Ok(Cow::Borrowed(">")),
            "quot" => return Ok(Cow::Borrowed("\"")),
            "apos" => return Ok(Cow::Borrowed("'")),
            _ => {}
        }
        match reference.resolve_char_ref() {
            Ok(Some(character)) if !is_forbidden(character) => Ok(Cow::Owned(character.to_string())),
            Ok(Some(character)) => {
                let message = format!(
                    "the control character U+{:04X} may not stand in a document",
                    u32::from(character)
                );
                Err(self.halt("CONTROL", at, message))
            }
            Ok(None) => {
                let message = format!(
                    "the entity “&{};” may not stand in an e-invoice; write the text itself",
                    shorten(reference)
                );
                Err(self.halt("ENTITY", at, message))
            }
            Err(error) => {
                Err(self.halt("XML", at, format!("the XML is broken: {}", shorten(&error.to_string()))))
            }
        }
    }

    fn declaration(&mut self, declaration: &BytesDecl<'_>, at: Position) -> Read<()> {
        if at.0 != 0 {
            return Err(self.halt(
                "XML",
                at,
                "the XML declaration may stand only at the very beginning of the file",
            ));
        }
        match declaration.version() {
            Ok(version) if version == "1.0" => Ok(()),
            _ => Err(self.halt("XML", at, "the file is not XML 1.0")),
        }
    }

    fn truncated(&mut self) -> Halt {
        let at = self.position();
        self.halt("XML", at, "the file ends in the middle of the document: it was cut off")
    }
}

/// Where the text that begins at `at` shows its first character.
fn after_blank(at: Position, text: &str) -> Position {
    Position(at.0 + text.len() - text.trim_start().len())
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

fn shorten(text: &str) -> String {
    text.chars().take(120).collect()
}
