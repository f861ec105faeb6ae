//! The two engines. One SQL text serves both. What differs is in these files: how jobs are claimed, how the feed is
//! ordered, what is locked, and how commits of other processes are noticed.

pub(crate) mod postgres;
pub(crate) mod sqlite;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    /// A file, one writer.
    Sqlite,
    /// A server, many writers, many nodes.
    Postgres,
}

/// The statements that differ.
pub(crate) struct Dialect {
    /// Begins a transaction that writes.
    pub(crate) begin: &'static str,
    /// Begins a transaction that reads one state of the whole database.
    pub(crate) begin_snapshot: &'static str,
    /// Committed events after the place (`$1`, `$2`), at most `$3`, without their content.
    pub(crate) feed: &'static str,
    /// The same of the biller `$4`, with their content.
    pub(crate) feed_of: &'static str,
    /// The last place of the feed.
    pub(crate) feed_end: &'static str,
    /// Claims up to `$4` jobs due at `$3` for the owner `$1` until `$2`, of the purposes in `$5`.
    pub(crate) claim_jobs: &'static str,
    /// Purposes in the form that the statements take.
    pub(crate) listed: fn(&[&str]) -> String,
    /// Comes after a statement that reads payers: whoever wants to forget one of them waits until the transaction ends.
    pub(crate) held_as_read: &'static str,
    /// Locks the name `$1` until the transaction ends; `None` where there is only one writer.
    pub(crate) lock_name: Option<&'static str>,
    /// The number of the last event of payer `$2` of biller `$1`, locked against changes until the transaction ends.
    pub(crate) hold_payer: Option<&'static str>,
    /// The same, with an exclusive lock.
    pub(crate) lock_payer: Option<&'static str>,
    /// Keeps everybody else from writing until the transaction ends, however long it takes.
    pub(crate) lock_all: Option<&'static str>,
    /// Runs after events were inserted with their row numbers.
    pub(crate) renumbered: Option<&'static str>,
    /// Returns a row if there is a table with the name `$1`.
    pub(crate) has_table: &'static str,
    /// Words that are replaced in migrations.
    pub(crate) words: &'static [(&'static str, &'static str)],
}

impl Engine {
    pub(crate) const fn dialect(self) -> &'static Dialect {
        match self {
            Self::Sqlite => &sqlite::DIALECT,
            Self::Postgres => &postgres::DIALECT,
        }
    }

    pub(crate) const fn is_sqlite(self) -> bool {
        matches!(self, Self::Sqlite)
    }
}

/// The columns of an event without its content, in the order that `frames::place` and `frames::readable` read.
macro_rules! row_columns {
    () => {
        "e.tx, e.row_id, e.biller, e.stream_kind, e.stream_id, e.seq, e.type, e.version, e.at_ms, e.payer_prev"
    };
}
pub(crate) use row_columns;

/// The same with the content and the biller's zone, in the order that `frames::Entry` reads.
macro_rules! event_columns {
    () => {
        concat!($crate::engine::row_columns!(), ", e.data, e.actor, b.zone")
    };
}
pub(crate) use event_columns;

/// The columns of a claimed job, in the order that `jobs` reads.
macro_rules! job_columns {
    () => {
        "id, biller, purpose, unique_key, payload, due_at_ms, attempts, expires_at_ms"
    };
}
pub(crate) use job_columns;

/// The ids of jobs that are due at `$3`, in order, by the index that begins with the purpose. The clock of a sandbox
/// biller may be ahead: the farthest clock limits the search, and the biller's own clock decides.
macro_rules! due_jobs {
    ($jobs:literal, $of_purposes:literal) => {
        concat!(
            "SELECT j.id FROM ",
            $jobs,
            " billers b ON b.id = j.biller WHERE j.purpose ",
            $of_purposes,
            " AND j.state = 'waiting' AND j.lease_until_ms < $3 \
               AND j.due_at_ms <= $3 + (SELECT COALESCE(MAX(clock_offset_ms), 0) FROM billers) \
               AND j.due_at_ms <= $3 + b.clock_offset_ms \
             ORDER BY j.due_at_ms, j.id"
        )
    };
}
pub(crate) use due_jobs;
