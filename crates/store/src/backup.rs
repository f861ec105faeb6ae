//! Backups. A backup is a SQLite file, whatever the engine: so it also moves a database from one engine to the other.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use futures_util::TryStreamExt as _;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Connection as _, Executor as _};
use usecases::{StoreError, UseCaseError, UseCaseResult};
use uuid::Uuid;

use crate::connect::{Options, Source};
use crate::engine::Engine;
use crate::failure::Failure;
use crate::maintenance::nothing;
use crate::migrate;
use crate::rows::{Columns, Inserts, MOST_ROWS};
use crate::store::SqlStore;
use crate::tables::{self, Kind, Table};
use crate::transaction::SqlTransaction;
use crate::writer::WriteTask;

impl SqlStore {
    /// Writes the database, as it is at one moment, into a new file at `path`. Others may read and write meanwhile. On
    /// PostgreSQL the places in the feed are numbered anew, in the same order.
    ///
    /// # Errors
    /// [`StoreError::Exists`] if the file exists already, and any error of the database or the file system. No file is
    /// left behind then.
    pub async fn backup(&self, path: &Path) -> Result<(), StoreError> {
        if path.exists() {
            return Err(StoreError::Exists("a file of this name"));
        }
        let partial = beside(path, "partial");
        let written = match self.source.engine() {
            Engine::Sqlite => self.copy_file(&partial).await,
            Engine::Postgres => self.copy_tables(&partial).await,
        };
        let kept = written.map_err(StoreError::from).and_then(|()| keep(&partial, path));
        if kept.is_err() {
            remove(&partial);
        }
        kept
    }

    /// SQLite copies itself.
    async fn copy_file(&self, to: &Path) -> Result<(), Failure> {
        let mut conn = self.source.connect_to_write().await?;
        let to = text_of(to)?;
        conn.execute(sqlx::query("VACUUM INTO $1").bind(to)).await?;
        Ok(conn.close().await?)
    }

    async fn copy_tables(&self, to: &Path) -> Result<(), Failure> {
        let mut from = self.source.connect_to_write().await?;
        sqlx::raw_sql("SET statement_timeout = 0").execute(&mut from).await?;
        sqlx::raw_sql(self.source.engine().dialect().begin_snapshot).execute(&mut from).await?;
        let mut into = open_file(to).await?;
        migrate::migrate(&mut into, Engine::Sqlite).await?;
        sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut into).await?;
        for table in tables::all() {
            copy(&mut from, &mut into, table, Numbers::Anew).await?;
        }
        sqlx::raw_sql("COMMIT").execute(&mut into).await?;
        into.close().await?;
        Ok(from.close().await?)
    }

    /// Restores a backup into this database, which has to be empty. Either engine may have written it.
    ///
    /// # Errors
    /// [`StoreError::Exists`] if this database is not empty, [`StoreError::Unreadable`] if the file is no backup, is
    /// damaged, or was written by a newer version of the program. Nothing has changed then.
    pub async fn restore(&self, path: &Path) -> Result<(), StoreError> {
        if !path.is_file() {
            return Err(StoreError::Unreadable(format!("there is no file {}", path.display())));
        }
        // Work on a copy: an older backup is migrated first, and the file itself must not change.
        let copy = beside(path, &format!("restoring-{}", Uuid::new_v4()));
        let copied = std::fs::copy(path, &copy)
            .map_err(|error| StoreError::Unavailable(format!("cannot copy {}: {error}", path.display())));
        let restored = match copied {
            Ok(_) => self.restore_copy(&copy, path).await,
            Err(error) => Err(error),
        };
        remove(&copy);
        restored
    }

    async fn restore_copy(&self, copy: &Path, shown: &Path) -> Result<(), StoreError> {
        let no_backup = |why: String| {
            StoreError::Unreadable(format!("{} is not a backup, or it is damaged: {why}", shown.display()))
        };
        check_file(copy).await.map_err(|failure| match failure {
            Failure::Store(error) => error,
            Failure::Database(error) => no_backup(error.to_string()),
        })?;
        self.do_own(Arc::new(Restore { from: copy.to_owned() })).await
    }
}

/// Checks that a file is a whole backup, and migrates it.
async fn check_file(path: &Path) -> Result<(), Failure> {
    let mut conn = open_file(path).await?;
    let said = conn.fetch_one("PRAGMA quick_check(1)").await?;
    if said.text(0)? != "ok" {
        return Err(Failure::unreadable(format!("the backup is damaged: {}", said.text(0)?)));
    }
    // Without this check we could turn somebody else's database into one of ours.
    conn.execute("SELECT MAX(version) FROM migrations").await?;
    migrate::migrate(&mut conn, Engine::Sqlite).await?;
    Ok(conn.close().await?)
}

struct Restore {
    from: PathBuf,
}

#[async_trait]
impl WriteTask for Restore {
    async fn run(&self, tx: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError> {
        let engine = tx.engine;
        let restored = restore(tx.conn().await?, engine, &self.from).await;
        tx.check(restored)?;
        Ok(nothing())
    }
}

async fn restore(conn: &mut AnyConnection, engine: Engine, path: &Path) -> Result<(), Failure> {
    let dialect = engine.dialect();
    if let Some(lock) = dialect.lock_all {
        sqlx::raw_sql(lock).execute(&mut *conn).await?;
    }
    for table in tables::all() {
        let any = format!("SELECT 1 FROM {} LIMIT 1", table.name);
        if conn.fetch_optional(sqlx::AssertSqlSafe(any)).await?.is_some() {
            return Err(StoreError::Exists("data in this database (a backup needs an empty one)").into());
        }
    }
    let mut from = open_file(path).await?;
    for table in tables::all() {
        copy(&mut from, conn, table, Numbers::Kept).await?;
    }
    if let Some(renumbered) = dialect.renumbered {
        conn.execute(renumbered).await?;
    }
    Ok(from.close().await?)
}

/// What happens to the row numbers of events.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    Kept,
    /// Each row gets the next number.
    Anew,
}

/// Copies a table row by row, a few at a time, so that its size does not matter.
async fn copy(
    from: &mut AnyConnection,
    into: &mut AnyConnection,
    table: &Table,
    numbers: Numbers,
) -> Result<(), Failure> {
    let columns: Vec<(&str, Kind)> = table
        .columns
        .iter()
        .copied()
        .filter(|(name, _)| numbers == Numbers::Kept || *name != "row_id")
        .collect();
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let select = format!("SELECT {} FROM {} ORDER BY {}", names.join(", "), table.name, table.order);
    let inserts = Inserts::into(table.name, &names);
    // Only constant names.
    let mut rows = sqlx::query(sqlx::AssertSqlSafe(select)).fetch(from);
    let mut some = Vec::with_capacity(MOST_ROWS);
    loop {
        let next = rows.try_next().await?;
        let at_end = next.is_none();
        some.extend(next);
        if some.len() == MOST_ROWS || (at_end && !some.is_empty()) {
            insert(into, &inserts, &columns, &some).await?;
            some.clear();
        }
        if at_end {
            return Ok(());
        }
    }
}

async fn insert(
    into: &mut AnyConnection,
    inserts: &Inserts,
    columns: &[(&str, Kind)],
    rows: &[AnyRow],
) -> Result<(), Failure> {
    let mut query = sqlx::query(sqlx::AssertSqlSafe(inserts.of(rows.len()).to_owned()));
    for row in rows {
        for (at, (_, kind)) in columns.iter().enumerate() {
            query = match kind {
                Kind::Big => query.bind(row.maybe_big(at)?),
                Kind::Text => query.bind(row.maybe_text(at)?),
                Kind::Bytes => query.bind(row.maybe_bytes(at)?),
            };
        }
    }
    into.execute(query).await?;
    Ok(())
}

async fn open_file(path: &Path) -> Result<AnyConnection, Failure> {
    let source = Source::parse(&address(path)?, Options::default())?;
    Ok(source.connect_to_write().await?)
}

/// The address of a file. Characters with a meaning in an address are escaped.
fn address(path: &Path) -> Result<String, Failure> {
    let mut address = String::from("sqlite:");
    for character in text_of(path)?.chars() {
        match character {
            '%' => address.push_str("%25"),
            '?' => address.push_str("%3F"),
            '#' => address.push_str("%23"),
            ' ' => address.push_str("%20"),
            other => address.push(other),
        }
    }
    Ok(address)
}

fn text_of(path: &Path) -> Result<&str, Failure> {
    path.to_str().ok_or_else(|| {
        StoreError::Unavailable(format!("the path {} is not UTF-8: choose another", path.display())).into()
    })
}

/// A file in the same folder, with another ending.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

/// Moves the finished file to its place, synced to disk. Only its owner may read it, because it holds names.
fn keep(partial: &Path, path: &Path) -> Result<(), StoreError> {
    let keep = || -> std::io::Result<()> {
        let file = std::fs::File::open(partial)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
        }
        file.sync_all()?;
        std::fs::rename(partial, path)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        std::fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    };
    keep().map_err(|error| StoreError::Unavailable(format!("cannot write {}: {error}", path.display())))
}

/// Removes a file that is no longer needed, and the files that SQLite may have put beside it.
fn remove(path: &Path) {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        match std::fs::remove_file(&name) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => tracing::warn!(%error, file = ?name, "a temporary file is left over"),
        }
    }
}
