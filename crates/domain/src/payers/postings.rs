//! What a payer's events move in the ledger.

use crate::ids::PayerId;
use crate::ledger::{Entry, LedgerAccount, move_between};
use crate::payers::PayerStreamEvent;

pub(super) fn entry(payer: PayerId, event: &PayerStreamEvent) -> Option<Entry> {
    let PayerStreamEvent::CreditUsed { invoice, amount, .. } = event else { return None };
    let (from, to) = (LedgerAccount::Receivable(*invoice), LedgerAccount::PayerCredit(payer));
    Some(Entry { currency: amount.currency, parts: move_between(from, to, amount.minor) })
}
