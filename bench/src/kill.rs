//! `cargo xtask bench kill`: see [`kills`](crate::kills).

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context as _, Result};
use clap::Args;

use crate::kills::{Engine, Plan, fresh_seed, run};

#[derive(Args)]
pub struct Kill {
    /// How many times on each database
    #[arg(long, default_value_t = 100)]
    kills: u32,
    /// What the random moments are made from [default: another one each time]
    #[arg(long)]
    seed: Option<u64>,
}

impl Kill {
    pub async fn run(self) -> Result<()> {
        let billow = std::env::var_os("BILLOW_BIN").map(PathBuf::from);
        let billow = billow.context("BILLOW_BIN does not name the program; `cargo xtask bench` sets it")?;
        let seed = self.seed.unwrap_or_else(fresh_seed);
        println!("seed {seed}");
        for engine in [Engine::Sqlite, Engine::Postgres] {
            let plan = Plan { billow: billow.clone(), engine, kills: self.kills, seed };
            let begin = Instant::now();
            let seen = tokio::task::spawn_blocking(move || run(&plan)).await??;
            println!("{engine}: {seen}, in {} s", begin.elapsed().as_secs());
        }
        Ok(())
    }
}
