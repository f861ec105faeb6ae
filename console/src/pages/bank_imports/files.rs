//! Bank files: dropped here or chosen, imported with visible progress, and those of before.

use domain::{Currency, Timestamp};
use leptos::prelude::*;

use crate::pages::frame::tag;
use crate::pages::payments::pieces::count;
use crate::pages::{Area, Frame, Rendered, Tone};

/// The outcomes of the transactions of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Booked without a person.
    pub booked: u64,
    /// Waiting with candidates.
    pub suggested: u64,
    /// Waiting without candidates.
    pub unmatched: u64,
    /// Known from an earlier file.
    pub duplicate: u64,
    pub reversed: u64,
    /// Not incoming money.
    pub ignored: u64,
    pub rejected: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub key: String,
    pub name: String,
    /// The usual name of its format.
    pub format: String,
    pub at: Timestamp,
    pub by: Option<String>,
    /// How many entries it has.
    pub entries: u64,
    /// Their outcomes; `None` while it is being imported, or if that was interrupted.
    pub totals: Option<Totals>,
    /// The money that came in with it, minor units.
    pub received: Vec<(i64, Currency)>,
    /// Why it was refused, if it was.
    pub refused: Option<String>,
    /// Whether the import was undone.
    pub undoing: Undoing,
}

/// How far undoing an import is.
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

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The id that names the file when it is imported; `None` if it cannot be.
    pub file: Option<String>,
    pub name: String,
    /// The outcomes, line by line.
    pub says: Vec<String>,
    pub warns: Vec<String>,
    /// Whether importing it adds an account.
    pub adds_account: bool,
}

#[derive(Clone)]
pub struct BankPage {
    pub frame: Frame,
    /// The files, newest first.
    pub files: Vec<File>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Whether this reader may import files.
    pub may_act: bool,
    /// Previews, for browsers without a script.
    pub looks: Vec<Look>,
}

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

/// Where files are dropped. Without scripts it is a form that sends the chosen files.
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

/// A preview without a script. The file has to be chosen once more to be imported.
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
                                "BankDetails in"
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
    // A refused file has nothing to undo; an interrupted import may have.
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
