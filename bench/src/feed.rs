//! The feed: what events cost a node on which nobody has their invoices open.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use domain::ids::InvoiceId;
use domain::payments::{Method, Share};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use rustix::time::{ClockId, clock_gettime};
use usecases::{
    AddStaff, Caller, Cursor, Input, NodeStore, PasswordHash, PostMessage, Principal, RecordPayment, Role,
    execute,
};

use crate::postgres::Server;
use crate::store::Engine;
use crate::store::books::{AMOUNT_MINOR, BILLER, Books, CURRENCY, key, write_files};

#[derive(Args)]
pub struct Feed {
    /// How many events are recorded: messages of staff and of the biller, and payments
    #[arg(long, default_value_t = 10_000)]
    events: usize,
    /// How many invoices they are about
    #[arg(long, default_value_t = 500)]
    invoices: usize,
    /// How often the feed is read past them
    #[arg(long, default_value_t = 21)]
    rounds: usize,
    /// Only this database
    #[arg(long, value_enum)]
    only: Option<Engine>,
    /// A folder on the disk to measure [default: the system's temporary folder]
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// As many as a node reads at once.
const BATCH: usize = 512;
/// How many commands wait for the database at once.
const MOST_IN_FLIGHT: usize = 128;
/// What one turn appends: two messages, and the four events of a payment.
const EVENTS_OF_A_TURN: usize = 6;
/// Billow answers no such message automatically.
const MESSAGE: &str =
    "The meter in the cellar shows something else than the bill, see the note that came with it";

impl Feed {
    pub async fn run(self) -> Result<()> {
        ensure!(self.events > 0 && self.invoices > 0 && self.rounds > 0, "every number has to be above zero");
        let parent = self.folder.clone().unwrap_or_else(std::env::temp_dir);
        let folder = tempfile::Builder::new()
            .prefix("billow-bench-")
            .tempdir_in(&parent)
            .with_context(|| format!("cannot make a folder in {}", parent.display()))?;
        let files = write_files(folder.path(), self.invoices)?;
        println!("{:<12} {:>8} {:>24} {:>20}", "", "events", "processor time (median)", "passed (median)");
        if self.wants(Engine::Sqlite) {
            let url = format!("sqlite:{}", folder.path().join("feed.db").display());
            self.measure("SQLite", &url, files.clone()).await?;
        }
        if self.wants(Engine::Postgres) {
            let server = Server::start(&parent)?;
            server.sql("postgres", &["CREATE DATABASE feed"])?;
            self.measure("PostgreSQL", &server.url("feed"), files).await?;
        }
        Ok(())
    }

    fn wants(&self, engine: Engine) -> bool {
        self.only.is_none_or(|only| only == engine)
    }

    async fn measure(&self, name: &str, url: &str, files: Vec<PathBuf>) -> Result<()> {
        let books = Books::open(url, store::Options::default().writers).await?;
        let (invoices, _) = books.import(files).await?;
        let node = books.services().node();
        let start = node.feed_end().await?;
        self.record(&books, &invoices).await?;
        // The first pass is not measured: it fills the caches.
        let events = pass(&node, start).await?.events;
        ensure!(events >= self.events, "{events} events came through the feed, not {}", self.events);
        let mut passes = Vec::with_capacity(self.rounds);
        for _ in 0..self.rounds {
            passes.push(pass(&node, start).await?);
        }
        let cpu = median(passes.iter().map(|pass| pass.cpu));
        let took = median(passes.iter().map(|pass| pass.took));
        println!("{name:<12} {events:>8} {:>24} {:>20}", ms(cpu), ms(took));
        books.close().await;
        Ok(())
    }

    /// Messages and payments on every invoice in turn.
    async fn record(&self, books: &Books, invoices: &[InvoiceId]) -> Result<()> {
        let member = AddStaff {
            email: "agent@example.com".into(),
            name: "Maja Lindqvist".into(),
            role: Role::Agent,
            // Nobody logs in here.
            password: PasswordHash::of_phc("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA".into()),
        };
        let added =
            execute(books.services(), books.caller(), Input { use_case: member, key: None }).await?.output;
        let principal = Principal::Staff { id: added.staff, role: Role::Agent };
        let staff = Caller { biller: BILLER, principal };
        let turns = stream::iter(0..self.events.div_ceil(EVENTS_OF_A_TURN)).map(anyhow::Ok);
        turns
            .try_for_each_concurrent(MOST_IN_FLIGHT, |at| {
                turn(books, staff.clone(), at, invoices[at % invoices.len()])
            })
            .await
    }
}

async fn turn(books: &Books, staff: Caller, at: usize, invoice: InvoiceId) -> Result<()> {
    for caller in [books.caller(), staff] {
        let use_case = PostMessage::plain(invoice, MESSAGE);
        execute(books.services(), caller, Input { use_case, key: None }).await?;
    }
    let use_case = RecordPayment {
        shares: vec![Share { invoice, amount_minor: AMOUNT_MINOR }],
        amount_minor: AMOUNT_MINOR,
        currency: CURRENCY.parse()?,
        method: Method::BankTransfer,
        paid_on: None,
        source: None,
        settled: true,
    };
    execute(books.services(), books.caller(), Input { use_case, key: Some(key(at)) }).await?;
    Ok(())
}

/// One reading of the feed to its end.
struct Pass {
    events: usize,
    /// The processor time of this process; a server of PostgreSQL has its own.
    cpu: Duration,
    took: Duration,
}

/// Reads the feed to its end, as a node does.
async fn pass(node: &NodeStore, mut after: Cursor) -> Result<Pass> {
    let (began, cpu) = (Instant::now(), processor_time()?);
    let mut events = 0;
    loop {
        let rows = node.feed(after, BATCH).await?;
        events += rows.len();
        match rows.last() {
            Some(last) if rows.len() == BATCH => after = last.cursor,
            _ => {
                return Ok(Pass {
                    events,
                    cpu: processor_time()?.saturating_sub(cpu),
                    took: began.elapsed(),
                });
            }
        }
    }
}

fn processor_time() -> Result<Duration> {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Ok(Duration::new(time.tv_sec.try_into()?, time.tv_nsec.try_into()?))
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    times[times.len() / 2]
}

/// Milliseconds with one decimal.
fn ms(taken: Duration) -> String {
    let tenths = taken.as_micros() / 100;
    format!("{}.{} ms", tenths / 10, tenths % 10)
}
