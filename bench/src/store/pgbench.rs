//! The peer on PostgreSQL: pgbench with the statements of a payment in one file.

use std::fmt::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use sqlx::{AnyConnection, Connection as _};

use super::rate::Rate;
use super::recorded::{self, EVENT_COLUMNS, INVOICE_SEQ, POSTING_COLUMNS, RecordedPayment, Statement, Value};
use crate::postgres::Server;

/// A payment's id, drawn for every transaction.
const PAYMENT: &str = "(int8send(2) || int8send(:payment))";
/// A text value of the store, drawn for every transaction.
const DRAWN_TEXT: &str = "CAST(CAST(:payment AS BIGINT) AS TEXT)";

/// Gives invoices and payers ids that a script can draw: a base, and their number.
pub const NUMBER_IDS: [&str; 5] = [
    "UPDATE events e SET stream_id = int8send(0) || int8send(CAST(i.number AS BIGINT)) \
     FROM invoices i WHERE e.stream_kind = 'invoice' AND e.stream_id = i.id",
    "UPDATE events e SET stream_id = int8send(1) || int8send(CAST(i.number AS BIGINT)) \
     FROM invoices i WHERE e.stream_kind = 'payer' AND e.stream_id = i.payer",
    "UPDATE invoices SET id = int8send(0) || int8send(CAST(number AS BIGINT))",
    // Both databases start without traces of how they were made.
    "VACUUM (FULL, ANALYZE)",
    "CHECKPOINT",
];

/// Reads back the store's first payment.
pub async fn sample(url: &str) -> Result<RecordedPayment> {
    sqlx::any::install_default_drivers();
    let mut conn = AnyConnection::connect(url).await?;
    let sample = recorded::payment(&mut conn, 0).await?;
    conn.close().await?;
    Ok(sample)
}

/// The script of a payment like `sample`, of one of `invoices` invoices.
pub fn script(sample: &RecordedPayment, invoices: usize) -> Result<String> {
    let mut script = format!(
        "\\set invoice random(1, {invoices})\n\\set payment random(1, 9000000000000000000)\n\
         \\set seq random(100, 9000000000000000000)\nBEGIN;\n"
    );
    for statement in &sample.statements {
        writeln!(script, "{};", rendered(statement, sample)?)?;
    }
    script.push_str("COMMIT;\n");
    Ok(script)
}

/// A statement with its values in it.
fn rendered(statement: &Statement, sample: &RecordedPayment) -> Result<String> {
    let drawn_seq = drawn_numbers(statement);
    let mut sql = statement.text.to_owned();
    // From the last one on, or $1 would be found in $12.
    for (at, value) in statement.values.iter().enumerate().rev() {
        let term = if drawn_seq.contains(&at) { ":seq".to_owned() } else { term(value, sample) };
        sql = sql.replace(&format!("${}", at + 1), &term);
    }
    if sql.contains('$') {
        bail!("a statement with more places than values: {}", statement.text);
    }
    Ok(sql)
}

/// Which values are the number of the invoice's event: pgbench cannot count, so it draws them.
fn drawn_numbers(statement: &Statement) -> Vec<usize> {
    let rows = |columns: usize, kind: usize, seq: usize| {
        let of_invoice = Value::Text("invoice".into());
        let rows = statement.values.chunks(columns).enumerate();
        rows.filter(|(_, row)| row.get(kind) == Some(&of_invoice)).map(|(at, _)| at * columns + seq).collect()
    };
    match statement.text {
        text if text.starts_with("UPDATE invoices") => vec![INVOICE_SEQ],
        // Since the number drawn for this payment almost nothing was added, as in the store.
        text if text.starts_with("SELECT seq, type") => vec![3],
        text if text.starts_with("INSERT INTO events") => rows(EVENT_COLUMNS, 1, 3),
        text if text.starts_with("INSERT INTO postings") => rows(POSTING_COLUMNS, 1, 2),
        _ => Vec::new(),
    }
}

fn term(value: &Value, sample: &RecordedPayment) -> String {
    if *value == sample.invoice {
        return "(int8send(0) || int8send(:invoice))".into();
    }
    if *value == sample.payer {
        return "(int8send(1) || int8send(:invoice))".into();
    }
    if *value == sample.payment {
        return PAYMENT.into();
    }
    match value {
        Value::Null => "NULL".into(),
        Value::Big(number) => number.to_string(),
        Value::Text(text) if sample.is_its_own(text) => DRAWN_TEXT.into(),
        // A colon begins a variable even within quotes.
        Value::Text(text) => {
            format!("E'{}'", text.replace('\\', "\\\\").replace('\'', "''").replace(':', "\\x3a"))
        }
        Value::Bytes(bytes) => {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("CAST('\\x{hex}' AS BYTEA)")
        }
    }
}

/// Runs the script on `database`: so many clients, so many transactions each.
pub fn run(server: &Server, database: &str, script: &str, clients: usize, each: usize) -> Result<Rate> {
    let file = server.folder().join("payment.sql");
    std::fs::write(&file, script)?;
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644))?;
    let output = server
        .client("pgbench", database)
        .args(["--no-vacuum", "--protocol=prepared", "--jobs=2"])
        .arg(format!("--client={clients}"))
        .arg(format!("--transactions={each}"))
        .arg("--file")
        .arg(&file)
        .output()
        .context("cannot run pgbench")?;
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        bail!("pgbench: {}\n{}", output.status, complained.trim());
    }
    rate_in(&said).with_context(|| format!("pgbench reported no rate:\n{said}{complained}"))
}

/// What pgbench reports, less the time it took to connect.
fn rate_in(said: &str) -> Option<Rate> {
    let value = |name: &str| said.lines().find_map(|line| line.strip_prefix(name));
    let done = value("number of transactions actually processed: ")?.split('/').next()?.parse().ok()?;
    let (whole, parts) = value("tps = ")?.split_whitespace().next()?.split_once('.')?;
    let micros: u64 = format!("{whole}{}", parts.get(..6)?).parse().ok()?;
    let nanos = u128::try_from(done).ok()? * 1_000_000_000_000_000 / u128::from(micros.max(1));
    Some(Rate::new(done, Duration::from_nanos(u64::try_from(nanos).ok()?)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_rate_is_read_from_what_pgbench_prints() {
        let said = "number of clients: 64\nnumber of transactions actually processed: 6400/6400\n\
                    tps = 1600.000000 (without initial connection time)\n";
        let rate = rate_in(said).unwrap();
        assert_eq!(rate, Rate::new(6400, Duration::from_secs(4)));
    }

    #[test]
    fn values_stand_where_their_places_were_and_hide_no_variable() {
        let sample = RecordedPayment {
            number: 7,
            invoice: Value::Bytes(vec![1]),
            payer: Value::Bytes(vec![2]),
            payment: Value::Bytes(vec![3]),
            statements: Vec::new(),
        };
        let given = Value::Text("{\"a\":'b'}".into());
        let values = vec![Value::Bytes(vec![1]), given, Value::Text(super::super::books::source_id(7))];
        let statement = Statement { text: "SELECT $1, $2, $3", values, reads: true };
        assert_eq!(
            rendered(&statement, &sample).unwrap(),
            "SELECT (int8send(0) || int8send(:invoice)), E'{\"a\"\\x3a''b''}', CAST(CAST(:payment AS BIGINT) AS TEXT)"
        );
    }
}
