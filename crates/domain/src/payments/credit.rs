//! The credit that pays further invoices.

use crate::books::Books;
use crate::invoices::CreditSource;
use crate::money::Money;

/// The credit that a source still has, as far as the loaded streams tell.
#[must_use]
pub fn free_credit(books: &Books, source: CreditSource) -> Option<Money> {
    match source {
        CreditSource::Payment(id) => {
            let payment = books.payments.get(&id)?;
            Some(Money::new(payment.free_minor(), payment.recorded.amount.currency))
        }
        CreditSource::Invoice(id) => {
            let invoice = books.invoices.get(&id)?;
            let account = books.payers.get(&invoice.payer)?;
            Some(account.credit.get(&id).copied().unwrap_or(Money::new(0, invoice.currency)))
        }
    }
}
