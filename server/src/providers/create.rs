//! Makes a checkout at its provider.

use domain::ids::{BillerId, CheckoutId};
use psp::{Cancelled, Opened, Order, PspError};
use usecases::money_in::checkout::{BeginAsking, CheckoutCreated, ProviderState, RecordProviderState};
use usecases::{FindBiller, FindInvoice, ListLinks, ReadDocument, UseCaseError};

use super::{AtProvider, NotAsked, Providers, check};

/// Makes it there, once, and answers where the payer pays; nothing where it is over already.
///
/// # Errors
/// [`NotAsked`]. It may have been made all the same; the next try looks for it first.
pub async fn create(
    providers: &Providers,
    biller: BillerId,
    checkout: CheckoutId,
) -> Result<Option<String>, NotAsked> {
    let at = providers.at(biller, checkout).await?;
    if at.row.provider_id.is_some() || at.row.state != ProviderState::Creating {
        return Ok(at.row.url.filter(|_| !at.row.state.is_final()));
    }
    let asking = providers.run(biller, BeginAsking { checkout }).await?;
    if asking.over {
        super::close::close(providers, biller, checkout).await?;
        return Ok(None);
    }
    let order = order(providers, &at).await?;
    // Somebody has asked before and does not know what came of it: the provider is asked what there is.
    let known = if asking.before > 0 { at.provider.find(&order).await? } else { None };
    let opened = match known {
        Some(opened) => Ok(opened),
        None => at.provider.create(&order).await,
    };
    match opened {
        Ok(opened) => keep(providers, biller, &at, opened).await,
        Err(error) if error.is_passing() => Err(error.into()),
        Err(error) => {
            tracing::warn!(%checkout, %error, "a provider refused a checkout");
            let code = match error {
                PspError::Refused { code, .. } => Some(code),
                _ => None,
            };
            let failed = RecordProviderState { checkout, state: ProviderState::Failed, code };
            providers.run(biller, failed).await?;
            Ok(None)
        }
    }
}

/// Writes down what the provider answered.
pub(super) async fn keep(
    providers: &Providers,
    biller: BillerId,
    at: &AtProvider,
    opened: Opened,
) -> Result<Option<String>, NotAsked> {
    let Opened { provider_id, url } = opened;
    let created = CheckoutCreated { checkout: at.row.id, provider_id: provider_id.clone(), url: url.clone() };
    if providers.run(biller, created).await? {
        // It was given up while the provider made it.
        if at.provider.cancel(&provider_id).await? == Cancelled::TooLate {
            check::check(providers, biller, at.row.id, false).await?;
        }
        return Ok(None);
    }
    Ok(url)
}

/// What the provider is asked for.
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
        // The link was ended meanwhile, so the payer has no page to come back to.
        None => base.to_owned(),
    };
    Ok(Order {
        reference: row.id.to_string(),
        amount: row.amount(),
        means: row.means,
        description: format!("{}, {number}", biller.name),
        return_url,
        webhook_url: providers.webhook_url(&at.connection),
        expires_at: row.expires_at,
        language,
        opened_at: row.opened_at,
    })
}
