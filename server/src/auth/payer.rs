//! Identifies a payer by a link.

use std::net::IpAddr;

use domain::links::Proof;
use usecases::{Caller, Link, Principal, UseCaseError, token_hash};

use crate::limits::TooMany;
use crate::state::App;

/// The caller with this link. The link is the only proof so far: a typed code comes later.
#[must_use]
pub const fn link_caller(link: &Link) -> Caller {
    let (link, place) = (link.id, &link.place);
    let principal = Principal::Payer { link, invoice: place.invoice, proof: Proof::Link };
    Caller { biller: place.biller, principal }
}

/// Why a token opens nothing.
pub enum Unopened {
    /// It is wrong, expired or revoked.
    Link,
    /// Too many wrong tokens from this address.
    TooMany(TooMany),
    Failed(UseCaseError),
}

/// Finds the link of a token, and counts a wrong one.
///
/// # Errors
/// [`Unopened`].
pub async fn find_link(app: &App, token: &str, address: IpAddr) -> Result<Link, Unopened> {
    let found = app
        .services
        .node()
        .link_by_hash(&token_hash(token))
        .await
        .map_err(|error| Unopened::Failed(error.into()))?;
    match found.filter(|link| link.is_valid(app.services.clock.now())) {
        Some(link) => Ok(link),
        None => {
            app.limits.miss(address).map_err(Unopened::TooMany)?;
            Err(Unopened::Link)
        }
    }
}
