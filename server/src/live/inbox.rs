//! The inbox socket: every member of a biller's staff is told of every conversation that changes, wherever it is open.
//!
//! The [`feed`](super::feed) reports the invoices that changed. A few times a second these are read together, made into
//! one message, and sent to everybody who listens at that biller. A page that is too slow is told to fetch the list
//! itself.

use std::collections::BTreeSet;
use std::time::Duration;

use app::live::{TICK_EVERY_MS, close};
use axum::extract::ws::{Message, Utf8Bytes, WebSocket, close_code};
use domain::ids::{BillerId, InvoiceId};
use domain::{Money, Timestamp};
use futures_util::{SinkExt, StreamExt};
use locale::{Language, Localizer};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{MissedTickBehavior, interval, timeout};
use usecases::{
    Caller, ConversationRow, CountInbox, CountWaitingMatches, FindBiller, FindConversation, FindInvoice,
    Principal, UseCaseError,
};

use super::inboxes::{Counters, InboxMessage, MOST_ROWS, Row, ToInbox};
use super::incoming::Allowance;
use super::said::json;
use super::socket::farewell;
use crate::auth::Staff;
use crate::limits::ConnectionPermit;
use crate::state::App;

/// Changes within this time are sent together: four messages a second at most.
const GATHERED: Duration = Duration::from_millis(250);
/// After so many rounds the counters are checked that change by themselves: a snooze ends, an answer is late. Every
/// five seconds.
const LOOK_AGAIN: u32 = 20;
/// After so many ticks without an answer the connection is dead.
const MOST_UNANSWERED: u8 = 3;
/// How long a page may take to receive one message.
const TAKEN_WITHIN: Duration = Duration::from_secs(10);

/// Sends what has changed until the task is dropped.
pub async fn keep(app: App) {
    let mut beats = interval(GATHERED);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for beat in (0..LOOK_AGAIN).cycle() {
        beats.tick().await;
        for (biller, touched) in app.inboxes.take(beat == 0) {
            let message = match gather(&app, biller, &touched).await {
                Ok(message) => message,
                Err(error) => {
                    tracing::warn!(%error, "what has changed in an inbox could not be read");
                    ToInbox { resync: true, ..ToInbox::default() }
                }
            };
            app.inboxes.tell(biller, &message);
        }
    }
}

async fn gather(app: &App, id: BillerId, touched: &BTreeSet<InvoiceId>) -> Result<ToInbox, UseCaseError> {
    // Everybody whom the route has let in may know what changed.
    let caller = &Caller { biller: id, principal: Principal::System { task: "inbox" } };
    let biller = app.ask(caller, FindBiller).await?;
    let now = biller.now(app.services.clock.as_ref());
    let (counts, matching) = tokio::try_join!(
        app.ask(caller, CountInbox { me: None, now }),
        app.ask(caller, CountWaitingMatches)
    )?;
    let resync = touched.len() > MOST_ROWS;
    let mut rows = Vec::new();
    if !resync {
        let speaker = Localizer::new(Language::En, biller.time_zone());
        for invoice in touched {
            rows.extend(row(app, caller, *invoice, now, &speaker).await?);
        }
    }
    Ok(ToInbox { counters: Some(Counters::of(counts, matching)), rows, resync, tick: None })
}

async fn row(
    app: &App,
    caller: &Caller,
    invoice: InvoiceId,
    now: Timestamp,
    speaker: &Localizer,
) -> Result<Option<Row>, UseCaseError> {
    let Some(conversation) = app.ask(caller, FindConversation { invoice }).await? else {
        return Ok(None);
    };
    let Some(figures) = app.ask(caller, FindInvoice { invoice }).await? else { return Ok(None) };
    let ConversationRow { number, payer_name, state, assignee, last, respond_by, unread, sorted_at, .. } =
        conversation;
    Ok(Some(Row {
        invoice_id: invoice,
        number,
        payer: payer_name,
        preview: last.and_then(|last| last.preview),
        state: state.at(now).as_str(),
        assignee,
        respond_by,
        unread,
        open: speaker.money(Money::new(figures.open_minor, figures.currency)),
        at: sorted_at,
    }))
}

/// Serves one page until it goes or is closed.
pub async fn serve(app: App, staff: Staff, permit: ConnectionPermit, mut line: WebSocket) {
    let (listener, missed) = app.inboxes.listen(staff.biller, &staff.session);
    let over = listen(&app, &staff, listener, missed, &mut line).await;
    app.inboxes.leave(staff.biller, &staff.session);
    if let Some(code) = over {
        farewell(line, code).await;
    }
    drop(permit);
}

/// The code to close with; `None` if the page is gone.
async fn listen(
    app: &App,
    staff: &Staff,
    mut listener: broadcast::Receiver<InboxMessage>,
    missed: bool,
    line: &mut WebSocket,
) -> Option<u16> {
    if missed {
        let resync = json(&ToInbox { resync: true, ..ToInbox::default() });
        line.send(Message::Text(resync)).await.ok()?;
    }
    let mut ticks = interval(Duration::from_millis(TICK_EVERY_MS.into()));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut unanswered, allowance) = (0, Allowance::new());
    loop {
        let message = tokio::select! {
            () = app.stop.cancelled() => return Some(close_code::AWAY),
            told = listener.recv() => match told {
                Ok(InboxMessage::Message(json)) => json,
                Ok(InboxMessage::Ended(hash)) if *hash == *staff.session => return Some(close::LINK_INVALID),
                Ok(InboxMessage::Ended(_)) => continue,
                Err(RecvError::Lagged(_)) => json(&ToInbox { resync: true, ..ToInbox::default() }),
                Err(RecvError::Closed) => return Some(close_code::AGAIN),
            },
            heard = line.next() => match heard {
                // The page has nothing to say here except that it is alive.
                Some(Ok(_)) if allowance.take() => {
                    unanswered = 0;
                    continue;
                }
                Some(Ok(_)) => return Some(close::TOO_FAST),
                Some(Err(_)) | None => return None,
            },
            _ = ticks.tick() => {
                if unanswered >= MOST_UNANSWERED {
                    return None;
                }
                unanswered += 1;
                match still_there(app, staff, line).await {
                    Ok(json) => json,
                    Err(code) => return code,
                }
            },
        };
        match timeout(TAKEN_WITHIN, line.send(Message::Text(message))).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => return None,
            Err(_) => return Some(close::TOO_FAST),
        }
    }
}

/// Asks for a sign of life, and checks that the session is still valid.
async fn still_there(app: &App, staff: &Staff, line: &mut WebSocket) -> Result<Utf8Bytes, Option<u16>> {
    match app.services.node().session(&staff.session, app.services.clock.now()).await {
        Ok(Some(_)) => {}
        Ok(None) => return Err(Some(close::LINK_INVALID)),
        Err(error) => {
            tracing::error!(%error, "a session could not be checked");
            return Err(Some(close_code::AGAIN));
        }
    }
    line.feed(Message::Ping(axum::body::Bytes::new())).await.map_err(|_| None)?;
    let now = app.services.clock.now().0.saturating_add(app.hub.clock_offset_ms(staff.biller));
    Ok(json(&ToInbox { tick: Some(now), ..ToInbox::default() }))
}
