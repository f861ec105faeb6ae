//! Tables of the biller's staff.

use usecases::personal_data::Erasure;

use crate::personal_data::TableData;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;

/// The area's tables; one that another refers to comes first.
pub(crate) const TABLES: &[Table] = &[STAFF, STAFF_SESSIONS];

const STAFF: Table = Table {
    name: "staff",
    data: &TableData {
        area: "staff",
        plain: &["id", "biller", "role"],
        personal: &[(
            &["email", "name", "password"],
            "people at the biller: how they log in, and the name that others see",
            Erasure::Kept {
                until: "the biller is removed",
                why: "who did what can be read years later; a person who left is locked out and their password is of no use",
            },
        )],
        erase: &[],
    },
    columns: &[
        ("id", Bytes),
        ("biller", Bytes),
        ("email", Text),
        ("name", Text),
        ("role", Text),
        ("password", Text),
        ("generation", Big),
        ("created_at_ms", Big),
        ("disabled_at_ms", Big),
    ],
    order: "id",
};

const STAFF_SESSIONS: Table = Table {
    name: "staff_sessions",
    data: &TableData {
        area: "staff",
        plain: &["biller", "staff"],
        personal: &[(
            &["token_hash"],
            "which browsers are logged in",
            Erasure::Expires { after: "when the session ends", by: "purge_sessions" },
        )],
        erase: &[],
    },
    columns: &[
        ("token_hash", Bytes),
        ("biller", Bytes),
        ("staff", Bytes),
        ("generation", Big),
        ("created_at_ms", Big),
        ("seen_at_ms", Big),
        ("expires_at_ms", Big),
    ],
    order: "token_hash",
};
