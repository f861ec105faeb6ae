//! What holds for every history.

mod histories;
mod payments;
mod rare;
mod reading_back;
mod steps;
mod turning_days;
mod wires;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

/// Tries `test` with values of `strategy`. The same ones in every run, so that a failure repeats;
/// `PROPTEST_CASES` and `PROPTEST_RNG_SEED` look further.
fn for_all<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value)) {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(0x0b11_1005);
    }
    let result = TestRunner::new(config).run(strategy, |value| {
        test(value);
        Ok::<_, TestCaseError>(())
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
}
