//! The network to providers. The sandbox provider's interface is in this program: it needs no connection, and otherwise
//! is asked like any other.

use async_trait::async_trait;
use psp::{Answer, Call, CallError, Http, HttpClient};
use usecases::Services;
use usecases::checkouts::ConnectionId;

use super::sandbox::interface::Interface;

/// No real address begins like this.
const SANDBOX: &str = "sandbox:/";

/// The address of the sandbox provider's interface for a connection.
pub fn sandbox_base(connection: ConnectionId) -> String {
    format!("{SANDBOX}{connection}")
}

/// HTTP, and the sandbox provider.
pub struct Network {
    /// An error if the system's certificates cannot be read.
    client: Result<HttpClient, CallError>,
    sandbox: Interface,
}

impl Network {
    /// The sandbox provider's pages are at `sandbox_url`.
    pub fn new(services: Services, sandbox_url: String) -> Self {
        Self { client: HttpClient::new(), sandbox: Interface::new(services, sandbox_url) }
    }
}

#[async_trait]
impl Http for Network {
    async fn send(&self, call: Call) -> Result<Answer, CallError> {
        match call.url.strip_prefix(SANDBOX) {
            Some(path) => self.sandbox.answer(path, &call).await,
            None => self.client.as_ref().map_err(CallError::clone)?.send(call).await,
        }
    }
}
