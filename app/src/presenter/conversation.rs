//! The conversation: messages, proposals and disputes, in the order of the log.

use domain::Timestamp;
use domain::conversations::Side;
use domain::invoices::view::{ProposalStanding, ProposalView};
use domain::invoices::wire::{Attachment, By, PayerEvent, PayerFrame};
use domain::proposals::ProposedChange;

use super::file::{File, files};
use super::{ViewContext, proposal};
use crate::words::Words;

/// An item of the conversation. All kinds share one flat type; fields that a kind does not have are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    pub id: String,
    /// The markup that shows it: `message`, `automatic`, `dispute`, `proposal`, `claim` or `mark`.
    pub kind: &'static str,
    /// Whether the reader's side wrote it.
    pub mine: bool,
    /// Who wrote it and when: `Amira · 21 Nov, 20:10`.
    pub who: String,
    /// The subject: a line of the document, or a dispute; for a proposal, why it was declined.
    pub about: String,
    pub title: String,
    /// The exact terms of a proposal.
    pub terms: String,
    pub text: String,
    pub files: Vec<File>,
    /// Its state: read, accepted, settled.
    pub state: String,
    /// The same for the style sheet: `waits`, `accepted`, `closed`.
    pub tone: &'static str,
    /// What the reader can do: `answer`, `withdraw`, ask for a `person`, or nothing.
    pub can: &'static str,
    /// Whether it was erased; the text says so then.
    pub erased: bool,
}

/// All items, oldest first.
#[must_use]
pub fn items<W: Words + ?Sized>(context: &ViewContext<'_, W>) -> Vec<Item> {
    let marks = Marks::of(context);
    context.view.log.iter().filter_map(|frame| item(context, frame, &marks)).collect()
}

fn item<W: Words + ?Sized>(context: &ViewContext<'_, W>, frame: &PayerFrame, marks: &Marks) -> Option<Item> {
    let item = match &frame.event {
        PayerEvent::MessagePosted { message_id, by, text, line, attachments, automatic } => {
            let about = match line {
                Some(_) => context.words.text("message-about", &[("line", &context.about(*line))]),
                None => String::new(),
            };
            let who = match automatic {
                Some(_) => context.text("message-automatic"),
                None => context.you_or_name(by),
            };
            let said = said(context, by, &who, frame.at, (text, attachments));
            let kind = if automatic.is_some() { "automatic" } else { "message" };
            let can = if automatic.is_some() && frame.seq > marks.person { "person" } else { "" };
            let state = marks.read(context, frame);
            Item { id: message_id.to_string(), kind, about, state, can, ..said }
        }
        PayerEvent::Disputed { dispute_id, by, line, text, attachments } => {
            let line = line.map_or_else(|| context.text("dispute-whole"), context.line);
            let about = context.words.text("dispute-about", &[("line", &line)]);
            let said = said(context, by, &context.you_or_name(by), frame.at, (text, attachments));
            let closed = context.view.log.iter().find_map(|frame| match &frame.event {
                PayerEvent::DisputeClosed { dispute_id: id, upheld } if id == dispute_id => Some(*upheld),
                _ => None,
            });
            let (tone, state) = match closed {
                None => ("waits", context.text("dispute-open")),
                Some(true) => ("accepted", context.with_biller("dispute-upheld")),
                Some(false) => ("closed", context.text("dispute-rejected")),
            };
            Item { id: dispute_id.to_string(), kind: "dispute", about, state, tone, ..said }
        }
        PayerEvent::ProposalMade { proposal_id, .. } => {
            let proposal =
                context.view.proposals.iter().find(|proposal| proposal.proposal_id == *proposal_id)?;
            proposal_item(context, frame, proposal)
        }
        PayerEvent::PersonAsked => {
            let text = match context.side {
                Side::Payer => context.with_biller("chat-person-asked"),
                Side::Biller => context.words.text("chat-person-asked-by", &[("name", context.payer)]),
            };
            let who = context.words.moment(frame.at);
            Item { id: frame.seq.to_string(), kind: "mark", who, text, ..Item::default() }
        }
        _ => return None,
    };
    Some(item)
}

/// The fields that messages and disputes share.
fn said<W: Words + ?Sized>(
    context: &ViewContext<'_, W>,
    by: &By,
    who: &str,
    at: Timestamp,
    (text, attachments): (&Option<String>, &[Attachment]),
) -> Item {
    Item {
        mine: context.is_mine(by),
        who: [who, " · ", &context.words.moment(at)].concat(),
        text: text.clone().unwrap_or_else(|| context.text("message-erased")),
        files: files(context.base, attachments),
        erased: text.is_none(),
        ..Item::default()
    }
}

fn proposal_item<W: Words + ?Sized>(
    context: &ViewContext<'_, W>,
    frame: &PayerFrame,
    proposal: &ProposalView,
) -> Item {
    let standing = context.view.standing(proposal, context.now);
    let (title, terms) =
        proposal::proposal_text(context.words, &proposal.change, proposal.terms, context.view.currency);
    let mine = context.is_mine(&proposal.by);
    let (tone, can) = match standing {
        ProposalStanding::Waits if mine => ("waits", "withdraw"),
        ProposalStanding::Waits => ("waits", "answer"),
        ProposalStanding::Accepted => ("accepted", ""),
        _ => ("closed", ""),
    };
    // A question to the payer has its own answers; staff see it as their own proposal.
    let claim = matches!(proposal.change, ProposedChange::ClaimPayment { .. }) && context.side == Side::Payer;
    let asks = if claim { "claim-by" } else { "proposal-by" };
    let who = context.told(asks, "proposal-by-you", &proposal.by, &[]);
    let declined = context.view.log.iter().find_map(|frame| match &frame.event {
        PayerEvent::ProposalDeclined { proposal_id, text, .. } if *proposal_id == proposal.proposal_id => {
            text.clone()
        }
        _ => None,
    });
    Item {
        id: proposal.proposal_id.to_string(),
        kind: if claim { "claim" } else { "proposal" },
        mine,
        who: [&who, " · ", &context.words.moment(frame.at)].concat(),
        title,
        terms,
        text: proposal.text.clone().unwrap_or_default(),
        about: declined.unwrap_or_default(),
        state: proposal::state(context, proposal, standing),
        tone,
        can,
        ..Item::default()
    }
}

/// What affects a frame but comes from elsewhere in the log, by event number.
struct Marks {
    /// The last of the reader's own messages.
    last: i64,
    /// The last of them that was read.
    read: i64,
    /// The last message from a person at the biller, or the last request for one: automatic answers before it no longer
    /// offer one.
    person: i64,
}

impl Marks {
    fn of<W: Words + ?Sized>(context: &ViewContext<'_, W>) -> Self {
        let seen = match context.side {
            Side::Payer => context.view.biller_seen,
            Side::Biller => context.view.payer_seen,
        };
        let own = |frame: &&PayerFrame| matches!(&frame.event, PayerEvent::MessagePosted { by, automatic: None, .. } if context.is_mine(by));
        let last = |through| {
            let mut newest = context.view.log.iter().rev().filter(|frame| frame.seq <= through);
            newest.find(own).map_or(0, |frame| frame.seq)
        };
        let person = context.view.log.iter().rev().find(|frame| {
            use PayerEvent as E;
            matches!(
                &frame.event,
                E::PersonAsked
                    | E::MessagePosted { by: By::Biller { .. }, automatic: None, .. }
                    | E::ProposalMade { by: By::Biller { .. }, .. }
            )
        });
        Self { last: last(context.view.seq), read: last(seen), person: person.map_or(0, |frame| frame.seq) }
    }

    fn read<W: Words + ?Sized>(&self, context: &ViewContext<'_, W>, frame: &PayerFrame) -> String {
        if frame.seq == self.read {
            let moment = context.words.moment(read_at(context, frame).unwrap_or(frame.at));
            context.words.text("message-read", &[("moment", &moment)])
        } else if frame.seq == self.last {
            context.text("message-delivered")
        } else {
            String::new()
        }
    }
}

/// When the other side had read it: by its read mark, or because it wrote something afterwards.
fn read_at<W: Words + ?Sized>(context: &ViewContext<'_, W>, message: &PayerFrame) -> Option<Timestamp> {
    context.view.log.iter().find_map(|frame| match &frame.event {
        PayerEvent::MessagesSeen { side, through } if *side != context.side && *through >= message.seq => {
            Some(frame.at)
        }
        PayerEvent::MessagePosted { by: By::Payer, .. }
            if context.side == Side::Biller && frame.seq > message.seq =>
        {
            Some(frame.at)
        }
        _ => None,
    })
}
