//! Makes links, shows them again, and revokes them.

use async_trait::async_trait;
use domain::ids::{InvoiceId, LinkId};
use domain::{StreamId, Timestamp};
use serde::Serialize;

use super::ports::{Link, LinkPlace};
use super::token::{Made, token_hash};
use crate::kernel::access::{Scope, Who};
use crate::kernel::audit::Subject;
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// Makes the link of a place, or shows the one that is there. A revoked or expired one is made anew
/// under another token.
#[derive(Debug, Clone, Serialize)]
pub struct MakeLink {
    pub invoice: InvoiceId,
    /// `email`, `sms`, `print` or `api`.
    pub channel: String,
    /// The number of the copy, from 1.
    pub copy: i64,
    /// When it expires, real time; `None` for never.
    pub expires_at: Option<Timestamp>,
    /// Whether to replace the token of a valid link, so that the old address stops working.
    pub rotate: bool,
}

#[async_trait]
impl UseCase for MakeLink {
    type Output = Made;
    const NAME: &'static str = "make_link";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Invoices), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Made, UseCaseError> {
        unit.load(vec![StreamId::Invoice(self.invoice)]).await?;
        let recipient =
            unit.books.invoices.get(&self.invoice).ok_or(UseCaseError::NotFound("invoice"))?.payer;
        let place = LinkPlace {
            biller: unit.biller_id(),
            invoice: self.invoice,
            recipient,
            channel: self.channel.clone(),
            copy: self.copy,
        };
        make(unit, place, self.expires_at, self.rotate).await
    }
}

/// Makes the link of a place, or returns the existing one if it is valid.
pub(crate) async fn make(
    unit: &mut UnitOfWork<'_>,
    place: LinkPlace,
    expires_at: Option<Timestamp>,
    rotate: bool,
) -> Result<Made, UseCaseError> {
    let now = unit.real_now();
    let known = unit.tx.link_at(&place).await?;
    let (id, generation, created_at) = match known {
        Some(link) if link.is_valid(now) && !rotate => {
            return Ok(Made {
                link_id: link.id,
                generation: link.generation,
                key_version: link.key_version,
                expires_at: link.expires_at,
            });
        }
        Some(link) => (link.id, link.generation + 1, link.created_at),
        None => (LinkId(unit.next_id()), 1, now),
    };
    let key_version = unit.link_keys().newest_version();
    let made = Made { link_id: id, generation, key_version, expires_at };
    let token = made.token(unit.link_keys()).ok_or(UseCaseError::NotFound("secret key"))?;
    let token_hash = token_hash(token.reveal());
    unit.tx
        .put_link(&Link {
            id,
            place,
            generation,
            key_version,
            token_hash,
            created_at,
            expires_at,
            revoked_at: None,
        })
        .await?;
    Ok(made)
}

/// Revokes a link at once. Revoking it again changes nothing.
#[derive(Debug, Clone, Serialize)]
pub struct RevokeLink {
    pub link: LinkId,
}

#[async_trait]
impl UseCase for RevokeLink {
    type Output = ();
    const NAME: &'static str = "revoke_link";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Invoices), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<(), UseCaseError> {
        let mut link =
            unit.tx.link(unit.biller_id(), self.link).await?.ok_or(UseCaseError::NotFound("link"))?;
        if link.revoked_at.is_none() {
            link.revoked_at = Some(unit.real_now());
            unit.note(Subject::invoice(link.place.invoice), Some(link.place.channel.clone()));
            unit.tx.put_link(&link).await?;
        }
        Ok(())
    }
}
