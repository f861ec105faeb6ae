//! Bank entries, their keys, and the files that contain them.

use std::sync::LazyLock;

use domain::ids::{BillerId, PaymentId};
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::bank_imports::{EntryKey, NewBankEntry, Occurrence};
use uuid::Uuid;

use crate::bank_imports::undo::how;
use crate::failure::Failure;
use crate::rows::{Inserts, Lists};

macro_rules! erase {
    () => {
        "UPDATE bank_entries SET format = '', end_to_end = NULL, name = NULL, account = NULL, words = NULL"
    };
}

/// Erases what an entry says about a payer: `$1` is the biller, `$2` the payer. The format is removed too. So the entry
/// is compared as if another format had reported it: an empty field contradicts nothing, and the same transfer is
/// recognised when another file contains it.
pub(crate) const ERASE: &str = concat!(
    erase!(),
    " WHERE biller = $1 AND payment IN (SELECT id FROM payments WHERE biller = $1 AND payer = $2)"
);

/// The same for the entries of these payments, if their payer was forgotten before.
static ERASE_LATER: LazyLock<Lists> = LazyLock::new(|| {
    Lists::of(
        concat!(
            erase!(),
            " WHERE biller = $1 AND payment IN (SELECT r.id FROM payments r \
             JOIN payers a ON a.biller = r.biller AND a.id = r.payer \
             WHERE r.biller = $1 AND a.forgotten = 1 AND r.id IN"
        ),
        1,
        ")",
    )
});

/// Erases the entries of these payments if their payer is forgotten: nothing about a forgotten payer is kept.
pub(crate) async fn erase_of_forgotten(
    conn: &mut AnyConnection,
    biller: BillerId,
    payments: &[PaymentId],
) -> Result<(), Failure> {
    for (text, chunk) in ERASE_LATER.chunks(payments) {
        let mut query = sqlx::query(text).bind(biller.0.as_bytes().as_slice());
        for payment in chunk {
            query = query.bind(payment.0.as_bytes().as_slice());
        }
        conn.execute(query).await?;
    }
    Ok(())
}

static ENTRIES: LazyLock<Inserts> = LazyLock::new(|| {
    Inserts::into(
        "bank_entries",
        &[
            "biller",
            "id",
            "format",
            "came_in",
            "amount_minor",
            "untold",
            "booked_on",
            "valued_on",
            "end_to_end",
            "name",
            "account",
            "words",
            "payment",
            "undid",
            "undid_how",
        ],
    )
});

static KEYS: LazyLock<Inserts> =
    LazyLock::new(|| Inserts::unless_there("bank_keys", &["biller", "key", "entry"]));

static SIGHTINGS: LazyLock<Inserts> = LazyLock::new(|| {
    Inserts::into("bank_occurrences", &["biller", "file", "number", "entry", "format", "reference"])
});

/// Writes entries with their keys and occurrences.
pub(crate) async fn put(
    conn: &mut AnyConnection,
    biller: BillerId,
    entries: &[NewBankEntry],
) -> Result<(), Failure> {
    let biller_bytes = biller.0.as_bytes().as_slice();
    for chunk in Inserts::chunks(entries) {
        let mut query = sqlx::query(ENTRIES.of(chunk.len()));
        for NewBankEntry { entry, .. } in chunk {
            let facts = &entry.facts;
            let bytes = |digest: Option<[u8; 8]>| digest.map(|digest| digest.to_vec());
            query = query
                .bind(biller_bytes)
                .bind(entry.id.into_bytes().to_vec())
                .bind(facts.format.as_str())
                .bind(i64::from(entry.came_in))
                .bind(entry.amount_minor)
                .bind(i64::from(entry.untold))
                .bind(facts.booked_on.map(|day| day.to_string()))
                .bind(facts.valued_on.map(|day| day.to_string()))
                .bind(bytes(facts.end_to_end))
                .bind(bytes(facts.name))
                .bind(bytes(facts.account))
                .bind(bytes(facts.words))
                .bind(entry.payment.map(|payment| payment.0.into_bytes().to_vec()))
                .bind(entry.undid.as_ref().map(|undid| undid.payment.0.into_bytes().to_vec()))
                .bind(entry.undid.as_ref().map(how).transpose()?);
        }
        conn.execute(query).await?;
    }
    let keys: Vec<_> = entries
        .iter()
        .flat_map(|NewBankEntry { entry, keys }| keys.iter().map(move |key| (*key, entry.id)))
        .collect();
    put_keys(conn, biller, &keys).await?;
    let payments: Vec<PaymentId> = entries.iter().filter_map(|one| one.entry.payment).collect();
    erase_of_forgotten(conn, biller, &payments).await?;
    put_sightings(conn, biller, entries.iter().flat_map(|one| &one.entry.occurrences)).await
}

/// Writes keys, unless they exist.
pub(crate) async fn put_keys(
    conn: &mut AnyConnection,
    biller: BillerId,
    keys: &[(EntryKey, Uuid)],
) -> Result<(), Failure> {
    for chunk in Inserts::chunks(keys) {
        let mut query = sqlx::query(KEYS.of(chunk.len()));
        for (key, entry) in chunk {
            query = query
                .bind(biller.0.as_bytes().as_slice())
                .bind(key.as_slice())
                .bind(entry.into_bytes().to_vec());
        }
        conn.execute(query).await?;
    }
    Ok(())
}

/// Writes which file contains which entries.
pub(crate) async fn put_sightings(
    conn: &mut AnyConnection,
    biller: BillerId,
    occurrences: impl Iterator<Item = &Occurrence>,
) -> Result<(), Failure> {
    let occurrences: Vec<&Occurrence> = occurrences.collect();
    for chunk in Inserts::chunks(&occurrences) {
        let mut query = sqlx::query(SIGHTINGS.of(chunk.len()));
        for seen in chunk {
            query = query
                .bind(biller.0.as_bytes().as_slice())
                .bind(seen.file.0.as_slice())
                .bind(seen.number)
                .bind(seen.entry.into_bytes().to_vec())
                .bind(seen.format.as_str())
                .bind(seen.reference.map(|reference| reference.to_vec()));
        }
        conn.execute(query).await?;
    }
    Ok(())
}
