//! Loads the sidebar of a conversation from the database.

use app::presenter::proposal_text;
use app::words::Words;
use console::pages::sidebar::{
    CheckoutSummary, FeeSummary, HeldBy, LineView, OpenQuestion, PayerSummary, PaymentSummary, Side,
};
use domain::ids::InvoiceId;
use domain::invoices::view::{ProposalStanding, StaffView};
use domain::invoices::wire::By;
use domain::{Status, Timestamp};
use locale::Language;
use usecases::{
    Biller, FindInvoice, FindPayer, HoldsReminders, InvoiceList, InvoiceRow, ListHeldReminders, ListInvoices,
    ListPaymentsOfInvoice, PaymentRow, ReadDocument, ReadStaffFrames, StoredDocument,
};

use crate::auth::Staff;
use crate::routes::console::figures::{ERASED, figures};
use crate::routes::console::frame::may_act;
use crate::routes::console::invoices::tool::offered;
use crate::state::App;

/// How many of the payer's other invoices are shown.
const OTHERS: usize = 6;
/// Everything about one invoice that pages need.
pub struct Open {
    pub row: InvoiceRow,
    pub view: StaffView,
    /// Its document and buyer.
    pub stored: StoredDocument,
    pub payments: Vec<PaymentRow>,
    pub side: Side,
}

impl Open {
    /// Neither withdrawn nor written off.
    pub fn is_live(&self) -> bool {
        !matches!(self.side.figures.status, Status::Void | Status::WrittenOff)
    }

    /// Whether something is still to be paid.
    pub fn is_owed(&self) -> bool {
        self.is_live() && self.row.open_minor > 0
    }
}

/// Loads an invoice. The guard has checked that it is the biller's.
///
/// # Errors
/// Any error of the database.
pub async fn open(
    app: &App,
    staff: &Staff,
    biller: &Biller,
    invoice: InvoiceId,
    words: &dyn Words,
) -> anyhow::Result<Open> {
    let caller = &staff.caller();
    let (row, frames, stored, payments) = tokio::try_join!(
        app.ask(caller, FindInvoice { invoice }),
        app.ask(caller, ReadStaffFrames { invoice, since: 0 }),
        app.ask(caller, ReadDocument { invoice }),
        app.ask(caller, ListPaymentsOfInvoice { invoice }),
    )?;
    let gone = || anyhow::anyhow!("the invoice is gone");
    let (row, stored) = (row.ok_or_else(gone)?, stored.ok_or_else(gone)?);
    let mut frames = frames.into_iter();
    let mut view = StaffView::open(frames.next().ok_or_else(gone)?)?;
    for frame in frames {
        view.apply(frame)?;
    }
    let now = biller.now(app.services.clock.as_ref());
    let today = now.date_in(&biller.time_zone());
    let list = InvoiceList { payer: Some(row.payer), ..InvoiceList::newest(today, OTHERS + 1) };
    let (others, payer, held) = tokio::try_join!(
        app.ask(caller, ListInvoices { list }),
        app.ask(caller, FindPayer { payer: row.payer }),
        app.ask(caller, ListHeldReminders { invoice }),
    )?;
    let others = others.invoices.iter().filter(|one| one.row.id != invoice).take(OTHERS);
    let others = others.map(|one| figures(&one.row, today)).collect();
    let details = payer.as_ref().and_then(|payer| payer.details.clone());
    let language = stored.language.as_deref().and_then(Language::from_tag);
    let payer = PayerSummary {
        id: row.payer,
        name: details.as_ref().map_or_else(|| ERASED.to_owned(), |details| details.name.clone()),
        email: details.as_ref().and_then(|details| details.email.clone()),
        phone: details.and_then(|details| details.phone),
        language: language.map(|language| language.own_name().to_owned()),
    };
    let asked = view
        .shared
        .proposals
        .iter()
        .filter(|proposal| {
            proposal.by == By::Payer && view.shared.standing(proposal, now) == ProposalStanding::Waits
        })
        .map(|proposal| OpenQuestion {
            id: proposal.proposal_id,
            what: proposal_text(words, &proposal.change, proposal.terms, row.currency).0,
        })
        .collect();
    let fees = view.shared.fees.iter().filter(|fee| !fee.waived);
    let side = Side {
        figures: figures(&row, today),
        reference: stored.document.payment_means.iter().find_map(|means| means.reference.clone()),
        payer,
        others,
        lines: stored
            .document
            .lines
            .iter()
            .map(|line| LineView { name: line.name.clone(), net_minor: line.net_minor })
            .collect(),
        payments: payments.iter().map(payment).collect(),
        fees: fees.map(|fee| FeeSummary { id: fee.fee_id, amount_minor: fee.amount_minor }).collect(),
        asked,
        dispute: view.shared.dispute,
        paused: view.shared.pause,
        held: held.iter().map(held_by).collect(),
        checkouts: checkouts(&view, now),
        tools: Vec::new(),
        may_act: may_act(staff),
    };
    let mut open = Open { row, view, stored, payments, side };
    open.side.tools = offered(&open, staff.role);
    Ok(open)
}

fn payment(payment: &PaymentRow) -> PaymentSummary {
    PaymentSummary {
        id: payment.id,
        amount_minor: payment.amount_minor,
        state: payment.state,
        method: payment.method,
        paid_on: payment.paid_on,
    }
}

fn held_by(held: &HoldsReminders) -> HeldBy {
    HeldBy {
        id: held.payment,
        amount_minor: held.amount_minor,
        currency: held.currency,
        paid_on: held.paid_on,
    }
}

/// The checkouts that may still bring money.
fn checkouts(view: &StaffView, now: Timestamp) -> Vec<CheckoutSummary> {
    let open = view.shared.checkouts.iter().filter(|(_, checkout)| checkout.is_open(now));
    open.map(|(_, checkout)| CheckoutSummary {
        amount_minor: checkout.amount_minor,
        method: checkout.method,
        since: checkout.opened_at,
        until: checkout.expires_at,
    })
    .collect()
}
