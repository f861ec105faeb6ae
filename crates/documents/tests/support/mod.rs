//! Fixtures and broken variants of them.
#![allow(dead_code, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use documents::DocumentProblem;
use documents::ubl;
use domain::invoices::document::Document;

/// Every fixture; each is a document that must be accepted.
pub const FIXTURES: [&str; 12] = [
    "credit-note.xml",
    "dinar.xml",
    "electricity.xml",
    "export.xml",
    "intra-community.xml",
    "latin1.xml",
    "prefixes.xml",
    "prepaid.xml",
    "reverse-charge.xml",
    "utf16.xml",
    "vat-rates.xml",
    "yen.xml",
];

pub fn bytes(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

/// A fixture that is UTF-8.
pub fn text(name: &str) -> String {
    String::from_utf8(bytes(name)).unwrap()
}

/// The text with the first `from` made `to`.
pub fn with(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "the fixture must contain {from:?}");
    text.replacen(from, to, 1)
}

pub fn accepted(text: &str) -> Document {
    ubl::read(text.as_bytes()).unwrap_or_else(|problems| panic!("must be accepted: {problems:#?}"))
}

pub fn refused(bytes: &[u8]) -> Vec<DocumentProblem> {
    ubl::read(bytes).expect_err("must be refused")
}

/// The one problem of a file that has exactly one.
pub fn only_problem(bytes: &[u8]) -> DocumentProblem {
    let mut problems = refused(bytes);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    problems.remove(0)
}

pub fn rules(problems: &[DocumentProblem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.rule.as_str()).collect()
}

/// The official examples, which lie beside the checkout; `None`, with a word about it, where they
/// do not.
pub fn official_examples() -> Option<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/einvoice/examples");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: the official examples are not in {}", folder.display());
        return None;
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "xml"));
    files.sort();
    assert!(!files.is_empty(), "there are no examples in {}", folder.display());
    Some(files)
}
