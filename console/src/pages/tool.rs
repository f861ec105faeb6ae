//! A tool, in two steps that work without scripts: what shall happen, and what the payer will see of it.

use leptos::prelude::*;

use super::side::Side;
use super::{Area, Frame, Rendered};
use domain::Status;
use domain::invoice::PaymentState;

/// What staff can do to an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// Record a payment.
    Payment,
    /// Money that was on its way has arrived.
    Settle,
    /// Money that was on its way will not come.
    Fail,
    /// Take a payment back.
    Reverse,
    /// Move the due date.
    Due,
    /// Give back a part or the whole, with a credit note.
    Credit,
    /// Withdraw it.
    Void,
    /// Give up the rest.
    WriteOff,
    /// Put a fee on top.
    Fee,
    /// No longer ask for a fee.
    Waive,
    /// Send no reminders for a while.
    Pause,
    /// Send them again.
    Resume,
    /// Make, show and revoke links.
    Links,
    /// Propose something to the payer.
    Propose,
    /// Decide about a dispute.
    Dispute,
}

impl Tool {
    /// Every tool.
    pub const ALL: [Self; 15] = [
        Self::Payment,
        Self::Settle,
        Self::Fail,
        Self::Reverse,
        Self::Due,
        Self::Credit,
        Self::Void,
        Self::WriteOff,
        Self::Fee,
        Self::Waive,
        Self::Pause,
        Self::Resume,
        Self::Links,
        Self::Propose,
        Self::Dispute,
    ];

    /// The last part of its address.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Settle => "settle",
            Self::Fail => "fail",
            Self::Reverse => "reverse",
            Self::Due => "due",
            Self::Credit => "credit",
            Self::Void => "void",
            Self::WriteOff => "write-off",
            Self::Fee => "fee",
            Self::Waive => "waive",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Links => "links",
            Self::Propose => "propose",
            Self::Dispute => "dispute",
        }
    }

    /// The tool at an address.
    #[must_use]
    pub fn from_path(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tool| tool.path() == path)
    }

    /// What its button says.
    #[must_use]
    pub const fn button(self) -> &'static str {
        match self {
            Self::Payment => "Record payment",
            Self::Settle => "It arrived",
            Self::Fail => "It failed",
            Self::Reverse => "Take back",
            Self::Due => "Due date",
            Self::Credit => "Credit",
            Self::Void => "Withdraw",
            Self::WriteOff => "Write off",
            Self::Fee => "Fee",
            Self::Waive => "Waive fee",
            Self::Pause => "Pause reminders",
            Self::Resume => "Resume reminders",
            Self::Links => "Links",
            Self::Propose => "Propose",
            Self::Dispute => "Decide dispute",
        }
    }

    /// What its page is called.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Payment => "Record a payment",
            Self::Settle => "The payment has arrived",
            Self::Fail => "The payment will not come",
            Self::Reverse => "Take a payment back",
            Self::Due => "Move the due date",
            Self::Credit => "Credit the invoice",
            Self::Void => "Withdraw the invoice",
            Self::WriteOff => "Write off the rest",
            Self::Fee => "Charge a fee",
            Self::Waive => "Waive a fee",
            Self::Pause => "Pause reminders",
            Self::Resume => "Resume reminders",
            Self::Links => "Links to the payer's page",
            Self::Propose => "Propose to the payer",
            Self::Dispute => "Decide about the dispute",
        }
    }

    /// The tools that make sense for an invoice as it stands.
    #[must_use]
    pub(crate) fn offered(side: &Side) -> Vec<Self> {
        let figures = &side.figures;
        let live = !matches!(figures.status, Status::Void | Status::WrittenOff);
        let owed = live && figures.open_minor > 0;
        let mut tools = vec![Self::Payment];
        let mut offer = |when: bool, tool: Self| {
            if when {
                tools.push(tool);
            }
        };
        offer(owed, Self::Due);
        offer(live && !matches!(figures.status, Status::Credited), Self::Credit);
        offer(owed, Self::Propose);
        offer(owed, Self::Fee);
        offer(!side.fees.is_empty(), Self::Waive);
        offer(owed && side.paused.is_none(), Self::Pause);
        offer(side.paused.is_some(), Self::Resume);
        offer(owed, Self::WriteOff);
        let pending = side.payments.iter().any(|payment| payment.state == PaymentState::Pending);
        offer(live && !pending, Self::Void);
        offer(true, Self::Links);
        tools
    }
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Text,
    /// Several lines.
    Words,
    /// A day.
    Day,
    /// An amount in the invoice's currency, as people write it.
    Amount,
    /// One of these: value and words.
    Choice(Vec<(String, String)>),
    /// Not shown.
    Hidden,
}

/// A field of a tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name in the form.
    pub name: &'static str,
    /// What it is called.
    pub label: String,
    /// How it is filled in.
    pub kind: Kind,
    /// What stands in it.
    pub value: String,
    /// A word of help.
    pub hint: Option<String>,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// Whether it has to be filled in.
    pub required: bool,
}

impl Field {
    /// A field that has to be filled in.
    #[must_use]
    pub fn new(name: &'static str, label: &str, kind: Kind, value: impl Into<String>) -> Self {
        Self {
            name,
            label: label.into(),
            kind,
            value: value.into(),
            hint: None,
            problem: None,
            required: true,
        }
    }

    /// The same, which may stay empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// The same with a word of help.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// What will happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The tag of the payer's language.
    pub language: String,
    /// Its own name for itself.
    pub language_name: String,
    /// What the payer will read, in that language.
    pub payer_reads: Vec<String>,
    /// What changes, for staff.
    pub changes: Vec<String>,
    /// What the button says.
    pub button: String,
}

/// A link as the links tool shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkFace {
    /// Its id.
    pub id: String,
    /// `email`, `sms`, `print` …
    pub channel: String,
    /// Which copy.
    pub copy: i64,
    /// The address; nothing where it no longer opens.
    pub url: Option<String>,
    /// Since when, until when.
    pub times: String,
}

/// The page of a tool.
#[derive(Clone)]
pub struct ToolPage {
    /// What stands around it.
    pub frame: Frame,
    /// Its heading.
    pub title: String,
    /// What it does, in a sentence.
    pub lead: String,
    /// Where its forms go.
    pub action: String,
    /// Where one comes back to.
    pub back: String,
    /// The invoice it is about.
    pub side: Side,
    /// What to fill in.
    pub fields: Vec<Field>,
    /// What will happen; nothing while fields are to be filled in.
    pub preview: Option<Preview>,
    /// The key of the form, new for each page.
    pub key: String,
    /// Other things to choose: address and words.
    pub choices: Vec<(String, String)>,
    /// Links, for the tool of that name.
    pub links: Vec<LinkFace>,
}

/// Renders the whole document.
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
        {super::side::pane(&Side { may_act: false, ..page.side.clone() }, &page.frame.say, true)}
    }
    .into_any()
}

/// The first step: asked for by GET, because nothing changes yet.
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
