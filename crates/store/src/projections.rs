//! Rows that lists and look-ups read, folded from streams and never a source of truth. An area declares a table and what
//! rows a state makes in it; inserting, updating, removing, comparing and rebuilding follow from that.

use std::collections::BTreeMap;

use domain::ids::BillerId;
use uuid::Uuid;

use crate::rows::Inserts;
use crate::statement::{Expected, Statement, Value};

/// A row's values: those of the key, of the columns that never change, of those that do.
pub(crate) type Row = Vec<Value>;

/// The columns of a table that is folded from the states of one kind of stream.
pub(crate) struct Declared {
    pub(crate) table: &'static str,
    /// The column that holds the stream's id.
    pub(crate) stream: &'static str,
    /// Its primary key.
    pub(crate) key: &'static [&'static str],
    /// Columns that keep the values of the first event. A table without others is written once.
    pub(crate) fixed: &'static [&'static str],
    pub(crate) changing: &'static [&'static str],
    /// What is there already if another row has the same unique columns.
    pub(crate) unique: Option<&'static str>,
}

/// A table that is folded from states of the type `S`.
pub(crate) struct Projection<S> {
    declared: Declared,
    /// The rows of a state, from the biller, the stream's id and the state.
    rows: fn(BillerId, Uuid, &S) -> Vec<Row>,
    insert: Inserts,
    update: String,
    delete: String,
    select: String,
}

impl<S> Projection<S> {
    pub(crate) fn new(declared: Declared, rows: fn(BillerId, Uuid, &S) -> Vec<Row>) -> Self {
        let Declared { table, stream, key, fixed, changing, unique } = declared;
        let columns: Vec<&str> = [key, fixed, changing].concat();
        let marked = |columns: &[&str], first: usize, between: &str| {
            let marks: Vec<_> =
                (first..).zip(columns).map(|(mark, column)| format!("{column} = ${mark}")).collect();
            marks.join(between)
        };
        let of_key = marked(key, 1, " AND ");
        let insert = match unique {
            Some(_) => Inserts::unless_there(table, &columns),
            None => Inserts::into(table, &columns),
        };
        let update = format!("UPDATE {table} SET {} WHERE {of_key}", marked(changing, key.len() + 1, ", "));
        let delete = format!("DELETE FROM {table} WHERE {of_key}");
        let select =
            format!("SELECT {} FROM {table} WHERE biller = $1 AND {stream} = $2", columns.join(", "));
        Self { declared, rows, insert, update, delete, select }
    }

    /// The text that inserts `rows` rows, a number that [`Inserts::chunks`] returns.
    pub(crate) fn insert_text(&'static self, rows: usize) -> &'static str {
        self.insert.of(rows)
    }

    /// The text that updates the row of a key.
    pub(crate) fn update_text(&'static self) -> &'static str {
        &self.update
    }

    /// The rows that a state makes.
    pub(crate) fn rows(&self, biller: BillerId, id: Uuid, state: &S) -> Vec<Row> {
        (self.rows)(biller, id, state)
    }

    fn by_key(&self, biller: BillerId, id: Uuid, state: &S) -> BTreeMap<Row, Row> {
        let width = self.declared.key.len();
        let rows = self.rows(biller, id, state).into_iter();
        rows.map(|mut row| {
            let values = row.split_off(width);
            (row, values)
        })
        .collect()
    }

    /// The statements that turn the rows of one state into those of the next.
    fn changes(&'static self, biller: BillerId, id: Uuid, before: Option<&S>, after: &S) -> Changes {
        let mut changes = Changes::default();
        if before.is_some() && self.declared.changing.is_empty() {
            return changes;
        }
        let mut known = before.map(|state| self.by_key(biller, id, state)).unwrap_or_default();
        for (key, values) in self.by_key(biller, id, after) {
            match known.remove(&key) {
                None => changes.inserts.push([key, values].concat()),
                Some(before) if before == values => {}
                Some(_) => {
                    let changed = values.into_iter().skip(self.declared.fixed.len());
                    let values = key.into_iter().chain(changed).collect();
                    changes.others.push(self.one(&self.update, values));
                }
            }
        }
        changes.others.extend(known.into_keys().map(|key| self.one(&self.delete, key)));
        changes
    }

    fn one(&self, text: &'static str, values: Row) -> Statement {
        Statement { text, values, expected: Expected::Known(1, self.declared.table) }
    }
}

/// What is to be done in one table.
#[derive(Default)]
struct Changes {
    inserts: Vec<Row>,
    others: Vec<Statement>,
}

/// A table without the type of its states.
pub(crate) trait AnyProjection: Send + Sync {
    fn declared(&self) -> &Declared;

    /// The statements that insert rows.
    fn insert(&'static self, rows: Vec<Row>) -> Vec<Statement>;

    /// The statement that reads the rows of one stream.
    fn stored(&'static self, biller: BillerId, id: Uuid) -> Statement;
}

impl<S> AnyProjection for Projection<S> {
    fn declared(&self) -> &Declared {
        &self.declared
    }

    fn insert(&'static self, rows: Vec<Row>) -> Vec<Statement> {
        Inserts::chunks(&rows)
            .map(|chunk| {
                let count = u64::try_from(chunk.len()).unwrap_or_default();
                let expected = match self.declared.unique {
                    Some(what) => Expected::New(count, what),
                    None => Expected::Known(count, self.declared.table),
                };
                Statement { text: self.insert.of(chunk.len()), values: chunk.concat(), expected }
            })
            .collect()
    }

    fn stored(&'static self, biller: BillerId, id: Uuid) -> Statement {
        Statement::new(&self.select, vec![biller.into(), id.into()])
    }
}

/// What many streams change, by table: rows of one table are inserted together.
#[derive(Default)]
pub(crate) struct AllChanges {
    inserts: BTreeMap<&'static str, (&'static dyn AnyProjection, Vec<Row>)>,
    others: Vec<Statement>,
}

impl AllChanges {
    /// Adds what a stream changes in one table.
    pub(crate) fn add<S>(
        &mut self,
        projection: &'static Projection<S>,
        biller: BillerId,
        id: Uuid,
        before: Option<&S>,
        after: &S,
    ) {
        let Changes { inserts, others } = projection.changes(biller, id, before, after);
        self.others.extend(others);
        if !inserts.is_empty() {
            let table = self.inserts.entry(projection.declared.table);
            table.or_insert_with(|| (projection, Vec::new())).1.extend(inserts);
        }
    }

    /// How many rows are to be inserted.
    pub(crate) fn inserts(&self) -> usize {
        self.inserts.values().map(|(_, rows)| rows.len()).sum()
    }

    pub(crate) fn into_statements(self) -> Vec<Statement> {
        let mut statements = self.others;
        for (projection, rows) in self.inserts.into_values() {
            statements.extend(projection.insert(rows));
        }
        statements
    }
}

/// Rows as they should be or as they are stored, in the order of their values, to be compared.
pub(crate) fn sorted(mut rows: Vec<Row>) -> Vec<Row> {
    for value in rows.iter_mut().flatten() {
        value.forget_type();
    }
    rows.sort_unstable();
    rows
}
