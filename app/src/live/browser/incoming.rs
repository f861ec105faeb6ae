//! Messages from the server.

use domain::invoices::view::Applied;
use domain::invoices::wire::{By, PayerEvent, PayerFrame};

use super::{Page, attention, outbox, paint};
use crate::dom;
use crate::live::json::Json;
use crate::live::{Presence, decode};
use crate::presenter;

/// Handles a message from the server. Returns false if something before its frames is missing, or if it cannot be read
/// at all.
pub fn receive(page: &mut Page, text: &str) -> bool {
    let Some(message) = Json::read(text).and_then(|json| decode::to_page(&json)) else { return false };
    page.connection.heard_ms = dom::now_ms();
    if let Some(tick) = message.tick {
        page.ahead_ms = tick - dom::now_ms();
    }
    if let Some(presence) = &message.presence {
        page.show_presence(presence.clone());
    }
    if let Some(typing) = &message.typing {
        attention::typing(page, typing);
    }
    if let Some(point) = message.point {
        attention::point(page, point);
    }
    if let Some(id) = &message.ack {
        page.outbox.done(id);
        outbox::paint(page);
    }
    if let Some(refused) = message.refused.clone() {
        page.outbox.refused(refused);
        outbox::paint(page);
    }
    let mut frames = message.frames.clone();
    let resync = message.resync;
    frames.extend(message.frame());
    (frames.is_empty() || page.take(frames)) && !resync
}

impl Page {
    /// Folds frames. Returns false if something before them is missing.
    fn take(&mut self, frames: Vec<PayerFrame>) -> bool {
        let mut news = None;
        let mut whole = true;
        for frame in frames {
            let event = frame.event.clone();
            match self.view.apply(frame) {
                Ok(Applied::New) => {
                    self.outbox.arrived(&event);
                    self.attention.arrived(&event);
                    news = self.news(&event).or(news);
                    self.painted = None;
                    if matches!(event, PayerEvent::Unknown) {
                        self.say_unknown();
                    }
                }
                Ok(Applied::Known) => {}
                Err(_) => {
                    whole = false;
                    break;
                }
            }
        }
        self.update_clock();
        outbox::paint(self);
        if let Some(news) = news {
            paint::announce(&self.root, &news);
        }
        whole
    }

    /// The announcement of an event for people who cannot see the page change.
    fn news(&self, event: &PayerEvent) -> Option<String> {
        match event {
            PayerEvent::MessagePosted { by: By::Payer, .. } => None,
            PayerEvent::MessagePosted { by, .. } => {
                let name = match by {
                    By::Biller { name: Some(name) } => name,
                    _ => &self.biller,
                };
                Some(self.speech.fill("change-message", &[("name", name)]))
            }
            other => presenter::news(&self.view_context(), other).map(|(_, text)| text),
        }
    }

    /// Shows who has the invoice open.
    fn show_presence(&mut self, presence: Presence) {
        paint::say(&self.root, "presence", &presenter::presence(&presence, &self.speech));
        let names = presenter::staff(&presence);
        paint::say(&self.root, "staff-names", &names);
        if let Some(here) = dom::one(&self.root, "[data-say=staff]") {
            dom::show(&here, !names.is_empty());
        }
        self.presence = presence;
    }
}
