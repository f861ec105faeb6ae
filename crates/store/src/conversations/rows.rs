//! The row of a conversation, folded from its invoice's events and written with them.

use std::sync::LazyLock;

use domain::Timestamp;
use domain::conversations::{ConversationState, Side};
use domain::ids::BillerId;
use domain::invoices::Invoice;
use domain::proposals::ProposalState;
use uuid::Uuid;

use crate::projections::{Declared, Projection, Row};

pub(crate) static CONVERSATIONS: LazyLock<Projection<Invoice>> = LazyLock::new(|| {
    let declared = Declared {
        table: "conversations",
        stream: "invoice",
        key: &["biller", "invoice"],
        fixed: &["payer"],
        changing: &[
            "state",
            "snoozed_until_ms",
            "assignee",
            "last_seq",
            "last_at_ms",
            "last_side",
            "unanswered_since_ms",
            "respond_by_ms",
            "unread",
            "unread_by_payer",
            "disputed",
            "payer_proposal_until_ms",
            "biller_proposal_until_ms",
            "sorted_at_ms",
        ],
        unique: None,
    };
    Projection::new(declared, |biller, id, invoice| row(biller, id, invoice).into_iter().collect())
});

/// The row of an invoice; `None` while nobody wrote anything and nobody is assigned.
fn row(biller: BillerId, id: Uuid, invoice: &Invoice) -> Option<Row> {
    let conversation = &invoice.conversation;
    let is_listed = conversation.has_begun()
        || conversation.assignee.is_some()
        || conversation.unanswered_since.is_some()
        || conversation.state != ConversationState::Solved;
    if !is_listed {
        return None;
    }
    let snoozed_until = match conversation.state {
        ConversationState::Snoozed { until } => Some(until),
        _ => None,
    };
    let proposal_until = |side: Side| -> Option<i64> {
        let waiting =
            invoice.proposals.values().filter(|one| one.state == ProposalState::Proposed && one.side == side);
        waiting.map(|one| one.proposal.expires_at.0).max()
    };
    let ms = |at: Option<Timestamp>| at.map(|at| at.0);
    let last_at_ms = ms(conversation.last.map(|last| last.at));
    Some(vec![
        biller.into(),
        id.into(),
        invoice.payer.0.into(),
        conversation.state.as_str().into(),
        ms(snoozed_until).into(),
        conversation.assignee.map(|staff| staff.0).into(),
        conversation.last.map_or(0, |last| last.seq).into(),
        last_at_ms.into(),
        conversation.last.map(|last| last.side.as_str()).into(),
        ms(conversation.unanswered_since).into(),
        ms(conversation.respond_by).into(),
        i64::from(conversation.unread).into(),
        i64::from(conversation.unread_by_payer()).into(),
        (!invoice.disputes.is_empty()).into(),
        proposal_until(Side::Payer).into(),
        proposal_until(Side::Biller).into(),
        last_at_ms.max(ms(conversation.unanswered_since)).unwrap_or(0).into(),
    ])
}
