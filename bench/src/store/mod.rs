//! Durable payments per second: whole commands from many callers, with idempotency key and every check, beside peers
//! that run the same statements with the same row contents and decide nothing.
//!
//! Store and peer take turns, so that other load on the machine affects both.

mod bare;
pub(crate) mod books;
mod disk;
mod pgbench;
mod rate;
mod recorded;
mod report;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use clap::{Args, ValueEnum};
use domain::ids::InvoiceId;

use crate::postgres::Server;
use books::Books;
use rate::Rate;
use report::{Measured, StoreReport};

#[derive(Args)]
pub struct Store {
    /// How many payments each database takes
    #[arg(long, default_value_t = 20_000)]
    payments: usize,
    /// How many invoices are imported before, and paid
    #[arg(long, default_value_t = 5_000)]
    invoices: usize,
    /// How many callers pay at the same time
    #[arg(long, default_value_t = 64)]
    writers: usize,
    /// How many connections the store writes with, on PostgreSQL
    #[arg(long, default_value_t = store::Options::default().writers)]
    connections: u32,
    /// How often store and peer take turns
    #[arg(long, default_value_t = 4)]
    rounds: usize,
    /// Only this database
    #[arg(long, value_enum)]
    only: Option<Engine>,
    /// A folder on the disk to measure [default: the system's temporary folder]
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// How long the disk is measured, over all rounds.
const DISK_TIME: Duration = Duration::from_secs(2);

impl Store {
    pub async fn run(self) -> Result<()> {
        self.check()?;
        let parent = self.folder.clone().unwrap_or_else(std::env::temp_dir);
        let folder = tempfile::Builder::new()
            .prefix("billow-bench-")
            .tempdir_in(&parent)
            .with_context(|| format!("cannot make a folder in {}", parent.display()))?;
        eprintln!("writing {} e-invoice files", self.invoices);
        let files = books::write_files(folder.path(), self.invoices)?;
        let mut report = StoreReport::default();
        if self.wants(Engine::Sqlite) {
            report.sqlite = Some(self.sqlite(folder.path(), files.clone(), &mut report.fdatasync).await?);
        }
        if self.wants(Engine::Postgres) {
            let server = Server::start(&parent)?;
            report.postgres_version = Some(server.version()?);
            report.postgres = Some(self.postgres(&server, files, &mut report.fdatasync).await?);
        }
        if self.json {
            println!("{}", report.json())
        } else {
            print!("{report}")
        }
        Ok(())
    }

    fn check(&self) -> Result<()> {
        for (name, value) in
            [("payments", self.payments), ("invoices", self.invoices), ("writers", self.writers)]
        {
            ensure!(value > 0, "--{name} has to be more than zero");
        }
        let rounds = self.rounds;
        ensure!(
            rounds > 0 && self.payments >= rounds * self.writers,
            "--rounds: each round needs a payment for each writer"
        );
        // No invoice is drawn twice as often as the average.
        let most = i64::try_from(self.payments / self.invoices * 2 + 64)?;
        if most * books::AMOUNT_MINOR > books::TOTAL_MINOR {
            bail!("--invoices: too few for so many payments, they would be paid off");
        }
        Ok(())
    }

    fn wants(&self, engine: Engine) -> bool {
        self.only.is_none_or(|only| only == engine)
    }

    /// The numbers of each round's payments; number 0 is a payment before all rounds.
    fn rounds(&self) -> impl Iterator<Item = Range<usize>> {
        let bound = |round| 1 + self.payments * round / self.rounds;
        let rounds = self.rounds;
        (0..rounds).map(move |round| bound(round)..bound(round + 1)).collect::<Vec<_>>().into_iter()
    }

    fn measure_disk(&self, folder: &Path, rates: &mut Vec<Rate>) -> Result<()> {
        rates.push(disk::fdatasync(folder, DISK_TIME / u32::try_from(self.rounds)?)?);
        Ok(())
    }

    async fn sqlite(&self, folder: &Path, files: Vec<PathBuf>, disk: &mut Vec<Rate>) -> Result<Measured> {
        let [file, copy] = ["store.db", "peer.db"].map(|name| folder.join(name));
        let url = format!("sqlite:{}", file.display());
        let (invoices, import) = self.fill(&url, files, "SQLite").await?;
        bare::copy(&file, &copy).await?;
        let books = Books::open(&url, self.connections).await?;
        let mut reader = bare::connect(&file).await?;
        let mut peer = bare::Peer::open(&copy)?;
        let mut measured = Measured { import, ..Measured::default() };
        books.pay(&invoices, 0..1, 1).await?;
        peer.replay(&bare::record(&mut reader, 0..1).await?)?;
        for payments in self.rounds() {
            self.measure_disk(folder, disk)?;
            eprintln!("SQLite: payments {} to {}", payments.start, payments.end - 1);
            measured.store += books.pay(&invoices, payments.clone(), self.writers).await?;
            let recorded = bare::record(&mut reader, payments).await?;
            measured.peer += peer.replay(&recorded)?;
        }
        drop(peer);
        bare::compare(&mut reader, &copy).await?;
        books.close().await;
        Ok(measured)
    }

    async fn postgres(&self, server: &Server, files: Vec<PathBuf>, disk: &mut Vec<Rate>) -> Result<Measured> {
        server.sql("postgres", &["CREATE DATABASE store"])?;
        let url = server.url("store");
        let (invoices, import) = self.fill(&url, files, "PostgreSQL").await?;
        server.sql("store", &["VACUUM (FULL, ANALYZE)"])?;
        server.sql("postgres", &["CREATE DATABASE peer TEMPLATE store"])?;
        server.sql("peer", &pgbench::NUMBER_IDS)?;
        let books = Books::open(&url, self.connections).await?;
        books.pay(&invoices, 0..1, 1).await?;
        let sample = pgbench::sample(&url).await?;
        let script = pgbench::script(&sample, self.invoices)?;
        let mut measured = Measured { import, ..Measured::default() };
        for payments in self.rounds() {
            self.measure_disk(server.folder(), disk)?;
            eprintln!("PostgreSQL: payments {} to {}", payments.start, payments.end - 1);
            let each = payments.len() / self.writers;
            measured.store += books.pay(&invoices, payments, self.writers).await?;
            measured.peer += pgbench::run(server, "peer", &script, self.writers, each)?;
        }
        books.close().await;
        Ok(measured)
    }

    /// Imports the invoices and closes the database.
    async fn fill(&self, url: &str, files: Vec<PathBuf>, name: &str) -> Result<(Arc<Vec<InvoiceId>>, Rate)> {
        eprintln!("{name}: importing {} e-invoices", files.len());
        let books = Books::open(url, self.connections).await?;
        let (invoices, rate) = books.import(files).await?;
        books.close().await;
        Ok((Arc::new(invoices), rate))
    }
}
