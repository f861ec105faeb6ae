//! What the two sides see of each other: who is writing, what was read, what staff point at.

use domain::conversations::Side;
use domain::invoices::wire::{By, PayerEvent};
use web_sys::{Element, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::{Page, Shared, on, paint};
use crate::dom;
use crate::live::{InPassing, Point, TYPING_MS, Typing};
use crate::presenter;

/// How often a page repeats that its reader is writing.
const SAY_AGAIN_MS: i64 = 2_500;

#[derive(Default)]
pub struct Attention {
    /// When the page last reported that its reader is writing; `None` once they have stopped.
    said_ms: Option<i64>,
    /// When the reader last pressed a key in the form.
    wrote_ms: i64,
    /// Until when somebody else is shown as writing.
    typing_until_ms: Option<i64>,
    /// The line that staff point at.
    point: Option<u32>,
    /// Whether a person has done something on this page: a program that opens links reads nothing.
    person: bool,
    /// Up to which event the server was told that it was read.
    seen: i64,
}

impl Attention {
    /// The line that staff point at.
    pub fn point(&self) -> Option<u32> {
        self.point
    }

    /// Whoever has posted a message no longer writes.
    pub fn arrived(&mut self, event: &PayerEvent) {
        if matches!(event, PayerEvent::MessagePosted { .. } | PayerEvent::ProposalMade { .. }) {
            self.typing_until_ms = self.typing_until_ms.map(|_| 0);
        }
    }
}

pub fn listen(page: &Shared) {
    let root = page.borrow().root.clone();
    for sign in ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"] {
        on(page, &root, sign, |page, _| {
            page.attention.person = true;
            None
        });
    }
    on(page, &root, "click", |page, event| {
        if dom::target(&event, "[data-say=point] a").is_some() {
            event.prevent_default();
            if let Some(line) = page.attention.point.and_then(|line| line_of(page, line)) {
                scroll_to(&line);
            }
        }
        None
    });
}

pub fn writes(page: &mut Page) {
    let now = dom::now_ms();
    page.attention.wrote_ms = now;
    if page.attention.said_ms.is_none_or(|said| now - said > SAY_AGAIN_MS) {
        page.attention.said_ms = Some(now);
        page.connection.in_passing(InPassing::Typing(true));
    }
}

/// The message that was written is sent.
pub fn has_written(page: &mut Page) {
    if page.attention.said_ms.take().is_some() {
        page.connection.in_passing(InPassing::Typing(false));
    }
}

/// Somebody else is writing, or has stopped.
pub fn typing(page: &mut Page, typing: &Typing) {
    let text = presenter::typing(&page.view_context(), typing);
    page.attention.typing_until_ms =
        (!text.is_empty()).then(|| dom::now_ms().saturating_add(i64::from(TYPING_MS)));
    paint::tell(&page.root, "typing", &text);
}

/// Checks who has stopped writing, and what was read.
pub fn tick(page: &mut Page) {
    let now = dom::now_ms();
    if page.attention.typing_until_ms.is_some_and(|until| until <= now) {
        page.attention.typing_until_ms = None;
        paint::tell(&page.root, "typing", "");
    }
    if page.attention.said_ms.is_some() && now - page.attention.wrote_ms > i64::from(TYPING_MS) {
        has_written(page);
    }
    read(page);
}

/// Tells the server what was read: what is on the screen, in a window with focus, once a person has done something in
/// it. New messages elsewhere on the page are announced.
fn read(page: &mut Page) {
    let theirs = page.view.log.iter().rev().find_map(|frame| match &frame.event {
        PayerEvent::MessagePosted { by, .. } | PayerEvent::ProposalMade { by, .. } => {
            (presenter::side(by) == Side::Biller).then_some((frame.seq, by))
        }
        _ => None,
    });
    let Some((newest, by)) = theirs else { return };
    let unread = newest > page.view.payer_seen.max(page.attention.seen);
    let last = dom::all(&page.root, "[data-list=conversation] > [data-item]").pop();
    let shown = last.is_some_and(|last| is_in_view(&last));
    let text = if unread && !shown {
        let name = match by {
            By::Biller { name: Some(name) } => name,
            _ => &page.biller,
        };
        page.speech.fill("change-message", &[("name", name)])
    } else {
        String::new()
    };
    paint::tell(&page.root, "newer", &text);
    if unread
        && shown
        && page.attention.person
        && !dom::whole_document().hidden()
        && page.connection.in_passing(InPassing::Seen(newest))
    {
        page.attention.seen = newest;
    }
}

/// Staff point at a line, or at none any more.
pub fn point(page: &mut Page, point: Point) {
    page.attention.point = point.line;
    for line in dom::all(&page.root, "[data-pointed]") {
        dom::unset(&line, "data-pointed");
    }
    let name = page.staff().to_owned();
    let line = point.line.and_then(|line| line_of(page, line));
    let (mut text, mut href) = (String::new(), String::new());
    if let (Some(line), Some(number)) = (&line, point.line) {
        dom::set(line, "data-pointed", "");
        text = page.speech.fill("point-news", &[("name", &name), ("line", &(page.line)(number))]);
        href = ["#", &line.id()].concat();
        // The line may be in the part of a long invoice that is folded.
        if let Some(more) = line.closest("details").ok().flatten() {
            dom::set(&more, "open", "");
        }
        if !is_in_view(line) && moves() {
            scroll_to(line);
        }
        paint::announce(&page.root, &text);
    }
    if let Some(pointed) = dom::one(&page.root, "[data-say=point]") {
        dom::show(&pointed, !text.is_empty());
        if let Some(link) = dom::one(&pointed, "a") {
            dom::write(&link, &text);
            dom::set(&link, "href", &href);
        }
    }
    paint::notes(
        &page.root,
        &presenter::notes(&page.view_context(), line.and(point.line).map(|line| (line, &*name))),
    );
}

fn line_of(page: &Page, line: u32) -> Option<Element> {
    dom::one(&page.root, &["[data-line=\"", &line.to_string(), "\"]"].concat())
}

fn is_in_view(element: &Element) -> bool {
    let place = element.get_bounding_client_rect();
    let height = dom::document().client_height();
    // The middle of the message counts: a long one is read before all of it fits on the screen.
    let middle = f64::midpoint(place.top(), place.bottom());
    place.height() > 0.0 && middle >= 0.0 && middle <= f64::from(height)
}

/// Whether the reader allows animation.
fn moves() -> bool {
    let asked = dom::window().match_media("(prefers-reduced-motion: reduce)");
    !asked.ok().flatten().is_some_and(|asked| asked.matches())
}

fn scroll_to(element: &Element) {
    let how = ScrollIntoViewOptions::new();
    how.set_block(ScrollLogicalPosition::Center);
    how.set_behavior(if moves() { ScrollBehavior::Smooth } else { ScrollBehavior::Instant });
    element.scroll_into_view_with_scroll_into_view_options(&how);
}
