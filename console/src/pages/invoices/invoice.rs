//! One invoice: the page exactly as the payer sees it, with the tools beside it.

use crate::pages::sidebar;
use domain::Timestamp;
use leptos::prelude::*;

use crate::live::OpenInvoice;
use crate::pages::conversations::conversation::Conversation;
use crate::pages::happened::{self, Happened};
use crate::pages::sidebar::{Side, history};
use crate::pages::{Area, Frame, Rendered};

#[derive(Clone)]
pub struct InvoicePage {
    pub frame: Frame,
    /// The invoice and its tools.
    pub side: Side,
    pub conversation: Conversation,
}

#[must_use]
pub fn render(page: &InvoicePage) -> Rendered {
    let page = page.clone();
    let frame = page.frame.clone();
    let title = format!("Invoice {}", page.side.figures.number);
    let live = format!("/console/invoices/{}/live", page.side.figures.id);
    let invoice = OpenInvoice { live, payer: page.side.payer.name.clone() };
    frame.render(Some(Area::Invoices), &title, "one", Some(invoice), move || body(&page))
}

fn body(page: &InvoicePage) -> AnyView {
    let side = &page.side;
    let base = format!("/console/invoices/{}", side.figures.id);
    let rows: Vec<(Timestamp, Happened)> = page
        .conversation
        .view
        .log
        .iter()
        .filter_map(|frame| {
            Some((frame.at, happened::of(&page.conversation.view.shared, frame, &page.frame.say)?))
        })
        .collect();
    let review_reasons = page.conversation.view.review_reasons.iter().map(|reason| {
        view! { <p class="notice warn">"To look at: " {happened::review_reason_name(*reason)} "."</p> }
    });
    let review_reasons = review_reasons.collect_view();
    let (here, presence) = if page.conversation.viewers.payers > 0 {
        ("yes", "On the page now")
    } else {
        ("no", "Not on the page")
    };
    view! {
        <section class="seen" aria-labelledby="seen-title" data-seq=page.conversation.view.seq.to_string()>
            <header class="head">
                <div class="who">
                    <h1 id="seen-title">
                        "Invoice " {side.figures.number.clone()}
                        <span class="soft">" · as " {side.payer.name.clone()} " sees it"</span>
                    </h1>
                    <p class="soft">
                        <span class="presence" data-say="presence" data-here=here>
                            {presence}
                        </span>
                        <span data-say="colleagues" data-me=page.frame.name.clone()></span>
                    </p>
                </div>
                <a class="btn" href=format!("/console/inbox/{}", side.figures.id) data-shortcut="r">
                    "Conversation "
                    <kbd>"R"</kbd>
                </a>
            </header>
            <div data-region="review_reasons">{review_reasons}</div>
            <iframe
                class="paper"
                title="The payer's page"
                src=format!("{base}/as-payer")
                data-follows=""
                data-keep=""
            ></iframe>
            <section class="card" aria-labelledby="history-title" data-region="history">
                <h2 id="history-title">"What happened"</h2>
                {history(rows, &page.frame.say)}
            </section>
        </section>
        {sidebar::pane(side, &page.frame.say, true)}
    }
    .into_any()
}
