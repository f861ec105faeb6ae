//! The frame around every page of the console.

use std::sync::Arc;

use console::pages::{Area, Assets, Formatter, Frame, Notice};
use locale::{Language, Localizer};
use usecases::{
    Biller, ChangeStaff, CountInbox, CountReturns, CountWaitingMatches, FindBiller, ListInbox, ListInvoices,
    ListPayers, ListPayments, ListWaitingMatches, PutReply, Query, ReadAudit, UseCase, UseCaseError, Who,
    lets_in,
};

use crate::assets;
use crate::auth::Staff;
use crate::localization::RequestLocalizer;
use crate::state::App;

/// The biller of the person who is logged in, with what every page needs.
pub struct FrameContext {
    pub biller: Biller,
    pub frame: Frame,
}

/// Loads what the frame needs.
///
/// # Errors
/// Any error of the database.
pub async fn around(app: &App, staff: &Staff, notice: Option<Notice>) -> Result<FrameContext, UseCaseError> {
    let caller = &staff.caller();
    let biller = app.ask(caller, FindBiller).await?;
    let now = biller.now(app.services.clock.as_ref());
    let areas: Vec<Area> = Area::ALL.into_iter().filter(|area| lets_in(allowed(*area), staff.role)).collect();
    let open = async {
        if !areas.contains(&Area::Inbox) {
            return Ok(0);
        }
        Ok(app.ask(caller, CountInbox { me: Some(staff.id), now }).await?.open)
    };
    let doubtful = async {
        if !areas.contains(&Area::Matching) {
            return Ok(0);
        }
        let (waiting, returns) =
            tokio::try_join!(app.ask(caller, CountWaitingMatches), app.ask(caller, CountReturns))?;
        Ok::<i64, UseCaseError>(waiting + returns)
    };
    let (open, doubtful) = tokio::try_join!(open, doubtful)?;
    // The console speaks English.
    let words = Arc::new(RequestLocalizer(Localizer::new(Language::En, biller.time_zone())));
    let frame = Frame {
        staff: staff.id,
        name: staff.name.clone(),
        areas,
        biller: biller.name.clone(),
        sandbox: biller.sandbox,
        open: u64::try_from(open).unwrap_or_default(),
        doubtful: u64::try_from(doubtful).unwrap_or_default(),
        notice,
        say: Formatter { words, now },
        assets: assets(),
    };
    Ok(FrameContext { biller, frame })
}

/// The notice for the word in the address.
pub fn done(word: &str) -> Option<Notice> {
    super::answer::done_text(word).map(|text| Notice::Done(text.to_owned()))
}

/// Whether somebody may write to payers and change invoices.
pub fn may_act(staff: &Staff) -> bool {
    lets_in(usecases::PostMessage::ALLOWED, staff.role)
}

/// Who may see a part of the console: whoever may run the query of its first page.
const fn allowed(area: Area) -> &'static [Who] {
    match area {
        Area::Inbox => ListInbox::ALLOWED,
        Area::Invoices => ListInvoices::ALLOWED,
        Area::Payments => ListPayments::ALLOWED,
        Area::Matching => ListWaitingMatches::ALLOWED,
        Area::Payers => ListPayers::ALLOWED,
        Area::Replies => PutReply::ALLOWED,
        Area::Staff => ChangeStaff::ALLOWED,
        Area::Audit => ReadAudit::ALLOWED,
    }
}

fn assets() -> Assets {
    assets::console_paths()
}
