//! One invoice that the payment may be for, with the button that books it.

use leptos::prelude::*;

use crate::pages::formatter::status;
use crate::pages::frame::tag;
use crate::pages::matching::review::{Asking, Choice, MatchReview, Question};
use crate::pages::payments::pieces::{beside, reasons, score};
use crate::pages::{Formatter, Tone};

/// The result of booking the whole amount on an invoice.
enum Booking {
    /// It pays exactly the open amount.
    Exact,
    /// This amount stays open, minor units.
    Rest(i64),
    /// This amount becomes the payer's credit, minor units.
    Over(i64),
    /// It cannot be booked there, for this reason.
    Not(&'static str),
}

fn booking(review: &MatchReview, choice: &Choice) -> Booking {
    let (amount, open) = (review.transfer.amount_minor, choice.figures.open_minor);
    if choice.figures.currency != review.transfer.currency {
        return Booking::Not("Its currency is another one.");
    }
    match open {
        0 => Booking::Not("Nothing is open on it. Keep the money as credit, or return it."),
        open if open == amount => Booking::Exact,
        open if open > amount => Booking::Rest(open - amount),
        open => Booking::Over(amount - open),
    }
}

/// The box of an invoice; `place` is its rank among the candidates, from 1.
pub fn proposal(review: &MatchReview, choice: &Choice, place: Option<usize>, say: &Formatter) -> AnyView {
    let figures = &choice.figures;
    let (tone, word) = status(figures.status);
    let best = (place == Some(1)).then_some("");
    view! {
        <li class="card choice" data-key=figures.id.to_string() data-choice=figures.number.clone() data-best=best>
            <div class="whose">
                <b>
                    <a href=format!("/console/payers/{}", choice.payer)>{choice.name.clone()}</a>
                </b>
                {choice.score.map(score)}
            </div>
            <p class="for">
                "Invoice "
                <a href=format!("/console/invoices/{}", figures.id)>{figures.number.clone()}</a>
                " · "
                <b class="num">{say.money(figures.open_minor, figures.currency)}</b>
                " open · due "
                {say.day(figures.due_date)}
                " "
                {tag(tone, word.into())}
            </p>
            {choice
                .reference
                .as_deref()
                .map(|reference| {
                    view! {
                        <p class="ref soft">"Reference " {beside(review.given.as_deref(), reference)}</p>
                    }
                })}
            {reasons(&choice.whys)}
            {review.may_act.then(|| acts(review, choice, place, say))}
        </li>
    }
    .into_any()
}

fn acts(review: &MatchReview, choice: &Choice, place: Option<usize>, say: &Formatter) -> AnyView {
    let amount = review.transfer.amount(say);
    let money = |minor| say.money(minor, review.transfer.currency);
    let what = booking(review, choice);
    let note = match what {
        Booking::Exact => "The invoice is paid.".to_owned(),
        Booking::Rest(rest) => format!("{} stays open.", money(rest)),
        Booking::Over(over) => format!("Paid; {} becomes {}’s credit.", money(over), choice.name),
        Booking::Not(why) => why.to_owned(),
    };
    let book = (!matches!(what, Booking::Not(_))).then(|| {
        let best = place == Some(1);
        let key = best.then_some("b");
        let class = if best { "btn p" } else { "btn" };
        view! {
            <form method="post" action=review.action("match")>
                <input type="hidden" name="key" value=review.key.clone() />
                <input type="hidden" name="invoice" value=choice.figures.id.to_string() />
                <input type="hidden" name="amount_minor" value=review.transfer.amount_minor.to_string() />
                <button type="submit" class=class data-shortcut=key data-goes-no-further="">
                    "Book "
                    {amount}
                    <span class="sr">" on " {choice.figures.number.clone()}</span>
                    {best.then(|| view! { <kbd>"B"</kbd> })}
                </button>
            </form>
        }
    });
    view! {
        <div class="r">{book} {ask(review, choice)} <small class="soft comes">{note}</small></div>
    }
    .into_any()
}

/// Asks the payer of the invoice whether the payment is theirs.
fn ask(review: &MatchReview, choice: &Choice) -> AnyView {
    let question = match &choice.asking {
        Asking::Free(question) => question,
        Asking::Waits { until } => {
            return view! {
                <span data-asked="">{tag(Tone::Calm, format!("Asked, can answer until {until}"))}</span>
            }
            .into_any();
        }
        Asking::Disclaimed => return tag(Tone::Bad, "Says it is not theirs".into()),
        Asking::Closed(why) => return view! { <small class="soft">{*why}</small> }.into_any(),
    };
    let Question { language, language_name, lines } = question.clone();
    let sentences =
        lines.into_iter().map(|line| view! { <p lang=language.clone()>{line}</p> }).collect_view();
    let field = format!("words-{}", choice.figures.id);
    view! {
        <details class="ask">
            <summary class="btn">"Ask the payer …"</summary>
            <form class="fields" method="post" action=review.action("ask")>
                <input type="hidden" name="key" value=review.key.clone() />
                <input type="hidden" name="invoice" value=choice.figures.id.to_string() />
                <blockquote class="reads" data-payer-reads="">
                    {sentences}
                    <footer class="soft">"In " {language_name} ", on invoice " {choice.figures.number.clone()}</footer>
                </blockquote>
                <div class="field">
                    <label for=field.clone()>
                        "A few words with it " <span class="soft">"(optional)"</span>
                    </label>
                    <textarea id=field name="text" rows="2" maxlength="2000" data-first=""></textarea>
                </div>
                <p class="r">
                    <button type="submit" class="btn p">
                        "Ask"
                    </button>
                    <small class="soft">"If they say yes, it is booked at once."</small>
                </p>
            </form>
        </details>
    }
    .into_any()
}
