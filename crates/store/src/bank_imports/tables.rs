//! Tables of bank files and their entries.

use usecases::personal_data::Erasure;

use crate::personal_data::TableData;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;

/// The area's tables; one that another refers to comes first.
pub(crate) const TABLES: &[Table] =
    &[WAITING_KEYS, BANK_RETURNS, BANK_FILES, BANK_ENTRIES, BANK_KEYS, BANK_SIGHTINGS];

const WAITING_KEYS: Table = Table {
    name: "waiting_keys",
    data: &TableData {
        area: "payments",
        plain: &["biller", "payment"],
        personal: &[(
            &["key"],
            "hashes of references and of words of names in money of which nobody knows whose it is",
            Erasure::Kept {
                until: "it is known whose the money is",
                why: "an invoice that is issued later finds money that came before it",
            },
        )],
        erase: &[],
    },
    columns: &[("biller", Bytes), ("key", Bytes), ("payment", Bytes)],
    order: "biller, key, payment",
};

const BANK_RETURNS: Table = Table {
    name: "bank_returns",
    data: &TableData {
        area: "payments",
        plain: &["biller", "id", "account", "currency", "booked_on", "content", "state", "payment"],
        personal: &[(
            &["keys"],
            "hashes of the ids by which the payment of a return is found; what the bank says stands in content",
            Erasure::Kept {
                until: "bookkeeping no longer needs the payment",
                why: "a return waits for the payment that it takes back",
            },
        )],
        erase: &[],
    },
    columns: &[
        ("biller", Bytes),
        ("id", Bytes),
        ("account", Text),
        ("amount_minor", Big),
        ("currency", Text),
        ("booked_on", Text),
        ("content", Bytes),
        ("keys", Text),
        ("arrived_at_ms", Big),
        ("state", Text),
        ("payment", Bytes),
    ],
    order: "biller, id",
};

const BANK_FILES: Table = Table {
    name: "bank_files",
    data: &TableData {
        area: "payments",
        plain: &["biller", "id", "format", "actor", "totals", "refused"],
        personal: &[(
            &["name"],
            "what the sender called the file; what is in it is not kept",
            Erasure::Kept { until: "the biller is removed", why: "it says which file was imported when" },
        )],
        erase: &[],
    },
    columns: &[
        ("biller", Bytes),
        ("id", Bytes),
        ("name", Text),
        ("format", Text),
        ("entries", Big),
        ("begun_at_ms", Big),
        ("ended_at_ms", Big),
        ("actor", Text),
        ("totals", Text),
        ("refused", Text),
        ("undoing_at_ms", Big),
        ("undone_at_ms", Big),
        ("left_payments", Big),
    ],
    order: "biller, id",
};

const BANK_ENTRIES: Table = Table {
    name: "bank_entries",
    data: &TableData {
        area: "payments",
        plain: &["biller", "id", "format", "booked_on", "valued_on", "payment", "undid", "undid_how"],
        personal: &[(
            &["end_to_end", "name", "account", "words"],
            "the beginnings of the hashes of name, account, reference and text of a transfer, to know it again",
            Erasure::Forgotten,
        )],
        erase: &[super::entries::ERASE],
    },
    columns: &[
        ("biller", Bytes),
        ("id", Bytes),
        ("format", Text),
        ("came_in", Big),
        ("amount_minor", Big),
        ("untold", Big),
        ("booked_on", Text),
        ("valued_on", Text),
        ("end_to_end", Bytes),
        ("name", Bytes),
        ("account", Bytes),
        ("words", Bytes),
        ("payment", Bytes),
        ("undid", Bytes),
        ("undid_how", Text),
    ],
    order: "biller, id",
};

const BANK_KEYS: Table = Table {
    name: "bank_keys",
    data: &TableData {
        area: "payments",
        plain: &["biller", "entry"],
        personal: &[(
            &["key"],
            "hashes of amount and day, or reference, of a transfer",
            Erasure::Kept {
                until: "bookkeeping no longer needs the payment",
                why: "the same transfer is told in several files and booked once",
            },
        )],
        erase: &[],
    },
    columns: &[("biller", Bytes), ("key", Bytes), ("entry", Bytes)],
    order: "biller, key, entry",
};

const BANK_SIGHTINGS: Table = Table {
    name: "bank_occurrences",
    data: &TableData {
        area: "payments",
        plain: &["biller", "file", "entry", "format"],
        personal: &[(
            &["reference"],
            "the beginning of the hash of the bank's own reference",
            Erasure::Kept {
                until: "bookkeeping no longer needs the payment",
                why: "the same transfer is told in several files and booked once",
            },
        )],
        erase: &[],
    },
    columns: &[
        ("biller", Bytes),
        ("file", Bytes),
        ("number", Big),
        ("entry", Bytes),
        ("format", Text),
        ("reference", Bytes),
    ],
    order: "biller, file, number",
};
