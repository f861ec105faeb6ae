//! `billow migrate`

use super::Common;
use super::failure::{Failure, Outcome};
use super::office::{open_store, settings};
use super::out;

/// Brings the database up to what this program needs, as every start does.
pub async fn migrate(common: &Common) -> Result<Outcome, Failure> {
    let store = open_store(&settings(common)?).await?;
    store.close().await;
    out::line("the database is up to date")?;
    Ok(Outcome::Good)
}
