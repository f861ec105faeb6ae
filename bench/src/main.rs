//! Measures Billow beside other programs that do the same work in the same run: on a shared machine absolute figures
//! say little.
//!
//! Run it as `cargo xtask bench NAME`, which builds everything optimised first. A benchmark stops whatever it starts,
//! and removes its folders.

mod bank;
mod conversations;
mod feed;
mod kill;
mod kills;
mod list;
mod live;
mod postgres;
mod simulation;
mod store;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tokio::signal::unix::{SignalKind, signal};

#[derive(Parser)]
#[command(name = "bench", bin_name = "cargo xtask bench", about = "Measure, beside a peer in the same run")]
struct Arguments {
    #[command(subcommand)]
    bench: Bench,
}

#[derive(Subcommand)]
enum Bench {
    /// A bank statement of 100,000 entries: imported, matched and booked
    Bank(bank::Bank),
    /// Events on invoices that nobody has open: what the feed costs a node
    Feed(feed::Feed),
    /// Viewers of live pages: deliveries, how late, processor time and memory, beside nchan
    Live(live::Live),
    /// Kill the program and the database while they work, and look for what is lost, doubled or half done
    Kill(kill::Kill),
    /// Pages of the console's lists over 100,000 invoices
    List(list::List),
    /// Mistyped payments among a million open invoices: found, asked, wrongly booked, and how fast
    Match(simulation::Match),
    /// Conversations: how long from writing to seen by the other side, and whether anything is lost
    Conversations(conversations::ConversationBench),
    /// Durable payments per second on both databases, beside bare statements and pgbench
    Store(store::Store),
}

#[tokio::main]
async fn main() -> ExitCode {
    let bench = async {
        match Arguments::parse().bench {
            Bench::Bank(bank) => bank.run().await,
            Bench::Feed(feed) => feed.run().await,
            Bench::Kill(kill) => kill.run().await,
            Bench::List(list) => list.run().await,
            Bench::Live(live) => live.run().await,
            Bench::Match(simulation) => simulation.run().await,
            Bench::Store(store) => store.run().await,
            Bench::Conversations(conversation) => conversation.run().await,
        }
    };
    let done = tokio::select! {
        done = bench => done,
        // Servers and folders of the benchmark are stopped and removed when they are dropped.
        () = stopped() => Err(anyhow::anyhow!("interrupted")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Resolves when somebody stops the benchmark, from the terminal or with `kill`.
async fn stopped() {
    let mut terminated = match signal(SignalKind::terminate()) {
        Ok(terminated) => terminated,
        Err(_) => return std::future::pending().await,
    };
    tokio::select! { _ = tokio::signal::ctrl_c() => (), _ = terminated.recv() => () }
}
