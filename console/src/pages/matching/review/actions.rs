//! What else can be done with a payment that waits: split it, keep it as credit, return it.

use leptos::prelude::*;

use crate::pages::Formatter;
use crate::pages::matching::review::MatchReview;

/// How many invoices can be named besides those on the page.
const MORE: usize = 3;

/// The other actions, each folded behind its name.
pub fn others(review: &MatchReview, say: &Formatter) -> AnyView {
    view! {
        <section class="found" aria-labelledby="others-title">
            <h2 id="others-title">"Something else"</h2>
            {split(review, say)}
            {keep(review, say)}
            {give_back(review, say)}
        </section>
    }
    .into_any()
}

/// Parts for several invoices; the rest becomes the payer's credit.
fn split(review: &MatchReview, say: &Formatter) -> AnyView {
    let currency = review.transfer.currency;
    let rows = review
        .choices()
        .filter(|choice| choice.figures.currency == currency && choice.figures.open_minor > 0)
        .map(|choice| {
            let id = format!("part-{}", choice.figures.id);
            view! {
                <div class="part">
                    <label for=id.clone()>
                        {choice.figures.number.clone()} " "
                        <small class="soft">
                            {choice.name.clone()} ", " {say.money(choice.figures.open_minor, currency)} " open"
                        </small>
                    </label>
                    <input id=id name=format!("part-{}", choice.figures.id) inputmode="decimal" autocomplete="off" />
                </div>
            }
        })
        .collect_view();
    let more = (1..=MORE)
        .map(|at| {
            view! {
                <div class="part">
                    <input
                        name=format!("number-{at}")
                        aria-label=format!("Number of a further invoice, {at}")
                        placeholder="Invoice number"
                        maxlength="100"
                        autocomplete="off"
                    />
                    <input
                        name=format!("amount-{at}")
                        aria-label=format!("Its part, {at}")
                        inputmode="decimal"
                        autocomplete="off"
                    />
                </div>
            }
        })
        .collect_view();
    view! {
        <details class="card stack" id="split">
            <summary>"Split it over several invoices"</summary>
            <form class="fields" method="post" action=review.action("split")>
                <input type="hidden" name="key" value=review.key.clone() />
                <p class="soft">
                    "Amounts in " {currency.code()} ", " {review.transfer.amount(say)}
                    " in all. What no invoice takes becomes the payer’s credit; all invoices are one payer’s."
                </p>
                {rows}
                {more}
                <p class="r">
                    <button type="submit" class="btn p">
                        "Book the parts"
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}

/// The payment belongs to a payer, but pays no invoice.
fn keep(review: &MatchReview, say: &Formatter) -> AnyView {
    let payers = review.payers();
    let form = if payers.is_empty() {
        view! { <p class="soft">"Search for one of the payer’s invoices first."</p> }.into_any()
    } else {
        let options = payers
            .into_iter()
            .map(|(id, name)| view! { <option value=id.to_string()>{name.to_owned()}</option> })
            .collect_view();
        view! {
            <form class="fields" method="post" action=review.action("credit")>
                <input type="hidden" name="key" value=review.key.clone() />
                <div class="field">
                    <label for="keep-payer">"Whose it is"</label>
                    <select id="keep-payer" name="payer">
                        {options}
                    </select>
                    <small class="soft">"It pays no invoice until somebody uses it."</small>
                </div>
                <p class="r">
                    <button type="submit" class="btn p">
                        "Keep "
                        {review.transfer.amount(say)}
                        " as credit"
                    </button>
                </p>
            </form>
        }
        .into_any()
    };
    view! {
        <details class="card stack">
            <summary>"Keep it as credit"</summary>
            {form}
        </details>
    }
    .into_any()
}

fn give_back(review: &MatchReview, say: &Formatter) -> AnyView {
    view! {
        <details class="card stack">
            <summary>"Return it to the sender"</summary>
            <form class="fields" method="post" action=review.action("return")>
                <input type="hidden" name="key" value=review.key.clone() />
                <p class="soft">
                    "Billow writes down that it goes back. The transfer itself is made at your bank"
                    {review.transfer.came.account.clone().map(|account| format!(", to {account}"))} "."
                </p>
                <div class="field">
                    <label for="return-reason">
                        "Why " <span class="soft">"(optional)"</span>
                    </label>
                    <textarea id="return-reason" name="reason" rows="2" maxlength="2000"></textarea>
                    <small class="soft">"For staff. No payer sees it."</small>
                </div>
                <p class="r">
                    <button type="submit" class="btn p">
                        "Return "
                        {review.transfer.amount(say)}
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}
