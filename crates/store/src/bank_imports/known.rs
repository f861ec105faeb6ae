//! Looks up entries that are known.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::ids::{BillerId, PaymentId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use usecases::bank_imports::{Digest, EntryKey, Facts, FileId, KnownEntry, Occurrence};
use uuid::Uuid;

use crate::bank_imports::files::file_id;
use crate::failure::Failure;
use crate::rows::Columns;

/// How many values one statement looks up. A shorter list is filled up with its last one, so that the text is always
/// the same and prepared once.
const AT_ONCE: usize = 64;

/// If more entries than this share a key, only the newest are looked at.
const MOST_OF_KEY: usize = 200;

/// `$3, $4, …`
fn marks(first: usize) -> String {
    let marks: Vec<String> = (first..first + AT_ONCE).map(|at| format!("${at}")).collect();
    marks.join(", ")
}

/// The entries of a file with these numbers.
pub(crate) async fn of_file(
    conn: &mut AnyConnection,
    biller: BillerId,
    file: FileId,
    first: i64,
    last: i64,
) -> Result<Vec<(i64, Option<PaymentId>)>, Failure> {
    let rows = sqlx::query(
        "SELECT s.number, e.payment FROM bank_occurrences s \
         LEFT JOIN bank_entries e ON e.biller = s.biller AND e.id = s.entry \
         WHERE s.biller = $1 AND s.file = $2 AND s.number BETWEEN $3 AND $4",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(file.0.as_slice())
    .bind(first)
    .bind(last)
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| Ok((row.big(0)?, payment(row, 1)?))).collect()
}

static BY_KEYS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT key, entry FROM bank_keys WHERE biller = $1 AND key IN ({}) ORDER BY key, entry DESC",
        marks(2)
    )
});

static ENTRIES: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT id, format, booked_on, valued_on, end_to_end, name, account, words, payment, came_in, amount_minor, untold \
         FROM bank_entries WHERE biller = $1 AND id IN ({})",
        marks(2)
    )
});

static SIGHTINGS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT file, number, entry, format, reference FROM bank_occurrences WHERE biller = $1 AND entry IN ({})",
        marks(2)
    )
});

/// The entries with any of these keys.
pub(crate) async fn by_keys(
    conn: &mut AnyConnection,
    biller: BillerId,
    keys: &[EntryKey],
) -> Result<Vec<(EntryKey, KnownEntry)>, Failure> {
    let mut found: Vec<(EntryKey, Uuid)> = Vec::new();
    for chunk in keys.chunks(AT_ONCE) {
        let values = chunk.iter().map(|key| key.to_vec()).collect();
        let mut of_key: HashMap<EntryKey, usize> = HashMap::new();
        for row in look_up(conn, &BY_KEYS, biller, values).await? {
            let key: EntryKey =
                row.bytes(0)?.try_into().map_err(|_| Failure::unreadable("the key of a bank entry"))?;
            let count = of_key.entry(key).or_default();
            *count += 1;
            if *count <= MOST_OF_KEY {
                found.push((key, row.uuid(1)?));
            }
        }
    }
    let mut ids: Vec<Uuid> = found.iter().map(|(_, id)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let entries = by_ids(conn, biller, &ids).await?;
    Ok(found.into_iter().filter_map(|(key, id)| Some((key, entries.get(&id)?.clone()))).collect())
}

async fn by_ids(
    conn: &mut AnyConnection,
    biller: BillerId,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, KnownEntry>, Failure> {
    let mut entries = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(AT_ONCE) {
        let values: Vec<Vec<u8>> = chunk.iter().map(|id| id.as_bytes().to_vec()).collect();
        for row in look_up(conn, &ENTRIES, biller, values.clone()).await? {
            let entry = read_entry(&row)?;
            entries.insert(entry.id, entry);
        }
        for row in look_up(conn, &SIGHTINGS, biller, values).await? {
            let seen = read_sighting(&row)?;
            if let Some(entry) = entries.get_mut(&seen.entry) {
                entry.occurrences.push(seen);
            }
        }
    }
    Ok(entries)
}

/// Runs a statement with a biller and [`AT_ONCE`] values.
async fn look_up(
    conn: &mut AnyConnection,
    text: &'static str,
    biller: BillerId,
    values: Vec<Vec<u8>>,
) -> Result<Vec<AnyRow>, Failure> {
    let Some(last) = values.last().cloned() else { return Ok(Vec::new()) };
    let fill = std::iter::repeat_n(last, AT_ONCE.saturating_sub(values.len()));
    let mut query = sqlx::query(text).bind(biller.0.as_bytes().as_slice());
    for value in values.into_iter().chain(fill) {
        query = query.bind(value);
    }
    Ok(query.fetch_all(conn).await?)
}

fn read_entry(row: &AnyRow) -> Result<KnownEntry, Failure> {
    Ok(KnownEntry {
        id: row.uuid(0)?,
        facts: facts(row, 1)?,
        payment: payment(row, 8)?,
        came_in: row.flag(9)?,
        amount_minor: row.big(10)?,
        untold: row.flag(11)?,
        occurrences: Vec::new(),
        // Only undoing a file needs it.
        undid: None,
    })
}

/// What an entry is compared by: seven columns from `at` on.
pub(crate) fn facts(row: &AnyRow, at: usize) -> Result<Facts, Failure> {
    let day = |at: usize| match row.maybe_text(at)? {
        Some(text) => {
            text.parse().map(Some).map_err(|_| Failure::unreadable(format!("a bank entry's day, {text}")))
        }
        None => Ok(None),
    };
    Ok(Facts {
        format: row.text(at)?.to_owned(),
        booked_on: day(at + 1)?,
        valued_on: day(at + 2)?,
        end_to_end: digest(row, at + 3)?,
        name: digest(row, at + 4)?,
        account: digest(row, at + 5)?,
        words: digest(row, at + 6)?,
    })
}

fn read_sighting(row: &AnyRow) -> Result<Occurrence, Failure> {
    Ok(Occurrence {
        file: file_id(row.bytes(0)?)?,
        number: row.big(1)?,
        entry: row.uuid(2)?,
        format: row.text(3)?.to_owned(),
        reference: digest(row, 4)?,
    })
}

fn digest(row: &AnyRow, at: usize) -> Result<Digest, Failure> {
    let bytes = row.maybe_bytes(at)?;
    bytes
        .map(|bytes| bytes.as_slice().try_into().map_err(|_| Failure::unreadable("a hash of a bank entry")))
        .transpose()
}

pub(crate) fn payment(row: &AnyRow, at: usize) -> Result<Option<PaymentId>, Failure> {
    let bytes = row.maybe_bytes(at)?;
    let id = bytes.map(|bytes| Uuid::from_slice(&bytes)).transpose();
    let id = id.map_err(|error| Failure::unreadable(format!("a bank entry's payment: {error}")))?;
    Ok(id.map(PaymentId))
}
