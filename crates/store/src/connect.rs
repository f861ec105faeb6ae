//! Opens connections: which engine an address names, and how a connection of each kind is set up.

use std::str::FromStr as _;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyConnection, AnyPool, ConnectOptions as _, Connection as _};
use usecases::StoreError;

use crate::engine::{Engine, postgres, sqlite};

/// Sizes and limits of a store.
#[derive(Debug, Clone)]
pub struct Options {
    /// How many connections read.
    pub readers: u32,
    /// How many connections write, on PostgreSQL. SQLite has one.
    pub writers: u32,
    /// How many tasks may wait to be written.
    pub queue: usize,
    /// The most tasks that share one commit on SQLite.
    pub batch: usize,
    /// How long SQLite waits while another process writes.
    pub busy_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { readers: 8, writers: 16, queue: 1024, batch: 128, busy_timeout: Duration::from_secs(5) }
    }
}

#[derive(Clone)]
pub(crate) struct Source {
    engine: Engine,
    url: String,
    connect: AnyConnectOptions,
    options: Options,
}

impl Source {
    pub(crate) fn parse(url: &str, options: Options) -> Result<Self, StoreError> {
        let engine = if url.starts_with("sqlite:") {
            Engine::Sqlite
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Engine::Postgres
        } else {
            return Err(StoreError::Unavailable(format!(
                "“{}” is no database address: write sqlite:FILE or postgres://USER:PASSWORD@HOST/DATABASE",
                without_secret(url)
            )));
        };
        sqlx::any::install_default_drivers();
        let mut full = url.to_owned();
        if engine.is_sqlite() {
            let file = url.trim_start_matches("sqlite:").trim_start_matches("//");
            if file.is_empty() || file.contains(['?', '#']) || file.contains(":memory:") {
                return Err(StoreError::Unavailable(format!(
                    "“{url}” does not name a file: write sqlite:FILE, such as sqlite:billow.db"
                )));
            }
            full.push_str("?mode=rwc");
        }
        let connect = AnyConnectOptions::from_str(&full)
            .map_err(|error| {
                StoreError::Unavailable(format!("the database address “{}”: {error}", without_secret(url)))
            })?
            .disable_statement_logging();
        Ok(Self { engine, url: url.to_owned(), connect, options })
    }

    pub(crate) const fn engine(&self) -> Engine {
        self.engine
    }

    pub(crate) const fn options(&self) -> &Options {
        &self.options
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) const fn connect_options(&self) -> &AnyConnectOptions {
        &self.connect
    }

    /// The address without its password, for people and logs.
    pub(crate) fn shown(&self) -> String {
        without_secret(&self.url)
    }

    /// Opens a connection that writes.
    pub(crate) async fn connect_to_write(&self) -> Result<AnyConnection, sqlx::Error> {
        let mut conn = AnyConnection::connect_with(&self.connect).await?;
        self.prepare(&mut conn, false).await?;
        Ok(conn)
    }

    async fn prepare(&self, conn: &mut AnyConnection, read_only: bool) -> Result<(), sqlx::Error> {
        match self.engine {
            Engine::Sqlite => sqlite::prepare(conn, self.options.busy_timeout, read_only).await,
            Engine::Postgres => postgres::prepare(conn).await,
        }
    }

    /// The pool of connections that read.
    pub(crate) fn readers(&self) -> AnyPool {
        let source = self.clone();
        AnyPoolOptions::new()
            .max_connections(self.options.readers)
            .acquire_timeout(Duration::from_secs(10))
            // A file does not go away, but a server does.
            .test_before_acquire(!self.engine.is_sqlite())
            .after_connect(move |conn, _| {
                let source = source.clone();
                Box::pin(async move { source.prepare(conn, true).await })
            })
            .connect_lazy_with(self.connect.clone())
    }
}

/// An address without the password in it.
fn without_secret(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}:…@{host}")
        }
        None => url.to_owned(),
    }
}
