//! What stands around every page.

use std::sync::Arc;

use console::pages::{Assets, Frame, Notice, Role, Say};
use locale::{Language, Speaker};
use usecases::{Biller, StoreError};

use crate::assets;
use crate::auth::Staff;
use crate::state::App;
use crate::words::Spoken;

/// The biller of who is logged in, with what every page knows.
pub struct Around {
    /// The biller.
    pub biller: Biller,
    /// What stands around the page.
    pub frame: Frame,
}

/// Looks up what stands around every page.
///
/// # Errors
/// What the database answers.
pub async fn around(app: &App, staff: &Staff, notice: Option<Notice>) -> Result<Around, StoreError> {
    let store = &app.services.store;
    let biller = store.biller(staff.biller).await?;
    let biller = biller.ok_or_else(|| StoreError::Unreadable("the biller of a session is gone".into()))?;
    let now = biller.now(app.services.clock.as_ref());
    let (counts, waiting, returns) = tokio::try_join!(
        store.inbox_counts(biller.id, Some(staff.id), now),
        store.count_waiting(biller.id),
        store.count_returns(biller.id)
    )?;
    let doubtful = waiting + returns;
    // The console speaks English.
    let words = Arc::new(Spoken(Speaker::new(Language::En, biller.time_zone())));
    let frame = Frame {
        staff: staff.id,
        name: staff.name.clone(),
        role: role(staff.role),
        biller: biller.name.clone(),
        sandbox: biller.sandbox,
        open: u64::try_from(counts.open).unwrap_or_default(),
        doubtful: u64::try_from(doubtful).unwrap_or_default(),
        notice,
        say: Say { words, now },
        assets: assets(),
    };
    Ok(Around { biller, frame })
}

/// What was just done, as the address says it.
pub fn done(word: &str) -> Option<Notice> {
    super::done_text(word).map(|text| Notice::Done(text.to_owned()))
}

/// Whether somebody may write to payers and change invoices.
pub fn may_act(staff: &Staff) -> bool {
    staff.role != usecases::Role::Marketing
}

const fn role(role: usecases::Role) -> Role {
    match role {
        usecases::Role::Agent => Role::Agent,
        usecases::Role::Marketing => Role::Marketing,
        usecases::Role::Admin => Role::Admin,
    }
}

fn assets() -> Assets {
    assets::console_paths()
}
