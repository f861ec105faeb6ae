//! Bank files: dropped here or chosen, taken in while one watches, and those of before.

use domain::{Currency, Timestamp};
use leptos::prelude::*;

use crate::pages::frame::tag;
use crate::pages::payments::pieces::count;
use crate::pages::{Area, Frame, Rendered, Tone};

/// How the transactions of a file ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Booked without a person.
    pub booked: u64,
    /// Waiting with candidates.
    pub suggested: u64,
    /// Waiting without any.
    pub unmatched: u64,
    /// Known from a file before.
    pub duplicate: u64,
    pub reversed: u64,
    /// Not money that came in.
    pub ignored: u64,
    pub rejected: u64,
}

/// A file that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its mark among the others.
    pub key: String,
    pub name: String,
    /// Of which kind, as people call it.
    pub format: String,
    pub at: Timestamp,
    pub by: Option<String>,
    /// How many entries it has.
    pub entries: u64,
    /// What became of them; nothing while it is being taken in, or where that was cut off.
    pub totals: Option<Totals>,
    /// What came in by it, minor units.
    pub received: Vec<(i64, Currency)>,
    /// Why nothing of it was taken, where nothing was.
    pub refused: Option<String>,
    /// Whether it was taken back.
    pub undoing: Undoing,
}

/// How far the undoing of an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undoing {
    /// Nobody has asked for it.
    No,
    Begun,
    Ended {
        /// When the last entry was undone.
        at: Timestamp,
        /// How many entries stay.
        left: u64,
    },
}

/// What importing a file would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// By what the file is named when it is taken in; nothing where it cannot be.
    pub file: Option<String>,
    pub name: String,
    /// What would become of it, line by line.
    pub says: Vec<String>,
    /// What is to be thought of.
    pub warns: Vec<String>,
    /// Whether taking it in adds an account.
    pub adds_account: bool,
}

#[derive(Clone)]
pub struct BankPage {
    /// What stands around it.
    pub frame: Frame,
    /// The files, newest first.
    pub files: Vec<File>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Whether this reader may take files in.
    pub may_act: bool,
    /// Files that were looked at without a script.
    pub looks: Vec<Look>,
}

/// Renders the whole document.
#[must_use]
pub fn render(page: &BankPage) -> Rendered {
    let page = page.clone();
    let frame = page.frame.clone();
    frame.render(Some(Area::Payments), "Bank files", "wide bank", None, move || body(&page))
}

fn body(page: &BankPage) -> AnyView {
    let next = page.next.clone().map(|next| {
        view! {
            <p class="r">
                <a class="btn" href=next rel="next">
                    "Older files"
                </a>
            </p>
        }
    });
    view! {
        <p>
            <a class="back" href="/console/payments">
                "‹ Payments"
            </a>
        </p>
        <h1>"Bank files"</h1>
        {page.may_act.then(drop_here)}
        {page.looks.iter().map(look).collect_view()}
        {files(page)}
        {next}
    }
    .into_any()
}

/// Where files are dropped. Without scripts it is a form that sends the chosen ones.
fn drop_here() -> AnyView {
    view! {
        <form
            class="drop"
            method="post"
            action="/console/bank/files"
            enctype="multipart/form-data"
            data-drop=""
            data-keep=""
        >
            <label for="bank-files">
                <b>"Drop bank files here, or choose them"</b>
                <span class="soft">
                    "camt.053, camt.054, BgMax or MT940. You see what a file would do before it is imported."
                </span>
            </label>
            <input id="bank-files" type="file" name="file" multiple="" required data-drop-input="" />
            <button type="submit" class="btn p" data-drop-send="">
                "Look at the files"
            </button>
        </form>
        <ol class="taking" data-taking="" data-keep="" aria-live="polite" aria-label="Files on their way"></ol>
        <template data-for="taking">
            <li class="card taken" data-state="sending">
                <p class="whose">
                    <b data-field="name"></b>
                    <span data-field="state" class="tag"></span>
                </p>
                <progress data-field="progress" aria-label="How far it is"></progress>
                <p class="num soft" data-field="totals"></p>
                <p class="think" data-field="warns" hidden=""></p>
                <p class="wrong" data-field="problem" hidden=""></p>
                <p class="choice" data-field="choice" hidden="">
                    <button type="button" class="btn p" data-take-in="">
                        "Import it"
                    </button>
                    <button type="button" class="btn" data-leave-out="">
                        "Discard"
                    </button>
                </p>
            </li>
        </template>
    }
    .into_any()
}

/// What was found where no script shows it. The file is chosen once more to be taken in.
fn look(look: &Look) -> AnyView {
    let says = look.says.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view();
    let warns = look.warns.iter().map(|line| view! { <p class="think">{line.clone()}</p> }).collect_view();
    let button = if look.adds_account { "Add the account and import it" } else { "Import it" };
    let take = look.file.clone().map(|file| {
        let id = format!("file-{file}");
        view! {
            <form method="post" action="/console/bank/files" enctype="multipart/form-data">
                <input type="hidden" name="take" value=file />
                <input type="hidden" name="allow" value=look.adds_account.to_string() />
                <label for=id.clone()>"Choose the file once more to import it"</label>
                <input id=id type="file" name="file" required />
                <button type="submit" class="btn p">
                    {button}
                </button>
            </form>
        }
    });
    view! {
        <section class="card taken" data-look="">
            <p class="whose">
                <b>{look.name.clone()}</b>
                " "
                {tag(Tone::Calm, "Not imported yet".into())}
            </p>
            <ul class="num">{says}</ul>
            {warns}
            {take}
        </section>
    }
    .into_any()
}

fn files(page: &BankPage) -> AnyView {
    let rows = page.files.iter().map(|file| row(page, file)).collect_view();
    let empty =
        page.files.is_empty().then(|| view! { <p class="empty soft">"No bank file was imported yet."</p> });
    view! {
        <section class="card" aria-labelledby="files-title">
            <h2 id="files-title">"Imported before"</h2>
            <div class="scroll">
                <table class="files-in num">
                    <thead>
                        <tr>
                            <th scope="col">"File"</th>
                            <th scope="col">"When"</th>
                            <th scope="col">"What it held"</th>
                            <th scope="col" class="amount">
                                "Came in"
                            </th>
                        </tr>
                    </thead>
                    <tbody data-region="rows">{rows}</tbody>
                </table>
                {empty}
            </div>
        </section>
    }
    .into_any()
}

fn row(page: &BankPage, file: &File) -> AnyView {
    let say = &page.frame.say;
    let gone = matches!(file.undoing, Undoing::Ended { .. });
    let received = if gone { &[][..] } else { &file.received };
    let came: Vec<_> = received.iter().map(|(minor, currency)| say.money(*minor, *currency)).collect();
    let by = file.by.clone().map(|by| format!(", by {by}"));
    let held = match (&file.refused, &file.totals) {
        _ if file.undoing == Undoing::Begun => view! {
            {tag(Tone::Warn, "Being undone".into())}
        }
        .into_any(),
        _ if let Undoing::Ended { at, left } = file.undoing => {
            let left = (left > 0).then(|| tag(Tone::Warn, count(left, "stays", "stay")));
            view! {
                {tag(Tone::Calm, format!("Undone {}", say.moment(at)))}
                {left}
            }
            .into_any()
        }
        (Some(why), _) => view! {
            {tag(Tone::Bad, "Refused".into())}
            " "
            <span class="wrong">{why.clone()}</span>
        }
        .into_any(),
        (None, Some(totals)) => held(totals),
        (None, None) => view! {
            {tag(Tone::Warn, "Not finished".into())}
            " "
            <span class="soft">"If nobody is importing it now, drop it once more: what is booked is booked once."</span>
        }
        .into_any(),
    };
    // Nothing is taken back of what was not taken in; what was cut off may be.
    let can_undo = page.may_act && file.refused.is_none() && file.undoing == Undoing::No;
    let undo = can_undo.then(|| {
        view! {
            <details class="undo">
                <summary>"Undo this import"</summary>
                <form method="post" action=format!("/console/bank/files/{}/undo", file.key)>
                    <p>
                        "Every payment that this file brought is taken back, and what it took back counts again. If somebody has worked on one of them since, nothing is undone."
                    </p>
                    <button type="submit" class="btn">
                        "Undo the import"
                    </button>
                </form>
            </details>
        }
    });
    view! {
        <tr data-key=file.key.clone()>
            <td class="name">
                <b>{file.name.clone()}</b>
                " "
                <small class="soft">{file.format.clone()} ", " {count(file.entries, "entry", "entries")}</small>
            </td>
            <td>{say.moment(file.at)} <small class="soft">{by}</small></td>
            <td>
                <span class="tags">{held}</span>
                {undo}
            </td>
            <td class="amount">{came.join(" · ")}</td>
        </tr>
    }
    .into_any()
}

fn held(totals: &Totals) -> AnyView {
    let waiting = totals.suggested + totals.unmatched;
    let some = |many: u64, tone, text: String| (many > 0).then(|| tag(tone, text));
    let waits = (waiting > 0).then(|| {
        view! {
            <a href="/console/matching">{tag(Tone::Warn, count(waiting, "waits", "wait"))}</a>
        }
    });
    view! {
        {some(totals.booked, Tone::Good, format!("{} booked", totals.booked))}
        {waits}
        {some(totals.reversed, Tone::Bad, format!("{} taken back", totals.reversed))}
        {some(totals.duplicate, Tone::Calm, format!("{} known before", totals.duplicate))}
        {some(totals.ignored, Tone::Calm, format!("{} ignored", totals.ignored))}
        {some(totals.rejected, Tone::Bad, count(totals.rejected, "not readable", "not readable"))}
    }
    .into_any()
}
