//! Who holds a payer's link.

use domain::proof::Proof;
use usecases::{Caller, Link, Principal};

/// The caller that a link brings. The link is all they have shown: a code that is typed comes later.
#[must_use]
pub const fn link_caller(link: &Link) -> Caller {
    let (link, place) = (link.id, &link.place);
    let principal = Principal::Payer { link, invoice: place.invoice, proof: Proof::Link };
    Caller { biller: place.biller, principal }
}
