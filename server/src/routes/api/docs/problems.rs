//! Every code that a problem can have, with its status and advice.

pub struct Code {
    pub code: &'static str,
    pub status: u16,
    /// What it means, and what to do.
    pub meaning: &'static str,
}

const fn code(status: u16, code: &'static str, meaning: &'static str) -> Code {
    Code { code, status, meaning }
}

/// All codes, by status.
pub const CODES: &[Code] = &[
    code(400, "malformed", "The body is no well-formed JSON or XML, or it was cut off."),
    code(400, "idempotency_key_missing", "Money moves here: send an Idempotency-Key."),
    code(400, "idempotency_key_invalid", "The key is empty, too long, not printable ASCII, or stands twice."),
    code(401, "unauthorized", "There is no API key, or nobody knows it."),
    code(403, "forbidden", "The key may not be used for this."),
    code(403, "proof_needed", "It takes more than a payer's link: a code that is sent to them."),
    code(404, "not_found", "There is no such thing for this biller."),
    code(405, "method_not_allowed", "The address exists, the method does not."),
    code(
        409,
        "idempotency_key_reused",
        "The key came with another input before: use a new key for a new call.",
    ),
    code(
        409,
        "different_content",
        "The invoice's number, or the payment's id at its source, is taken by other content.",
    ),
    code(409, "exists", "It exists already."),
    code(409, "amount_not_positive", "The amount has to be more than zero."),
    code(409, "amount_too_large", "The amount is larger than any that is accepted."),
    code(409, "shares_exceed_payment", "The allocations add up to more than the payment."),
    code(
        409,
        "currency_mismatch",
        "Invoice and payment have different currencies: a person has to decide about the exchange.",
    ),
    code(409, "other_payer", "The invoices, or invoice and credit, belong to different payers."),
    code(409, "wrong_document", "The document is not of the kind that the call is for."),
    code(409, "nothing_open", "Nothing is open on the invoice."),
    code(409, "not_enough_credit", "There is less credit than asked for."),
    code(409, "exceeds_open", "Less is open than asked for."),
    code(409, "exceeds_invoice", "Less than asked for can still be credited."),
    code(409, "voided", "The invoice was withdrawn."),
    code(409, "written_off", "The invoice was written off."),
    code(
        409,
        "already_credited",
        "A credit note stands against the invoice: credit the rest instead of withdrawing it.",
    ),
    code(
        409,
        "paid_by_credit",
        "Credit from another invoice pays this one: credit it instead of withdrawing it.",
    ),
    code(409, "credit_note_applied", "The credit note is booked already."),
    code(409, "payment_not_pending", "The payment has settled, failed or been reversed already."),
    code(409, "payment_not_settled", "Only a settled payment can be reversed."),
    code(409, "already_matched", "It is known already whose money this is: undo the match first."),
    code(409, "amounts_differ", "Only payments of the same sum can be the same money."),
    code(409, "not_joined", "The payment is not joined to another one."),
    code(409, "not_matched", "Nobody knows whose money this is."),
    code(409, "nothing_left", "All of the payment was paid back."),
    code(409, "refunded", "A part of the payment was paid back, so that its match cannot be undone."),
    code(409, "refund_ended", "The refund was paid or has failed already."),
    code(409, "below_minimum", "The biller takes no smaller payments."),
    code(409, "too_many_checkouts", "Too many attempts to pay are under way: wait for one to end."),
    code(409, "due_date_before_issue", "The due date cannot be before the issue date."),
    code(409, "due_date_too_far", "The due date is too far away."),
    code(409, "due_date_unchanged", "The due date is that day already."),
    code(409, "payer_forgotten", "The payer's details were erased."),
    code(409, "no_such_line", "The document has no line of this number; lines count from 1."),
    code(
        409,
        "proposal_of_other_side",
        "A proposal is answered by the other side, and taken back by one's own.",
    ),
    code(409, "proposal_closed", "The proposal was answered or taken back before."),
    code(409, "proposal_expired", "The proposal's time is over: make a new one."),
    code(409, "proposal_outdated", "The invoice has changed since the proposal: make a new one."),
    code(409, "too_many_proposals", "Too many proposals wait for an answer: take one back first."),
    code(409, "day_passed", "The day has to lie ahead."),
    code(409, "part_not_less", "The part now has to be less than the open amount."),
    code(409, "fee_waived", "The fee was waived before."),
    code(409, "not_paused", "Reminders are not paused."),
    code(409, "disputed", "A dispute about the invoice is open already."),
    code(409, "not_sandbox", "Only a sandbox biller allows this."),
    code(413, "too_large", "The body is larger than is taken here."),
    code(415, "unsupported_media_type", "Send the Content-Type that the endpoint takes."),
    code(
        422,
        "invalid",
        "The input is readable and wrong: errors lists every place, rule and figure. Nothing was stored.",
    ),
    code(429, "too_many", "Too many wrong keys from this address: wait for Retry-After."),
    code(500, "failed", "Something went wrong on the server; its log has the reason under request_id."),
    code(
        503,
        "unavailable",
        "The database did not take the call, and nothing was changed; send it again with the same key after \
         Retry-After.",
    ),
    code(
        503,
        "outcome_unknown",
        "The database went away while it committed: nobody knows whether the call was done. Send it again with \
         the same key after Retry-After: it is done once at most, and the answer says what became of it. Where \
         you sent no key, read what there is first.",
    ),
    code(
        503,
        "node_too_old",
        "A newer version of the program wrote some of what the call is about, and the node that took it does not know \
         what: it decides nothing. Send it again with the same key after Retry-After.",
    ),
];
