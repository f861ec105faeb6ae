//! Proposals: staff accept or decline a payer's after a preview, and withdraw their own.

use app::presenter::proposal_text;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use console::pages::invoices::tool::{Field, Kind, Preview, ToolPage, render};
use console::pages::proposals::record::{self, Agreement, RecordPage};
use console::pages::{Frame, Notice};
use domain::ids::{InvoiceId, ProposalId};
use domain::invoices::view::ProposalView;
use locale::{Language, Localizer};
use serde::Deserialize;
use usecases::{
    AcceptProposal, Consent, ConsentText, DeclineProposal, FindConsent, FindInvoice, Input, UseCaseError,
    WithdrawProposal, execute,
};

use crate::auth::Staff;
use crate::localization::RequestLocalizer;
use crate::respond::ProblemResponse;
use crate::routes::console::answer::{failed, not_stored, page, reason, refused, see};
use crate::routes::console::conversations::conversation::Kept;
use crate::routes::console::conversations::inbox;
use crate::routes::console::frame::{FrameContext, around};
use crate::routes::console::sidebar::{self, Open};
use crate::state::App;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Accept,
    Decline,
}

#[derive(Debug, Default, Deserialize)]
pub struct Answered {
    #[serde(default)]
    key: String,
    #[serde(default)]
    reason: String,
    /// Whether the preview was confirmed.
    #[serde(default)]
    go: String,
}

/// What the page of an answer needs.
struct Asking {
    frame: Frame,
    open: Open,
    proposal: ProposalView,
    language: Language,
    zone: jiff::tz::TimeZone,
}

async fn asking(
    app: &App,
    staff: &Staff,
    invoice: InvoiceId,
    proposal: ProposalId,
) -> anyhow::Result<Option<Asking>> {
    let FrameContext { biller, frame } = around(app, staff, None).await?;
    let open = sidebar::open(app, staff, &biller, invoice, &*frame.say.words).await?;
    let language = open.stored.language.as_deref().and_then(Language::from_tag);
    let language = language.or_else(|| Language::from_tag(&biller.language)).unwrap_or(Language::En);
    let found = open.view.shared.proposals.iter().find(|one| one.proposal_id == proposal).cloned();
    Ok(found.map(|proposal| Asking { frame, open, proposal, language, zone: biller.time_zone() }))
}

/// `GET /console/invoices/{invoice}/proposals/{proposal}/accept` and `…/decline`
pub async fn show(
    answer: Answer,
    State(app): State<App>,
    staff: Staff,
    Path((invoice, proposal)): Path<(InvoiceId, ProposalId)>,
    Query(form): Query<Answered>,
    headers: HeaderMap,
) -> Response {
    match asking(&app, &staff, invoice, proposal).await {
        Ok(Some(asking)) => page(render(&confirmation(&app, answer, &asking, &form, None))),
        Ok(None) => ProblemResponse::not_found(&headers).into_response(),
        Err(error) => failed(&headers, &error),
    }
}

/// `POST` to the same.
pub async fn act(
    answer: Answer,
    State(app): State<App>,
    staff: Staff,
    Path((invoice, proposal)): Path<(InvoiceId, ProposalId)>,
    headers: HeaderMap,
    Form(form): Form<Answered>,
) -> Response {
    let asking = match asking(&app, &staff, invoice, proposal).await {
        Ok(Some(asking)) => asking,
        Ok(None) => return ProblemResponse::not_found(&headers).into_response(),
        Err(error) => return failed(&headers, &error),
    };
    let key = Some(form.key.clone()).filter(|key| !key.is_empty());
    let key = key.or_else(|| Some(app.services.ids.next_id().to_string()));
    let done = match answer {
        Answer::Accept => {
            let (title, terms) = words(&asking, Language::En);
            let shown = ConsentText {
                title,
                terms,
                words: asking.proposal.text.clone(),
                language: Language::En.tag().into(),
            };
            let use_case = AcceptProposal { invoice, proposal, shown, evidence: None };
            execute(&app.services, staff.caller(), Input { use_case, key }).await.map(drop)
        }
        Answer::Decline => {
            let reason = Some(form.reason.clone()).filter(|reason| !reason.trim().is_empty());
            let use_case = DeclineProposal { invoice, proposal, reason };
            execute(&app.services, staff.caller(), Input { use_case, key }).await.map(drop)
        }
    };
    let word = if answer == Answer::Accept { "accepted" } else { "declined" };
    match done {
        Ok(()) => see(&format!("/console/inbox/{invoice}?done={word}")),
        Err(UseCaseError::Store(error)) => not_stored(&headers, &error),
        Err(error) => {
            let notice = Some(Notice::Refused(reason(&error)));
            refused(render(&confirmation(&app, answer, &asking, &form, notice)))
        }
    }
}

/// `GET /console/invoices/{invoice}/proposals/{proposal}/record`: the record of what exactly was agreed.
pub async fn record(
    State(app): State<App>,
    staff: Staff,
    Path((invoice, proposal)): Path<(InvoiceId, ProposalId)>,
    headers: HeaderMap,
) -> Response {
    let built = async {
        let FrameContext { frame, .. } = around(&app, &staff, None).await?;
        let Some(consent) = app.ask(&staff.caller(), FindConsent { invoice, proposal }).await? else {
            return anyhow::Ok(None);
        };
        let row = app.ask(&staff.caller(), FindInvoice { invoice }).await?;
        let number = row.map_or_else(String::new, |row| row.number);
        Ok(Some(RecordPage { frame, invoice, number, agreement: agreement(consent) }))
    };
    match built.await {
        Ok(Some(built)) => page(record::render(&built)),
        Ok(None) => ProblemResponse::not_found(&headers).into_response(),
        Err(error) => failed(&headers, &error),
    }
}

fn agreement(consent: Consent) -> Agreement {
    let Consent { shown, at, link, proof, address, browser, .. } = consent;
    Agreement {
        title: shown.title,
        terms: shown.terms,
        words: shown.words,
        language: shown.language,
        at,
        by_staff: proof == "staff",
        link: link.map(|link| link.to_string()),
        address,
        browser,
    }
}

/// `POST /console/invoices/{invoice}/proposals/{proposal}/withdraw`
pub async fn withdraw(
    State(app): State<App>,
    staff: Staff,
    Path((invoice, proposal)): Path<(InvoiceId, ProposalId)>,
    headers: HeaderMap,
) -> Response {
    let input = Input { use_case: WithdrawProposal { invoice, proposal }, key: None };
    match execute(&app.services, staff.caller(), input).await {
        Ok(_) => see(&format!("/console/inbox/{invoice}?done=withdrawn")),
        Err(UseCaseError::Store(error)) => not_stored(&headers, &error),
        Err(UseCaseError::NotFound(_)) => ProblemResponse::not_found(&headers).into_response(),
        Err(error) => {
            inbox::not_taken(&app, &staff, invoice, reason(&error), Kept::default(), &headers).await
        }
    }
}

fn words(asking: &Asking, language: Language) -> (String, String) {
    let words = RequestLocalizer(Localizer::new(language, asking.zone.clone()));
    proposal_text(&words, &asking.proposal.change, asking.proposal.terms, asking.open.row.currency)
}

fn confirmation(
    app: &App,
    answer: Answer,
    asking: &Asking,
    form: &Answered,
    notice: Option<Notice>,
) -> ToolPage {
    let invoice = asking.open.row.id;
    let (title, english) = words(asking, Language::En);
    let (payers_title, payers) = words(asking, asking.language);
    let (path, heading, lead, button) = match answer {
        Answer::Accept => {
            ("accept", format!("Accept: {title}"), "It happens at once.", format!("Accept: {title}"))
        }
        Answer::Decline => {
            ("decline", format!("Decline: {title}"), "Nothing changes on the invoice.", "Decline".to_owned())
        }
    };
    let reason = Field::new("reason", "Why", Kind::Words, form.reason.trim());
    let reason = reason.optional().hint("The payer reads it.");
    let said = Some(form.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    let (fields, changes, payer_reads) = match answer {
        Answer::Accept => (Vec::new(), vec![english], vec![payers_title, payers]),
        Answer::Decline => {
            let reads = [Some(payers_title), said].into_iter().flatten().collect();
            (vec![reason], vec!["The invoice stays as it is.".to_owned()], reads)
        }
    };
    let asks = answer == Answer::Decline && form.go.is_empty();
    let preview = Preview {
        language: asking.language.tag().to_owned(),
        language_name: asking.language.own_name().to_owned(),
        payer_reads,
        changes,
        button,
    };
    ToolPage {
        frame: Frame { notice, ..asking.frame.clone() },
        title: heading,
        lead: lead.to_owned(),
        action: format!("/console/invoices/{invoice}/proposals/{}/{path}", asking.proposal.proposal_id),
        back: format!("/console/inbox/{invoice}"),
        side: asking.open.side.clone(),
        fields,
        preview: (!asks).then_some(preview),
        key: app.services.ids.next_id().to_string(),
        choices: Vec::new(),
        links: Vec::new(),
    }
}
