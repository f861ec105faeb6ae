//! Payers: the list, one payer, and the form that changes the details.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use console::pages::payers::list::{PayersPage, Row, render as render_list};
use console::pages::payers::payer::{DetailField, EditPage, PayerPage, render as render_payer, render_edit};
use console::pages::{Frame, Notice};
use domain::Actor;
use domain::ids::PayerId;
use domain::invoices::document::{Address, Party};
use domain::payers::PayerStreamEvent;
use locale::Language;
use serde::Deserialize;
use usecases::{
    ChangePayer, FieldProblem, FindPayer, Input, InvoiceList, ListInvoices, ListPayers, PayerEntry,
    PayerList, ReadPayerHistory, UseCaseError, execute,
};

use crate::auth::Staff;
use crate::respond::ProblemResponse;
use crate::routes::console::answer::{ListQuery, failed, not_stored, page, reason, refused, see};
use crate::routes::console::figures::{ERASED, figures};
use crate::routes::console::frame::{FrameContext, around, done, may_act};
use crate::routes::console::staff::members::colleagues;
use crate::state::App;

/// How many payers are on a page.
const PAGE: usize = 50;
/// How many invoices are on a payer's page.
const INVOICES: usize = 50;

/// `GET /console/payers`
pub async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(asked): Query<ListQuery>,
    headers: HeaderMap,
) -> Response {
    let built = async {
        let FrameContext { frame, .. } = around(&app, &staff, done(&asked.done)).await?;
        let search = asked.search();
        let list = PayerList { search: search.clone(), after: asked.after.parse().ok(), limit: PAGE };
        let found = app.ask(&staff.caller(), ListPayers { list }).await?;
        let rows = found.payers.into_iter().map(|payer| Row {
            id: payer.id,
            name: payer.details.as_ref().map_or_else(|| ERASED.to_owned(), |details| details.name.clone()),
            email: payer.details.as_ref().and_then(|details| details.email.clone()),
            identifier: payer.details.and_then(|details| details.identifier),
            invoices: u64::try_from(payer.invoices).unwrap_or_default(),
        });
        let rows = rows.collect();
        anyhow::Ok(PayersPage { frame, search, rows, next: found.next.map(|next| next.to_string()) })
    };
    match built.await {
        Ok(built) => page(render_list(&built)),
        Err(error) => failed(&headers, &error),
    }
}

/// `GET /console/payers/{payer}`
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(payer): Path<PayerId>,
    Query(asked): Query<ListQuery>,
    headers: HeaderMap,
) -> Response {
    match build(&app, &staff, payer, &asked).await {
        Ok(Some(built)) => page(render_payer(&built)),
        Ok(None) => ProblemResponse::not_found(&headers).into_response(),
        Err(error) => failed(&headers, &error),
    }
}

async fn build(
    app: &App,
    staff: &Staff,
    payer: PayerId,
    asked: &ListQuery,
) -> anyhow::Result<Option<PayerPage>> {
    let FrameContext { biller, frame } = around(app, staff, done(&asked.done)).await?;
    let caller = &staff.caller();
    let today = frame.say.now.date_in(&biller.time_zone());
    let list = InvoiceList { payer: Some(payer), ..InvoiceList::newest(today, INVOICES) };
    let (account, invoices, entries, people) = tokio::try_join!(
        app.ask(caller, FindPayer { payer }),
        app.ask(caller, ListInvoices { list }),
        app.ask(caller, ReadPayerHistory { payer }),
        colleagues(app, caller),
    )?;
    let Some(account) = account else { return Ok(None) };
    let language = account.language.as_deref().and_then(Language::from_tag);
    let history = entries.iter().map(|entry| (entry.at, told(&frame, entry, &people))).collect();
    Ok(Some(PayerPage {
        frame,
        id: payer,
        details: account.details,
        language: language.map(|language| language.own_name().to_owned()),
        open: account.open,
        credit: account.credit,
        invoices: invoices.invoices.iter().map(|one| figures(&one.row, today)).collect(),
        more: invoices.next.is_some(),
        history,
        may_act: may_act(staff),
    }))
}

/// An entry of the payer's history, in a line.
fn told(frame: &Frame, entry: &PayerEntry, people: &[(domain::ids::StaffId, String)]) -> String {
    let money = |money: &domain::Money| frame.say.words.money(*money);
    let what = match &entry.event {
        PayerStreamEvent::Opened { .. } => "Became known".to_owned(),
        PayerStreamEvent::DetailsChanged { .. } => "Details changed".to_owned(),
        PayerStreamEvent::CreditAdded { amount, .. } => {
            format!("{} of credit from an invoice", money(amount))
        }
        PayerStreamEvent::CreditUsed { amount, .. } => format!("{} of credit paid an invoice", money(amount)),
        PayerStreamEvent::Forgotten => "Everything personal was erased".to_owned(),
    };
    match entry.actor {
        Actor::Staff { id } => match people.iter().find(|(one, _)| *one == id) {
            Some((_, name)) => format!("{what}, by {name}"),
            None => what,
        },
        Actor::Payer | Actor::Biller | Actor::System => what,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Details {
    key: String,
    name: String,
    legal_name: String,
    identifier: String,
    vat_number: String,
    contact_name: String,
    email: String,
    phone: String,
    lines: String,
    post_code: String,
    city: String,
    country: String,
}

impl Details {
    fn of(party: &Party) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let address = party.address.clone().unwrap_or_default();
        Self {
            key: String::new(),
            name: party.name.clone(),
            legal_name: text(&party.legal_name),
            identifier: text(&party.identifier),
            vat_number: text(&party.vat_number),
            contact_name: text(&party.contact_name),
            email: text(&party.email),
            phone: text(&party.phone),
            lines: address.lines.join(", "),
            post_code: text(&address.post_code),
            city: text(&address.city),
            country: text(&address.country),
        }
    }

    /// The party with these details; fields that the form does not show stay as they were.
    fn party(&self, before: &Party) -> Party {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
        let lines = self.lines.split(',').map(|line| line.trim().to_owned());
        Party {
            name: self.name.clone(),
            legal_name: text(&self.legal_name),
            identifier: text(&self.identifier),
            registration: before.registration.clone(),
            vat_number: text(&self.vat_number),
            address: Some(Address {
                lines: lines.filter(|line| !line.is_empty()).collect(),
                city: text(&self.city),
                post_code: text(&self.post_code),
                country: text(&self.country),
            }),
            contact_name: text(&self.contact_name),
            email: text(&self.email),
            phone: text(&self.phone),
        }
    }

    fn fields(&self, problems: &[FieldProblem]) -> Vec<DetailField> {
        let field = |name: &'static str, label: &'static str, value: &str| {
            let problem = problems.iter().find(|problem| problem.place.trim_start_matches('/') == name);
            let problem = problem.map(|problem| super::answer::sentence(&problem.message));
            DetailField { name, label, value: value.to_owned(), problem }
        };
        vec![
            field("name", "Name", &self.name),
            field("legal_name", "Legal name", &self.legal_name),
            field("identifier", "Customer number", &self.identifier),
            field("vat_number", "VAT number", &self.vat_number),
            field("contact_name", "Contact", &self.contact_name),
            field("email", "E-mail", &self.email),
            field("phone", "Telephone", &self.phone),
            field("lines", "Street, further lines with commas between", &self.lines),
            field("post_code", "Post code", &self.post_code),
            field("city", "Town", &self.city),
            field("country", "Country, two letters", &self.country),
        ]
    }
}

/// `GET /console/payers/{payer}/edit`
pub async fn edit(
    State(app): State<App>,
    staff: Staff,
    Path(payer): Path<PayerId>,
    headers: HeaderMap,
) -> Response {
    match known(&app, &staff, payer).await {
        Ok(Some(party)) => {
            let form = Details::of(&party);
            match form_page(&app, &staff, payer, &party, &form, &[], None).await {
                Ok(built) => page(render_edit(&built)),
                Err(error) => failed(&headers, &error),
            }
        }
        Ok(None) => ProblemResponse::not_found(&headers).into_response(),
        Err(error) => failed(&headers, &error),
    }
}

/// `POST /console/payers/{payer}/edit`
pub async fn change(
    State(app): State<App>,
    staff: Staff,
    Path(payer): Path<PayerId>,
    headers: HeaderMap,
    Form(form): Form<Details>,
) -> Response {
    let before = match known(&app, &staff, payer).await {
        Ok(Some(before)) => before,
        Ok(None) => return ProblemResponse::not_found(&headers).into_response(),
        Err(error) => return failed(&headers, &error),
    };
    let key = Some(form.key.clone()).filter(|key| !key.is_empty());
    let use_case = ChangePayer { payer, details: form.party(&before) };
    let error = match execute(&app.services, staff.caller(), Input { use_case, key }).await {
        Ok(done) if done.output.changed.is_empty() => {
            return see(&format!("/console/payers/{payer}?done=unchanged"));
        }
        Ok(_) => return see(&format!("/console/payers/{payer}?done=saved")),
        Err(UseCaseError::Store(error)) => return not_stored(&headers, &error),
        Err(error) => error,
    };
    let problems = match &error {
        UseCaseError::Invalid(problems) => problems.clone(),
        _ => Vec::new(),
    };
    let notice = Some(Notice::Refused(reason(&error)));
    match form_page(&app, &staff, payer, &before, &form, &problems, notice).await {
        Ok(built) => refused(render_edit(&built)),
        Err(error) => failed(&headers, &error),
    }
}

async fn known(app: &App, staff: &Staff, payer: PayerId) -> Result<Option<Party>, usecases::UseCaseError> {
    let account = app.ask(&staff.caller(), FindPayer { payer }).await?;
    Ok(account.and_then(|account| account.details))
}

async fn form_page(
    app: &App,
    staff: &Staff,
    payer: PayerId,
    before: &Party,
    form: &Details,
    problems: &[FieldProblem],
    notice: Option<Notice>,
) -> anyhow::Result<EditPage> {
    let FrameContext { frame, .. } = around(app, staff, notice).await?;
    Ok(EditPage {
        frame,
        id: payer,
        name: before.name.clone(),
        fields: form.fields(problems),
        key: app.services.ids.next_id().to_string(),
    })
}
