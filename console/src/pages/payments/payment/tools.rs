//! What can be done with a payment: undo its match, apply the rest, refund it.

use leptos::prelude::*;

use crate::pages::payments::payment::{PaymentPage, RefundSummary};

/// The tools that make sense in its state.
pub fn tools(page: &PaymentPage) -> AnyView {
    let undo = page.undo.then(|| undo(page));
    let apply =
        (page.payer.is_some() && page.free_minor > 0 && !page.could_take.is_empty()).then(|| apply(page));
    let refund = (page.refundable_minor > 0 && page.payer.is_some()).then(|| refund(page));
    view! {
        <div class="deeds">{undo} {apply} {refund}</div>
    }
    .into_any()
}

fn undo(page: &PaymentPage) -> AnyView {
    view! {
        <form method="post" action=page.action("undo")>
            <input type="hidden" name="key" value=page.key.clone() />
            <button type="submit" class="btn" data-shortcut="u">
                "Undo the match "
                <kbd>"U"</kbd>
            </button>
            <small class="soft">"What it paid is open again; the money waits for a match."</small>
        </form>
    }
    .into_any()
}

/// An amount in the form of a field.
fn written(page: &PaymentPage, minor: i64) -> String {
    domain::Money::new(minor, page.transfer.currency).to_decimal().to_string()
}

fn amount_field(page: &PaymentPage, id: &'static str, label: &'static str, minor: i64) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{label} ", " {page.transfer.currency.code()}</label>
            <input id=id name="amount" inputmode="decimal" autocomplete="off" required value=written(page, minor) />
        </div>
    }
    .into_any()
}

/// Applies credit to another invoice of the same payer.
fn apply(page: &PaymentPage) -> AnyView {
    let options = page
        .could_take
        .iter()
        .map(|invoice| {
            let open = page.frame.say.money(invoice.open_minor, invoice.currency);
            view! {
                <option value=invoice.id.to_string()>{format!("{}, {open} open", invoice.number)}</option>
            }
        })
        .collect_view();
    let most = page.could_take.first().map_or(page.free_minor, |first| first.open_minor.min(page.free_minor));
    view! {
        <details class="stack">
            <summary>"Use " {page.money(page.free_minor)} " of credit"</summary>
            <form class="fields" method="post" action=page.action("apply")>
                <input type="hidden" name="key" value=page.key.clone() />
                <div class="field">
                    <label for="apply-invoice">"For"</label>
                    <select id="apply-invoice" name="invoice">
                        {options}
                    </select>
                </div>
                {amount_field(page, "apply-amount", "Amount", most)}
                <p class="r">
                    <button type="submit" class="btn p">
                        "Use it"
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}

fn refund(page: &PaymentPage) -> AnyView {
    view! {
        <details class="stack">
            <summary>"Pay back …"</summary>
            <form class="fields" method="post" action=page.action("refund")>
                <input type="hidden" name="key" value=page.key.clone() />
                {amount_field(page, "refund-amount", "Amount", page.refundable_minor)}
                <div class="field">
                    <label for="refund-reason">"Why " <span class="soft">"(optional)"</span></label>
                    <textarea id="refund-reason" name="reason" rows="2" maxlength="2000"></textarea>
                    <small class="soft">"For staff. No payer sees it."</small>
                </div>
                <p class="r">
                    <button type="submit" class="btn p">
                        "Pay back"
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}

/// For a refund that is made by hand: somebody states how it ended.
pub fn refund_ends(page: &PaymentPage, refund: &RefundSummary) -> AnyView {
    let button = |end: &'static str, text: &'static str| {
        view! {
            <button type="submit" class="quiet" name="end" value=end>
                {text}
            </button>
        }
    };
    view! {
        <form method="post" action=page.action("refunded")>
            <input type="hidden" name="refund" value=refund.id.to_string() />
            {button("completed", "It went back")}
            {button("failed", "It failed")}
        </form>
    }
    .into_any()
}
