//! Reads and writes columns: the few types that both engines share.

use std::str::FromStr;

use sqlx::Row;
use sqlx::any::AnyRow;
use uuid::Uuid;

use crate::failure::Failure;

/// Reads columns by their position in the statement.
pub(crate) trait Columns {
    fn big(&self, at: usize) -> Result<i64, Failure>;
    /// A BIGINT that may be NULL.
    fn maybe_big(&self, at: usize) -> Result<Option<i64>, Failure>;
    /// A BIGINT of 0 or 1.
    fn flag(&self, at: usize) -> Result<bool, Failure>;
    fn text(&self, at: usize) -> Result<&str, Failure>;
    /// A TEXT that may be NULL.
    fn maybe_text(&self, at: usize) -> Result<Option<String>, Failure>;
    /// Bytes.
    fn bytes(&self, at: usize) -> Result<&[u8], Failure>;
    /// Bytes that may be NULL.
    fn maybe_bytes(&self, at: usize) -> Result<Option<Vec<u8>>, Failure>;
    /// An id of 16 bytes.
    fn uuid(&self, at: usize) -> Result<Uuid, Failure>;
    /// A TEXT that reads as `T`.
    fn parsed<T: FromStr>(&self, at: usize) -> Result<T, Failure>;
}

impl Columns for AnyRow {
    fn big(&self, at: usize) -> Result<i64, Failure> {
        Ok(self.try_get(at)?)
    }

    fn maybe_big(&self, at: usize) -> Result<Option<i64>, Failure> {
        Ok(self.try_get(at)?)
    }

    fn flag(&self, at: usize) -> Result<bool, Failure> {
        Ok(self.big(at)? != 0)
    }

    fn text(&self, at: usize) -> Result<&str, Failure> {
        Ok(self.try_get(at)?)
    }

    fn maybe_text(&self, at: usize) -> Result<Option<String>, Failure> {
        Ok(self.try_get(at)?)
    }

    fn bytes(&self, at: usize) -> Result<&[u8], Failure> {
        Ok(self.try_get(at)?)
    }

    fn maybe_bytes(&self, at: usize) -> Result<Option<Vec<u8>>, Failure> {
        Ok(self.try_get(at)?)
    }

    fn uuid(&self, at: usize) -> Result<Uuid, Failure> {
        Uuid::from_slice(self.bytes(at)?)
            .map_err(|error| Failure::unreadable(format!("an id in column {at}: {error}")))
    }

    fn parsed<T: FromStr>(&self, at: usize) -> Result<T, Failure> {
        let text = self.text(at)?;
        text.parse().map_err(|_| Failure::unreadable(format!("“{text}” in column {at}")))
    }
}

/// `INSERT` texts for 1 to [`MOST_ROWS`] rows and for [`MANY_ROWS`]. They are made once, because constant texts are
/// prepared once.
pub(crate) struct Inserts {
    some: [String; MOST_ROWS],
    many: String,
}

/// How many rows one statement inserts, unless there are many.
pub(crate) const MOST_ROWS: usize = 8;
/// How many rows one statement inserts if there are that many. More would be slower: SQLite searches the name of each
/// parameter among all of them.
pub(crate) const MANY_ROWS: usize = 32;

impl Inserts {
    /// The texts for `table (columns)`.
    pub(crate) fn into(table: &str, columns: &[&str]) -> Self {
        Self::ending(table, columns, "")
    }

    /// The same for rows that may exist already.
    pub(crate) fn unless_there(table: &str, columns: &[&str]) -> Self {
        Self::ending(table, columns, " ON CONFLICT DO NOTHING")
    }

    fn ending(table: &str, columns: &[&str], end: &str) -> Self {
        let width = columns.len();
        let names = columns.join(", ");
        let text = |count: usize| {
            let rows: Vec<String> = (0..count)
                .map(|row| {
                    let marks: Vec<String> =
                        (1..=width).map(|column| format!("${}", row * width + column)).collect();
                    format!("({})", marks.join(", "))
                })
                .collect();
            format!("INSERT INTO {table} ({names}) VALUES {}{end}", rows.join(", "))
        };
        Self { some: std::array::from_fn(|at| text(at + 1)), many: text(MANY_ROWS) }
    }

    /// The text for `rows` rows, a number that [`Inserts::chunks`] returns.
    pub(crate) fn of(&self, rows: usize) -> &str {
        if rows == MANY_ROWS { &self.many } else { &self.some[rows - 1] }
    }

    /// Splits rows into the sizes that statements take.
    pub(crate) fn chunks<T>(rows: &[T]) -> impl Iterator<Item = &[T]> {
        let many = rows.chunks_exact(MANY_ROWS);
        let rest = many.remainder();
        many.chain(rest.chunks(MOST_ROWS))
    }
}

/// Texts that look up a list, for a few lengths: constant texts are prepared once. A shorter list is filled up with its
/// last item, which changes nothing.
pub(crate) struct Lists([String; LENGTHS.len()]);

const LENGTHS: [usize; 6] = [1, 4, 16, 64, 128, 256];

impl Lists {
    /// The texts `begin (…) end`; `bound` parameters come before the list.
    pub(crate) fn of(begin: &str, bound: usize, end: &str) -> Self {
        Self(LENGTHS.map(|length| {
            let marks: Vec<String> = (1..=length).map(|at| format!("${}", bound + at)).collect();
            format!("{begin} ({}) {end}", marks.join(", "))
        }))
    }

    /// A text for each part of a list, with the values to bind.
    pub(crate) fn chunks<'a, T>(
        &'static self,
        items: &'a [T],
    ) -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'a T>)> {
        items.chunks(LENGTHS[LENGTHS.len() - 1]).filter_map(|chunk| {
            let at = LENGTHS.iter().position(|length| chunk.len() <= *length)?;
            let filled = chunk.iter().chain(chunk.last().into_iter().cycle()).take(LENGTHS[at]);
            Some((self.0[at].as_str(), filled))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    #[test]
    fn a_list_of_any_length_is_looked_up_whole() {
        static LISTS: LazyLock<Lists> =
            LazyLock::new(|| Lists::of("SELECT 1 WHERE a = $1 AND b IN", 1, "LIMIT 3"));
        for length in [0_usize, 1, 2, 5, 64, 65, 256, 257, 1_000] {
            let items: Vec<usize> = (0..length).collect();
            let mut seen = Vec::new();
            for (text, bound) in LISTS.chunks(&items) {
                let bound: Vec<usize> = bound.copied().collect();
                assert!(text.contains(&format!("${})", bound.len() + 1)), "{text} for {}", bound.len());
                seen.extend(bound);
            }
            seen.dedup();
            assert_eq!(seen, items);
        }
    }
}
