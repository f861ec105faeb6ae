//! Makes references for invoices that state none.

use domain::invoices::document::{Document, PaymentMeans};
use domain::payments::reference::{Scheme, normal};

use crate::kernel::error::{StoreError, UseCaseError};
use crate::kernel::unit_of_work::UnitOfWork;

/// The series that counts references of all schemes: two schemes may write the same counter alike.
const SERIES: &str = "reference";
/// More collisions in a row than this are no coincidence.
const MOST_TRIED: usize = 1_000;
/// UNTDID 4461: the way to pay is not stated.
const UNSTATED: &str = "1";

/// Adds a reference of the biller's scheme to an invoice that asks for money and states none. Does nothing if the
/// scheme is the invoice's own number.
pub(crate) async fn give(unit: &mut UnitOfWork<'_>, document: &mut Document) -> Result<(), UseCaseError> {
    let states =
        |means: &PaymentMeans| means.reference.as_deref().is_some_and(|text| !normal(text).is_empty());
    if document.totals.payable_minor <= 0 || document.payment_means.iter().any(states) {
        return Ok(());
    }
    let scheme = unit.policy().await?.payments.reference_scheme;
    if scheme == Scheme::InvoiceNumber {
        return Ok(());
    }
    let reference = next(unit, scheme).await?;
    if document.payment_means.is_empty() {
        document.payment_means.push(PaymentMeans { code: UNSTATED.into(), ..PaymentMeans::default() });
    }
    for means in &mut document.payment_means {
        means.reference = Some(reference.clone());
    }
    Ok(())
}

/// The biller's next reference. References that Billow makes are far apart. It skips one that a single typing error
/// would turn into an imported invoice's reference, or the reverse.
async fn next(unit: &mut UnitOfWork<'_>, scheme: Scheme) -> Result<String, UseCaseError> {
    let biller = unit.biller_id();
    for _ in 0..MOST_TRIED {
        let counter = unit.tx.next_number(biller, SERIES).await?;
        let Some(reference) = u64::try_from(counter).ok().and_then(|counter| scheme.generate(counter)) else {
            continue;
        };
        // Valid or not: the other reference may be of another scheme.
        let edits = Scheme::InvoiceNumber.single_edits(&reference);
        let mut near: Vec<&str> = edits.iter().map(|(edit, _)| edit.as_str()).collect();
        near.push(&reference);
        if unit.tx.references(biller, &near).await?.is_empty() {
            return Ok(reference);
        }
    }
    let error =
        format!("the next {MOST_TRIED} references of the scheme {scheme} are too close to known ones");
    Err(StoreError::Unavailable(error).into())
}
