//! Committed files have to make sense on every machine.

use crate::{process, workspace};
use anyhow::{Result, bail};
use std::{fs, process::Command};

/// Starts of paths that exist on one machine only. Put together here, so that this file does not contain them.
const OF_ONE_MACHINE: &[&str] =
    &[concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/")];

/// Looks for such paths in every tracked text file.
pub fn check() -> Result<()> {
    let root = workspace::root();
    let files = process::output_of(Command::new("git").args(["ls-files", "-z"]).current_dir(&root))?;
    let mut found = Vec::new();
    for file in files.split('\0').filter(|file| !file.is_empty()) {
        // A tracked file may be deleted in the checkout, and pictures are no text.
        let Ok(text) = fs::read_to_string(root.join(file)) else { continue };
        found.extend(lines_with_paths(&text).map(|number| format!("{file}:{number}")));
    }
    if found.is_empty() {
        return Ok(());
    }
    bail!("paths of one machine in: {}", found.join(", "))
}

/// The numbers of the lines that name such a path.
fn lines_with_paths(text: &str) -> impl Iterator<Item = usize> {
    let names_one = |line: &str| {
        OF_ONE_MACHINE.iter().any(|start| {
            // `https://example.com/work/` and `end2end/work/` are no absolute paths.
            line.match_indices(start).any(|(at, _)| {
                line[..at]
                    .chars()
                    .next_back()
                    .is_none_or(|before| !before.is_alphanumeric() && !"._-}".contains(before))
            })
        })
    };
    text.lines().enumerate().filter(move |(_, line)| names_one(line)).map(|(index, _)| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_paths_are_found_and_parts_of_addresses_are_not() {
        let text = concat!("cd /ho", "me/ada\nhttps://example.com/ho", "me/\n\"/ro", "ot/x\"\n");
        assert_eq!(lines_with_paths(text).collect::<Vec<_>>(), [1, 3]);
    }
}
