//! The table of jobs.

use usecases::personal_data::Erasure;

use crate::personal_data::TableData;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;

/// The area's tables; one that another refers to comes first.
pub(crate) const TABLES: &[Table] = &[JOBS];

const JOBS: Table = Table {
    name: "jobs",
    data: &TableData {
        area: "jobs",
        plain: &["id", "biller", "purpose", "unique_key", "payload", "state", "lease_owner"],
        personal: &[(
            &["error"],
            "what a payment provider answered where a job failed",
            Erasure::Expires {
                after: "30 days after the job has ended, or when it is done",
                by: "purge_jobs",
            },
        )],
        erase: &[],
    },
    columns: &[
        ("id", Bytes),
        ("biller", Bytes),
        ("purpose", Text),
        ("unique_key", Text),
        ("payload", Text),
        ("due_at_ms", Big),
        ("state", Text),
        ("attempts", Big),
        ("lease_until_ms", Big),
        ("lease_owner", Text),
        ("error", Text),
        ("expires_at_ms", Big),
        ("ended_at_ms", Big),
    ],
    order: "id",
};
