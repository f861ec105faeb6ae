//! Live pages: one writer to many viewers of one invoice, many invoices with one viewer each, and many viewers who only
//! wait. If nchan is installed, a module of nginx made for exactly this, it does the same beside it.

pub mod billow;
mod nchan;
pub mod process;
mod publisher;
mod report;
mod run;
mod viewers;

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Result, ensure};
use clap::Args;

use process::Process;
use report::LiveReport;

/// What is measured, and how much of it.
#[derive(Args)]
pub struct Live {
    /// Viewers of one invoice
    #[arg(long, default_value_t = 1_000)]
    viewers: usize,
    /// Invoices with one viewer each
    #[arg(long, default_value_t = 1_000)]
    invoices: usize,
    /// Viewers who only wait
    #[arg(long, default_value_t = 10_000)]
    idle: usize,
    /// Messages a second to the one invoice
    #[arg(long, default_value_t = 20)]
    rate: u32,
    /// Messages a second to the many invoices, in turn
    #[arg(long, default_value_t = 100)]
    spread_rate: u32,
    /// Seconds of sending in each part
    #[arg(long, default_value_t = 15)]
    seconds: u32,
    /// Leave out the peer
    #[arg(long)]
    alone: bool,
}

/// A server to measure, with what publishes to it and who watches it.
pub struct Server {
    pub name: String,
    pub process: Process,
    pub address: SocketAddr,
    pub channels: Vec<Channel>,
    /// The headers of the next message.
    pub headers: Box<dyn Fn() -> String>,
    /// The body of a message; its amount is one more than its number.
    pub body: fn(usize) -> String,
}

/// One thing that can be watched and published to.
#[derive(Clone)]
pub struct Channel {
    pub watched_at: String,
    pub published_at: String,
}

impl Live {
    /// Measures, and prints the figures for people; the last line is JSON.
    pub async fn run(self) -> Result<()> {
        ensure!(
            self.invoices > 0 && self.rate > 0 && self.spread_rate > 0,
            "zero of that cannot be measured"
        );
        let most = self.idle.max(self.viewers).max(self.invoices);
        process::raise_open_files(most as u64 + 200)?;
        let mut reports = Vec::new();
        let folder = tempfile::tempdir()?;
        reports.push(self.measure(billow::start(folder.path(), self.invoices).await?).await?);
        if !self.alone {
            let folder = tempfile::tempdir()?;
            match nchan::start(folder.path(), self.invoices).await? {
                Ok(server) => reports.push(self.measure(server).await?),
                Err(reason) => println!("nchan is left out: {reason}"),
            }
        }
        print!("{}", report::table(&reports));
        println!("{}", report::json(&reports));
        Ok(())
    }

    async fn measure(&self, server: Server) -> Result<LiveReport> {
        let seconds = Duration::from_secs(self.seconds.into());
        eprintln!("{}: {} viewers who wait", server.name, self.idle);
        // First, before the process has grown.
        let idle = run::idle(&server, self.idle).await?;
        eprintln!("{}: {} viewers of one invoice", server.name, self.viewers);
        let one = run::send(&server, &server.channels[..1], self.viewers, self.rate, seconds).await?;
        eprintln!("{}: one viewer of one invoice", server.name);
        let lone = run::send(&server, &server.channels[..1], 1, self.rate, seconds).await?;
        eprintln!("{}: {} invoices with one viewer", server.name, self.invoices);
        let many = run::send(&server, &server.channels, 1, self.spread_rate, seconds).await?;
        Ok(LiveReport { name: server.name, idle, one, lone, many })
    }
}
