//! Tables of payers.

use usecases::personal_data::Erasure;

use crate::personal_data::TableData;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;

/// The area's tables; one that another refers to comes first.
pub(crate) const TABLES: &[Table] = &[ACCOUNTS, PAYER_KEYS, PAYER_SEARCH, PAYER_WORDS];

const ACCOUNTS: Table = Table {
    name: "payers",
    data: &TableData::plain("payers", &["biller", "id", "credit", "details"]),
    columns: &[
        ("biller", Bytes),
        ("id", Bytes),
        ("credit", Text),
        ("forgotten", Big),
        ("seq", Big),
        ("details", Bytes),
    ],
    order: "biller, id",
};

const PAYER_KEYS: Table = Table {
    name: "payer_keys",
    data: &TableData {
        area: "payers",
        plain: &["biller", "payer"],
        personal: &[(
            &["key"],
            "by what a document names the payer: customer number, registration, VAT number, e-mail address, or name with address",
            Erasure::Forgotten,
        )],
        erase: &["DELETE FROM payer_keys WHERE biller = $1 AND payer = $2"],
    },
    columns: &[("biller", Bytes), ("key", Text), ("payer", Bytes)],
    order: "biller, key",
};

const PAYER_SEARCH: Table = Table {
    name: "payer_search",
    data: &TableData {
        area: "payers",
        plain: &["biller", "payer"],
        personal: &[(&["text"], "name, e-mail address and customer number, lower case", Erasure::Forgotten)],
        erase: &["DELETE FROM payer_search WHERE biller = $1 AND payer = $2"],
    },
    columns: &[("biller", Bytes), ("payer", Bytes), ("text", Text)],
    order: "biller, payer",
};

pub(crate) const PAYER_WORDS: Table = Table {
    name: "payer_words",
    data: &TableData {
        area: "payers",
        plain: &["biller", "payer"],
        personal: &[(
            &["word"],
            "words of name, e-mail address and customer number, by which staff find a payer",
            Erasure::Forgotten,
        )],
        erase: &["DELETE FROM payer_words WHERE biller = $1 AND payer = $2"],
    },
    columns: &[("biller", Bytes), ("word", Text), ("payer", Bytes)],
    order: "biller, word, payer",
};
