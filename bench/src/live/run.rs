//! The measurements.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::{Result, ensure};
use futures_util::future::try_join_all;
use tokio::time::{Instant, sleep, sleep_until};

use super::publisher::Publisher;
use super::report::{Idle, Sent};
use super::viewers::{Schedule, Viewers};
use super::{Channel, Server};

/// Connections that publish to many invoices. One invoice has one writer.
const WRITERS: usize = 8;
/// Messages before anything is measured.
const WARM_UP: usize = 10;
/// The time until everybody is connected and the room is quiet.
const SETTLE: Duration = Duration::from_secs(2);
/// The longest wait until everything has arrived.
const PATIENCE: Duration = Duration::from_secs(30);
/// The most messages in flight during the flood.
const WINDOW: usize = 16;
/// How many messages the flood has.
const FLOOD: usize = 200;

/// Memory of viewers who wait.
pub async fn idle(server: &Server, viewers: usize) -> Result<Idle> {
    let paths =
        |count| server.channels.iter().cycle().take(count).map(|one| one.watched_at.clone()).collect();
    // A few connect first and leave: what every process needs once does not count.
    Viewers::open(server, paths(viewers.min(50)), Arc::default()).await?.close().await?;
    sleep(SETTLE).await;
    let before = server.process.resident()?;
    let open = Viewers::open(server, paths(viewers), Arc::default()).await?;
    sleep(SETTLE).await;
    let after = server.process.resident()?;
    open.close().await?;
    sleep(SETTLE).await;
    Ok(Idle { viewers: viewers as u64, bytes: after.saturating_sub(before) })
}

/// Sends at a steady rate to `viewers` viewers of each channel; with one channel then at full speed.
pub async fn send(
    server: &Server,
    channels: &[Channel],
    viewers: usize,
    per_second: u32,
    time: Duration,
) -> Result<Sent> {
    let steady = WARM_UP..WARM_UP + usize::try_from(u64::from(per_second) * time.as_secs())?;
    let interval = Duration::from_secs(1) / per_second;
    let schedule = Arc::new(OnceLock::new());
    let paths = channels.iter().flat_map(|channel| std::iter::repeat_n(channel.watched_at.clone(), viewers));
    let open = Viewers::open(server, paths.collect(), Arc::clone(&schedule)).await?;
    let run = Run { server, channels, viewers, open: &open };
    sleep(SETTLE).await;
    run.send(0..WARM_UP, |_| Instant::now()).await?;

    let began = Instant::now() + interval;
    let schedule = schedule.get_or_init(|| Schedule { began, interval, numbers: steady.clone() }).clone();
    let cpu = server.process.cpu()?;
    run.send(steady.clone(), |number| schedule.planned(number)).await?;
    let cpu = server.process.cpu()?.saturating_sub(cpu);

    let began = Instant::now();
    let flood = if channels.len() == 1 { steady.end..steady.end + FLOOD } else { 0..0 };
    run.flood(flood.clone()).await?;
    let flood = (flood.len() * viewers, began.elapsed());

    let size = open.tally.size.load(Ordering::Relaxed);
    let late = open.close().await?;
    ensure!(late.len() == steady.len() * viewers, "{} deliveries of {}", late.len(), steady.len() * viewers);
    Ok(Sent { viewers: viewers * channels.len(), cpu, late, size, flood })
}

struct Run<'a> {
    server: &'a Server,
    channels: &'a [Channel],
    /// Of each channel.
    viewers: usize,
    open: &'a Viewers,
}

impl Run<'_> {
    /// Sends these messages, each at its time, to the channels in turn, and waits until all have arrived.
    async fn send(&self, numbers: Range<usize>, planned: impl Fn(usize) -> Instant) -> Result<()> {
        let arrived = self.arrived();
        let next = AtomicUsize::new(numbers.start);
        let writers = if self.channels.len() == 1 { 1 } else { WRITERS };
        let write = |_| async {
            let mut publisher = Publisher::connect(self.server.address).await?;
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= numbers.end {
                    return anyhow::Ok(());
                }
                sleep_until(planned(number)).await;
                self.post(&mut publisher, number).await?;
            }
        };
        try_join_all((0..writers).map(write)).await?;
        self.wait_for(arrived + numbers.len() * self.viewers).await
    }

    /// Sends these messages, each as soon as all but a few of the earlier ones have arrived.
    async fn flood(&self, numbers: Range<usize>) -> Result<()> {
        let (arrived, first) = (self.arrived(), numbers.start);
        let mut publisher = Publisher::connect(self.server.address).await?;
        for number in numbers.clone() {
            self.wait_for(arrived + (number - first).saturating_sub(WINDOW) * self.viewers).await?;
            self.post(&mut publisher, number).await?;
        }
        self.wait_for(arrived + numbers.len() * self.viewers).await
    }

    async fn post(&self, publisher: &mut Publisher, number: usize) -> Result<()> {
        let channel = &self.channels[number % self.channels.len()];
        publisher.post(&channel.published_at, &(self.server.headers)(), &(self.server.body)(number)).await
    }

    fn arrived(&self) -> usize {
        self.open.tally.arrived.load(Ordering::Relaxed)
    }

    async fn wait_for(&self, wanted: usize) -> Result<()> {
        let began = Instant::now();
        while self.arrived() < wanted {
            ensure!(began.elapsed() < PATIENCE, "{} messages of {wanted} have arrived", self.arrived());
            sleep(Duration::from_millis(1)).await;
        }
        Ok(())
    }
}
