//! Payments with the errors that people make, and what becomes of them among very many open invoices; and how long it
//! takes to find what a mistyped reference was meant to be.
//!
//! All payments are judged in memory by the code that the program runs, and a part of them once more in each database:
//! both have to come to the same.

mod count;
mod database;
mod memory;
mod payments;
mod people;
mod population;
mod random;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use clap::{Args, ValueEnum};
use domain::ids::BillerId;
use matching::{Settings, Verdict};
use usecases::PaymentPolicy;
use usecases::matching::{look_up, settings_of};

use self::count::{Count, percent};
use self::memory::Memory;
use self::payments::SimulatedPayment;
use self::population::Population;
use self::random::Random;
use crate::kills::random::fresh_seed;
use crate::postgres::Server;
use crate::store::books::BILLER;

#[derive(Args)]
pub struct Match {
    /// Open invoices
    #[arg(long, default_value_t = 1_000_000)]
    invoices: usize,
    /// Simulated payments
    #[arg(long, default_value_t = 200_000)]
    payments: usize,
    /// How many of them are looked up in each database as well
    #[arg(long, default_value_t = 20_000)]
    sample: usize,
    /// What the simulation draws from: the same seed is the same simulation [default: any]
    #[arg(long)]
    seed: Option<u64>,
    /// Simulate with this many seeds, one after the other
    #[arg(long, default_value_t = 1)]
    seeds: u64,
    /// Which databases are measured
    #[arg(long, value_enum, default_value_t = Databases::Both)]
    databases: Databases,
    /// A folder on the disk to measure [default: the system's temporary folder]
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// Which databases are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Databases {
    /// SQLite and PostgreSQL
    Both,
    /// SQLite alone
    Sqlite,
    /// PostgreSQL alone
    Postgres,
    /// Neither: the simulation in memory alone
    None,
}

/// Payments are drawn in parts, each from a seed of its own: the same ones on any number of processors.
const PARTS: usize = 64;
/// Of single errors with the right amount this many of ten thousand have to be booked without a person.
const LEAST_BOOKED: usize = 9_700;
/// Of what is not booked this many of ten thousand have to be suggested.
const LEAST_SUGGESTED: usize = 9_500;

impl Match {
    pub async fn run(self) -> Result<()> {
        ensure!(self.invoices > 1 && self.payments > 0, "every number has to be above zero");
        let first = self.seed.unwrap_or_else(fresh_seed);
        let settings = settings_of(&PaymentPolicy::default());
        for seed in first..first + self.seeds.max(1) {
            println!("seed {seed}: {} payments among {} open invoices", self.payments, self.invoices);
            let population = Population::build(self.invoices, seed)?;
            let memory = Memory::of(&population);
            let began = Instant::now();
            let count = self.simulate(&population, &memory, &settings, seed)?;
            let each = began.elapsed().as_micros() / self.payments as u128;
            count.print();
            println!("judged in memory, all processors: {each} µs a payment");
            check(&count)?;
            if seed == first && self.databases != Databases::None {
                self.measure(&population, &memory, &settings, seed).await?;
            }
        }
        Ok(())
    }

    /// Judges every payment in memory, on every processor.
    fn simulate(
        &self,
        population: &Population,
        memory: &Memory<'_>,
        settings: &Settings,
        seed: u64,
    ) -> Result<Count> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let one_thread = |first: usize| -> Result<Count> {
            let mut count = Count::default();
            for part in (first..PARTS).step_by(threads) {
                for payment in drawn(population, seed, part, self.payments) {
                    let verdict = in_memory(memory, settings, &payment)?;
                    count.add(&payment, &verdict);
                }
            }
            Ok(count)
        };
        std::thread::scope(|scope| {
            let counts: Vec<_> = (0..threads).map(|first| scope.spawn(move || one_thread(first))).collect();
            let mut sum = Count::default();
            for count in counts {
                sum.merge(count.join().map_err(|_| anyhow::anyhow!("a part of the simulation panicked"))??);
            }
            Ok(sum)
        })
    }

    async fn measure(
        &self,
        population: &Population,
        memory: &Memory<'_>,
        settings: &Settings,
        seed: u64,
    ) -> Result<()> {
        let parent = self.folder.clone().unwrap_or_else(std::env::temp_dir);
        let sample: Vec<SimulatedPayment> = (0..PARTS)
            .flat_map(|part| drawn(population, seed, part, self.payments))
            .take(self.sample)
            .collect();
        let expected = sample
            .iter()
            .map(|payment| in_memory(memory, settings, payment))
            .collect::<Result<Vec<Verdict>>>()?;
        timed_in_memory(memory, settings, &sample)?;
        if matches!(self.databases, Databases::Both | Databases::Sqlite) {
            let folder = tempfile::Builder::new()
                .prefix("billow-bench-")
                .tempdir_in(&parent)
                .with_context(|| format!("cannot make a folder in {}", parent.display()))?;
            let url = format!("sqlite:{}", folder.path().join("match.db").display());
            database::measure("SQLite", &url, population, settings, &sample, &expected).await?;
        }
        if matches!(self.databases, Databases::Both | Databases::Postgres) {
            let server = Server::start(&parent)?;
            server.sql("postgres", &["CREATE DATABASE matching"])?;
            let name = server.version()?;
            database::measure(&name, &server.url("matching"), population, settings, &sample, &expected)
                .await?;
        }
        Ok(())
    }
}

/// The payments of a part.
fn drawn(
    population: &Population,
    seed: u64,
    part: usize,
    all: usize,
) -> impl Iterator<Item = SimulatedPayment> {
    let mut random = Random::new(seed.wrapping_mul(0x9e37_79b9).wrapping_add(part as u64 * 0x5851_f42d));
    let count = all * (part + 1) / PARTS - all * part / PARTS;
    (0..count).map(move |_| payments::payment(population, &mut random))
}

/// The biller of every look-up in memory.
const ANY_BILLER: BillerId = BILLER;

fn in_memory(memory: &Memory<'_>, settings: &Settings, payment: &SimulatedPayment) -> Result<Verdict> {
    use futures_util::FutureExt as _;
    let mut lookups = memory;
    // Memory never waits.
    let found = look_up(&mut lookups, ANY_BILLER, settings, std::slice::from_ref(&payment.transfer))
        .now_or_never()
        .context("a look-up in memory waited")??;
    found.into_iter().next().context("a payment has no verdict")
}

/// How long it takes in memory to find what a once mistyped reference was meant to be.
fn timed_in_memory(memory: &Memory<'_>, settings: &Settings, sample: &[SimulatedPayment]) -> Result<()> {
    let mut taken = Vec::new();
    for payment in sample.iter().filter(|payment| payment.error.is_single()) {
        let Some(given) = database::given(payment) else { continue };
        let began = Instant::now();
        let keys = database::edits(settings, &given);
        let found = keys.iter().filter(|key| memory.has(key)).count();
        taken.push(began.elapsed());
        ensure!(found > 0, "nothing is found for {given}");
    }
    database::print("a once mistyped reference, in memory", &mut taken);
    Ok(())
}

/// Whether the simulation reached what it has to.
fn check(count: &Count) -> Result<()> {
    let all = count.of(|_, _| true);
    let single = count.of(|error, amount_right| error.is_single() && amount_right);
    let asked = all.suggested + all.lost;
    println!("wrongly booked: {}", all.wrong);
    println!("of single errors with the right amount booked: {}", percent(single.booked, single.payments));
    println!("of all others suggested among the first three: {}", percent(all.suggested, asked));
    for example in &count.examples {
        println!("{example}");
    }
    ensure!(all.wrong == 0, "{} payments were booked on another invoice", all.wrong);
    ensure!(single.booked * 10_000 >= LEAST_BOOKED * single.payments, "too few single errors were booked");
    ensure!(all.suggested * 10_000 >= LEAST_SUGGESTED * asked, "too few of the others were suggested");
    Ok(())
}

/// Microseconds with one decimal.
fn us(taken: Duration) -> String {
    let tenths = taken.as_nanos() / 100;
    format!("{}.{} µs", tenths / 10, tenths % 10)
}
