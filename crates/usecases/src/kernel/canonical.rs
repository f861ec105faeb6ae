//! Hashes that are stored: of a document's content, and of the input of an idempotency key.
//!
//! They must not depend on the struct layout of this version, or every document that is imported again after an update
//! would count as different. So a canonical form is hashed: the fields of a struct by name, in the order of their
//! names. A field without a value, or with an empty text, list or struct of such, is left out. A new field therefore
//! has to be optional (`Option`, `Vec`, or a text that may be empty); it changes no hash until it has a value. Items of
//! lists keep their places. Names of variants are always written, so that two variants without content differ. Numbers
//! are integers in decimal digits; there are no floats.

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::{self, Serialize};
use sha2::{Digest, Sha256};

/// The stored hash of a value of this kind, or of the value alone if no kind is named.
///
/// # Errors
/// A value that has no canonical form, such as a float.
pub(crate) fn fingerprint<T: Serialize + ?Sized>(kind: Option<&str>, value: &T) -> Result<Vec<u8>, NoForm> {
    let mut hash = Sha256::new();
    if let Some(kind) = kind {
        hash.update(kind);
        hash.update([0]);
    }
    hash.update(form(value)?);
    Ok(hash.finalize().to_vec())
}

#[derive(Debug, thiserror::Error)]
#[error("no canonical form: {0}")]
pub(crate) struct NoForm(String);

impl ser::Error for NoForm {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// The canonical form of a value, as text.
pub(crate) fn form<T: Serialize + ?Sized>(value: &T) -> Result<String, NoForm> {
    let mut text = String::new();
    value.serialize(Former)?.write(&mut text);
    Ok(text)
}

enum Node {
    /// No value: `None`, or a text, list or struct without content.
    Empty,
    Plain(String),
    List(Vec<Node>),
    Fields(BTreeMap<String, Node>),
    Variant(&'static str, Box<Node>),
}

impl Node {
    fn text(text: &str) -> Self {
        // A string cannot fail as JSON.
        if text.is_empty() { Self::Empty } else { Self::Plain(serde_json::json!(text).to_string()) }
    }

    fn list(items: Vec<Self>) -> Self {
        if items.is_empty() { Self::Empty } else { Self::List(items) }
    }

    fn fields(fields: BTreeMap<String, Self>) -> Self {
        let fields: BTreeMap<_, _> =
            fields.into_iter().filter(|(_, node)| !matches!(node, Self::Empty)).collect();
        if fields.is_empty() { Self::Empty } else { Self::Fields(fields) }
    }

    fn write(&self, text: &mut String) {
        match self {
            // In a list it keeps its place.
            Self::Empty => text.push_str("null"),
            Self::Plain(plain) => text.push_str(plain),
            Self::List(items) => {
                text.push('[');
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        text.push(',');
                    }
                    item.write(text);
                }
                text.push(']');
            }
            Self::Fields(fields) => {
                text.push('{');
                for (at, (name, node)) in fields.iter().enumerate() {
                    if at > 0 {
                        text.push(',');
                    }
                    write_entry(name, node, text);
                }
                text.push('}');
            }
            Self::Variant(name, content) => {
                text.push('<');
                write_entry(name, content, text);
                text.push('>');
            }
        }
    }
}

fn write_entry(name: &str, node: &Node, text: &mut String) {
    text.push_str(&serde_json::json!(name).to_string());
    text.push(':');
    node.write(text);
}

/// Builds the parts of a value.
struct Former;

macro_rules! integers {
    ($($name:ident: $kind:ty),+) => {
        $(fn $name(self, value: $kind) -> Result<Node, NoForm> {
            Ok(Node::Plain(value.to_string()))
        })+
    };
}

impl ser::Serializer for Former {
    type Ok = Node;
    type Error = NoForm;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Named;
    type SerializeStruct = Named;
    type SerializeStructVariant = Named;

    integers!(
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128
    );

    fn serialize_bool(self, value: bool) -> Result<Node, NoForm> {
        Ok(Node::Plain(value.to_string()))
    }

    fn serialize_f32(self, _: f32) -> Result<Node, NoForm> {
        Err(NoForm("a float is no amount, rate or quantity".into()))
    }

    fn serialize_f64(self, _: f64) -> Result<Node, NoForm> {
        Err(NoForm("a float is no amount, rate or quantity".into()))
    }

    fn serialize_char(self, value: char) -> Result<Node, NoForm> {
        Ok(Node::text(value.encode_utf8(&mut [0; 4])))
    }

    fn serialize_str(self, value: &str) -> Result<Node, NoForm> {
        Ok(Node::text(value))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Node, NoForm> {
        Ok(Node::list(value.iter().map(|byte| Node::Plain(byte.to_string())).collect()))
    }

    fn serialize_none(self) -> Result<Node, NoForm> {
        Ok(Node::Empty)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Node, NoForm> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Node, NoForm> {
        Ok(Node::Empty)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Node, NoForm> {
        Ok(Node::Empty)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Node, NoForm> {
        Ok(Node::Variant(variant, Box::new(Node::Empty)))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Node, NoForm> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Node, NoForm> {
        Ok(Node::Variant(variant, Box::new(value.serialize(self)?)))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, NoForm> {
        Ok(Items { variant: None, items: Vec::new() })
    }

    fn serialize_tuple(self, _: usize) -> Result<Items, NoForm> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items, NoForm> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Items, NoForm> {
        Ok(Items { variant: Some(variant), items: Vec::new() })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Named, NoForm> {
        Ok(Named { variant: None, fields: BTreeMap::new(), key: None })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Named, NoForm> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Named, NoForm> {
        Ok(Named { variant: Some(variant), fields: BTreeMap::new(), key: None })
    }
}

/// A list, tuple or variant with several values.
struct Items {
    variant: Option<&'static str>,
    items: Vec<Node>,
}

impl Items {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoForm> {
        self.items.push(value.serialize(Former)?);
        Ok(())
    }

    fn finish(self) -> Node {
        match self.variant {
            Some(variant) => Node::Variant(variant, Box::new(Node::list(self.items))),
            None => Node::list(self.items),
        }
    }
}

macro_rules! items {
    ($($kind:ident: $push:ident),+) => {
        $(impl ser::$kind for Items {
            type Ok = Node;
            type Error = NoForm;

            fn $push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoForm> {
                self.push(value)
            }

            fn end(self) -> Result<Node, NoForm> {
                Ok(self.finish())
            }
        })+
    };
}

items!(
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field
);

/// A struct, map or variant with named values.
struct Named {
    variant: Option<&'static str>,
    fields: BTreeMap<String, Node>,
    /// The key of a map whose value comes next.
    key: Option<String>,
}

impl Named {
    fn put<T: Serialize + ?Sized>(&mut self, name: String, value: &T) -> Result<(), NoForm> {
        self.fields.insert(name, value.serialize(Former)?);
        Ok(())
    }

    fn finish(self) -> Node {
        let fields = Node::fields(self.fields);
        match self.variant {
            Some(variant) => Node::Variant(variant, Box::new(fields)),
            None => fields,
        }
    }
}

impl ser::SerializeMap for Named {
    type Ok = Node;
    type Error = NoForm;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), NoForm> {
        let mut text = String::new();
        key.serialize(Former)?.write(&mut text);
        // A text is named as a field of a struct would be.
        self.key = Some(serde_json::from_str::<String>(&text).unwrap_or(text));
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoForm> {
        let key = self.key.take().ok_or_else(|| NoForm("a value without a key".into()))?;
        self.put(key, value)
    }

    fn end(self) -> Result<Node, NoForm> {
        Ok(self.finish())
    }
}

macro_rules! named {
    ($($kind:ident),+) => {
        $(impl ser::$kind for Named {
            type Ok = Node;
            type Error = NoForm;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), NoForm> {
                self.put(name.to_owned(), value)
            }

            fn end(self) -> Result<Node, NoForm> {
                Ok(self.finish())
            }
        })+
    };
}

named!(SerializeStruct, SerializeStructVariant);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde::Serialize;

    #[derive(Serialize)]
    struct Before {
        name: String,
        amount_minor: i64,
        reason: Option<String>,
    }

    /// A later version of the struct: another order, and new fields without values.
    #[derive(Serialize, Default)]
    struct After {
        tags: Vec<String>,
        amount_minor: i64,
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        name: String,
        note: Option<String>,
        place: Option<Place>,
        words: String,
    }

    #[derive(Serialize, Default)]
    struct Place {
        street: Option<String>,
        lines: Vec<String>,
    }

    #[derive(Serialize)]
    enum Change {
        Plain,
        To(Option<i64>),
        From(Option<i64>),
        Until { day: Option<i64> },
        Since { day: Option<i64> },
    }

    fn after() -> After {
        After { name: "Repair".into(), amount_minor: 100, ..After::default() }
    }

    #[test]
    fn a_new_optional_field_and_another_order_change_no_hash() {
        let before = Before { name: "Repair".into(), amount_minor: 100, reason: None };
        assert_eq!(form(&before).unwrap(), r#"{"amount_minor":100,"name":"Repair"}"#);
        assert_eq!(form(&after()).unwrap(), form(&before).unwrap());
        let with_place = After { place: Some(Place::default()), ..after() };
        assert_eq!(form(&with_place).unwrap(), form(&before).unwrap(), "a struct without anything in it");
    }

    #[test]
    fn whatever_is_filled_in_counts() {
        let mut forms = vec![
            form(&after()).unwrap(),
            form(&After { note: Some("x".into()), ..after() }).unwrap(),
            form(&After { reason: Some("x".into()), ..after() }).unwrap(),
            form(&After { words: "x".into(), ..after() }).unwrap(),
            form(&After { tags: vec!["x".into()], ..after() }).unwrap(),
            form(&After { tags: vec!["x".into(), String::new()], ..after() }).unwrap(),
            form(&After { tags: vec![String::new(), "x".into()], ..after() }).unwrap(),
            form(&After { amount_minor: -100, ..after() }).unwrap(),
            form(&After { place: Some(Place { street: Some("x".into()), ..Place::default() }), ..after() })
                .unwrap(),
        ];
        let count = forms.len();
        forms.sort();
        forms.dedup();
        assert_eq!(forms.len(), count);
    }

    /// A golden file: it must never change, or every document that is imported again would count as different.
    #[test]
    fn a_document_has_the_form_that_was_always_kept() {
        let document = include_str!("../../tests/document.json");
        let document: domain::invoices::document::Document = serde_json::from_str(document).unwrap();
        let kept = include_str!("../../tests/document.canonical");
        assert_eq!(form(&document.normalized()).unwrap(), kept.trim_end());
    }

    #[test]
    fn variants_without_content_are_told_apart() {
        let changes = [
            Change::Plain,
            Change::To(None),
            Change::To(Some(1)),
            Change::From(None),
            Change::Until { day: None },
            Change::Since { day: None },
        ];
        let mut forms: Vec<_> = changes.iter().map(|change| form(change).unwrap()).collect();
        assert_eq!(forms[0], r#"<"Plain":null>"#);
        forms.sort();
        forms.dedup();
        assert_eq!(forms.len(), changes.len());
    }

    #[test]
    fn text_cannot_pass_for_structure_and_floats_have_no_form() {
        let sly = Before { name: r#"x","reason":"y"#.into(), amount_minor: 1, reason: None };
        let plain = Before { name: "x".into(), amount_minor: 1, reason: Some("y".into()) };
        assert_ne!(form(&sly).unwrap(), form(&plain).unwrap());
        assert_ne!(form("100").unwrap(), form(&100).unwrap());
        assert_ne!(fingerprint(Some("a"), "b").unwrap(), fingerprint(None, "b").unwrap());
        assert!(form(&1.5).unwrap_err().to_string().contains("float"));
    }
}
