//! A whole database as SQL that people can read: the same database gives the same text, byte for byte.

use std::process::Command;

use sqlx::{AnyConnection, Connection as _, Row as _};

use testkit::databases::Database;
use testkit::postgres::find_programs;

use crate::beside::Beside as _;

/// Schema and rows. What the engine itself counts, such as the number of a transaction, is left to it.
pub async fn dump(database: &Database) -> String {
    let mut conn = database.connect().await;
    let mut text = String::from("BEGIN;\n\n");
    text.push_str(&if database.is_sqlite() {
        sqlite_schema(&mut conn).await
    } else {
        postgres_schema(database)
    });
    let columns = columns(database, &mut conn).await;
    for table in columns.chunk_by(|one, next| one.table == next.table) {
        text.push_str(&rows(&mut conn, table).await);
    }
    for column in columns.iter().filter(|column| column.counted) {
        let Column { table, name, .. } = column;
        text.push_str(&format!(
            "\nSELECT setval(pg_get_serial_sequence('{table}', '{name}'), MAX({name})) FROM {table};\n"
        ));
    }
    text.push_str("\nCOMMIT;\n");
    conn.close().await.unwrap();
    text
}

/// The statements as SQLite keeps them, with their comments.
async fn sqlite_schema(conn: &mut AnyConnection) -> String {
    let made = sqlx::query("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid");
    let rows = made.fetch_all(conn).await.unwrap();
    rows.iter().map(|row| format!("{};\n", row.get::<String, _>(0))).collect()
}

/// What `pg_dump` says, without what depends on the server and on the day.
fn postgres_schema(database: &Database) -> String {
    let mut dump = Command::new(find_programs().unwrap().join("pg_dump"));
    let dump = dump.args(["--schema-only", "--no-owner", "--no-privileges", "--dbname", &database.url]);
    let output = dump.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    let noise = ["--", "SET ", "SELECT pg_catalog.set_config", "\\"];
    let lines =
        said.lines().filter(|line| !line.is_empty() && !noise.iter().any(|one| line.starts_with(one)));
    lines.map(|line| format!("{line}\n")).collect()
}

struct Column {
    table: String,
    name: String,
    /// The expression that writes a value of it as SQL does.
    quoted: String,
    /// The engine counts it where no value is given.
    counted: bool,
}

/// Every column that is written, table by table in the order in which they were made: those that others refer to first.
async fn columns(database: &Database, conn: &mut AnyConnection) -> Vec<Column> {
    let look = if database.is_sqlite() {
        "SELECT m.name, c.name, 'quote(' || c.name || ')', 0 FROM sqlite_master m JOIN pragma_table_info(m.name) c \
         WHERE m.type = 'table' AND c.dflt_value IS NULL ORDER BY m.rowid, c.cid"
    } else {
        "SELECT CAST(t.relname AS TEXT), CAST(a.attname AS TEXT), CASE CAST(a.atttypid AS regtype) \
             WHEN CAST('bigint' AS regtype) THEN 'COALESCE(CAST(' || a.attname || ' AS TEXT), ''NULL'')' \
             WHEN CAST('bytea' AS regtype) \
                 THEN 'COALESCE(''''''\\x'' || encode(' || a.attname || ', ''hex'') || '''''''', ''NULL'')' \
             ELSE 'quote_nullable(' || a.attname || ')' END, \
             CASE WHEN a.attidentity = '' THEN CAST(0 AS BIGINT) ELSE CAST(1 AS BIGINT) END \
         FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid \
         WHERE t.relnamespace = CAST('public' AS regnamespace) AND t.relkind = 'r' AND a.attnum > 0 \
             AND NOT a.attisdropped AND NOT a.atthasdef ORDER BY t.oid, a.attnum"
    };
    let rows = sqlx::query(look).fetch_all(conn).await.unwrap();
    let column = |row: &sqlx::any::AnyRow| Column {
        table: row.get(0),
        name: row.get(1),
        quoted: row.get(2),
        counted: row.get::<i64, _>(3) == 1,
    };
    rows.iter().map(column).collect()
}

/// The rows of a table in the order of their columns.
async fn rows(conn: &mut AnyConnection, columns: &[Column]) -> String {
    let table = &columns[0].table;
    let names = columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ");
    let quoted = columns.iter().map(|column| column.quoted.as_str()).collect::<Vec<_>>().join(" || ', ' || ");
    let select = format!("SELECT {quoted} FROM {table} ORDER BY {names}");
    let rows = sqlx::query(sqlx::AssertSqlSafe(select)).fetch_all(conn).await.unwrap();
    if rows.is_empty() {
        return String::new();
    }
    let values: Vec<String> = rows.iter().map(|row| format!("  ({})", row.get::<String, _>(0))).collect();
    format!("\nINSERT INTO {table} ({names}) VALUES\n{};\n", values.join(",\n"))
}

/// Every column, index and constraint, sorted: two databases of one schema say the same, however they came to it.
pub async fn schema(database: &Database) -> Vec<String> {
    let looks: &[&str] = if database.is_sqlite() {
        &[
            "SELECT m.name || ' ' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || c.pk || ' ' || \
             COALESCE(c.dflt_value, '') FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'",
            "SELECT m.name || ' ' || i.name || ' ' || i.\"unique\" || ' ' || i.partial || ' ' || \
             (SELECT group_concat(name) FROM pragma_index_info(i.name)) || ' ' || \
             COALESCE((SELECT substr(sql, instr(sql, 'WHERE')) FROM sqlite_master WHERE name = i.name AND i.partial), '') \
             FROM sqlite_master m JOIN pragma_index_list(m.name) i WHERE m.type = 'table'",
            "SELECT m.name || ' ' || f.\"from\" || ' ' || f.\"table\" || ' ' || f.\"to\" \
             FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
        ]
    } else {
        &[
            "SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || is_identity \
             || ' ' || COALESCE(collation_name, '') || ' ' || COALESCE(column_default, '') \
             FROM information_schema.columns WHERE table_schema = 'public'",
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
            "SELECT CAST(conrelid AS regclass) || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint \
             WHERE connamespace = CAST('public' AS regnamespace)",
        ]
    };
    let mut conn = database.connect().await;
    let mut found = Vec::new();
    for look in looks {
        let rows = sqlx::query(*look).fetch_all(&mut conn).await.unwrap();
        found.extend(rows.iter().map(|row| row.get::<String, _>(0)));
    }
    conn.close().await.unwrap();
    found.sort();
    found
}
