//! Webhooks of providers.

use bytes::Bytes;

/// A webhook as it came in.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// The value of the header that [`Provider::signature_header`](crate::Provider::signature_header) names.
    pub signature: Option<&'a str>,
    /// The body, byte for byte.
    pub body: &'a Bytes,
}

/// A webhook that may be acted on. It is only a hint to ask the provider: webhooks come twice, late and in any order.
/// Only what is fetched counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Something has changed about the checkout with this id of the provider.
    Checkout(String),
    /// Something has changed about the refund with this id of Billow's.
    Refund(String),
    /// It concerns nothing that Billow waits for.
    Other,
}

/// A webhook that must be ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Forged {
    #[error("the signature is missing")]
    NoSignature,
    /// The signature cannot be read.
    #[error("the signature is not readable")]
    Malformed,
    /// The signature does not belong to this body and secret.
    #[error("the signature does not hold")]
    Wrong,
    /// It was signed too long ago, or in the future.
    #[error("the signature is stale")]
    Stale,
    /// The body is not what this provider sends.
    #[error("the body is not this provider's")]
    Body,
    /// The connection has no secret to check signatures with.
    #[error("the connection has no webhook secret")]
    NoSecret,
}
