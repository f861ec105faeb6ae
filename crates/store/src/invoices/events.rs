//! How events of an invoice are stored: their types, and how older shapes are read.

use crate::events::Upcaster;

pub(crate) const TYPES: &[&str] = &[
    "assigned",
    "proposal_accepted",
    "proposal_declined",
    "proposal_made",
    "proposal_withdrawn",
    "checkout_closed",
    "checkout_opened",
    "conversation_moved",
    "credit_applied",
    "credit_moved",
    "credit_reapplied",
    "credited",
    "dispute_closed",
    "disputed",
    "due_date_changed",
    "fee_charged",
    "fee_waived",
    "flagged",
    "issued",
    "message_posted",
    "messages_seen",
    "note_posted",
    "payer_forgotten",
    "payment_failed",
    "payment_pending",
    "payment_refunded",
    "payment_reversed",
    "payment_settled",
    "payment_unmatched",
    "person_asked",
    "refund_failed",
    "reminders_paused",
    "reminders_resumed",
    "voided",
    "written_off",
];

/// Every change of shape so far, oldest first within a type.
pub(crate) const UPCASTERS: &[Upcaster] = &[
    // The line, the files and the answered message may all be missing.
    Upcaster { kind: "message_posted", from: 1, change: |_| {} },
    // The accepted proposal may be missing.
    Upcaster { kind: "due_date_changed", from: 1, change: |_| {} },
];
