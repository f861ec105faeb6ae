//! Incoming payments: from bank files and providers to the invoices they pay, and the work of staff when that is
//! uncertain.

mod allocate;
mod change;
mod export;
pub(crate) mod match_review;
mod ports;
mod queries;
mod record;
mod refund;

use domain::StreamId;
use domain::ids::{PayerId, PaymentId};
use domain::payments::Payment;

pub use allocate::{AllocateCredit, Allocated};
pub use change::{ChangePayment, MovedInvoice, PaymentChange, PaymentChanged};
pub use export::{CSV_TYPE, payments_csv, payments_csv_head, report_csv};
pub use ports::{
    HoldsReminders, InvoiceCandidate, ListedPayment, ListedPayments, PaidInvoice, PaymentDetails,
    PaymentEntry, PaymentFilter, PaymentList, PaymentMark, PaymentRow, PaymentStanding, PaymentStore,
    PaymentTransaction, RefundRow, ReportRow, SamePayment, WaitingMatch, WaitingMatches,
};
pub use queries::{
    CountWaitingMatches, FindPayment, FindPaymentDetails, ListHeldReminders, ListPayments,
    ListPaymentsOfInvoice, ListWaitingMatches, ReportPayments,
};
pub use record::{PaymentRecorded, RecordPayment};
pub use refund::{FinishRefund, RefundChanged, RefundEnd, RefundJob, StartRefund, pays_back_by_itself};

use crate::kernel::error::UseCaseError;
use crate::kernel::unit_of_work::UnitOfWork;

/// The owner of personal content about a payment: its payer, so that it is erased with the payer, or nobody while the
/// payer is unknown. The store transfers it when the payer becomes known.
#[must_use]
pub fn content_owner(payment: &Payment) -> PayerId {
    payment.payer.unwrap_or(PayerId::UNASSIGNED)
}

impl UnitOfWork<'_> {
    /// Loads a payment and returns its state.
    ///
    /// # Errors
    /// [`UseCaseError::NotFound`] where the biller has none with this id, or the database's error.
    pub(crate) async fn open_payment(&mut self, payment: PaymentId) -> Result<&Payment, UseCaseError> {
        self.load(vec![StreamId::Payment(payment)]).await?;
        self.books.payments.get(&payment).ok_or(UseCaseError::NotFound("payment"))
    }
}
