//! Conversations: many payers and agents have an invoice open on both sides and write to each other, so many messages a
//! second in all. Each message is announced by typing and marked as read by the other side.
//!
//! Measured are the times from the planned moment of writing until the other side has the message, and until the writer
//! knows that it was read. Afterwards the messages are counted at both ends of every connection and in the database:
//! none may be missing, doubled, or in another order.

mod count;
mod office;
mod person;
mod report;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::{Result, ensure};
use clap::Args;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use tokio::time::{Instant, sleep, sleep_until};

use crate::live::process;
use office::Office;
use person::{Person, Schedule};

/// What is measured, and how much of it.
#[derive(Args)]
pub struct ConversationBench {
    /// Conversations, each with a payer and an agent
    #[arg(long, default_value_t = 500)]
    conversations: usize,
    /// Messages a second in all
    #[arg(long, default_value_t = 10)]
    rate: u32,
    /// Seconds of writing
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Agents, who share the conversations
    #[arg(long, default_value_t = 20)]
    agents: usize,
}

/// Sockets that open at once.
const AT_ONCE: usize = 32;
/// The time until everybody is connected and the rooms are quiet.
const SETTLE: Duration = Duration::from_secs(2);
/// The longest wait until the last messages are read.
const PATIENCE: Duration = Duration::from_secs(30);
/// Messages before anything is measured.
const WARM_UP: usize = 20;

impl ConversationBench {
    /// Measures, and prints the figures for people; the last line is JSON.
    pub async fn run(self) -> Result<()> {
        let Self { conversations, rate, seconds, agents } = self;
        ensure!(
            conversations > 0 && rate > 0 && seconds > 0 && agents > 0,
            "zero of that cannot be measured"
        );
        process::raise_open_files(conversations as u64 * 2 + 200)?;
        let folder = tempfile::tempdir()?;
        eprintln!("{conversations} invoices are written");
        let office = Office::open(folder.path(), conversations, agents).await?;
        eprintln!("{} sockets open", conversations * 2);
        let schedule = Arc::new(OnceLock::new());
        let lines = (0..conversations * 2).map(|at| office.line(at / 2, at % 2 == 1));
        let opened = stream::iter(lines).map(|line| Person::sit_down(line, Arc::clone(&schedule)));
        let people: Vec<Person> = opened.buffered(AT_ONCE).try_collect().await?;
        sleep(SETTLE).await;

        let messages = usize::try_from(rate * seconds)?;
        let interval = Duration::from_secs(1) / rate;
        let cpu = office.process.cpu()?;
        let began = Instant::now() + interval;
        let schedule =
            schedule.get_or_init(|| Schedule { began, interval, counted: WARM_UP..WARM_UP + messages });
        eprintln!("{messages} messages are written, {rate} a second");
        for number in 0..WARM_UP + messages {
            sleep_until(schedule.planned(number)).await;
            // Every conversation has its turn, and its two sides take turns.
            let (conversation, round) = (number % conversations, number / conversations);
            people[conversation * 2 + (conversation + round) % 2].write(number);
        }
        let cpu = office.process.cpu()?.saturating_sub(cpu);
        let all_read = async {
            while people.iter().any(|person| !person.is_done()) {
                sleep(Duration::from_millis(20)).await;
            }
        };
        // Messages that are missing then are counted as lost.
        let _ = tokio::time::timeout(PATIENCE, all_read).await;
        let resident = office.process.resident()?;
        let mut heard = Vec::new();
        for person in people {
            heard.push(person.leave().await?);
        }
        let written = office.close().await?;
        let tally = count::count(WARM_UP + messages, &heard, &written);
        let report = report::ConversationReport::of(heard, tally, cpu, messages, resident);
        print!("{}", report.table());
        println!("{}", report.json());
        ensure!(report.tally.is_clean(), "something was lost, doubled or out of order");
        Ok(())
    }
}
