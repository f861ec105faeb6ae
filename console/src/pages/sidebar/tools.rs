//! The tools that the sidebar offers. Which ones, and when, the server decides; here they get their place.

use domain::payments::PaymentState;
use leptos::prelude::*;

use crate::pages::sidebar::Side;

/// Where in the sidebar a tool is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// As a button below the invoice's figures.
    Invoice,
    /// At each payment in this state.
    Payment(PaymentState),
    /// At the dispute that waits for a decision.
    Dispute,
}

/// A tool that makes sense in the invoice's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferedTool {
    pub place: Place,
    /// The last part of its address.
    pub path: &'static str,
    /// The text of the link to it.
    pub link: &'static str,
}

/// The tools below the invoice's figures.
pub(crate) fn buttons(side: &Side, base: &str) -> AnyView {
    offered(side, Place::Invoice)
        .map(|tool| {
            view! {
                <a class="btn" href=format!("{base}/{}", tool.path)>
                    {tool.link}
                </a>
            }
        })
        .collect_view()
        .into_any()
}

/// The tools at something in the sidebar, `query` behind their addresses.
pub(crate) fn links(side: &Side, place: Place, base: &str, query: &str) -> AnyView {
    offered(side, place)
        .enumerate()
        .map(|(at, tool)| {
            view! {
                {(at > 0).then_some(" ")}
                <a href=format!("{base}/{}{query}", tool.path)>{tool.link}</a>
            }
        })
        .collect_view()
        .into_any()
}

fn offered(side: &Side, place: Place) -> impl Iterator<Item = &OfferedTool> {
    side.tools.iter().filter(move |tool| side.may_act && tool.place == place)
}
