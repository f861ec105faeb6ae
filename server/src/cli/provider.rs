//! `billow biller provider add|list|remove`: a biller's accounts at payment providers.

use std::io::{BufRead, IsTerminal};

use clap::{Args, Subcommand};
use domain::checkouts::method::CheckoutMethod;
use psp::Kind;
use secrecy::SecretString;
use serde::Serialize;
use usecases::Biller;
use usecases::checkouts::{
    ConnectProvider, ConnectionId, ConnectionSecrets, DisconnectProvider, ProviderConnection,
};

use super::Common;
use super::context::CliContext;
use super::failure::{Failure, Outcome};
use super::out;

#[derive(Subcommand)]
pub enum ProviderCommand {
    /// Send payers to a provider. Its keys are read from standard input: the API key on the first line, the secret
    /// that webhooks are signed with on the second one, where there is one. The sandbox provider needs none
    Add(Add),
    /// Print a line of JSON for each connection
    List,
    /// Begin nothing new over a connection; what was begun goes on
    Remove(Remove),
}

#[derive(Args)]
pub struct Add {
    /// sandbox, stripe or mollie
    #[arg(value_parser = kind)]
    provider: Kind,
    /// What payers can choose, as card,ideal,paypal,swish [default: all that the provider has]
    #[arg(long, value_name = "METHODS", value_delimiter = ',', value_parser = method)]
    methods: Vec<CheckoutMethod>,
    /// Where the provider is, if not at its usual address
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// The connection that is changed, such as one whose webhooks are signed with another secret now; without it a new
    /// one is made
    #[arg(long, value_name = "ID")]
    connection: Option<ConnectionId>,
}

#[derive(Args)]
pub struct Remove {
    /// The connection, as `list` shows it
    #[arg(value_name = "ID")]
    connection: ConnectionId,
}

/// A connection as it is printed, without its keys.
#[derive(Serialize)]
struct ConnectionLine {
    connection: String,
    provider: String,
    methods: Vec<CheckoutMethod>,
    /// The address to enter at the provider, if the provider does not get it with each checkout.
    webhook_url: String,
    base_url: Option<String>,
    in_use: bool,
}

impl ProviderCommand {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        match self {
            Self::Add(add) => add.run(common).await,
            Self::List => {
                let context = CliContext::open(common).await?;
                let biller = context.biller().await?;
                for connection in context.database().provider_connections(biller.id).await? {
                    out::json(&ConnectionLine::of(&context, &biller, &connection))?;
                }
                Ok(Outcome::Good)
            }
            Self::Remove(Remove { connection }) => {
                let context = CliContext::open(common).await?;
                let biller = context.biller().await?;
                let known = context.database().provider_connections(biller.id).await?;
                if !known.iter().any(|one| one.id == connection) {
                    return Err(Failure::failed(format!(
                        "{} has no connection {connection}; `billow biller provider list` shows which there are",
                        biller.name
                    )));
                }
                context.carry_out(biller.id, DisconnectProvider { id: connection }).await?;
                show(&context, &biller, connection).await
            }
        }
    }
}

impl Add {
    async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        let Self { provider, methods, base_url, connection } = self;
        if let Some(other) = methods.iter().find(|method| !provider.methods().contains(method)) {
            return Err(Failure::usage(format!(
                "--methods: {} connections have no {}",
                provider.as_str(),
                other.as_str()
            )));
        }
        // Before the database is opened: missing keys must not leave a new database behind.
        let secrets = match provider {
            Kind::Sandbox => own_secrets(),
            Kind::Stripe | Kind::Mollie => given_secrets()?,
        };
        let context = CliContext::open(common).await?;
        let biller = context.biller().await?;
        let id = connection.unwrap_or_else(|| ConnectionId(context.services.ids.next_id()));
        let methods = if methods.is_empty() { provider.methods().to_vec() } else { methods };
        connect(&context, &biller, id, provider, methods, base_url, &secrets).await?;
        show(&context, &biller, id).await
    }
}

/// Connects a sandbox biller to the sandbox provider, unless it has some provider already.
///
/// # Errors
/// Any error of the database.
pub async fn sandbox(context: &CliContext, biller: &Biller) -> Result<(), Failure> {
    if !context.database().provider_connections(biller.id).await?.is_empty() {
        return Ok(());
    }
    let (id, kind) = (ConnectionId(context.services.ids.next_id()), Kind::Sandbox);
    connect(context, biller, id, kind, kind.methods().to_vec(), None, &own_secrets()).await
}

async fn connect(
    context: &CliContext,
    biller: &Biller,
    id: ConnectionId,
    provider: Kind,
    methods: Vec<CheckoutMethod>,
    base_url: Option<String>,
    secrets: &ConnectionSecrets,
) -> Result<(), Failure> {
    let services = &context.services;
    let secrets = secrets.seal(&services.link_keys, services.ids.as_ref(), id).ok_or_else(|| {
        Failure::usage("BILLOW_SECRET_KEY (secret_key): the keys of a connection cannot be sealed with it")
    })?;
    let provider = provider.as_str().to_owned();
    context.carry_out(biller.id, ConnectProvider { id, provider, base_url, methods, secrets }).await?;
    Ok(())
}

async fn show(context: &CliContext, biller: &Biller, id: ConnectionId) -> Result<Outcome, Failure> {
    let connections = context.database().provider_connections(biller.id).await?;
    if let Some(connection) = connections.iter().find(|one| one.id == id) {
        out::json(&ConnectionLine::of(context, biller, connection))?;
    }
    Ok(Outcome::Good)
}

impl ConnectionLine {
    fn of(context: &CliContext, biller: &Biller, connection: &ProviderConnection) -> Self {
        let ProviderConnection { id, provider, methods, base_url, .. } = connection;
        Self {
            connection: id.to_string(),
            webhook_url: format!("{}/hooks/{provider}/{id}", context.settings.base_url),
            provider: provider.clone(),
            methods: methods.clone(),
            base_url: base_url.clone(),
            in_use: connection.serves(biller.sandbox),
        }
    }
}

/// The sandbox provider is in this program: both sides get the same random keys.
fn own_secrets() -> ConnectionSecrets {
    let key = || SecretString::from(usecases::make_api_key());
    ConnectionSecrets { api_key: key(), webhook_secret: Some(key()) }
}

/// Reads two lines of standard input.
fn given_secrets() -> Result<ConnectionSecrets, Failure> {
    let input = std::io::stdin();
    if input.is_terminal() {
        eprintln!(
            "The API key on the first line, the webhook secret on the second one (they are shown as you type):"
        );
    }
    let mut lines = input.lock().lines();
    let mut next = || -> Result<Option<String>, Failure> {
        let line = lines.next().transpose().map_err(|error| {
            Failure::failed(format!("the keys could not be read from standard input: {error}"))
        })?;
        Ok(line.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()))
    };
    let api_key = next()?.ok_or_else(|| {
        Failure::usage(
            "the API key is read from standard input, and there was none: printf '%s\\n' \"$KEY\" \"$SECRET\" | \
             billow biller provider add …",
        )
    })?;
    if !api_key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Failure::usage("the API key has characters that no key has"));
    }
    Ok(ConnectionSecrets { api_key: api_key.into(), webhook_secret: next()?.map(SecretString::from) })
}

fn kind(text: &str) -> Result<Kind, String> {
    text.parse().map_err(|()| "a provider is sandbox, stripe or mollie".to_owned())
}

fn method(text: &str) -> Result<CheckoutMethod, String> {
    text.parse().map_err(|()| "a way to pay is card, ideal, paypal or swish".to_owned())
}
