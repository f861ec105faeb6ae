//! Ten kills on each database; `cargo xtask bench kill` does a hundred, with the same code.

#[path = "../../bench/src/kills/mod.rs"]
mod kills;
#[path = "../../bench/src/postgres.rs"]
#[allow(dead_code, reason = "benchmarks use more of it")]
mod postgres;

use kills::{Engine, Plan, fresh_seed, run};

fn ten_kills_on(engine: Engine) {
    let seed = std::env::var("BILLOW_TEST_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or_else(fresh_seed);
    println!("BILLOW_TEST_SEED={seed}");
    let plan = Plan { billow: env!("CARGO_BIN_EXE_billow").into(), engine, kills: 10, seed };
    let seen = run(&plan).unwrap_or_else(|error| panic!("{error:?}"));
    println!("{seen}");
    assert!(seen.answered > 0, "something was answered before the kills: {seen}");
}

#[test]
fn nothing_answered_is_lost_or_doubled_on_sqlite() {
    ten_kills_on(Engine::Sqlite);
}

#[test]
fn nothing_answered_is_lost_or_doubled_on_postgres() {
    if let Err(error) = postgres::programs() {
        println!("skipped: {error}");
        return;
    }
    ten_kills_on(Engine::Postgres);
}
