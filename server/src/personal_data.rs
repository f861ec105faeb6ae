//! What is kept about people outside the database's tables, and the table in docs/personal-data.md.

use std::fmt::Write as _;

use usecases::personal_data::{Erasure, Held, Place};

/// What each area keeps outside of tables.
pub const ELSEWHERE: &[Held] = &[
    Held {
        area: "attachments",
        place: Place::Files,
        what: "the bytes of what people attach, under biller and id",
        goes: Erasure::Forgotten,
    },
    Held {
        area: "attachments",
        place: Place::Files,
        what: "the bytes of what was uploaded and never posted",
        goes: Erasure::Expires { after: "a day after the upload", by: "purge_files" },
    },
    Held {
        area: "payments",
        place: Place::TemporaryFile,
        what: "a bank file that is being imported, without a name in the file system",
        goes: Erasure::Expires { after: "when the import ends, or the node", by: "itself" },
    },
    Held {
        area: "conversations",
        place: Place::Memory,
        what: "who has an invoice open, writes or points",
        goes: Erasure::Expires { after: "when they leave", by: "itself" },
    },
    Held {
        area: "conversations",
        place: Place::Browser,
        what: "what somebody has begun to write and not sent, in their own browser",
        goes: Erasure::Expires { after: "when it is sent or taken away", by: "itself" },
    },
    Held {
        area: "links",
        place: Place::Memory,
        what: "how often an address or a link has asked for something",
        goes: Erasure::Expires { after: "after a minute", by: "forget_limits" },
    },
    Held {
        area: "staff",
        place: Place::Browser,
        what: "the cookie of a session",
        goes: Erasure::Expires { after: "when the session ends", by: "itself" },
    },
    Held {
        area: "checkouts",
        place: Place::Outside,
        what: "amount, number of the invoice and a link back, at the payment provider; no name",
        goes: Erasure::Kept { until: "the provider deletes it", why: "the provider keeps its own books" },
    },
    Held {
        area: "backups",
        place: Place::Outside,
        what: "everything that stood in the database when `billow backup` was run",
        goes: Erasure::Kept {
            until: "the operator deletes the file",
            why: "a backup is not written again; after a restore, forget again whoever was forgotten since",
        },
    },
    Held {
        area: "events",
        place: Place::Memory,
        what: "loaded invoices and payers: ids, amounts and dates",
        goes: Erasure::Expires { after: "when others are loaded, or the node ends", by: "itself" },
    },
    Held {
        area: "events",
        place: Place::Log,
        what: "ids of requests and streams, routes, codes; no name, text, address or token",
        goes: Erasure::Kept { until: "the operator deletes it", why: "what a node did can be looked up" },
    },
];

/// All declarations, as docs/personal-data.md lists them.
#[must_use]
pub fn table() -> String {
    let mut held = store::personal_data();
    held.extend(ELSEWHERE);
    held.sort_by_key(|one| one.area);
    let nothing: Vec<&str> =
        store::areas().into_iter().filter(|area| held.iter().all(|one| one.area != *area)).collect();
    let mut text = String::from("| area | where | what | how it goes |\n|---|---|---|---|\n");
    for Held { area, place, what, goes } in held {
        // Writing to a string does not fail.
        let _ = writeln!(text, "| {area} | {place} | {what} | {goes} |");
    }
    let _ =
        writeln!(text, "\nThe tables of these areas hold nothing about a person: {}.", nothing.join(", "));
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeSet;

    use super::*;
    use crate::jobs::CHORES;

    #[test]
    fn what_expires_is_removed_by_a_chore_that_there_is() {
        let chores: BTreeSet<&str> = CHORES.iter().map(|chore| chore.name).collect();
        let mut by_chores = BTreeSet::new();
        for held in store::personal_data().iter().chain(ELSEWHERE) {
            match held.goes {
                Erasure::Expires { by: "itself", .. } => {}
                Erasure::Expires { by, .. } => {
                    assert!(chores.contains(by), "{held:?}");
                    by_chores.insert(by);
                }
                Erasure::Forgotten | Erasure::Kept { .. } => {}
            }
        }
        let purging: BTreeSet<&str> = chores.into_iter().filter(|name| name.starts_with("purge_")).collect();
        assert!(by_chores.is_superset(&purging), "{by_chores:?}");
    }

    #[test]
    fn the_page_lists_what_is_declared() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/personal-data.md");
        let page = std::fs::read_to_string(path).unwrap();
        assert!(page.contains(&table()), "docs/personal-data.md needs this table:\n{}", table());
    }
}
