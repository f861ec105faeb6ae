//! What is kept about people, where, and how it goes: the words in which every area declares it.
//!
//! The store declares its tables area by area and runs over that list when somebody is forgotten; the server declares
//! what is kept outside the database. Together they are docs/personal-data.md.

/// What an area keeps in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    pub area: &'static str,
    pub place: Place,
    pub what: &'static str,
    pub goes: Erasure,
}

/// A place where personal data lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Columns {
        table: &'static str,
        columns: &'static [&'static str],
    },
    /// The folder or bucket of attached files.
    Files,
    Memory,
    TemporaryFile,
    /// The log that a node writes.
    Log,
    /// The browser of whoever uses it.
    Browser,
    /// Somewhere that this program writes to and does not reach again.
    Outside,
}

/// How personal data goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erasure {
    /// With the payer: in the transaction that forgets them, or by what that transaction sets going.
    Forgotten,
    /// After a while, whoever it is about.
    Expires {
        /// When it goes, in words: they end the sentence "It goes …".
        after: &'static str,
        /// The node's chore that removes it; `itself` where nothing has to be done for it.
        by: &'static str,
    },
    /// It stays, and forgetting a payer leaves it.
    Kept {
        /// Until what happens, in words.
        until: &'static str,
        /// Why it may be kept, in words for the biller's records.
        why: &'static str,
    },
}

impl Erasure {
    /// Whether forgetting leaves it.
    #[must_use]
    pub const fn outlives_forgetting(&self) -> bool {
        !matches!(self, Self::Forgotten)
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Columns { table, columns } => write!(f, "`{table}`: {}", columns.join(", ")),
            Self::Files => f.write_str("attached files"),
            Self::Memory => f.write_str("memory of a node"),
            Self::TemporaryFile => f.write_str("temporary file"),
            Self::Log => f.write_str("log"),
            Self::Browser => f.write_str("browser"),
            Self::Outside => f.write_str("outside"),
        }
    }
}

impl std::fmt::Display for Erasure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Forgotten => f.write_str("erased with the payer"),
            Self::Expires { after, by: "itself" } => write!(f, "goes {after}"),
            Self::Expires { after, by } => write!(f, "goes {after} (`{by}`)"),
            Self::Kept { until, why } => write!(f, "kept until {until}: {why}"),
        }
    }
}
