//! One payment that waits: its candidates as they are now, and the question that their payers would get.

use crate::routes::console::payments;
use app::presenter::proposal_text;
use console::pages::Formatter;
use console::pages::matching::review::{Asking, Choice, MatchReview, Question, Same};
use console::pages::payments::{Why, why};
use domain::ids::PaymentId;
use domain::payments::PaymentState;
use domain::proposals::{InvoiceTerms, ProposedChange};
use domain::{Date, Status};
use locale::{Language, Localizer};
use usecases::{
    Biller, Caller, FindPaymentDetails, InvoiceList, InvoiceSort, ListInvoices, ListedInvoice,
    PaymentDetails, ReadDocument, ReadPayerFrames, SamePayment, StoreError, UseCaseError,
};

use crate::auth::Staff;
use crate::localization::RequestLocalizer;
use crate::routes::console::figures::{ERASED, figures};
use crate::routes::console::frame::may_act;
use crate::state::App;

/// How many invoices of a search are shown.
const FOUND: usize = 8;
const LONGEST_SEARCH: usize = 200;

/// The payment with its candidates; `None` if the biller has none with this id.
pub async fn build(
    app: &App,
    staff: &Staff,
    biller: &Biller,
    say: &Formatter,
    payment: PaymentId,
    search: &str,
) -> Result<Option<MatchReview>, UseCaseError> {
    let caller = &staff.caller();
    let Some(details) = app.ask(caller, FindPaymentDetails { payment }).await? else { return Ok(None) };
    let today = say.now.date_in(&biller.time_zone());
    let search: String = search.trim().chars().take(LONGEST_SEARCH).collect();
    let decided = decided(say, &details);
    let (mut candidates, mut found) = (Vec::new(), Vec::new());
    if decided.is_none() {
        for candidate in &details.candidates {
            let whys: Vec<Why> = candidate.candidate.reasons.iter().map(|reason| why(*reason)).collect();
            let choice = choice(app, caller, biller, say, &details, &candidate.invoice, today).await?;
            candidates.push(Choice { score: Some(candidate.candidate.score), whys, ..choice });
        }
        if !search.is_empty() {
            for invoice in self::found(app, caller, &search, today).await? {
                found.push(choice(app, caller, biller, say, &details, &invoice, today).await?);
            }
        }
    }
    let mut transfer = payments::transfer(&details.listed.row, details.remittance.as_ref());
    if decided.is_none() {
        // The amount that waits: a part may have been refunded.
        transfer.amount_minor = details.listed.row.free_minor;
    }
    Ok(Some(MatchReview {
        transfer,
        given: details.matching.as_ref().and_then(|matching| matching.given.clone()),
        candidates,
        same: details.same_as.iter().map(|same| self::same(say, same)).collect(),
        search,
        found,
        key: app.services.ids.next_id().to_string(),
        may_act: may_act(staff),
        decided,
    }))
}

/// A payment that this one may duplicate.
fn same(say: &Formatter, same: &SamePayment) -> Same {
    Same { payment: same.payment.row.id, text: payments::probably(say, same) }
}

/// What became of a payment that no longer waits.
fn decided(say: &Formatter, payment: &PaymentDetails) -> Option<String> {
    let listed = &payment.listed;
    let amount = payments::money(say, &listed.row, listed.row.amount_minor);
    match listed.row.state {
        PaymentState::Settled if listed.row.payer.is_none() && listed.row.free_minor > 0 => None,
        PaymentState::Settled if listed.row.payer.is_none() => Some(format!("{amount} is returned.")),
        PaymentState::Settled => {
            let numbers: Vec<&str> = listed.allocations.iter().map(|one| one.number.as_str()).collect();
            let who = payments::from(listed);
            Some(if numbers.is_empty() {
                format!("{amount} is {who}’s credit.")
            } else {
                format!("{amount} is {who}’s, booked on {}.", numbers.join(", "))
            })
        }
        PaymentState::Pending => Some("It has not arrived yet.".to_owned()),
        PaymentState::Failed => Some("It will not come.".to_owned()),
        PaymentState::Reversed => Some("The bank has taken it back.".to_owned()),
        PaymentState::Joined => Some(format!("{amount} is the same money as another payment.")),
    }
}

async fn found(
    app: &App,
    caller: &Caller,
    search: &str,
    today: Date,
) -> Result<Vec<ListedInvoice>, UseCaseError> {
    let list = InvoiceList {
        search: search.to_owned(),
        sort: InvoiceSort::Open,
        ..InvoiceList::newest(today, FOUND)
    };
    Ok(app.ask(caller, ListInvoices { list }).await?.invoices)
}

/// An invoice that the payment may be for, without the reasons.
async fn choice(
    app: &App,
    caller: &Caller,
    biller: &Biller,
    say: &Formatter,
    payment: &PaymentDetails,
    invoice: &ListedInvoice,
    today: Date,
) -> Result<Choice, UseCaseError> {
    let row = &invoice.row;
    let stored = match app.ask(caller, ReadDocument { invoice: row.id }).await {
        // An invoice that cannot be read must not stop the page.
        Err(UseCaseError::Store(StoreError::NodeTooOld(_) | StoreError::Unreadable(_))) => None,
        stored => stored?,
    };
    let document = stored.as_ref().map(|stored| &stored.document);
    let reference =
        document.and_then(|document| document.payment_means.iter().find_map(|means| means.reference.clone()));
    let language = stored.as_ref().and_then(|stored| stored.language.as_deref()).and_then(Language::from_tag);
    let language = language.or_else(|| Language::from_tag(&biller.language)).unwrap_or(Language::En);
    let status = row.status(today);
    let asking = if let Some((proposal, _)) = payment.asked.iter().find(|(_, asked)| *asked == row.id) {
        let frames = app.ask(caller, ReadPayerFrames { invoice: row.id, since: 0 }).await?;
        let view = domain::invoices::view::PayerView::try_from(frames)
            .map_err(|error| UseCaseError::from(StoreError::Unreadable(error.to_string())))?;
        let until = view
            .proposals
            .iter()
            .find(|one| one.proposal_id == *proposal)
            .map(|one| say.moment(one.expires_at));
        Asking::Waits { until: until.unwrap_or_default() }
    } else if payment.disclaimed.contains(&row.id) {
        Asking::Disclaimed
    } else if invoice.payer_name.is_none() {
        Asking::Closed("Its payer was erased.")
    } else if row.currency != payment.listed.row.currency || status == Status::Void {
        Asking::Closed("")
    } else {
        Asking::Free(question(biller, language, payment, row.open_minor, row.due_date))
    };
    Ok(Choice {
        figures: figures(row, today),
        payer: row.payer,
        name: invoice.payer_name.clone().unwrap_or_else(|| ERASED.to_owned()),
        reference,
        score: None,
        whys: Vec::new(),
        asking,
    })
}

/// The question as its payer will read it.
fn question(
    biller: &Biller,
    language: Language,
    payment: &PaymentDetails,
    open_minor: i64,
    due_date: Date,
) -> Question {
    let row = &payment.listed.row;
    let change =
        ProposedChange::ClaimPayment { payment: row.id, amount_minor: row.free_minor, paid_on: row.paid_on };
    let words = RequestLocalizer(Localizer::new(language, biller.time_zone()));
    let (title, text) = proposal_text(&words, &change, InvoiceTerms { open_minor, due_date }, row.currency);
    Question {
        language: language.tag().to_owned(),
        language_name: language.own_name().to_owned(),
        lines: vec![title, text],
    }
}
