//! Killed while making the schema.

use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::random::Random;
use super::{Seen, World};

/// Empty databases that get their schema.
pub struct Migrating {
    /// How long it takes.
    usual: Duration,
}

impl Migrating {
    pub fn measure(world: &mut World) -> Result<Self> {
        let billow = world.billow.on(world.database.fresh()?)?;
        let begin = Instant::now();
        billow.good(&["migrate"])?;
        Ok(Self { usual: begin.elapsed() })
    }

    pub fn round(&self, world: &mut World, random: &mut Random, seen: &mut Seen) -> Result<()> {
        let billow = world.billow.on(world.database.fresh()?)?;
        let micros = u64::try_from(self.usual.as_micros())?;
        let mut child = billow.command(&["migrate"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        thread::sleep(Duration::from_micros(random.within(0..micros)));
        child.kill()?;
        // If it was done before the kill and said so, it stays done.
        match child.wait()?.success() {
            true => seen.answered += 1,
            false => seen.unanswered += 1,
        }
        billow.good(&["migrate"])?;
        billow.verify()?;
        let books = billow.good(&["demo", "--json"])?;
        ensure!(books.contains("\"api_key\""), "the database does not work: {books}");
        billow.verify()?;
        world.database.remove_newest()
    }
}
