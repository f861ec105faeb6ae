//! One invoice for a role that may see neither its conversation nor its payments nor the payer's contact details.

use leptos::prelude::*;

use crate::pages::figures::Figures;
use crate::pages::formatter::status;
use crate::pages::frame::tag;
use crate::pages::sidebar::LineView;
use crate::pages::{Area, Frame, Rendered};

#[derive(Clone)]
pub struct SummaryPage {
    pub frame: Frame,
    pub figures: Figures,
    pub payer: String,
    pub lines: Vec<LineView>,
}

#[must_use]
pub fn render(page: &SummaryPage) -> Rendered {
    let page = page.clone();
    let title = format!("Invoice {}", page.figures.number);
    let frame = page.frame.clone();
    frame.render(Some(Area::Invoices), &title, "wide", None, move || body(&page))
}

fn body(page: &SummaryPage) -> AnyView {
    let (figures, say) = (&page.figures, &page.frame.say);
    let money = |minor| say.money(minor, figures.currency);
    let (tone, word) = status(figures.status);
    let rows = page
        .lines
        .iter()
        .map(|line| {
            view! {
                <li>
                    <span>{line.name.clone()}</span>
                    <small class="num">{money(line.net_minor)}</small>
                </li>
            }
        })
        .collect_view();
    view! {
        <p>
            <a class="back" href="/console/invoices">
                "‹ Invoices"
            </a>
        </p>
        <h1>"Invoice " {figures.number.clone()} " " {tag(tone, word.into())}</h1>
        <div class="stack" data-region="summary">
            <section class="card" aria-label="Figures" data-status=figures.status.as_str()>
                <dl class="kv num">
                    <div>
                        <dt>"Payer"</dt>
                        <dd>{page.payer.clone()}</dd>
                    </div>
                    <div>
                        <dt>"Total"</dt>
                        <dd data-amount="total" data-minor=figures.total_minor.to_string()>
                            {money(figures.total_minor)}
                        </dd>
                    </div>
                    <div>
                        <dt>"Open"</dt>
                        <dd data-amount="open" data-minor=figures.open_minor.to_string()>
                            {money(figures.open_minor)}
                        </dd>
                    </div>
                    <div>
                        <dt>"Due"</dt>
                        <dd>
                            <time data-due=figures.due_date.to_string() datetime=figures.due_date.to_string()>
                                {say.day(figures.due_date)}
                            </time>
                        </dd>
                    </div>
                </dl>
            </section>
            <section class="card" aria-labelledby="lines">
                <h2 id="lines">"Lines, before VAT"</h2>
                <ul class="pairs">{rows}</ul>
            </section>
            <p class="soft">
                "Conversations, payments and contact details are for those who help payers."
            </p>
        </div>
    }
    .into_any()
}
