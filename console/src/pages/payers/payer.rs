//! One payer: details, contact points, invoices, balance, history; and the form that changes the details.

use domain::ids::PayerId;
use domain::invoices::document::Party;
use domain::{Money, Timestamp};
use leptos::prelude::*;

use crate::pages::figures::Figures;
use crate::pages::formatter::status;
use crate::pages::frame::tag;
use crate::pages::{Area, Frame, Rendered};

#[derive(Clone)]
pub struct PayerPage {
    pub frame: Frame,
    pub id: PayerId,
    /// Name, address, contact points; `None` once they were erased.
    pub details: Option<Party>,
    /// The language's name in itself.
    pub language: Option<String>,
    /// The open amount, by currency.
    pub open: Vec<Money>,
    /// Unapplied credit, by currency.
    pub credit: Vec<Money>,
    pub invoices: Vec<Figures>,
    /// Whether there are more invoices.
    pub more: bool,
    /// The payer's history, oldest first.
    pub history: Vec<(Timestamp, String)>,
    /// Whether the reader may change details.
    pub may_act: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DetailField {
    pub name: &'static str,
    pub label: &'static str,
    pub value: String,
    pub problem: Option<String>,
}

/// The form that changes the details.
#[derive(Clone)]
pub struct EditPage {
    pub frame: Frame,
    pub id: PayerId,
    pub name: String,
    pub fields: Vec<DetailField>,
    /// The key of the form, new for each page.
    pub key: String,
}

#[must_use]
pub fn render(page: &PayerPage) -> Rendered {
    let page = page.clone();
    let frame = page.frame.clone();
    let title = name(&page);
    frame.render(Some(Area::Payers), &title, "wide payer", None, move || body(&page))
}

fn name(page: &PayerPage) -> String {
    page.details.as_ref().map_or_else(|| "Erased payer".to_owned(), |details| details.name.clone())
}

fn body(page: &PayerPage) -> AnyView {
    let say = &page.frame.say;
    let money = |amounts: &[Money]| {
        if amounts.is_empty() {
            return "nothing".to_owned();
        }
        let said: Vec<_> = amounts.iter().map(|money| say.words.money(*money)).collect();
        said.join(" · ")
    };
    let edit = (page.may_act && page.details.is_some()).then(|| {
        view! {
            <a class="btn" href=format!("/console/payers/{}/edit", page.id)>
                "Change details"
            </a>
        }
    });
    let invoices = page
        .invoices
        .iter()
        .map(|invoice| {
            let (tone, word) = status(invoice.status);
            view! {
                <tr data-key=invoice.id.to_string()>
                    <td>
                        <a href=format!("/console/invoices/{}", invoice.id) data-row="">
                            {invoice.number.clone()}
                        </a>
                    </td>
                    <td>{tag(tone, word.into())}</td>
                    <td>{say.day(invoice.due_date)}</td>
                    <td class="amount">{say.money(invoice.total_minor, invoice.currency)}</td>
                    <td class="amount">{say.money(invoice.open_minor, invoice.currency)}</td>
                </tr>
            }
        })
        .collect_view();
    let history = page
        .history
        .iter()
        .rev()
        .map(|(at, text)| {
            view! {
                <li>
                    <span>{text.clone()}</span>
                    <small>{say.moment(*at)}</small>
                </li>
            }
        })
        .collect_view();
    let more = page.more.then(|| view! { <p class="soft">"Older invoices are found by search."</p> });
    view! {
        <header class="head plain">
            <h1>{name(page)}</h1>
            {edit}
        </header>
        <div class="cols" data-region="payer">
            <section class="card" aria-labelledby="details">
                <h2 id="details">"Details"</h2>
                {details(page)}
            </section>
            <section class="card" aria-labelledby="balance">
                <h2 id="balance">"Balance"</h2>
                <dl class="kv num">
                    <div>
                        <dt>"Open"</dt>
                        <dd>{money(&page.open)}</dd>
                    </div>
                    <div>
                        <dt>"Credit"</dt>
                        <dd>{money(&page.credit)}</dd>
                    </div>
                </dl>
                <p class="r">
                    <a class="btn" href=format!("/console/payments?from=&payer={}", page.id)>
                        "Payments"
                    </a>
                </p>
            </section>
            <section class="card span" aria-labelledby="invoices">
                <h2 id="invoices">"Invoices"</h2>
                <div class="scroll">
                    <table class="num">
                        <thead>
                            <tr>
                                <th scope="col">"Number"</th>
                                <th scope="col">"State"</th>
                                <th scope="col">"Due"</th>
                                <th scope="col" class="amount">
                                    "Total"
                                </th>
                                <th scope="col" class="amount">
                                    "Open"
                                </th>
                            </tr>
                        </thead>
                        <tbody>{invoices}</tbody>
                    </table>
                </div>
                {more}
            </section>
            <section class="card span" aria-labelledby="history">
                <h2 id="history">"History"</h2>
                <ol class="happened">{history}</ol>
            </section>
        </div>
    }
    .into_any()
}

fn details(page: &PayerPage) -> AnyView {
    let Some(details) = &page.details else {
        return view! { <p class="soft">"Everything personal was erased. Amounts and dates stay."</p> }
            .into_any();
    };
    let row = |label: &'static str, value: Option<String>| {
        value.filter(|value| !value.trim().is_empty()).map(|value| {
            view! {
                <div>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
    };
    let address = details.address.as_ref().map(|address| {
        let town =
            [address.post_code.clone(), address.city.clone()].into_iter().flatten().collect::<Vec<_>>();
        let mut lines = address.lines.clone();
        lines.push(town.join(" "));
        lines.extend(address.country.clone());
        lines.retain(|line| !line.trim().is_empty());
        lines.join(", ")
    });
    view! {
        <dl class="kv">
            {row("Name", Some(details.name.clone()))} {row("Legal name", details.legal_name.clone())}
            {row("Customer number", details.identifier.clone())} {row("Address", address)}
            {row("E-mail", details.email.clone())} {row("Telephone", details.phone.clone())}
            {row("Contact", details.contact_name.clone())} {row("VAT number", details.vat_number.clone())}
            {row("Language", page.language.clone())}
        </dl>
    }
    .into_any()
}

#[must_use]
pub fn render_edit(page: &EditPage) -> Rendered {
    let page = page.clone();
    let frame = page.frame.clone();
    let title = format!("Change {}", page.name);
    frame.render(Some(Area::Payers), &title, "wide", None, move || form(&page))
}

fn form(page: &EditPage) -> AnyView {
    let here = format!("/console/payers/{}", page.id);
    let fields = page
        .fields
        .iter()
        .map(|field| {
            let id = format!("field-{}", field.name);
            let problem_id = format!("{id}-problem");
            let described = field.problem.as_ref().map(|_| problem_id.clone());
            view! {
                <div class="field">
                    <label for=id.clone()>{field.label}</label>
                    <input
                        id=id
                        name=field.name
                        value=field.value.clone()
                        maxlength="200"
                        autocomplete="off"
                        aria-invalid=field.problem.as_ref().map(|_| "true")
                        aria-describedby=described
                    />
                    {field
                        .problem
                        .clone()
                        .map(|problem| view! { <small class="wrong" id=problem_id>{problem}</small> })}
                </div>
            }
        })
        .collect_view();
    view! {
        <p>
            <a class="back" href=here.clone()>
                "‹ "
                {page.name.clone()}
            </a>
        </p>
        <h1>"Change details"</h1>
        <p class="soft">
            "From now on these are used for what is sent. Invoices that were issued keep what was printed on them. \
             Other systems hear of the change."
        </p>
        <form class="card fields" method="post" action=format!("{here}/edit")>
            <input type="hidden" name="key" value=page.key.clone() />
            {fields}
            <p class="r">
                <button type="submit" class="btn p">
                    "Save"
                </button>
                <a class="btn" href=here.clone()>
                    "Cancel"
                </a>
            </p>
        </form>
    }
    .into_any()
}
