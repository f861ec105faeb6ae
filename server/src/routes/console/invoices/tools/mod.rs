//! The tools of an invoice: a file and an entry in [`TOOLS`] each. The file says everything about its tool: address and
//! words, when and where it is offered, its fields, and the use case that it runs. Routes, sidebar, form, preview and
//! notice are made of that.

mod credit;
mod dispute;
mod due;
mod fail;
mod fee;
mod links;
mod pause;
mod payment;
mod propose;
mod resume;
mod reverse;
mod settle;
mod use_credit;
mod void;
mod waive;
mod write_off;

use crate::routes::console::invoices::tool::Tool;

/// Every tool, in the order in which the sidebar shows them.
pub static TOOLS: &[&dyn Tool] = &[
    &payment::Payment,
    &due::Due,
    &credit::Credit,
    &use_credit::UseCredit,
    &propose::Propose,
    &fee::Fee,
    &waive::Waive,
    &pause::Pause,
    &resume::Resume,
    &write_off::WriteOff,
    &void::Void,
    &links::Links,
    &settle::Settle,
    &fail::Fail,
    &reverse::Reverse,
    &dispute::Dispute,
];
