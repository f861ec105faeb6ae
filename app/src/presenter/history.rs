//! The history: one row for every event except messages.

use domain::checkouts::CheckoutEnd;
use domain::invoices::wire::{By, PayerEvent, PayerFrame};
use domain::payments::Method;

use super::{ViewContext, banner::Tone, sentence};
use crate::words::{DateStyle, Words};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub tone: Tone,
    pub title: String,
    /// How, by whom and when.
    pub note: String,
    /// The change of the open amount, with its sign; empty if nothing changed.
    pub amount: String,
}

#[must_use]
pub fn rows<W: Words + ?Sized>(context: &ViewContext<'_, W>) -> Vec<Row> {
    context.view.log.iter().filter_map(|frame| row(context, frame)).collect()
}

/// The fees as rows above the total, oldest first.
#[must_use]
pub fn fees<W: Words + ?Sized>(context: &ViewContext<'_, W>) -> Vec<Row> {
    let row = |frame: &PayerFrame| {
        let (key, minor) = match &frame.event {
            PayerEvent::FeeCharged { amount_minor, .. } => ("totals-fee", *amount_minor),
            PayerEvent::FeeWaived { amount_minor, .. } => ("totals-fee-waived", -amount_minor),
            _ => return None,
        };
        let title = context.words.text(key, &[("moment", &context.words.moment(frame.at))]);
        Some(Row { tone: "calm", title, note: String::new(), amount: context.money(minor) })
    };
    context.view.log.iter().filter_map(row).collect()
}

fn row<W: Words + ?Sized>(context: &ViewContext<'_, W>, frame: &PayerFrame) -> Option<Row> {
    use PayerEvent as E;
    let (tone, key, how, minor) = match &frame.event {
        E::Issued { total_minor, .. } => ("calm", "history-issued", String::new(), Some(*total_minor)),
        E::PaymentPending { amount_minor, method, .. } => {
            ("wait", "history-payment-pending", of(context, *method), Some(*amount_minor))
        }
        E::PaymentSettled { amount_minor, allocated_minor, method, .. } => {
            let mut how = of(context, *method);
            if amount_minor > allocated_minor {
                how.push_str(" · ");
                how.push_str(&context.with_amount("history-kept", amount_minor - allocated_minor));
            }
            ("good", "history-payment-settled", how, Some(-amount_minor))
        }
        E::PaymentFailed { .. } => ("warn", "history-payment-failed", String::new(), None),
        E::PaymentReversed { amount_minor, .. } => {
            ("warn", "history-payment-reversed", String::new(), Some(*amount_minor))
        }
        E::CheckoutClosed { why: CheckoutEnd::Failed, .. } => {
            ("warn", "history-payment-failed", String::new(), None)
        }
        E::CreditApplied { amount_minor, .. } | E::CreditReapplied { amount_minor } => {
            ("good", "history-credit-used", String::new(), Some(-amount_minor))
        }
        E::CreditMoved { amount_minor, .. } => {
            ("calm", "history-credit-moved", String::new(), Some(*amount_minor))
        }
        E::Credited { number, amount_minor, .. } => {
            let title = context.words.text("history-credited", &[("number", number)]);
            return Some(finish(context, frame, "good", title, String::new(), Some(-amount_minor)));
        }
        E::DueDateChanged { to, by, .. } => {
            let date = context.words.date(*to, DateStyle::DayMonth);
            let title = context.words.text("history-due-date", &[("date", &date)]);
            let who = match by {
                By::Payer => context.text("message-you"),
                _ => context.name(by).to_owned(),
            };
            return Some(finish(context, frame, "calm", title, who, None));
        }
        E::Voided { .. } => ("calm", "history-voided", String::new(), None),
        E::WrittenOff { amount_minor } => ("calm", "history-written-off", String::new(), Some(-amount_minor)),
        E::PayerForgotten => ("calm", "history-forgotten", String::new(), None),
        // Messages are in the conversation. Agreements are in both places, in the same words.
        E::MessagePosted { .. } | E::MessagesSeen { .. } | E::PersonAsked => return None,
        agreed => {
            let (tone, told) = sentence(context, agreed)?;
            let minor = match agreed {
                E::FeeCharged { amount_minor, .. } => Some(*amount_minor),
                E::FeeWaived { amount_minor, .. } => Some(-amount_minor),
                E::PaymentUnmatched { reopened_minor, .. } => Some(*reopened_minor),
                _ => None,
            };
            let title = told.trim_end_matches('.').to_owned();
            return Some(finish(context, frame, tone, title, String::new(), minor));
        }
    };
    Some(finish(context, frame, tone, context.text(key), how, minor))
}

fn finish<W: Words + ?Sized>(
    context: &ViewContext<'_, W>,
    frame: &PayerFrame,
    tone: Tone,
    title: String,
    mut note: String,
    minor: Option<i64>,
) -> Row {
    if !note.is_empty() {
        note.push_str(" · ");
    }
    note.push_str(&context.words.moment(frame.at));
    Row { tone, title, note, amount: minor.map(|minor| context.money(minor)).unwrap_or_default() }
}

fn of<W: Words + ?Sized>(context: &ViewContext<'_, W>, method: Method) -> String {
    context.text(match method {
        Method::BankTransfer => "method-bank-transfer",
        Method::DirectDebit => "method-direct-debit",
        Method::Card => "method-card",
        Method::Wallet => "method-wallet",
        Method::Cash => "method-cash",
        Method::Other => "method-other",
    })
}
