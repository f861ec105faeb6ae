//! Tables of payments.

use usecases::personal_data::Erasure;

use crate::personal_data::TableData;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;

/// The area's tables; one that another refers to comes first.
pub(crate) const TABLES: &[Table] = &[PAYMENTS, MATCH_CANDIDATES];

const PAYMENTS: Table = Table {
    name: "payments",
    data: &TableData {
        area: "payments",
        plain: &["biller", "id", "payer", "system", "account", "currency", "method", "paid_on", "state"],
        personal: &[(
            &["source_id"],
            "what the reporting system calls the payment; a code, unless that system puts a name in it",
            Erasure::Kept {
                until: "bookkeeping no longer needs the payment",
                why: "the same payment is known by it when it is reported again",
            },
        )],
        erase: &[],
    },
    columns: &[
        ("biller", Bytes),
        ("id", Bytes),
        ("payer", Bytes),
        ("system", Text),
        ("account", Text),
        ("source_id", Text),
        ("amount_minor", Big),
        ("currency", Text),
        ("method", Text),
        ("paid_on", Text),
        ("state", Text),
        ("free_minor", Big),
        ("seq", Big),
        ("joined", Big),
    ],
    order: "biller, id",
};

const MATCH_CANDIDATES: Table = Table {
    name: "match_candidates",
    data: &TableData::plain("matching", &["biller", "payment", "invoice"]),
    columns: &[("biller", Bytes), ("payment", Bytes), ("invoice", Bytes), ("place", Big), ("score", Big)],
    order: "biller, payment, invoice",
};
