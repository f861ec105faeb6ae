//! The invoice figures that prepared and automatic answers contain.

use answers::Figures;
use domain::Date;
use domain::ids::StaffId;
use domain::invoices::Invoice;
use domain::invoices::document::PaymentMeans;

use crate::billers::Policy;
use crate::invoices::{InvoiceRow, StoredDocument};
use crate::kernel::biller::Biller;

/// The figures of a loaded invoice.
pub(super) fn figures_of(
    state: &Invoice,
    stored: &StoredDocument,
    biller: &Biller,
    today: Date,
    policy: &Policy,
) -> Figures {
    let (account, reference) = where_to_pay(&stored.document.payment_means);
    let disputed = !state.disputes.is_empty();
    Figures {
        number: state.number.clone(),
        biller: biller.name.clone(),
        payer: payer_name(stored),
        agent: None,
        currency: state.currency,
        total_minor: state.total_minor(),
        paid_minor: state.paid_minor(),
        pending_minor: state.pending_minor(),
        open_minor: state.open_minor,
        due_date: state.due_date,
        status: domain::invoices::status::status(&state.facts(), today),
        disputed,
        account,
        reference,
        more_time_until: policy.more_time.until(state.due_date, state.extensions, disputed),
    }
}

/// The figures of an invoice's row, for a staff member who answers.
#[must_use]
pub fn figures_of_row(
    row: &InvoiceRow,
    stored: &StoredDocument,
    biller: &Biller,
    today: Date,
    agent: Option<(StaffId, String)>,
) -> Figures {
    let (account, reference) = where_to_pay(&stored.document.payment_means);
    Figures {
        number: row.number.clone(),
        biller: biller.name.clone(),
        payer: payer_name(stored),
        agent: agent.map(|(_, name)| name),
        currency: row.currency,
        total_minor: row.total_minor,
        paid_minor: row.paid_minor,
        pending_minor: row.pending_minor,
        open_minor: row.open_minor,
        due_date: row.due_date,
        status: row.status(today),
        disputed: false,
        account,
        reference,
        more_time_until: None,
    }
}

fn payer_name(stored: &StoredDocument) -> Option<String> {
    stored.buyer.as_ref().map(|buyer| buyer.name.clone()).filter(|name| !name.is_empty())
}

fn where_to_pay(means: &[PaymentMeans]) -> (Option<String>, Option<String>) {
    let account = means.iter().find_map(|one| one.account.clone().filter(|account| !account.is_empty()));
    let reference =
        means.iter().find_map(|one| one.reference.clone().filter(|reference| !reference.is_empty()));
    (account, reference)
}
