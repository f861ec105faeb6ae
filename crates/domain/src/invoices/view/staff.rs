//! The invoice as staff see it: the payer's view, plus what only staff may see.

use crate::ids::StaffId;
use crate::invoices::ReviewReason;
use crate::invoices::wire::{PayerEvent, PayerFrame, StaffEvent, StaffFrame, StaffOnlyEvent};

use crate::invoices::view::{Applied, Gap, PayerView, ViewError};

/// The invoice as staff see it: the payer's view, plus what only staff may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffView {
    /// The number of the last event in it.
    pub seq: i64,
    /// What the payer sees.
    pub shared: PayerView,
    pub review_reasons: Vec<ReviewReason>,
    /// The staff member it is assigned to, with the name.
    pub assignee: Option<(StaffId, Option<String>)>,
    /// Every frame so far, oldest first.
    pub log: Vec<StaffFrame>,
}

impl StaffView {
    /// The view after an invoice's first frame.
    ///
    /// # Errors
    /// [`ViewError::NoBeginning`] when it is another event.
    pub fn open(frame: StaffFrame) -> Result<Self, ViewError> {
        let StaffEvent::Shared { event, .. } = &frame.event else { return Err(ViewError::NoBeginning) };
        let shared =
            PayerView::open(PayerFrame { seq: frame.seq, prev: 0, at: frame.at, event: event.clone() })?;
        Ok(Self { seq: frame.seq, shared, review_reasons: Vec::new(), assignee: None, log: vec![frame] })
    }

    /// Folds a further frame. A frame that the view has already is skipped.
    ///
    /// # Errors
    /// [`Gap`] when a frame between them is missing; the view is unchanged then.
    pub fn apply(&mut self, frame: StaffFrame) -> Result<Applied, Gap> {
        if frame.seq <= self.seq {
            return Ok(Applied::Known);
        }
        if frame.prev != self.seq {
            return Err(Gap { seen: self.seq, prev: frame.prev });
        }
        self.seq = frame.seq;
        match &frame.event {
            StaffEvent::Opaque { .. } => {}
            StaffEvent::Shared { event, .. } => {
                if matches!(event, PayerEvent::PayerForgotten) {
                    erase(&mut self.log);
                }
                let prev = self.shared.seq;
                let shared = PayerFrame { seq: frame.seq, prev, at: frame.at, event: event.clone() };
                self.shared.apply(shared)?;
            }
            StaffEvent::StaffOnly { event, .. } => match event {
                StaffOnlyEvent::Flagged { review_reason, .. } => self.review_reasons.push(*review_reason),
                StaffOnlyEvent::Assigned { to, name } => {
                    self.assignee = to.map(|to| (to, name.clone()));
                }
                StaffOnlyEvent::ConversationMoved { .. } | StaffOnlyEvent::NotePosted { .. } => {}
            },
        }
        self.log.push(frame);
        Ok(Applied::New)
    }

    /// Whether the log has an event that this program does not know. Figures may then miss its changes.
    #[must_use]
    pub fn has_opaque(&self) -> bool {
        self.log.iter().any(|frame| matches!(frame.event, StaffEvent::Opaque { .. }))
    }
}

/// Empties all texts that a person wrote, as the server does when the payer's content is erased.
fn erase(log: &mut [StaffFrame]) {
    for frame in log {
        match &mut frame.event {
            StaffEvent::Shared { event, reason, .. } => {
                *reason = None;
                event.erase();
            }
            StaffEvent::StaffOnly { event: StaffOnlyEvent::NotePosted { text, .. }, .. } => *text = None,
            StaffEvent::StaffOnly { .. } | StaffEvent::Opaque { .. } => {}
        }
    }
}
