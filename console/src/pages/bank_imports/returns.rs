//! Returns that wait: the bank returned a payment that was not found.

use domain::Date;
use domain::ids::PaymentId;
use leptos::prelude::*;

use crate::pages::{Area, Frame, Rendered};

/// A payment that a return may reverse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    pub payment: PaymentId,
    /// Who paid, how much, when and for what, in a line.
    pub text: String,
}

/// A return that waits, as its row shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    pub id: String,
    /// The amount as text.
    pub amount: String,
    pub booked_on: Date,
    /// Who had paid, as the bank says.
    pub from: String,
    /// What the bank says: reason, references, message.
    pub said: Vec<String>,
    /// The payments with this amount.
    pub originals: Vec<Original>,
}

#[derive(Clone)]
pub struct ReturnsPage {
    pub frame: Frame,
    pub returns: Vec<Return>,
    /// The key of the forms, new for each page.
    pub key: String,
    /// Whether this reader may decide.
    pub may_act: bool,
}

#[must_use]
pub fn render(page: &ReturnsPage) -> Rendered {
    let page = page.clone();
    let frame = page.frame.clone();
    frame.render(Some(Area::Matching), "Returns that wait", "wide returns", None, move || body(&page))
}

fn body(page: &ReturnsPage) -> AnyView {
    let rows = page.returns.iter().map(|one| row(page, one)).collect_view();
    let empty = page.returns.is_empty().then(|| view! { <p class="soft">"No return waits."</p> });
    view! {
        <p>
            <a class="back" href="/console/matching">
                "‹ Matching"
            </a>
        </p>
        <header class="head plain">
            <h1>"Returns that wait"</h1>
        </header>
        <p class="soft">
            "The bank took these back, and no payment was found that they surely name. Each is tried again when a payment arrives."
        </p>
        <ol class="found" data-region="returns">{rows}</ol>
        {empty}
    }
    .into_any()
}

fn row(page: &ReturnsPage, one: &Return) -> AnyView {
    let action = |word: &str| format!("/console/returns/{}/{word}", one.id);
    let said = one.said.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view();
    let originals = one
        .originals
        .iter()
        .map(|original| {
            let button = page.may_act.then(|| {
                view! {
                    <form method="post" action=action("resolve")>
                        <input type="hidden" name="key" value=page.key.clone() />
                        <input type="hidden" name="payment" value=original.payment.to_string() />
                        <button type="submit" class="btn">
                            "It takes this back"
                        </button>
                    </form>
                }
            });
            view! {
                <li data-original=original.payment.to_string()>
                    <a href=format!("/console/payments/{}", original.payment)>{original.text.clone()}</a>
                    " "
                    {button}
                </li>
            }
        })
        .collect_view();
    let none = one.originals.is_empty().then(|| {
        view! { <p class="soft">"No payment of this sum is here."</p> }
    });
    let dismiss = page.may_act.then(|| {
        view! {
            <form method="post" action=action("dismiss")>
                <input type="hidden" name="key" value=page.key.clone() />
                <button type="submit" class="btn">
                    "It takes back nothing of ours"
                </button>
            </form>
        }
    });
    view! {
        <li class="card" data-return=one.id.clone()>
            <div class="whose">
                <b class="num">{one.amount.clone()}</b>
                " "
                {one.from.clone()}
                " "
                <time datetime=one.booked_on.to_string()>{page.frame.say.day(one.booked_on)}</time>
            </div>
            <ul class="whys">{said}</ul>
            <ul>{originals}</ul>
            {none}
            {dismiss}
        </li>
    }
    .into_any()
}
