//! Kills the program at random moments while it books payments, imports and migrates, and sometimes the database server
//! as well. Afterwards every command that was answered is in the books, once; a command that was not answered is there
//! once or not at all; and `billow verify` finds nothing.
//!
//! The ordinary tests kill ten times on each database, `cargo xtask bench kill` a hundred times.

mod billow;
mod database;
mod importing;
mod migrating;
mod paying;
pub mod random;

use std::fmt;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use billow::Billow;
use database::Database;
pub use database::Engine;
use random::Random;
pub use random::fresh_seed;

/// What to do.
pub struct Plan {
    /// The program to kill.
    pub billow: PathBuf,
    /// Which database.
    pub engine: Engine,
    /// How many times.
    pub kills: u32,
    /// The seed of the random moments: the same seed tries the same ones.
    pub seed: u64,
}

/// What was seen.
#[derive(Debug, Default, Clone, Copy)]
pub struct Seen {
    /// How many times something was killed.
    pub kills: u32,
    /// How many of these killed the database server, or a connection of it.
    pub database_kills: u32,
    /// Commands that had been answered before the kill; all of them were found, once.
    pub answered: u64,
    /// Commands that were in progress, or refused because the database was gone.
    pub unanswered: u64,
    /// How many of these turned out to be in the books.
    pub kept: u64,
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kills, database_kills, answered, unanswered, kept } = self;
        write!(
            f,
            "{kills} kills ({database_kills} of the database), {answered} answered commands all there, once; \
             of {unanswered} unanswered ones {kept} were there, none in part"
        )
    }
}

/// Kills so many times: a third of them while paying, a third while importing, a third while migrating.
///
/// # Errors
/// Something was lost, doubled or half done; or the programs did not run at all.
pub fn run(plan: &Plan) -> Result<Seen> {
    let mut random = Random::new(plan.seed);
    let mut seen = Seen::default();
    let mut world = World::open(plan)?;
    let paying = paying::Paying::set_up(&world)?;
    let migrating = migrating::Migrating::measure(&mut world)?;
    for kill in 0..plan.kills {
        let round = match kill % 3 {
            0 => paying.round(&mut world, &mut random, &mut seen, kill),
            1 => importing::round(&mut world, &mut random, &mut seen, kill),
            _ => migrating.round(&mut world, &mut random, &mut seen),
        };
        round.with_context(|| format!("kill {kill} of {} with seed {}", plan.engine, plan.seed))?;
        seen.kills += 1;
    }
    Ok(seen)
}

/// The database that is used all the time, and the program that uses it.
struct World {
    database: Database,
    billow: Billow,
}

impl World {
    fn open(plan: &Plan) -> Result<Self> {
        let mut database = Database::open(plan.engine)?;
        let url = database.fresh()?;
        let billow = Billow::new(&plan.billow, url)?;
        billow.good(&["demo"])?;
        Ok(Self { database, billow })
    }
}
