//! Tables of checkouts.

use usecases::personal_data::Erasure;

use crate::personal_data::TableData;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;

/// The area's tables; one that another refers to comes first.
pub(crate) const TABLES: &[Table] = &[PROVIDER_CONNECTIONS, CHECKOUTS, SANDBOX_PAYMENTS];

const PROVIDER_CONNECTIONS: Table = Table {
    name: "provider_connections",
    data: &TableData::plain("checkouts", &["biller", "id", "provider", "base_url", "methods", "secrets"]),
    columns: &[
        ("biller", Bytes),
        ("id", Bytes),
        ("provider", Text),
        ("base_url", Text),
        ("methods", Text),
        ("key_version", Big),
        ("secrets", Bytes),
        ("created_at_ms", Big),
        ("ended_at_ms", Big),
    ],
    order: "id",
};

const CHECKOUTS: Table = Table {
    name: "checkouts",
    data: &TableData {
        area: "checkouts",
        plain: &[
            "biller",
            "id",
            "invoice",
            "connection",
            "link",
            "currency",
            "method",
            "provider_id",
            "state",
        ],
        personal: &[(
            &["url"],
            "the provider's page, which may show what a payer has entered there; also gone when the checkout is over",
            Erasure::Forgotten,
        )],
        erase: &[super::rows::ERASE],
    },
    columns: &[
        ("biller", Bytes),
        ("id", Bytes),
        ("invoice", Bytes),
        ("connection", Bytes),
        ("link", Bytes),
        ("amount_minor", Big),
        ("currency", Text),
        ("method", Text),
        ("opened_at_ms", Big),
        ("expires_at_ms", Big),
        ("provider_id", Text),
        ("url", Text),
        ("asked", Big),
        ("state", Text),
    ],
    order: "biller, id",
};

const SANDBOX_PAYMENTS: Table = Table {
    name: "sandbox_payments",
    data: &TableData {
        area: "checkouts",
        plain: &["id", "biller", "connection", "reference"],
        personal: &[(
            &["data"],
            "play payments, sealed: amount, number of the invoice, the way back to its page; no name",
            Erasure::Kept {
                until: "the sandbox is deleted",
                why: "the sandbox provider is asked about its payments as any other is",
            },
        )],
        erase: &[],
    },
    columns: &[
        ("id", Text),
        ("biller", Bytes),
        ("connection", Bytes),
        ("reference", Text),
        ("key_version", Big),
        ("data", Bytes),
        ("version", Big),
    ],
    order: "id",
};
