//! A biller's accounts at providers.

use std::fmt;

use async_trait::async_trait;
use domain::checkouts::method::CheckoutMethod;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::checkouts::ports::{ConnectionId, PROVIDER_SANDBOX, ProviderConnection};
use crate::checkouts::vault::Sealed;
use crate::kernel::access::Who;
use crate::kernel::audit::Subject;
use crate::kernel::caller::IdGenerator;
use crate::kernel::error::{FieldProblem, UseCaseError};
use crate::kernel::execute::UseCase;
use crate::kernel::keys::LinkKeys;
use crate::kernel::unit_of_work::UnitOfWork;

/// The keys of a connection. They are stored sealed, and never printed.
pub struct ConnectionSecrets {
    /// The biller's key at the provider.
    pub api_key: SecretString,
    /// The secret that signs webhooks.
    pub webhook_secret: Option<SecretString>,
}

impl fmt::Debug for ConnectionSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ConnectionSecrets(…)")
    }
}

#[derive(Serialize, Deserialize)]
struct Plain {
    api_key: String,
    webhook_secret: Option<String>,
}

const PURPOSE: &str = "provider connection 1";

impl ConnectionSecrets {
    /// Seals them for a connection; `None` if there is no key to seal them with.
    #[must_use]
    pub fn seal(&self, keys: &LinkKeys, ids: &dyn IdGenerator, connection: ConnectionId) -> Option<Sealed> {
        let plain = Plain {
            api_key: self.api_key.expose_secret().to_owned(),
            webhook_secret: self.webhook_secret.as_ref().map(|secret| secret.expose_secret().to_owned()),
        };
        let plain = serde_json::to_vec(&plain).ok()?;
        keys.lock(PURPOSE, &connection.to_string(), &plain, ids)
    }

    /// Opens them; `None` if the key's version is gone or the bytes were changed.
    #[must_use]
    pub fn open(keys: &LinkKeys, connection: &ProviderConnection) -> Option<Self> {
        let plain = keys.unlock(PURPOSE, &connection.id.to_string(), &connection.secrets)?;
        let plain: Plain = serde_json::from_slice(&plain).ok()?;
        Some(Self {
            api_key: plain.api_key.into(),
            webhook_secret: plain.webhook_secret.map(SecretString::from),
        })
    }
}

/// Connects a biller to a provider, or changes a connection. The secrets come sealed, see [`ConnectionSecrets::seal`].
#[derive(Debug, Clone, Serialize)]
pub struct ConnectProvider {
    /// An unknown id creates a connection.
    pub id: ConnectionId,
    /// `sandbox`, `stripe`, `mollie`.
    pub provider: String,
    /// The provider's address, if not its usual one.
    pub base_url: Option<String>,
    /// The methods that payers can choose.
    pub methods: Vec<CheckoutMethod>,
    pub secrets: Sealed,
}

/// A connection was made or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionChanged {
    pub connection_id: ConnectionId,
}

#[async_trait]
impl UseCase for ConnectProvider {
    type Output = ConnectionChanged;
    const NAME: &'static str = "connect_provider";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<ConnectionChanged, UseCaseError> {
        if self.methods.is_empty() {
            return Err(problem("/methods", "required", "name at least one way to pay"));
        }
        if self.provider == PROVIDER_SANDBOX && !unit.biller.sandbox {
            let message = "no money moves at the sandbox provider, so only a sandbox biller can use it";
            return Err(problem("/provider", "sandbox_only", message));
        }
        if self.base_url.as_deref().is_some_and(|url| !url.starts_with("https://") && !is_own_machine(url)) {
            return Err(problem("/base_url", "https", "a provider's address begins with https://"));
        }
        let biller = unit.biller_id();
        let known = unit.tx.connections(biller).await?;
        let before = known.iter().find(|one| one.id == self.id);
        if before.is_some_and(|before| before.provider != self.provider) {
            return Err(problem(
                "/provider",
                "fixed",
                "a connection stays with its provider; make another one",
            ));
        }
        let connection = ProviderConnection {
            id: self.id,
            biller,
            provider: self.provider.clone(),
            base_url: self.base_url.clone(),
            methods: self.methods.clone(),
            secrets: self.secrets.clone(),
            created_at: before.map_or_else(|| unit.real_now(), |before| before.created_at),
            ended_at: None,
        };
        unit.note(subject(self.id), Some(self.provider.clone()));
        unit.tx.put_connection(&connection).await?;
        Ok(ConnectionChanged { connection_id: self.id })
    }
}

/// Starts nothing new over a connection. Running checkouts go on, and their webhooks are still accepted.
#[derive(Debug, Clone, Serialize)]
pub struct DisconnectProvider {
    pub id: ConnectionId,
}

#[async_trait]
impl UseCase for DisconnectProvider {
    type Output = ConnectionChanged;
    const NAME: &'static str = "disconnect_provider";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<ConnectionChanged, UseCaseError> {
        let biller = unit.biller_id();
        let known = unit.tx.connections(biller).await?;
        let mut connection =
            known.into_iter().find(|one| one.id == self.id).ok_or(UseCaseError::NotFound("connection"))?;
        if connection.ended_at.is_none() {
            connection.ended_at = Some(unit.real_now());
            unit.note(subject(self.id), Some(connection.provider.clone()));
            unit.tx.put_connection(&connection).await?;
        }
        Ok(ConnectionChanged { connection_id: self.id })
    }
}

fn subject(id: ConnectionId) -> Subject {
    Subject { kind: "connection".into(), id: id.0 }
}

/// Whether the address is on the local machine: a stand-in for a provider.
fn is_own_machine(url: &str) -> bool {
    let host = url.strip_prefix("http://").unwrap_or_default().split(['/', ':']).next().unwrap_or_default();
    matches!(host, "127.0.0.1" | "localhost")
}

fn problem(place: &str, rule: &str, message: &str) -> UseCaseError {
    UseCaseError::Invalid(vec![FieldProblem {
        place: place.into(),
        rule: rule.into(),
        message: message.into(),
    }])
}
