//! Builds statements whose conditions depend on the request: text and bound values together.
//!
//! Statements with one fixed text, or a few by length, do not belong here: they are constants, or made once by
//! [`Inserts`](crate::rows::Inserts) and [`Lists`](crate::rows::Lists). sqlx's own builder does not do: for `Any` it
//! writes `?`, which PostgreSQL does not read, and it binds a value once for each place.

use domain::Date;
use domain::ids::BillerId;
use sqlx::any::AnyArguments;
use sqlx::query::Query;
use uuid::Uuid;

/// A value to bind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Big(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl From<i64> for Value {
    fn from(big: i64) -> Self {
        Self::Big(big)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::Text(date.to_string())
    }
}

impl From<Uuid> for Value {
    fn from(id: Uuid) -> Self {
        Self::Bytes(id.as_bytes().to_vec())
    }
}

/// A piece of a statement that is added to another one. `?1` is the first of its values, `?2` the second, each as often
/// as needed; `$1` is the biller.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) values: Vec<Value>,
}

impl Piece {
    pub(crate) fn new(text: impl Into<String>, values: impl Into<Vec<Value>>) -> Self {
        Self { text: text.into(), values: values.into() }
    }
}

/// A statement that is being built.
#[derive(Debug)]
pub(crate) struct Select {
    text: String,
    values: Vec<Value>,
}

impl Select {
    /// Begins a statement; `$1` is the biller.
    pub(crate) fn of(biller: BillerId, begin: &str) -> Self {
        Self { text: begin.to_owned(), values: vec![biller.0.into()] }
    }

    /// Adds text that binds nothing.
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds text in which `?1` is the first of the values, `?2` the second.
    pub(crate) fn add(&mut self, text: &str, values: impl IntoIterator<Item = Value>) {
        let before = self.values.len();
        self.values.extend(values);
        let mut pieces = text.split('?');
        self.push(pieces.next().unwrap_or_default());
        for piece in pieces {
            let rest = piece.trim_start_matches(|sign: char| sign.is_ascii_digit());
            let place: usize = piece[..piece.len() - rest.len()].parse().unwrap_or_default();
            debug_assert!((1..=self.values.len() - before).contains(&place), "?{place} of “{text}”");
            self.push(&format!("${}{rest}", before + place));
        }
    }

    /// Adds a condition; its values are as in [`Select::add`].
    pub(crate) fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.push(" AND ");
        self.add(condition, values);
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// The statement with its values. Its text comes from this crate alone; everything from the request is bound.
    pub(crate) fn query(self) -> Query<'static, sqlx::Any, AnyArguments> {
        let query = sqlx::query(sqlx::AssertSqlSafe(self.text));
        self.values.into_iter().fold(query, |query, value| match value {
            Value::Big(big) => query.bind(big),
            Value::Text(text) => query.bind(text),
            Value::Bytes(bytes) => query.bind(bytes),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_piece_counts_its_own_values_and_may_use_them_again() {
        let mut select = Select::of(BillerId(Uuid::nil()), "SELECT id FROM t WHERE biller = $1");
        select.and("(a < ?1 OR (a = ?1 AND b < ?2))", [7.into(), "x".into()]);
        select.and("c IS NULL", []);
        select.add(" AND d = ?1 LIMIT 3", [9.into()]);
        let values: [Value; 4] = [Uuid::nil().into(), 7.into(), "x".into(), 9.into()];
        assert_eq!(select.values, values);
        let text = "SELECT id FROM t WHERE biller = $1 AND (a < $2 OR (a = $2 AND b < $3)) AND c IS NULL \
                    AND d = $4 LIMIT 3";
        assert_eq!(select.into_text(), text);
    }
}
