//! The preview: what will happen, and what the payer will read of it, in the payer's language.

use app::presenter::{Paying, ViewContext, news, proposal_text};
use app::words::Words;
use console::pages::invoices::tool::Preview;
use domain::conversations::Side;
use domain::ids::InvoiceId;
use domain::invoices::status::Lifecycle;
use domain::invoices::view::PayerView;
use domain::invoices::wire::PayerEvent;
use domain::proposals::MoreTime;
use locale::{Language, Localizer};
use usecases::{FindInvoice, InvoiceRow, PreviewedInvoice, StoreError, UseCaseError};

use crate::localization::RequestLocalizer;
use crate::routes::console::invoices::tool::ToolContext;
use crate::state::App;

/// The preview of what the use case would do to these invoices.
///
/// # Errors
/// Any error of the database.
pub async fn preview(
    app: &App,
    context: &ToolContext,
    plan: (Option<&'static str>, String),
    invoices: &[PreviewedInvoice],
) -> Result<Preview, UseCaseError> {
    let language = payers_language(context);
    let words = RequestLocalizer(Localizer::new(language, context.biller.time_zone()));
    let (note, button) = plan;
    let mut changes: Vec<String> = note.map(str::to_owned).into_iter().collect();
    let own = |one: &&PreviewedInvoice| one.row.id == context.open.row.id;
    let mut payer_reads = Vec::new();
    if let Some(here) = invoices.iter().find(own) {
        changes.extend(differences(context, &context.open.row, &here.row, None));
        payer_reads = reads(context, &words, here)?;
    }
    for other in invoices.iter().filter(|one| !own(one)) {
        if let Some(before) = before(app, context, other.row.id).await? {
            changes.extend(differences(context, &before, &other.row, Some(&other.row.number)));
        }
    }
    Ok(Preview {
        language: language.tag().to_owned(),
        language_name: language.own_name().to_owned(),
        payer_reads,
        changes,
        button,
    })
}

/// The payer's language, else the biller's.
pub fn payers_language(context: &ToolContext) -> Language {
    let payers = context.open.stored.language.as_deref().and_then(Language::from_tag);
    payers.or_else(|| Language::from_tag(&context.biller.language)).unwrap_or(Language::En)
}

/// Another invoice as it is now.
async fn before(
    app: &App,
    context: &ToolContext,
    invoice: InvoiceId,
) -> Result<Option<InvoiceRow>, UseCaseError> {
    app.ask(&context.staff.caller(), FindInvoice { invoice }).await
}

/// What changes, in sentences for staff. An invoice other than the page's is named.
fn differences(
    context: &ToolContext,
    before: &InvoiceRow,
    after: &InvoiceRow,
    number: Option<&str>,
) -> Vec<String> {
    let say = context.say();
    let money = |minor: i64| say.money(minor, after.currency);
    let mut sentences = Vec::new();
    if after.open_minor != before.open_minor {
        sentences.push(format!("{} will be open.", money(after.open_minor)));
    } else if after.pending_minor > before.pending_minor {
        sentences.push(format!("{} stays open until it has arrived.", money(after.open_minor)));
    }
    if after.lifecycle == Lifecycle::WrittenOff && before.lifecycle != Lifecycle::WrittenOff {
        sentences.push(format!("{} is given up.", money(before.open_minor)));
    }
    match after.credit_minor - before.credit_minor {
        0 => {}
        more @ 1.. => sentences.push(format!("{} becomes the payer's credit.", money(more))),
        less => sentences.push(format!("{} of the payer's credit is gone.", money(-less))),
    }
    if after.due_date != before.due_date {
        let (to, from) = (say.day(after.due_date), say.day(before.due_date));
        sentences.push(format!("Due on {to} instead of {from}."));
    }
    if after.flagged && !before.flagged {
        sentences.push("Somebody should look at it afterwards: it will be marked.".to_owned());
    }
    match number {
        Some(number) => sentences.iter().map(|text| format!("Invoice {number}: {text}")).collect(),
        None => sentences,
    }
}

/// What the payer will read about the new events of an invoice.
fn reads(
    context: &ToolContext,
    words: &dyn Words,
    invoice: &PreviewedInvoice,
) -> Result<Vec<String>, StoreError> {
    let view = PayerView::try_from(invoice.payer.clone());
    let view = view.map_err(|error| StoreError::Unreadable(error.to_string()))?;
    let lines = &context.open.side.lines;
    let line = |number: u32| {
        let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        at.and_then(|at| lines.get(at)).map(|line| line.name.clone()).unwrap_or_default()
    };
    let seen = ViewContext {
        view: &view,
        now: context.say().now,
        biller: &context.biller.name,
        payer: &context.open.side.payer.name,
        side: Side::Payer,
        base: "",
        more_time: MoreTime::default(),
        paying: Paying::default(),
        line: &line,
        words,
    };
    let read = |event: &PayerEvent| match event {
        // A proposal is shown in the conversation, with its terms and its message.
        PayerEvent::ProposalMade { change, terms, text, .. } => {
            let (title, terms) = proposal_text(words, change, *terms, invoice.row.currency);
            [Some(title), Some(terms), text.clone()].into_iter().flatten().collect()
        }
        other => news(&seen, other).map(|(_, text)| text).into_iter().collect::<Vec<_>>(),
    };
    Ok(invoice.new_frames().flat_map(|frame| read(&frame.event)).collect())
}
