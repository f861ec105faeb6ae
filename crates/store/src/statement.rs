//! Statements as values: an area says what is to be written or read, and the transaction sends it together with what
//! else waits.

use std::fmt;

use domain::ids::BillerId;
use futures_util::TryStreamExt as _;
use sqlx::any::{AnyArguments, AnyRow, AnyTypeInfoKind};
use sqlx::query::Query;
use sqlx::{Any, Arguments as _, AssertSqlSafe, Column as _, Either, Row as _};
use sqlx::{AnyConnection, Executor as _};
use usecases::StoreError;
use uuid::Uuid;

use crate::engine::Engine;
use crate::failure::Failure;

/// The value of a column. An absent one keeps its type, which PostgreSQL asks for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value {
    Big(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

impl Value {
    fn add_to(self, arguments: &mut AnyArguments) -> Result<(), Failure> {
        let added = match self {
            Self::Big(value) => arguments.add(value),
            Self::Text(value) => arguments.add(value),
            Self::Bytes(value) => arguments.add(value),
        };
        added.map_err(|error| Failure::Database(sqlx::Error::Encode(error)))
    }
}

impl Value {
    /// Makes absent values equal: SQLite does not tell the type of one.
    pub(crate) fn forget_type(&mut self) {
        if matches!(self, Self::Text(None) | Self::Bytes(None)) {
            *self = Self::Big(None);
        }
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Big(Some(value))
    }
}

impl From<Option<i64>> for Value {
    fn from(value: Option<i64>) -> Self {
        Self::Big(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Big(Some(i64::from(value)))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}

impl From<Option<&str>> for Value {
    fn from(value: Option<&str>) -> Self {
        Self::Text(value.map(str::to_owned))
    }
}

impl From<domain::Date> for Value {
    fn from(value: domain::Date) -> Self {
        Self::Text(Some(value.to_string()))
    }
}

impl From<Uuid> for Value {
    fn from(value: Uuid) -> Self {
        Self::Bytes(Some(value.into_bytes().to_vec()))
    }
}

impl From<Option<Uuid>> for Value {
    fn from(value: Option<Uuid>) -> Self {
        Self::Bytes(value.map(|id| id.into_bytes().to_vec()))
    }
}

impl From<BillerId> for Value {
    fn from(value: BillerId) -> Self {
        value.0.into()
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(Some(value.to_vec()))
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(Some(value))
    }
}

/// As people read it: bytes in hexadecimal digits.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Big(Some(value)) => write!(f, "{value}"),
            Self::Text(Some(value)) => write!(f, "“{value}”"),
            Self::Bytes(Some(value)) => value.iter().try_for_each(|byte| write!(f, "{byte:02x}")),
            Self::Big(None) | Self::Text(None) | Self::Bytes(None) => f.write_str("nothing"),
        }
    }
}

/// The values of a row.
pub(crate) fn values(row: &AnyRow) -> Result<Vec<Value>, Failure> {
    (0..row.len())
        .map(|at| {
            Ok(match row.columns()[at].type_info().kind() {
                AnyTypeInfoKind::Text => Value::Text(row.try_get(at)?),
                AnyTypeInfoKind::Blob => Value::Bytes(row.try_get(at)?),
                _ => Value::Big(row.try_get(at)?),
            })
        })
        .collect()
}

/// What a statement that writes has to do; otherwise something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    /// Whatever it finds.
    Any,
    /// It updates or deletes so many rows. Fewer mean that derived rows are missing.
    Known(u64, &'static str),
    /// It inserts so many rows. Fewer mean that something of this name is there already.
    New(u64, &'static str),
}

impl Expected {
    fn check(self, rows: u64) -> Result<(), Failure> {
        match self {
            Self::Known(expected, table) if rows != expected => Err(Failure::unreadable(format!(
                "{rows} rows of {table} where there should be {expected}: run `billow rebuild`"
            ))),
            Self::New(expected, what) if rows != expected => Err(StoreError::Exists(what).into()),
            Self::Any | Self::Known(..) | Self::New(..) => Ok(()),
        }
    }
}

/// A statement with its values.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    pub(crate) text: &'static str,
    /// In the order of its parameters, from `$1`.
    pub(crate) values: Vec<Value>,
    pub(crate) expected: Expected,
}

impl Statement {
    /// One that reads, or that writes whatever it finds.
    pub(crate) fn new(text: &'static str, values: Vec<Value>) -> Self {
        Self { text, values, expected: Expected::Any }
    }

    /// Sends one that reads by itself.
    pub(crate) async fn rows(self, conn: &mut AnyConnection) -> Result<Vec<AnyRow>, Failure> {
        let (query, _) = self.query()?;
        Ok(query.fetch_all(conn).await?)
    }

    /// Whether it has a value for each of its parameters. On SQLite one too few would be taken from the statement that
    /// is sent after it, without an error.
    fn is_complete(&self) -> bool {
        let numbers = self.text.split('$').skip(1).filter_map(|marked| {
            let digits = marked.bytes().take_while(u8::is_ascii_digit).count();
            marked[..digits].parse().ok()
        });
        numbers.max().unwrap_or(0) == self.values.len()
    }

    fn query(self) -> Result<(Query<'static, Any, AnyArguments>, Expected), Failure> {
        debug_assert!(self.is_complete(), "{} values for {}", self.values.len(), self.text);
        let mut arguments = AnyArguments::default();
        for value in self.values {
            value.add_to(&mut arguments)?;
        }
        Ok((sqlx::query_with(self.text, arguments), self.expected))
    }
}

/// The most values of a work whose statements are sent in one call. Every combination is a text of its own, which is
/// prepared and kept; those of larger works, such as bank files, hardly come again.
const MOST_VALUES: usize = 240;

/// Sends statements that write, in order.
pub(crate) async fn write(
    conn: &mut AnyConnection,
    engine: Engine,
    statements: Vec<Statement>,
) -> Result<(), Failure> {
    let values: usize = statements.iter().map(|one| one.values.len()).sum();
    if values <= MOST_VALUES {
        return write_group(conn, engine, statements).await;
    }
    for statement in statements {
        write_group(conn, engine, vec![statement]).await?;
    }
    Ok(())
}

async fn write_group(
    conn: &mut AnyConnection,
    engine: Engine,
    mut group: Vec<Statement>,
) -> Result<(), Failure> {
    match group.len() {
        0 => Ok(()),
        1 => {
            let Some((query, expected)) = group.pop().map(Statement::query).transpose()? else {
                return Ok(());
            };
            expected.check(conn.execute(query).await?.rows_affected())
        }
        _ if engine.is_sqlite() => answers(conn, group).await.map(drop),
        _ => write_as_one(conn, group).await,
    }
}

/// Sends statements in one call and returns the rows of each: SQLite's driver runs a text of several statements.
async fn answers(conn: &mut AnyConnection, group: Vec<Statement>) -> Result<Vec<Vec<AnyRow>>, Failure> {
    let mut text = String::new();
    let mut arguments = AnyArguments::default();
    let mut expected = Vec::with_capacity(group.len());
    for statement in group {
        debug_assert!(statement.is_complete(), "{} values for {}", statement.values.len(), statement.text);
        if !text.is_empty() {
            text.push(';');
        }
        number_on(&mut text, statement.text, arguments.len());
        for value in statement.values {
            value.add_to(&mut arguments)?;
        }
        expected.push(statement.expected);
    }
    let mut expected = expected.into_iter();
    let (mut found, mut rows) = (Vec::with_capacity(expected.len()), Vec::new());
    let mut answers = conn.fetch_many(sqlx::query_with(AssertSqlSafe(text), arguments));
    while let Some(answer) = answers.try_next().await? {
        match answer {
            Either::Right(row) => rows.push(row),
            Either::Left(done) => {
                expected.next().map_or(Ok(()), |one| one.check(done.rows_affected()))?;
                found.push(std::mem::take(&mut rows));
            }
        }
    }
    Ok(found)
}

/// Sends statements as parts of one: PostgreSQL takes a single statement with parameters. All see the rows as they
/// were before, so no two may write the same row.
async fn write_as_one(conn: &mut AnyConnection, group: Vec<Statement>) -> Result<(), Failure> {
    let mut text = String::from("WITH ");
    let mut arguments = AnyArguments::default();
    let mut expected = Vec::with_capacity(group.len());
    for (place, statement) in group.into_iter().enumerate() {
        debug_assert!(statement.is_complete(), "{} values for {}", statement.values.len(), statement.text);
        if place > 0 {
            text.push_str(", ");
        }
        text.push_str(&format!("s{place} AS ("));
        number_on(&mut text, statement.text, arguments.len());
        text.push_str(" RETURNING 1)");
        for value in statement.values {
            value.add_to(&mut arguments)?;
        }
        expected.push(statement.expected);
    }
    for place in 0..expected.len() {
        let begin = if place == 0 { " SELECT" } else { "," };
        text.push_str(&format!("{begin} (SELECT COUNT(*) FROM s{place})"));
    }
    let row = sqlx::query_with(AssertSqlSafe(text), arguments).fetch_one(conn).await?;
    for (place, expected) in expected.into_iter().enumerate() {
        let rows = crate::rows::Columns::big(&row, place)?;
        expected.check(u64::try_from(rows).unwrap_or_default())?;
    }
    Ok(())
}

/// Sends what waits to be written and then statements that read. Returns the rows of each that reads.
pub(crate) async fn read(
    conn: &mut AnyConnection,
    engine: Engine,
    pending: Vec<Statement>,
    reads: Vec<Statement>,
) -> Result<Vec<Vec<AnyRow>>, Failure> {
    let written = pending.len();
    let values: usize = pending.iter().chain(&reads).map(|one| one.values.len()).sum();
    if engine.is_sqlite() && written + reads.len() > 1 && values <= MOST_VALUES {
        let mut found = answers(conn, pending.into_iter().chain(reads).collect()).await?;
        return Ok(found.split_off(written.min(found.len())));
    }
    write(conn, engine, pending).await?;
    let mut found = Vec::with_capacity(reads.len());
    for statement in reads {
        found.push(statement.rows(conn).await?);
    }
    Ok(found)
}

/// Appends a statement with its parameters counted on: `$1` becomes the one after `before`.
fn number_on(text: &mut String, statement: &str, before: usize) {
    if before == 0 {
        text.push_str(statement);
        return;
    }
    let mut rest = statement;
    while let Some(at) = rest.find('$') {
        let (begin, marked) = rest.split_at(at + 1);
        text.push_str(begin);
        let digits = marked.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = marked.split_at(digits);
        match number.parse::<usize>() {
            Ok(number) => text.push_str(&(number + before).to_string()),
            Err(_) => text.push_str(number),
        }
        rest = after;
    }
    text.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_has_a_value_for_each_parameter() {
        let complete = |text, values| Statement::new(text, vec![Value::from(1); values]).is_complete();
        assert!(complete("UPDATE t SET a = $2, b = $2 WHERE c = $1", 2));
        assert!(complete("DELETE FROM t", 0));
        assert!(!complete("INSERT INTO t (a, b) VALUES ($1, $2)", 1));
        assert!(!complete("DELETE FROM t WHERE a = $1", 2));
    }

    #[test]
    fn parameters_of_a_later_statement_are_counted_on() {
        let mut text = String::from("A $1, $2;");
        number_on(&mut text, "UPDATE t SET a = $2, b = $10 WHERE c = $1", 2);
        assert_eq!(text, "A $1, $2;UPDATE t SET a = $4, b = $12 WHERE c = $3");
    }
}
