//! How events of a payment are stored: their types, and how older shapes are read.

use crate::events::Upcaster;

pub(crate) const TYPES: &[&str] = &[
    "allocated",
    "charges_kept",
    "confirmed",
    "deallocated",
    "disclaimed",
    "failed",
    "identified",
    "joined",
    "payer_asked",
    "recorded",
    "refund_completed",
    "refund_failed",
    "refund_started",
    "rematched",
    "reversed",
    "separated",
    "settled",
    "unconfirmed",
    "unidentified",
];

/// Every change of shape so far, oldest first within a type.
pub(crate) const UPCASTERS: &[Upcaster] = &[
    // What the bank said and how the invoices were found may be missing; the payer was always known.
    Upcaster { kind: "recorded", from: 1, change: |_| {} },
    // The payments that it may duplicate may be missing.
    Upcaster { kind: "recorded", from: 2, change: |_| {} },
    Upcaster { kind: "rematched", from: 1, change: |_| {} },
];
