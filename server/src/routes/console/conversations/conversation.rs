//! Loads a conversation from the database.

use console::pages::conversations::conversation::{Canned, Conversation};
use domain::conversations::ConversationState;
use domain::{Date, Timestamp};
use locale::{Language, Localizer};
use usecases::{Biller, FindConversation, ListReplies, ReplyKind, UseCaseError, figures_of_row, fill};

use crate::auth::Staff;
use crate::routes::console::sidebar::Open;
use crate::routes::console::staff::members::colleagues;
use crate::state::App;

/// The text of a form that was refused.
#[derive(Default)]
pub struct Kept(pub String);

/// Loads what the conversation's pane needs besides the invoice.
///
/// # Errors
/// Any error of the database.
pub async fn conversation(
    app: &App,
    biller: &Biller,
    staff: &Staff,
    open: &Open,
    kept: Kept,
) -> Result<Conversation, UseCaseError> {
    let caller = &staff.caller();
    let now = biller.now(app.services.clock.as_ref());
    let (row, people, saved) = tokio::try_join!(
        app.ask(caller, FindConversation { invoice: open.row.id }),
        colleagues(app, caller),
        app.ask(caller, ListReplies),
    )?;
    let state = row.as_ref().map_or(ConversationState::Solved, |row| row.state.at(now));
    let assignee = open.view.assignee.as_ref();
    let assignee = assignee.map(|(id, name)| (*id, name.clone().unwrap_or_else(|| "somebody".into())));
    let biller_language = Language::from_tag(&biller.language).unwrap_or(Language::En);
    let language = open.stored.language.as_deref().and_then(Language::from_tag).unwrap_or(biller_language);
    let today = now.date_in(&biller.time_zone());
    let agent = Some((staff.id, staff.name.clone()));
    let figures = figures_of_row(&open.row, &open.stored, biller, today, agent);
    let replies = saved
        .iter()
        .filter(|reply| reply.kind == ReplyKind::Canned)
        .filter_map(|reply| {
            let (language, text) = reply.text_in(language, biller_language)?;
            let speaker = Localizer::new(language, biller.time_zone());
            Some(Canned { title: reply.name.clone(), text: fill(&text.text, &figures, &speaker) })
        })
        .collect();
    Ok(Conversation {
        invoice: open.row.id,
        view: open.view.clone(),
        payer: open.side.payer.name.clone(),
        lines: open.side.lines.iter().map(|line| line.name.clone()).collect(),
        state,
        assignee,
        colleagues: people,
        respond_by: row.as_ref().and_then(|row| row.respond_by),
        unread: row.as_ref().is_some_and(|row| row.unread > 0),
        viewers: app.hub.presence(open.row.id),
        replies,
        key: app.services.ids.next_id().to_string(),
        kept: kept.0,
        snoozes: snoozes(now, today),
        may_act: open.side.may_act,
    })
}

const HOUR_MS: i64 = 3_600_000;

/// The choices for a snooze: the value in the form, and the text of the button.
fn snoozes(now: Timestamp, today: Date) -> Vec<(String, String)> {
    let day = |days: i64| today.saturating_add(jiff::Span::new().days(days)).to_string();
    vec![
        ((now.0 + 3 * HOUR_MS).to_string(), "For three hours".into()),
        (day(1), "Until tomorrow".into()),
        (day(3), "For three days".into()),
        (day(7), "For a week".into()),
        (day(14), "For two weeks".into()),
    ]
}
