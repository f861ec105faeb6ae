//! Previews a use case: it runs as it would for [`execute`](crate::execute()), in a transaction that is rolled back.
//! The preview and the real run use the same code; there is no second set of rules.
//!
//! Nothing is stored: no event, no number of a series, no idempotency record, no audit entry, no job.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use domain::ids::InvoiceId;
use domain::invoices::wire::PayerFrame;

use super::ports::InvoiceRow;
use crate::kernel::access::{Caller, authorise};
use crate::kernel::error::{StoreError, UseCaseError};
use crate::kernel::execute::{UseCase, perform};
use crate::kernel::ports::{Transaction, Transactional, UseCaseResult};
use crate::kernel::services::Services;
use crate::kernel::unit_of_work::UnitOfWork;

#[derive(Debug, Clone)]
pub struct Preview<T> {
    pub output: T,
    /// Whether nothing new would happen, because it was done before.
    pub repeated: bool,
    /// The invoices whose logs would grow, by id.
    pub invoices: Vec<PreviewedInvoice>,
}

/// An invoice as it would be afterwards.
#[derive(Debug, Clone)]
pub struct PreviewedInvoice {
    pub row: InvoiceRow,
    /// The number of its last event now; later events are new.
    pub seq_before: i64,
    /// All its frames for payers; the new ones are at the end.
    pub payer: Vec<PayerFrame>,
}

impl PreviewedInvoice {
    /// The frames that are new.
    pub fn new_frames(&self) -> impl Iterator<Item = &PayerFrame> {
        self.payer.iter().filter(|frame| frame.seq > self.seq_before)
    }
}

/// Runs a use case for a caller and rolls everything back.
///
/// # Errors
/// The errors of [`execute`](crate::execute()), except those of idempotency keys.
pub async fn preview<U: UseCase>(
    services: &Services,
    caller: Caller,
    use_case: U,
) -> Result<Preview<U::Output>, UseCaseError> {
    authorise(U::ALLOWED, &caller, use_case.about())?;
    let seen = Arc::new(Mutex::new(None));
    let rehearsal = Rehearsal { services: services.clone(), caller, use_case, seen: Arc::clone(&seen) };
    services.store.dry_run(Arc::new(rehearsal)).await?;
    let seen = seen.lock().unwrap_or_else(PoisonError::into_inner).take();
    seen.ok_or_else(|| StoreError::Unavailable("the preview was not carried out".into()).into())
}

struct Rehearsal<U: UseCase> {
    services: Services,
    caller: Caller,
    use_case: U,
    /// The preview that was read before the rollback. A repeated run writes it again.
    seen: Arc<Mutex<Option<Preview<U::Output>>>>,
}

#[async_trait]
impl<U: UseCase> Transactional for Rehearsal<U> {
    async fn run(&self, tx: &mut dyn Transaction) -> Result<UseCaseResult, UseCaseError> {
        let mut unit = UnitOfWork::open(tx, &self.services, &self.caller).await?;
        let output = perform(&self.use_case, &mut unit).await?;
        let grown = std::mem::take(&mut unit.grown);
        let mut invoices = Vec::with_capacity(grown.len());
        for (invoice, seq_before) in grown {
            invoices.push(see(&mut unit, invoice, seq_before).await?);
        }
        let preview = Preview { repeated: U::is_repeat(&output), output, invoices };
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(preview);
        Ok(UseCaseResult { body: String::new(), repeated: false })
    }
}

async fn see(
    unit: &mut UnitOfWork<'_>,
    invoice: InvoiceId,
    seq_before: i64,
) -> Result<PreviewedInvoice, UseCaseError> {
    let biller = unit.biller_id();
    let row = unit.tx.invoice_row(biller, invoice).await?.ok_or(UseCaseError::NotFound("invoice"))?;
    let payer = unit.tx.payer_frames(biller, invoice).await?;
    Ok(PreviewedInvoice { row, seq_before, payer })
}
