//! Tables of billers: themselves, their API keys, policies and identities.

use usecases::personal_data::Erasure;

use crate::personal_data::TableData;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;

/// The area's tables; one that another refers to comes first.
pub(crate) const TABLES: &[Table] = &[BILLERS, API_KEYS, POLICIES, BILLER_IDENTITIES];

const BILLERS: Table = Table {
    name: "billers",
    data: &TableData {
        area: "billers",
        plain: &["id", "slug", "name", "zone", "language", "colour", "logo"],
        personal: &[(
            &["email", "phone"],
            "how payers reach the biller",
            Erasure::Kept { until: "the biller changes them", why: "they stand on every page of the biller" },
        )],
        erase: &[],
    },
    columns: &[
        ("id", Bytes),
        ("slug", Text),
        ("name", Text),
        ("zone", Text),
        ("language", Text),
        ("colour", Text),
        ("logo", Text),
        ("email", Text),
        ("phone", Text),
        ("default_term_days", Big),
        ("sandbox", Big),
        ("clock_offset_ms", Big),
    ],
    order: "id",
};

const API_KEYS: Table = Table {
    name: "api_keys",
    data: &TableData::plain("billers", &["hash", "biller", "name"]),
    columns: &[("hash", Bytes), ("biller", Bytes), ("name", Text), ("created_at_ms", Big)],
    order: "hash",
};

const POLICIES: Table = Table {
    name: "policies",
    data: &TableData::plain("billers", &["biller", "data"]),
    columns: &[("biller", Bytes), ("data", Text)],
    order: "biller",
};

const BILLER_IDENTITIES: Table = Table {
    name: "biller_identities",
    data: &TableData::plain("billers", &["biller", "kind", "key", "value"]),
    columns: &[("biller", Bytes), ("kind", Text), ("key", Text), ("value", Text), ("added_at_ms", Big)],
    order: "biller, kind, key",
};
