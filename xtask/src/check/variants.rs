//! A list of all variants of an enum has each: the compiler does not name one that is forgotten there.

use crate::{process, workspace};
use anyhow::{Result, bail};
use std::{fs, process::Command};

/// What a list begins with. Put together here, so that this file does not contain one.
const START: &str = concat!("const ALL: ", "[Self;");

/// Compares every `ALL` of an enum with the variants that stand in the same file.
pub fn check() -> Result<()> {
    let root = workspace::root();
    let files = process::output_of(Command::new("git").args(["ls-files", "-z", "*.rs"]).current_dir(&root))?;
    let mut found = Vec::new();
    for file in files.split('\0').filter(|file| !file.is_empty()) {
        let Ok(text) = fs::read_to_string(root.join(file)) else { continue };
        found.extend(forgotten(&text).into_iter().map(|variant| format!("{variant} ({file})")));
    }
    if found.is_empty() {
        return Ok(());
    }
    bail!("variants that are missing in the list ALL of their enum: {}", found.join(", "))
}

/// The variants, such as `Role::Admin`, that are not in the list of their enum.
fn forgotten(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, start) in text.match_indices(START) {
        let (before, rest) = (&text[..at], &text[at + start.len()..]);
        let list = rest.split("];").next().unwrap_or(rest);
        let Some((_, block)) = before.rsplit_once("\nimpl ") else { continue };
        let name = word(block);
        let Some((_, body)) = text.split_once(&format!("enum {name} {{\n")) else { continue };
        let variants = body.lines().take_while(|line| *line != "}").filter_map(|line| {
            let line = line.strip_prefix("    ")?;
            line.starts_with(|first: char| first.is_ascii_uppercase()).then(|| word(line))
        });
        let listed = |variant: &str| list.split("Self::").skip(1).any(|entry| word(entry) == variant);
        found.extend(variants.filter(|one| !listed(one)).map(|one| format!("{name}::{one}")));
    }
    found
}

/// The name that a text begins with.
fn word(text: &str) -> &str {
    text.split(|next: char| !next.is_alphanumeric()).next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_that_is_not_listed_is_named() {
        let text = "
pub enum Scheme {
    /// With fields.
    Ocr {
        length_digit: bool,
    },
    Rf,
    RfLong,
}

impl Scheme {
    pub START 2] = [
        Self::Ocr { length_digit: false },
        Self::RfLong,
    ];
}
"
        .replace("START", START);
        assert_eq!(forgotten(&text), ["Scheme::Rf"]);
        assert_eq!(forgotten(&text.replace("Self::RfLong", "Self::Rf, Self::RfLong")), [""; 0]);
    }
}
