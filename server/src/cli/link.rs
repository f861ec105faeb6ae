//! `billow link INVOICE`

use clap::Args;
use usecases::{Input, MakeLink, execute};

use super::Common;
use super::context::CliContext;
use super::failure::{Failure, Outcome};
use super::out;

/// How a link reaches its reader.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Channel {
    Email,
    Sms,
    Print,
    Api,
}

impl Channel {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Print => "print",
            Self::Api => "api",
        }
    }
}

#[derive(Args)]
pub struct Link {
    /// The invoice's number or id
    invoice: String,
    /// How the link reaches its reader; each way has a link of its own
    #[arg(long, value_enum, default_value = "email")]
    channel: Channel,
}

impl Link {
    pub async fn run(self, common: &Common) -> Result<Outcome, Failure> {
        let context = CliContext::open(common).await?;
        let biller = context.biller().await?;
        let invoice = context.invoice(&biller, &self.invoice).await?;
        let use_case = MakeLink {
            invoice: invoice.id,
            channel: self.channel.as_str().into(),
            copy: 1,
            expires_at: None,
            rotate: false,
        };
        let input = Input { use_case, key: None };
        let link = execute(&context.services, CliContext::caller(biller.id), input).await?.output;
        let address = context.address(&link).ok_or_else(|| {
            Failure::failed(format!(
                "the link of invoice {} was made with version {} of the secret key, which is no longer \
                 among BILLOW_SECRET_KEY (secret_key); add it to show the link again",
                invoice.number, link.key_version
            ))
        })?;
        out::line(&address)?;
        Ok(Outcome::Good)
    }
}
