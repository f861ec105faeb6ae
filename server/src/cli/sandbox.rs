//! The sandbox biller. It is created by `billow demo`, and by the first command that needs a biller if there is none.

use std::sync::Arc;

use domain::ids::BillerId;
use usecases::{Biller, BillerSetUp};

use super::context::{CliContext, SANDBOX};
use super::failure::Failure;
use super::provider;

/// Its display name: there is no such company.
pub const NAME: &str = "Lumen & Fjäll Energi";
pub const EMAIL: &str = "kundservice@example.com";
pub const PHONE: &str = "+46 8 555 010 20";

/// The biller that `--biller` names, see [`CliContext::biller`]. If the database has no biller, the sandbox biller is
/// created.
///
/// # Errors
/// There is none with this name.
pub async fn biller_or_sandbox(context: &CliContext) -> Result<Biller, Failure> {
    match context.find_biller().await? {
        Some(biller) => Ok(biller),
        None => {
            eprintln!("billow: there was no biller yet, so the sandbox biller “{SANDBOX}” was made");
            make(context).await
        }
    }
}

/// Creates the sandbox biller.
///
/// # Errors
/// Any error of the database.
pub async fn make(context: &CliContext) -> Result<Biller, Failure> {
    let biller = Biller {
        id: BillerId(context.services.ids.next_id()),
        slug: SANDBOX.into(),
        name: NAME.into(),
        zone: "Europe/Stockholm".parse()?,
        language: "sv".into(),
        colour: "#0b5d6e".into(),
        logo: Some("/logo-demo.svg".into()),
        email: Some(EMAIL.into()),
        phone: Some(PHONE.into()),
        default_term_days: 30,
        sandbox: true,
        clock_offset_ms: 0,
    };
    context.database().write(Arc::new(BillerSetUp(biller.clone()))).await?;
    provider::sandbox(context, &biller).await?;
    Ok(biller)
}
