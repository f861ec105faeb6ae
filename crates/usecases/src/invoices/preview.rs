//! What a use case would do: it runs as it would for [`execute`](crate::execute()), in a transaction that is taken
//! back. What is shown before is decided by the code that decides afterwards; there is no second set of rules.
//!
//! Nothing is kept: no event, no number of a series, no idempotency record, no audit entry, no job.

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

/// What a use case would do.
#[derive(Debug, Clone)]
pub struct Preview<T> {
    /// What it would answer.
    pub output: T,
    /// Whether that is because it is done already.
    pub repeated: bool,
    /// The invoices whose logs would grow, by id.
    pub invoices: Vec<PreviewedInvoice>,
}

/// An invoice as it would be.
#[derive(Debug, Clone)]
pub struct PreviewedInvoice {
    pub row: InvoiceRow,
    /// The number of its last event as it is now; what comes after it is new.
    pub seq_before: i64,
    /// All its frames for payers, those that are new at the end.
    pub payer: Vec<PayerFrame>,
}

impl PreviewedInvoice {
    /// The frames that are new.
    pub fn new_frames(&self) -> impl Iterator<Item = &PayerFrame> {
        self.payer.iter().filter(|frame| frame.seq > self.seq_before)
    }
}

/// Runs a use case for a caller and takes everything back.
///
/// # Errors
/// What [`execute`](crate::execute()) would answer, except for what depends on an idempotency key.
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
    /// What was seen before it was taken back. A work that runs again writes it again.
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
