//! What a tool does: one use case.

use usecases::{
    ChangeDueDate, ChangePayment, ChargeFee, CloseDispute, CloseInvoice, CreditInvoice, Input, MakeLink,
    MakeProposal, PauseReminders, PreviewedInvoice, RecordPayment, ResumeReminders, RevokeLink, UseCase,
    UseCaseError, WaiveFee, execute, preview,
};

use crate::auth::Staff;
use crate::state::App;

/// The use case with its input.
pub enum ToolAction {
    Payment(RecordPayment),
    /// Settles, fails or reverses a payment.
    Change(ChangePayment),
    Due(ChangeDueDate),
    Credit(CreditInvoice),
    /// Voids or writes off.
    Close(CloseInvoice),
    Fee(ChargeFee),
    Waive(WaiveFee),
    Pause(PauseReminders),
    Resume(ResumeReminders),
    Link(MakeLink),
    Revoke(RevokeLink),
    Propose(MakeProposal),
    Dispute(CloseDispute),
}

impl ToolAction {
    /// Runs it, once for the key.
    ///
    /// # Errors
    /// Any error of the use case.
    pub async fn carry_out(self, app: &App, staff: &Staff, key: Option<String>) -> Result<(), UseCaseError> {
        match self {
            Self::Payment(it) => once(app, staff, it, key).await,
            Self::Change(it) => once(app, staff, it, key).await,
            Self::Due(it) => once(app, staff, it, key).await,
            Self::Credit(it) => once(app, staff, it, key).await,
            Self::Close(it) => once(app, staff, it, key).await,
            Self::Fee(it) => once(app, staff, it, key).await,
            Self::Waive(it) => once(app, staff, it, key).await,
            Self::Pause(it) => once(app, staff, it, key).await,
            Self::Resume(it) => once(app, staff, it, key).await,
            Self::Link(it) => once(app, staff, it, key).await,
            Self::Revoke(it) => once(app, staff, it, key).await,
            Self::Propose(it) => once(app, staff, it, key).await,
            Self::Dispute(it) => once(app, staff, it, key).await,
        }
    }
}

impl ToolAction {
    /// Runs it and rolls it back: returns the invoices as they would be.
    ///
    /// # Errors
    /// Any error of the use case.
    pub async fn preview(self, app: &App, staff: &Staff) -> Result<Vec<PreviewedInvoice>, UseCaseError> {
        match self {
            Self::Payment(it) => foreseen(app, staff, it).await,
            Self::Change(it) => foreseen(app, staff, it).await,
            Self::Due(it) => foreseen(app, staff, it).await,
            Self::Credit(it) => foreseen(app, staff, it).await,
            Self::Close(it) => foreseen(app, staff, it).await,
            Self::Fee(it) => foreseen(app, staff, it).await,
            Self::Waive(it) => foreseen(app, staff, it).await,
            Self::Pause(it) => foreseen(app, staff, it).await,
            Self::Resume(it) => foreseen(app, staff, it).await,
            Self::Link(it) => foreseen(app, staff, it).await,
            Self::Revoke(it) => foreseen(app, staff, it).await,
            Self::Propose(it) => foreseen(app, staff, it).await,
            Self::Dispute(it) => foreseen(app, staff, it).await,
        }
    }
}

async fn foreseen<U: UseCase>(
    app: &App,
    staff: &Staff,
    use_case: U,
) -> Result<Vec<PreviewedInvoice>, UseCaseError> {
    preview(&app.services, staff.caller(), use_case).await.map(|preview| preview.invoices)
}

async fn once<U: UseCase>(
    app: &App,
    staff: &Staff,
    use_case: U,
    key: Option<String>,
) -> Result<(), UseCaseError> {
    execute(&app.services, staff.caller(), Input { use_case, key }).await.map(drop)
}
