//! Errors inside the store. They are kept apart from [`StoreError`] until it is known whether a whole batch fails.

use usecases::StoreError;

/// An error of a statement, or something wrong with what is stored.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// PostgreSQL: serialisation failure and deadlock.
const RUN_AGAIN: [&str; 2] = ["40001", "40P01"];

/// SQLite's primary result codes that are about the disk, the lock or the file instead of the statement: permission,
/// busy, locked, no memory, read-only, interrupted, I/O error, corrupt, full, cannot open, protocol, no lock, not a
/// database. After some of them the transaction is gone.
const SQLITE_FATAL: [i64; 13] = [3, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 22, 26];

impl Failure {
    /// What is stored cannot be read.
    pub(crate) fn unreadable(what: impl Into<String>) -> Self {
        Self::Store(StoreError::Unreadable(what.into()))
    }

    /// Whether the connection or the transaction can no longer be trusted, so that everything in the same transaction
    /// fails too.
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

/// Whether the connection is lost, so that nothing of an unfinished transaction can have been committed.
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

/// PostgreSQL's classes and codes after which the outcome of a commit is open: connection exceptions, shutdown, system
/// and internal errors, and the code that says so itself.
const OPEN_OUTCOMES: [&str; 5] = ["08", "57P", "58", "XX", "40003"];

/// SQLite's primary result codes after which a commit certainly did nothing: busy, locked, constraint. After any other
/// code, such as an I/O error while the write-ahead log is synced, the commit may be in the file.
const SQLITE_NOT_COMMITTED: [i64; 3] = [5, 6, 19];

/// Whether a commit that returned this error certainly did nothing. After any other error the outcome is open.
pub(crate) fn is_undone(error: &sqlx::Error, on_sqlite: bool) -> bool {
    let sqlx::Error::Database(error) = error else { return false };
    let Some(code) = error.code() else { return false };
    if on_sqlite {
        code.parse::<i64>().is_ok_and(|code| SQLITE_NOT_COMMITTED.contains(&(code & 0xff)))
    } else {
        !OPEN_OUTCOMES.iter().any(|open| code.starts_with(open))
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

/// Marks a unique name that is taken, as opposed to another writer that was faster.
pub(crate) fn exists(what: &'static str) -> impl Fn(Failure) -> Failure {
    move |failure| match failure {
        Failure::Database(sqlx::Error::Database(error)) if error.is_unique_violation() => {
            Failure::Store(StoreError::Exists(what))
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::error::{DatabaseError, ErrorKind};

    /// A database error, as far as its code matters.
    #[derive(Debug)]
    struct Answered(&'static str);

    impl std::fmt::Display for Answered {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(self.0)
        }
    }

    impl std::error::Error for Answered {}

    impl DatabaseError for Answered {
        fn message(&self) -> &str {
            self.0
        }
        fn code(&self) -> Option<std::borrow::Cow<'_, str>> {
            Some(self.0.into())
        }
        fn as_error(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
            self
        }
        fn as_error_mut(&mut self) -> &mut (dyn std::error::Error + Send + Sync + 'static) {
            self
        }
        fn into_error(self: Box<Self>) -> Box<dyn std::error::Error + Send + Sync + 'static> {
            self
        }
        fn kind(&self) -> ErrorKind {
            ErrorKind::Other
        }
    }

    fn undone(code: &'static str, on_sqlite: bool) -> bool {
        is_undone(&sqlx::Error::Database(Box::new(Answered(code))), on_sqlite)
    }

    #[test]
    fn a_commit_is_undone_only_where_the_database_says_so() {
        // Busy, locked, a constraint and one of its extended codes.
        for code in ["5", "6", "19", "787"] {
            assert!(undone(code, true), "{code}");
        }
        // I/O errors while writing and syncing; full, corrupt.
        for code in ["10", "778", "1034", "13", "11", "odd"] {
            assert!(!undone(code, true), "{code}");
        }
        for code in ["40001", "40P01", "23505", "53100", "P0001"] {
            assert!(undone(code, false), "{code}");
        }
        for code in ["40003", "08006", "08007", "57P01", "58030", "XX000"] {
            assert!(!undone(code, false), "{code}");
        }
        for lost in [sqlx::Error::WorkerCrashed, sqlx::Error::Io(std::io::ErrorKind::BrokenPipe.into())] {
            assert!(!is_undone(&lost, true) && !is_undone(&lost, false), "{lost}");
        }
    }
}
