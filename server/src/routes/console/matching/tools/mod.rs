//! The tools of a payment: a file and an entry in [`PAYMENT_TOOLS`] each. The file says everything about its tool but the
//! markup of its form. Routes and access are made of that.

mod apply;
mod ask;
mod confirm;
mod join;
mod keep;
mod refund;
mod refund_end;
mod return_payment;
mod separate;
mod split;
mod undo;

use crate::routes::console::matching::tool::PaymentTool;

pub static PAYMENT_TOOLS: &[&dyn PaymentTool] = &[
    &confirm::Confirm,
    &split::Split,
    &keep::Keep,
    &return_payment::Return,
    &ask::Ask,
    &undo::Undo,
    &refund::Refund,
    &refund_end::RefundEnds,
    &apply::Apply,
    &join::Join,
    &separate::Separate,
];
