//! The markup of a tool: its form and its preview.

use leptos::prelude::*;

use crate::pages::invoices::tool::{Field, Kind, Preview, ToolPage};
use crate::pages::sidebar::{Side, pane};
use crate::pages::{Area, Rendered};

#[must_use]
pub fn render(page: &ToolPage) -> Rendered {
    let page = page.clone();
    let title = format!("{} · {}", page.title, page.side.figures.number);
    let frame = page.frame.clone();
    frame.render(Some(Area::Invoices), &title, "tool", None, move || body(&page))
}

fn body(page: &ToolPage) -> AnyView {
    let number = page.side.figures.number.clone();
    let choices = page
        .choices
        .iter()
        .map(|(href, name)| {
            view! {
                <li>
                    <a class="btn" href=href.clone()>
                        {name.clone()}
                    </a>
                </li>
            }
        })
        .collect_view();
    let choices = (!page.choices.is_empty()).then(|| view! { <ul class="choices">{choices}</ul> });
    let form = match &page.preview {
        Some(preview) => confirmation(page, preview),
        None if page.fields.is_empty() => ().into_any(),
        None => questions(page),
    };
    view! {
        <div class="work">
            <p>
                <a class="back" href=page.back.clone()>
                    "‹ Invoice "
                    {number}
                </a>
            </p>
            <h1>{page.title.clone()}</h1>
            <p class="soft">{page.lead.clone()}</p>
            {choices}
            {form}
            {links(page)}
        </div>
        {pane(&Side { may_act: false, ..page.side.clone() }, &page.frame.say, true)}
    }
    .into_any()
}

/// The first step, sent with GET, because nothing changes yet.
fn questions(page: &ToolPage) -> AnyView {
    let fields = page.fields.iter().map(field).collect_view();
    view! {
        <form class="card fields" method="get" action=page.action.clone()>
            <input type="hidden" name="go" value="1" />
            {fields}
            <p class="r">
                <button type="submit" class="btn p">
                    "Continue"
                </button>
                <a class="btn" href=page.back.clone()>
                    "Cancel"
                </a>
            </p>
        </form>
    }
    .into_any()
}

fn field(field: &Field) -> AnyView {
    let id = format!("field-{}", field.name);
    let problem_id = format!("{id}-problem");
    let hint_id = format!("{id}-hint");
    let described = match (&field.problem, &field.hint) {
        (Some(_), _) => Some(problem_id.clone()),
        (None, Some(_)) => Some(hint_id.clone()),
        (None, None) => None,
    };
    let invalid = field.problem.is_some().then_some("true");
    let required = field.required.then_some("");
    let (name, value) = (field.name, field.value.clone());
    let input = match &field.kind {
        Kind::Hidden => return view! { <input type="hidden" name=name value=value /> }.into_any(),
        Kind::Words => view! {
            <textarea id=id.clone() name=name rows="3" maxlength="2000" required=required aria-invalid=invalid aria-describedby=described>
                {value}
            </textarea>
        }
        .into_any(),
        Kind::Choice(choices) => {
            let options = choices
                .iter()
                .map(|(one, words)| {
                    let selected = (*one == value).then_some("");
                    view! {
                        <option value=one.clone() selected=selected>
                            {words.clone()}
                        </option>
                    }
                })
                .collect_view();
            view! {
                <select id=id.clone() name=name aria-invalid=invalid aria-describedby=described>
                    {options}
                </select>
            }
            .into_any()
        }
        kind => {
            let (of_type, mode) = match kind {
                Kind::Day => ("date", None),
                Kind::Amount => ("text", Some("decimal")),
                _ => ("text", None),
            };
            view! {
                <input
                    id=id.clone()
                    name=name
                    type=of_type
                    inputmode=mode
                    value=value
                    required=required
                    autocomplete="off"
                    aria-invalid=invalid
                    aria-describedby=described
                />
            }
            .into_any()
        }
    };
    let optional = (!field.required).then(|| view! { <span class="soft">" (optional)"</span> });
    view! {
        <div class="field">
            <label for=id>{field.label.clone()} {optional}</label>
            {input}
            {field.hint.clone().map(|hint| view! { <small class="soft" id=hint_id>{hint}</small> })}
            {field
                .problem
                .clone()
                .map(|problem| view! { <small class="wrong" id=problem_id>{problem}</small> })}
        </div>
    }
    .into_any()
}

/// The second step: what the payer will see, and the button.
fn confirmation(page: &ToolPage, preview: &Preview) -> AnyView {
    let kept = |field: &Field| view! { <input type="hidden" name=field.name value=field.value.clone() /> };
    let (hidden, again) =
        (page.fields.iter().map(kept).collect_view(), page.fields.iter().map(kept).collect_view());
    let changes = preview.changes.iter().map(|text| view! { <li>{text.clone()}</li> }).collect_view();
    let sentences = preview
        .payer_reads
        .iter()
        .map(|text| view! { <p lang=preview.language.clone()>{text.clone()}</p> })
        .collect_view();
    let payer = page.side.payer.name.clone();
    let reads = if preview.payer_reads.is_empty() {
        view! { <p class="soft">{payer} " sees nothing of this."</p> }.into_any()
    } else {
        view! {
            <h2>{payer} " will see"</h2>
            <blockquote class="reads" data-payer-reads="">
                {sentences}
                <footer class="soft">"In " {preview.language_name.clone()}</footer>
            </blockquote>
        }
        .into_any()
    };
    view! {
        <section class="card confirm" aria-label="Confirm">
            <ul class="changes">{changes}</ul>
            {reads}
            <div class="r">
                <form method="post" action=page.action.clone()>
                    <input type="hidden" name="key" value=page.key.clone() />
                    {hidden}
                    <button type="submit" class="btn p" autofocus="">
                        {preview.button.clone()}
                    </button>
                </form>
                <form method="get" action=page.action.clone()>
                    {again}
                    <button type="submit" class="btn">
                        "Change"
                    </button>
                </form>
                <a class="btn" href=page.back.clone()>
                    "Cancel"
                </a>
            </div>
        </section>
    }
    .into_any()
}

fn links(page: &ToolPage) -> AnyView {
    if page.links.is_empty() {
        return ().into_any();
    }
    let rows = page
        .links
        .iter()
        .map(|link| {
            let revoke = link.url.is_some().then(|| {
                view! {
                    <a href=format!("{}?revoke={}&go=1", page.action, link.id)>
                        "Revoke …"
                    </a>
                }
            });
            let url = match &link.url {
                Some(url) => view! { <code class="url">{url.clone()}</code> }.into_any(),
                None => view! { <span class="soft">"No longer opens the page"</span> }.into_any(),
            };
            view! {
                <li>
                    <b>{link.channel.clone()} " " {link.copy}</b>
                    {url}
                    <small class="soft">{link.times.clone()} " " {revoke}</small>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="card links">{rows}</ul> }.into_any()
}
