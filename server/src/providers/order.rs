//! The order that a provider gets.

use psp::Order;
use usecases::{FindBiller, FindInvoice, ListLinks, ReadDocument, UseCaseError};

use super::{AtProvider, NotAsked, Providers};

/// The order of a checkout, the same each time.
pub(super) async fn order(providers: &Providers, at: &AtProvider) -> Result<Order, NotAsked> {
    let (services, row) = (providers.services(), &at.row);
    let invoice = row.invoice;
    let biller = providers.ask(row.biller, FindBiller).await?;
    let found = providers.ask(row.biller, FindInvoice { invoice }).await?;
    let number = found.ok_or(UseCaseError::NotFound("invoice"))?.number;
    let document = providers.ask(row.biller, ReadDocument { invoice }).await?;
    let language = document.and_then(|document| document.language).unwrap_or(biller.language);
    let links = providers.ask(row.biller, ListLinks { invoice }).await?;
    let token = links.iter().find(|link| link.id == row.link).and_then(|link| services.link_keys.token(link));
    let base = providers.base_url();
    let return_url = match token {
        Some(token) => format!("{base}/i/{}?checkout={}", token.reveal(), row.id),
        // The link ended meanwhile, so the payer has no page to return to.
        None => base.to_owned(),
    };
    Ok(Order {
        reference: row.id.to_string(),
        amount: row.amount(),
        method: row.method,
        description: format!("{}, {number}", biller.name),
        return_url,
        webhook_url: providers.webhook_url(&at.connection),
        expires_at: row.expires_at,
        language,
        opened_at: row.opened_at,
    })
}
