//! What happens at the sandbox provider later: a pending payment becomes certain, webhooks are sent.

use bytes::Bytes;
use futures_util::future::join_all;
use psp::sandbox::api::Event;
use psp::sandbox::{SIGNATURE, Status, StatusStep};
use psp::{Body, Call, Header, Verb, signature};
use usecases::checkouts::{ConnectionSecrets, ProviderConnection};

use super::keep;
use crate::providers::webhook::{NotTaken, receive};
use crate::providers::{NotAsked, Providers};

/// Carries out a step.
///
/// # Errors
/// [`NotAsked`]; a webhook that does not arrive is sent again.
pub async fn step(providers: &Providers, payment: &str, step: StatusStep) -> Result<(), NotAsked> {
    match step {
        StatusStep::Become(status) => {
            let change = |payment: &mut psp::sandbox::SandboxPayment| ((), payment.become_(status));
            keep::change(providers.services(), payment, change).await?;
            providers.wake();
            Ok(())
        }
        StatusStep::Tell { status, copies } => tell(providers, payment, status, copies).await,
    }
}

async fn tell(providers: &Providers, payment: &str, status: Status, copies: u8) -> Result<(), NotAsked> {
    let services = providers.services();
    let Some(found) = keep::find(services, payment).await? else { return Ok(()) };
    let Some(connection) = services.node().provider_connection(found.row.connection).await? else {
        return Ok(());
    };
    let secrets = ConnectionSecrets::open(&services.link_keys, &connection);
    let Some(secret) = secrets.and_then(|secrets| secrets.webhook_secret) else { return Ok(()) };
    let event = Event { payment: payment.to_owned(), status };
    let body = Bytes::from(serde_json::to_vec(&event).unwrap_or_default());
    let signed = signature::sign(&secret, &body, services.clock.now());
    let url = &found.payment.order.webhook_url;
    let sent = (0..copies).map(|_| send(providers, &connection, url, &signed, &body)).collect::<Vec<_>>();
    for outcome in join_all(sent).await {
        outcome?;
    }
    Ok(())
}

/// Sends a webhook. One for this server is handed over without the network: a node may be unable to reach itself at the
/// address that payers use.
async fn send(
    providers: &Providers,
    connection: &ProviderConnection,
    url: &str,
    signed: &str,
    body: &Bytes,
) -> Result<(), NotAsked> {
    if url == providers.webhook_url(connection) {
        return match receive(providers, connection, Some(signed), body).await {
            Ok(()) => Ok(()),
            Err(NotTaken::Failed(error)) => Err(error),
            Err(NotTaken::Forged(_)) => Ok(()),
        };
    }
    let call = Call {
        verb: Verb::Post,
        url: url.to_owned(),
        headers: vec![(SIGNATURE, Header::Plain(signed.to_owned()))],
        body: Some(Body::Json(String::from_utf8_lossy(body).into_owned())),
    };
    let answer = providers.http().send(call).await.map_err(psp::PspError::from)?;
    if (200..300).contains(&answer.status) {
        Ok(())
    } else {
        Err(psp::PspError::Unknown(format!("the webhook was answered with {}", answer.status)).into())
    }
}
