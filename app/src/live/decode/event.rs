//! The events, as [`domain::invoices::wire`] writes them.

use domain::invoices::wire::{PayerEvent, PayerFrame};

use super::read::{FromJson, read_field, read_fields, read_tagged};
use crate::live::json::Json;

read_tagged! {
    known, PayerEvent by "type" {
        "issued" => Issued {
            currency, total_minor, prepaid_minor, credit_minor, issue_date, due_date, overdue_from, number
        },
        "payment_pending" => PaymentPending { payment_id, amount_minor, method, paid_on },
        "payment_settled" => PaymentSettled { payment_id, amount_minor, allocated_minor, method, paid_on },
        "payment_failed" => PaymentFailed { payment_id, amount_minor },
        "payment_reversed" => PaymentReversed { payment_id, amount_minor, reopened_minor },
        "payment_unmatched" => PaymentUnmatched { payment_id, amount_minor, reopened_minor },
        "payment_refunded" => PaymentRefunded { payment_id, amount_minor },
        "refund_failed" => RefundFailed { payment_id, amount_minor },
        "checkout_opened" => CheckoutOpened { checkout_id, amount_minor, method, expires_at },
        "checkout_closed" => CheckoutClosed { checkout_id, why },
        "credit_applied" => CreditApplied { payment_id, amount_minor },
        "credit_moved" => CreditMoved { payment_id, amount_minor },
        "credit_reapplied" => CreditReapplied { amount_minor },
        "credited" => Credited { amount_minor, applied_minor, number },
        "due_date_changed" => DueDateChanged { from, to, overdue_from, agreed or false, by },
        "voided" => Voided { released_minor },
        "written_off" => WrittenOff { amount_minor },
        "message_posted" => MessagePosted { message_id, line, automatic, by, text, attachments },
        "messages_seen" => MessagesSeen { side, through },
        "person_asked" => PersonAsked,
        "proposal_made" => ProposalMade { proposal_id, change, expires_at, terms, by, text },
        "proposal_accepted" => ProposalAccepted { proposal_id, by },
        "proposal_declined" => ProposalDeclined { proposal_id, by, text },
        "proposal_withdrawn" => ProposalWithdrawn { proposal_id },
        "fee_charged" => FeeCharged { fee_id, amount_minor },
        "fee_waived" => FeeWaived { fee_id, amount_minor, applied_minor },
        "reminders_paused" => RemindersPaused { until },
        "reminders_resumed" => RemindersResumed,
        "disputed" => Disputed { dispute_id, line, by, text, attachments },
        "dispute_closed" => DisputeClosed { dispute_id, upheld },
        "payer_forgotten" => PayerForgotten,
        "unknown" => Unknown,
    }
}

/// An event of an unknown type or shape comes from a newer server: the page continues without it, and says so.
impl FromJson for PayerEvent {
    fn from_json(json: &Json) -> Option<Self> {
        Some(known(json).unwrap_or(Self::Unknown))
    }
}

read_fields! {
    PayerFrame { seq, prev, at, event }
}
