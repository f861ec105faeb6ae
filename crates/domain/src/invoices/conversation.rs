//! How an invoice's events change its conversation.

use crate::actor::Stamp;
use crate::conversations::{Conversation, ConversationState, Side};
use crate::invoices::InvoiceEvent;

/// Folds the event with number `seq`.
pub(crate) fn fold(conversation: &mut Conversation, seq: i64, event: &InvoiceEvent, stamp: Stamp) {
    let (at, side) = (stamp.at, Side::of(&stamp.actor));
    match event {
        InvoiceEvent::MessagePosted { automatic: Some(_), .. } => {
            conversation.said(seq, at, Side::Biller);
            conversation.answered(ConversationState::Solved);
        }
        InvoiceEvent::MessagePosted { respond_by, .. } => {
            conversation.said(seq, at, side);
            match side {
                Side::Payer => conversation.asks_for_a_person(at, *respond_by),
                Side::Biller => {
                    // A side that answers has read what it answers.
                    conversation.unread = 0;
                    conversation.answered(ConversationState::Waiting);
                }
            }
        }
        InvoiceEvent::PersonAsked { respond_by } => conversation.asks_for_a_person(at, *respond_by),
        InvoiceEvent::Disputed { respond_by, .. } => {
            conversation.said(seq, at, side);
            conversation.asks_for_a_person(at, *respond_by);
        }
        InvoiceEvent::ProposalMade(proposal) => {
            conversation.said(seq, at, side);
            match side {
                Side::Payer => conversation.asks_for_a_person(at, proposal.respond_by),
                Side::Biller => conversation.answered(ConversationState::Waiting),
            }
        }
        // Staff should see the payer's answer, but need not reply.
        InvoiceEvent::ProposalAccepted { .. } | InvoiceEvent::ProposalDeclined { .. } => {
            conversation.said(seq, at, side);
            match side {
                Side::Payer => conversation.state = ConversationState::Open,
                Side::Biller => conversation.answered(ConversationState::Waiting),
            }
        }
        InvoiceEvent::MessagesSeen { through } => conversation.seen(*through, side),
        InvoiceEvent::Assigned { to } => conversation.assignee = *to,
        InvoiceEvent::ConversationMoved { state } => {
            conversation.state = *state;
            if matches!(state, ConversationState::Solved | ConversationState::Waiting) {
                conversation.answered(*state);
            }
        }
        _ => {}
    }
}
