//! The bank takes back what had come in: a reversal of its own, or a debit that was returned.

use domain::ids::{PayerId, ReceiptId};
use domain::invoice::PaymentState;
use domain::{Command, StreamId};

use super::book::Intake;
use super::entry::{BankEntry, EntryOutcome, EntryStatus, Undoing, Way};
use super::identity::Print;
use super::ports::KnownEntry;
use crate::error::UseCaseError;
use crate::execute::Desk;

impl<'a> Intake<'a> {
    /// Takes the earlier receipt back that the entry names, with the bank's reason.
    pub(super) async fn undo(
        &mut self,
        desk: &mut Desk<'_>,
        entry: &'a BankEntry,
        undoing: &Undoing,
        print: Print,
    ) -> Result<(), UseCaseError> {
        let original = original(desk, entry, &print).await?;
        let outcome = match original {
            None => EntryOutcome::plain(entry, EntryStatus::Unmatched).because("original_not_found"),
            Some(receipt) => take_back(desk, entry, undoing, receipt).await?,
        };
        let receipt = outcome.receipt;
        self.outcomes.push(outcome);
        let id = desk.fresh();
        self.named.extend(print.named.iter().map(|key| (*key, id)));
        let kept = self.kept(id, entry, &print, receipt);
        let biller = desk.biller_id();
        Ok(desk.tx.put_entries(biller, &[kept]).await?)
    }
}

async fn take_back(
    desk: &mut Desk<'_>,
    entry: &BankEntry,
    undoing: &Undoing,
    receipt: ReceiptId,
) -> Result<EntryOutcome, UseCaseError> {
    let known = desk.open_receipt(receipt).await?;
    let payer = known.payer.unwrap_or(PayerId::NOBODY);
    let invoices = known.allocations.keys().copied().collect();
    let reason = desk.write_reason(payer, Some(&reason_text(undoing))).await?;
    match desk.carry_out(Command::Reverse { receipt, reason }).await {
        Ok(_) => {
            let outcome = EntryOutcome::plain(entry, EntryStatus::Reversed).of(receipt);
            let reasons = undoing.code.iter().chain(&undoing.text).cloned().collect();
            Ok(EntryOutcome { invoices, reasons, ..outcome })
        }
        // A person has to see what became of the money: it was paid back already, for instance.
        Err(UseCaseError::Refused(refusal)) => {
            Ok(EntryOutcome::plain(entry, EntryStatus::Unmatched).because(refusal.code()))
        }
        Err(error) => Err(error),
    }
}

/// The bank's code and words.
fn reason_text(undoing: &Undoing) -> String {
    let parts: Vec<&str> = undoing.code.iter().chain(&undoing.text).map(String::as_str).collect();
    if parts.is_empty() { "Taken back by the bank".to_owned() } else { parts.join(" ") }
}

/// The receipt that an entry takes back: named by an id that both carry, else by the same reference and amount. Of
/// several the one that came in last.
async fn original(
    desk: &mut Desk<'_>,
    entry: &BankEntry,
    print: &Print,
) -> Result<Option<ReceiptId>, UseCaseError> {
    let came_in = Print::of(&BankEntry { way: Way::In, ..entry.clone() });
    for keys in [&print.ids, &came_in.referred] {
        let biller = desk.biller_id();
        let mut found: Vec<KnownEntry> =
            desk.tx.entries_by_keys(biller, keys).await?.into_iter().map(|(_, entry)| entry).collect();
        // A returned debit can cost more than it brought, never less.
        found.retain(|one| one.came_in && one.amount_minor <= entry.amount.minor);
        found.sort_unstable_by_key(|one| {
            (one.amount_minor == entry.amount.minor, one.facts.booked_on, one.id)
        });
        for one in found.iter().rev() {
            let Some(receipt) = one.receipt else { continue };
            desk.load(vec![StreamId::Receipt(receipt)]).await?;
            let known = desk.books.receipts.get(&receipt);
            let fits = known.is_some_and(|known| {
                known.state == PaymentState::Settled
                    && known.recorded.amount.currency == entry.amount.currency
            });
            if fits {
                return Ok(Some(receipt));
            }
        }
    }
    Ok(None)
}
