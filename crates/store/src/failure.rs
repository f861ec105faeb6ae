//! What goes wrong inside: kept apart from [`StoreError`] until it is known whether a whole batch fails.

use usecases::StoreError;

/// An error of a statement, or a finding about what is stored.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The database said so.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The store says so.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// PostgreSQL: serialisation failure and deadlock.
const RUN_AGAIN: [&str; 2] = ["40001", "40P01"];

/// SQLite's primary result codes that say something about the disk, the lock or the file instead of the
/// statement: permission, busy, locked, no memory, read-only, interrupted, I/O error, corrupt, full, cannot
/// open, protocol, no lock, not a database. After some of them the transaction is gone.
const SQLITE_FATAL: [i64; 13] = [3, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 22, 26];

impl Failure {
    /// What is stored cannot be read.
    pub(crate) fn unreadable(what: impl Into<String>) -> Self {
        Self::Store(StoreError::Unreadable(what.into()))
    }

    /// Whether the connection or the transaction cannot be trusted any more, so that everything in the
    /// same transaction fails with it.
    pub(crate) fn is_fatal(&self, on_sqlite: bool) -> bool {
        match self {
            Self::Database(sqlx::Error::Database(error)) if on_sqlite => {
                let code = error.code().and_then(|code| code.parse::<i64>().ok());
                code.is_none_or(|code| SQLITE_FATAL.contains(&(code & 0xff)))
            }
            Self::Database(error) => is_lost(error),
            Self::Store(_) => false,
        }
    }
}

/// Whether the connection is gone, so that nothing of an unfinished transaction can have been committed.
pub(crate) fn is_lost(error: &sqlx::Error) -> bool {
    use sqlx::Error as E;
    match error {
        E::Io(_) | E::Tls(_) | E::Protocol(_) | E::PoolClosed | E::PoolTimedOut | E::WorkerCrashed => true,
        // PostgreSQL's classes 08 (connection) and 57P (shut down, or still starting).
        E::Database(error) => {
            error.code().is_some_and(|code| code.starts_with("08") || code.starts_with("57P"))
        }
        _ => false,
    }
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Store(error) => error,
            Failure::Database(sqlx::Error::Database(error)) => {
                let again = error.code().is_some_and(|code| RUN_AGAIN.contains(&code.as_ref()));
                if again || error.is_unique_violation() {
                    Self::Conflict
                } else {
                    Self::Unavailable(error.message().to_owned())
                }
            }
            Failure::Database(
                error @ (sqlx::Error::ColumnDecode { .. }
                | sqlx::Error::Decode(_)
                | sqlx::Error::ColumnNotFound(_)
                | sqlx::Error::ColumnIndexOutOfBounds { .. }),
            ) => Self::Unreadable(error.to_string()),
            Failure::Database(error) => Self::Unavailable(error.to_string()),
        }
    }
}

/// A unique name that is taken, instead of a writer that was faster.
pub(crate) fn exists(what: &'static str) -> impl Fn(Failure) -> Failure {
    move |failure| match failure {
        Failure::Database(sqlx::Error::Database(error)) if error.is_unique_violation() => {
            Failure::Store(StoreError::Exists(what))
        }
        other => other,
    }
}
