//! Proposals in the conversation: their terms, their state, and what staff can do with them.

use domain::ids::ProposalId;
use domain::invoices::view::{ProposalStanding, ProposalView};
use domain::invoices::wire::{By, StaffFrame};
use leptos::prelude::*;

use crate::pages::Formatter;
use crate::pages::conversations::conversation::{Conversation, written};

/// The proposal, at its place in the conversation.
pub fn entry(
    conversation: &Conversation,
    proposal_id: ProposalId,
    frame: &StaffFrame,
    say: &Formatter,
) -> Option<AnyView> {
    let view = &conversation.view.shared;
    let proposal = view.proposals.iter().find(|proposal| proposal.proposal_id == proposal_id)?;
    let standing = view.standing(proposal, say.now);
    let theirs = proposal.by == By::Payer;
    let (title, detail) =
        app::presenter::proposal_text(&*say.words, &proposal.change, proposal.terms, view.currency);
    let by = super::who(conversation, &proposal.by);
    let state = state(conversation, proposal, standing, say);
    let name = match standing {
        ProposalStanding::Waits => "waits",
        ProposalStanding::Accepted => "accepted",
        ProposalStanding::Declined => "declined",
        ProposalStanding::Withdrawn => "withdrawn",
        ProposalStanding::Expired => "expired",
        ProposalStanding::Outdated => "outdated",
    };
    let record = (standing == ProposalStanding::Accepted).then(|| {
        let record = format!("/console/invoices/{}/proposals/{proposal_id}/record", conversation.invoice);
        view! { <a href=record>"record"</a> }
    });
    let acts = (conversation.may_act && standing == ProposalStanding::Waits)
        .then(|| acts(conversation, proposal_id, theirs));
    Some(
        view! {
            <li
                class="change"
                data-key=format!("e{}", frame.seq)
                data-proposal=proposal_id.to_string()
                data-proposal-state=name
                data-mine=(!theirs).then_some("")
            >
                <span class="by">{by} " · " {say.moment(frame.at)}</span>
                <b>{title}</b>
                <span class="num">{detail}</span>
                {proposal.text.as_deref().map(|text| written(Some(text)))}
                <small>{state} {record}</small>
                {acts}
            </li>
        }
        .into_any(),
    )
}

fn state(
    conversation: &Conversation,
    proposal: &ProposalView,
    standing: ProposalStanding,
    say: &Formatter,
) -> String {
    let theirs = proposal.by == By::Payer;
    match standing {
        ProposalStanding::Waits if theirs => {
            format!("Waits for you · until {}", say.moment(proposal.expires_at))
        }
        ProposalStanding::Waits => {
            format!("Waits for {} · until {}", conversation.payer, say.moment(proposal.expires_at))
        }
        ProposalStanding::Accepted => "Accepted · ".into(),
        ProposalStanding::Declined => "Declined".into(),
        ProposalStanding::Withdrawn => "Withdrawn".into(),
        ProposalStanding::Expired => "Expired: nobody answered in time".into(),
        ProposalStanding::Outdated => "The invoice has moved on: propose again".into(),
    }
}

fn acts(conversation: &Conversation, proposal: ProposalId, theirs: bool) -> AnyView {
    let base = format!("/console/invoices/{}/proposals/{proposal}", conversation.invoice);
    if theirs {
        view! {
            <p class="acts">
                <a class="btn p" href=format!("{base}/accept")>
                    "Accept …"
                </a>
                <a class="btn" href=format!("{base}/decline")>
                    "Decline …"
                </a>
            </p>
        }
        .into_any()
    } else {
        view! {
            <form class="acts" method="post" action=format!("{base}/withdraw")>
                <button type="submit" class="btn">
                    "Withdraw"
                </button>
            </form>
        }
        .into_any()
    }
}
