//! Personal data: the types with which every area declares what is stored, where, and how it is deleted.
//!
//! The store declares its tables area by area and uses that list when a payer is forgotten. The server declares what is
//! stored outside the database. Together they make docs/personal-data.md.

/// The data that an area stores in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    pub area: &'static str,
    pub place: Place,
    pub what: &'static str,
    pub goes: Erasure,
}

/// A place that holds personal data.
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
    Browser,
    /// A system that this program writes to and cannot delete from.
    Outside,
}

/// How personal data is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erasure {
    /// With the payer: in the transaction that forgets them, or by what that transaction sets going.
    Forgotten,
    /// After some time, for everybody.
    Expires {
        /// When it is deleted, in words that end the sentence "It goes …".
        after: &'static str,
        /// The node's maintenance task that deletes it; `itself` if none is needed.
        by: &'static str,
    },
    /// It is kept, also when the payer is forgotten.
    Kept {
        /// Until when, in words.
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
