//! What a tool does: one use case.

use usecases::{
    ChangeDueDate, ChangePayment, ChargeFee, CloseDispute, CloseInvoice, CreditInvoice, Input, MakeLink,
    PauseReminders, ProposeCard, RecordPayment, ResumeReminders, RevokeLink, UseCase, UseCaseError, WaiveFee,
    execute,
};

use crate::auth::Staff;
use crate::state::App;

/// The use case with its input.
pub enum Deed {
    /// Records a payment.
    Payment(RecordPayment),
    /// Settles, fails or reverses one.
    Change(ChangePayment),
    /// Moves the due date.
    Due(ChangeDueDate),
    /// Makes a credit note.
    Credit(CreditInvoice),
    /// Withdraws or writes off.
    Close(CloseInvoice),
    /// Charges a fee.
    Fee(ChargeFee),
    /// Waives one.
    Waive(WaiveFee),
    /// Pauses reminders.
    Pause(PauseReminders),
    /// Resumes them.
    Resume(ResumeReminders),
    /// Makes a link.
    Link(MakeLink),
    /// Revokes one.
    Revoke(RevokeLink),
    /// Proposes a card.
    Propose(ProposeCard),
    /// Decides a dispute.
    Dispute(CloseDispute),
}

impl Deed {
    /// Does it, once for the key.
    ///
    /// # Errors
    /// What the use case refuses.
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

async fn once<U: UseCase>(
    app: &App,
    staff: &Staff,
    use_case: U,
    key: Option<String>,
) -> Result<(), UseCaseError> {
    execute(&app.services, staff.caller(), Input { use_case, key }).await.map(drop)
}
