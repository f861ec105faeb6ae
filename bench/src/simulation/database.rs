//! The same payments through a database.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, ensure};
use async_trait::async_trait;
use domain::payments::reference::{Scheme, single_edits};
use matching::{Settings, Transfer, Verdict, account_key, name_keys};
use sqlx::{AnyConnection, Connection as _};
use usecases::matching::look_up;
use usecases::{Store as _, Transaction, Transactional, UseCaseError, UseCaseResult};

use super::payments::SimulatedPayment;
use super::population::{self, Population};
use super::us;
use crate::store::books::{BILLER, Books};

/// How many rows one statement inserts. SQLite looks each parameter's name up among all of the statement's, so that more
/// rows take longer.
const ROWS: usize = 24;

/// Fills a database, asks it everything, and compares its verdicts with the expected ones.
pub async fn measure(
    name: &str,
    url: &str,
    population: &Population,
    settings: &Settings,
    sample: &[SimulatedPayment],
    expected: &[Verdict],
) -> Result<()> {
    let books = Books::open(url, 2).await?;
    eprintln!(
        "{name}: writing {} open invoices of {} payers",
        population.invoices.len(),
        population.payers()
    );
    fill(url, population).await?;
    let asked = Arc::new(LookUps {
        settings: settings.clone(),
        transfers: sample.iter().map(|payment| payment.transfer.clone()).collect(),
        mistyped: sample.iter().filter(|one| one.error.is_single()).filter_map(given).collect(),
        answers: Mutex::default(),
    });
    // Once for the caches, then for the figures.
    for _ in 0..2 {
        books.store().write(Arc::clone(&asked) as Arc<dyn Transactional>).await?;
    }
    books.close().await;
    let mut answers = asked.answers.lock().unwrap_or_else(PoisonError::into_inner);
    print(&format!("a once mistyped reference, {name}"), &mut answers.edits);
    print(&format!("a whole verdict, {name}"), &mut answers.verdicts_took);
    let differing =
        answers.verdicts.iter().zip(expected).filter(|(one, other)| one.book != other.book).count();
    println!("{name}: {} of {} verdicts differ from those in memory", differing, expected.len());
    ensure!(answers.verdicts.len() == expected.len(), "not every payment was judged");
    // Which namesakes are looked at where there are very many may differ; what is booked never does by much.
    ensure!(differing * 1_000 <= expected.len(), "the database comes to other verdicts than memory");
    Ok(())
}

/// What was asked, and what came of it.
struct LookUps {
    settings: Settings,
    transfers: Vec<Transfer>,
    mistyped: Vec<String>,
    answers: Mutex<Answers>,
}

#[derive(Default)]
struct Answers {
    edits: Vec<Duration>,
    verdicts_took: Vec<Duration>,
    verdicts: Vec<Verdict>,
}

#[async_trait]
impl Transactional for LookUps {
    async fn run(&self, tx: &mut dyn Transaction) -> Result<UseCaseResult, UseCaseError> {
        let mut answers = Answers::default();
        for given in &self.mistyped {
            let began = Instant::now();
            let keys = edits(&self.settings, given);
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let found = tx.references(BILLER, &keys).await?;
            answers.edits.push(began.elapsed());
            if found.is_empty() {
                return Err(UseCaseError::NotFound("invoice of a mistyped reference"));
            }
        }
        for transfer in &self.transfers {
            let began = Instant::now();
            let found = look_up(&mut *tx, BILLER, &self.settings, std::slice::from_ref(transfer)).await?;
            answers.verdicts_took.push(began.elapsed());
            answers.verdicts.extend(found);
        }
        *self.answers.lock().unwrap_or_else(PoisonError::into_inner) = answers;
        Ok(UseCaseResult { body: "null".into(), repeated: false })
    }
}

/// What a payment states as its reference, if that is alone in its field.
pub fn given(payment: &SimulatedPayment) -> Option<String> {
    payment.transfer.references.first().cloned()
}

/// What may have been meant by it, as the program tries it first: by every scheme with check digits.
pub fn edits(settings: &Settings, given: &str) -> Vec<String> {
    let all = settings.schemes.iter().copied();
    let checked: Vec<Scheme> = all.filter(|scheme| *scheme != Scheme::InvoiceNumber).collect();
    single_edits(&checked, given).into_iter().map(|(edit, _)| edit).collect()
}

/// Prints median, 99 of 100 and slowest.
pub fn print(name: &str, taken: &mut [Duration]) {
    taken.sort_unstable();
    let Some(last) = taken.len().checked_sub(1) else { return };
    let at = |hundredth: usize| us(taken[last * hundredth / 100]);
    println!("{name}: median {}, p99 {}, slowest {} ({} asked)", at(50), at(99), at(100), last + 1);
}

/// Writes the rows that finding an invoice reads, as issuing so many would have left them.
async fn fill(url: &str, population: &Population) -> Result<()> {
    let mut conn = AnyConnection::connect(url).await?;
    let postgres = url.starts_with("postgres");
    if !postgres {
        // This connection alone: nothing is measured with it.
        sqlx::raw_sql("PRAGMA cache_size = -2000000; PRAGMA synchronous = OFF").execute(&mut conn).await?;
    }
    sqlx::raw_sql("BEGIN").execute(&mut conn).await?;
    let all: Vec<usize> = (0..population.invoices.len()).collect();
    for places in all.chunks(ROWS) {
        invoices(&mut conn, population, places).await?;
    }
    let payers: Vec<u32> = (0..u32::try_from(population.payers())?).collect();
    for payers in payers.chunks(ROWS) {
        people(&mut conn, population, payers).await?;
    }
    sqlx::raw_sql("COMMIT").execute(&mut conn).await?;
    let analyze = if postgres { "VACUUM ANALYZE" } else { "PRAGMA wal_checkpoint(TRUNCATE)" };
    sqlx::raw_sql(analyze).execute(&mut conn).await?;
    conn.close().await.map_err(|error| anyhow!(error))
}

/// `INSERT` for so many rows.
fn insert(table: &str, columns: &[&str], rows: usize) -> String {
    let width = columns.len();
    let row = |row: usize| {
        let marks: Vec<String> = (1..=width).map(|column| format!("${}", row * width + column)).collect();
        format!("({})", marks.join(", "))
    };
    let values: Vec<String> = (0..rows).map(row).collect();
    format!("INSERT INTO {table} ({}) VALUES {}", columns.join(", "), values.join(", "))
}

async fn invoices(conn: &mut AnyConnection, population: &Population, places: &[usize]) -> Result<()> {
    const COLUMNS: [&str; 19] = [
        "biller",
        "id",
        "number",
        "payer",
        "currency",
        "total_minor",
        "payable_minor",
        "paid_minor",
        "pending_minor",
        "open_minor",
        "credit_minor",
        "credited_minor",
        "issue_date",
        "due_date",
        "lifecycle",
        "is_open",
        "flagged",
        "seq",
        "search",
    ];
    let text = insert("invoices", &COLUMNS, places.len());
    let mut query = sqlx::query(sqlx::AssertSqlSafe(text));
    for at in places {
        let open = &population.invoices[*at];
        query = query
            .bind(BILLER.0.as_bytes().to_vec())
            .bind(population::invoice_id(*at).0.as_bytes().to_vec())
            .bind(population::number(*at))
            .bind(population::payer_id(open.payer).0.as_bytes().to_vec())
            .bind(population::CURRENCY)
            .bind(open.open_minor)
            .bind(open.open_minor)
            .bind(0_i64)
            .bind(0_i64)
            .bind(open.open_minor)
            .bind(0_i64)
            .bind(0_i64)
            .bind("2026-10-01")
            .bind("2026-11-01")
            .bind("live")
            .bind(1_i64)
            .bind(0_i64)
            .bind(1_i64)
            .bind(format!("{}\n{}", population::number(*at), open.reference));
    }
    query.execute(&mut *conn).await?;
    for kind in ["reference", "number"] {
        let text = insert("payment_references", &["biller", "reference", "invoice", "kind"], places.len());
        let mut query = sqlx::query(sqlx::AssertSqlSafe(text));
        for at in places {
            let key = if kind == "number" {
                population::number(*at)
            } else {
                population.invoices[*at].reference.clone()
            };
            query = query
                .bind(BILLER.0.as_bytes().to_vec())
                .bind(key)
                .bind(population::invoice_id(*at).0.as_bytes().to_vec())
                .bind(kind);
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}

async fn people(conn: &mut AnyConnection, population: &Population, payers: &[u32]) -> Result<()> {
    let text = insert("payer_search", &["biller", "payer", "text"], payers.len());
    let mut query = sqlx::query(sqlx::AssertSqlSafe(text));
    for payer in payers {
        query = query
            .bind(BILLER.0.as_bytes().to_vec())
            .bind(population::payer_id(*payer).0.as_bytes().to_vec())
            .bind(population.name(*payer).to_lowercase());
    }
    query.execute(&mut *conn).await?;
    let keys: Vec<(String, u32)> = payers
        .iter()
        .flat_map(|payer| name_keys(population.name(*payer)).into_iter().map(|key| (key, *payer)))
        .collect();
    two_columns(conn, "payer_names", &["biller", "key", "payer"], &keys).await?;
    let known: Vec<(String, u32)> = payers
        .iter()
        .filter(|payer| population.is_account_known(**payer))
        .filter_map(|payer| Some((account_key(&population::account(*payer))?, *payer)))
        .collect();
    two_columns(
        conn,
        "payer_bank_accounts",
        &["biller", "account", "payer", "confirmed_at_ms", "times"],
        &known,
    )
    .await
}

/// Rows of a text and a payer; whatever comes after is 1.
async fn two_columns(
    conn: &mut AnyConnection,
    table: &str,
    columns: &[&str],
    rows: &[(String, u32)],
) -> Result<()> {
    for chunk in rows.chunks(ROWS) {
        let text = insert(table, columns, chunk.len());
        let mut query = sqlx::query(sqlx::AssertSqlSafe(text));
        for (key, payer) in chunk {
            query = query
                .bind(BILLER.0.as_bytes().to_vec())
                .bind(key.as_str())
                .bind(population::payer_id(*payer).0.as_bytes().to_vec());
            for _ in 3..columns.len() {
                query = query.bind(1_i64);
            }
        }
        query.execute(&mut *conn).await?;
    }
    Ok(())
}
