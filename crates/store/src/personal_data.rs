//! What the tables hold about people. Every area declares its own tables, and forgetting a payer goes through the list.
//!
//! Each table in [`tables::all`] refers to its declaration, so that a new table without one does not compile. A test
//! compares the declarations with the schema, so that a new column has to be declared.

use std::collections::BTreeSet;

use domain::ids::{BillerId, PayerId};
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::personal_data::{Erasure, Held, Place};

use crate::failure::Failure;
use crate::tables;

pub(crate) struct TableData {
    /// The area that it belongs to.
    pub(crate) area: &'static str,
    /// Columns of text or bytes that say nothing about a person: ids, codes, names that the biller chose.
    pub(crate) plain: &'static [&'static str],
    /// The other ones: columns, what they hold, and how it is erased.
    pub(crate) personal: &'static [(&'static [&'static str], &'static str, Erasure)],
    /// The statements that erase a payer: `$1` is the biller, `$2` the payer.
    pub(crate) erase: &'static [&'static str],
}

impl TableData {
    /// Declares a table that holds nothing about a person. The columns are all its columns of text or bytes.
    pub(crate) const fn plain(area: &'static str, columns: &'static [&'static str]) -> Self {
        Self { area, plain: columns, personal: &[], erase: &[] }
    }
}

/// What the tables hold about people, by area.
#[must_use]
pub fn personal_data() -> Vec<Held> {
    let mut held: Vec<Held> = tables::all()
        .flat_map(|table| {
            let TableData { area, personal, .. } = *table.data;
            personal.iter().map(move |(columns, what, goes)| Held {
                area,
                place: Place::Columns { table: table.name, columns },
                what,
                goes: *goes,
            })
        })
        .collect();
    held.sort_by_key(|one| one.area);
    held
}

/// The areas that have tables.
#[must_use]
pub fn areas() -> BTreeSet<&'static str> {
    tables::all().map(|table| table.data.area).collect()
}

/// The columns of text or bytes that are declared to say nothing about a person, by table.
#[must_use]
pub fn plain_columns() -> Vec<(&'static str, &'static [&'static str])> {
    tables::all().map(|table| (table.name, table.data.plain)).collect()
}

/// Erases a payer in every table. Returns how many content rows were emptied.
pub(crate) async fn erase(
    conn: &mut AnyConnection,
    biller: BillerId,
    payer: PayerId,
) -> Result<u64, Failure> {
    let mut emptied = 0;
    for table in tables::all() {
        for statement in table.data.erase {
            let query = sqlx::query(*statement)
                .bind(biller.0.as_bytes().as_slice())
                .bind(payer.0.as_bytes().as_slice());
            let erased = conn.execute(query).await?.rows_affected();
            if table.name == "content" {
                emptied += erased;
            }
        }
    }
    Ok(emptied)
}

#[cfg(test)]
mod tests {
    use usecases::ContentKind;

    use super::*;

    #[test]
    fn what_goes_with_the_payer_has_a_statement_that_erases_it() {
        for table in tables::all() {
            let forgotten = table.data.personal.iter().any(|(_, _, goes)| *goes == Erasure::Forgotten);
            assert_eq!(forgotten, !table.data.erase.is_empty(), "{}", table.name);
            for statement in table.data.erase {
                assert!(statement.contains("$1") && statement.contains("$2"), "{statement}");
            }
        }
    }

    #[test]
    fn content_of_the_kinds_that_are_kept_is_not_erased_and_of_no_others() {
        let table = tables::all().find(|table| table.name == "content");
        let statements: Vec<&str> = table.iter().flat_map(|table| table.data.erase).copied().collect();
        assert_eq!(statements.len(), 1);
        for kind in ContentKind::ALL {
            let spared = statements[0].contains(&format!("'{}'", kind.as_str()));
            assert_eq!(spared, kind.goes().outlives_forgetting(), "{kind:?}");
        }
    }
}
