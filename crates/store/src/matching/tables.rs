//! The tables by which money finds its invoice.

use usecases::personal_data::Erasure;

use crate::personal_data::TableData;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;

/// The area's tables; one that another refers to comes first.
pub(crate) const TABLES: &[Table] = &[PAYMENT_REFERENCES, PAYER_ACCOUNTS, PAYER_NAMES];

const PAYMENT_REFERENCES: Table = Table {
    name: "payment_references",
    data: &TableData::plain("matching", &["biller", "reference", "invoice", "kind"]),
    columns: &[("biller", Bytes), ("reference", Text), ("invoice", Bytes), ("kind", Text)],
    order: "biller, reference, invoice",
};

const PAYER_ACCOUNTS: Table = Table {
    name: "payer_bank_accounts",
    data: &TableData {
        area: "matching",
        plain: &["biller", "payer"],
        personal: &[(&["account"], "bank accounts that have paid for a payer", Erasure::Forgotten)],
        erase: &["DELETE FROM payer_bank_accounts WHERE biller = $1 AND payer = $2"],
    },
    columns: &[
        ("biller", Bytes),
        ("account", Text),
        ("payer", Bytes),
        ("confirmed_at_ms", Big),
        ("times", Big),
    ],
    order: "biller, account, payer",
};

pub(crate) const PAYER_NAMES: Table = Table {
    name: "payer_names",
    data: &TableData {
        area: "matching",
        plain: &["biller", "payer"],
        personal: &[(
            &["key"],
            "beginnings and sounds of names, by which a payer is found by what a bank writes",
            Erasure::Forgotten,
        )],
        erase: &["DELETE FROM payer_names WHERE biller = $1 AND payer = $2"],
    },
    columns: &[("biller", Bytes), ("key", Text), ("payer", Bytes)],
    order: "biller, key, payer",
};
