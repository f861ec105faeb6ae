//! Signed webhooks: an HMAC-SHA-256 over time and body, as Stripe's `Stripe-Signature` has it and as the sandbox
//! provider signs too: `t=SECONDS,v1=HEX`, several `v1` while a secret is being replaced.

use domain::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

use crate::webhook::Forged;

/// The largest age of a signature and the largest clock difference, in seconds.
pub const TOLERANCE_S: i64 = 300;

/// Checks a header against a body.
///
/// # Errors
/// [`Forged`], which says what is wrong.
pub fn check(
    header: Option<&str>,
    body: &[u8],
    secret: Option<&SecretString>,
    now: Timestamp,
) -> Result<(), Forged> {
    let secret = secret.ok_or(Forged::NoSecret)?;
    let header = header.ok_or(Forged::NoSignature)?;
    let mut signed_at = None;
    let mut codes = Vec::new();
    for part in header.split(',') {
        match part.split_once('=') {
            Some(("t", seconds)) => signed_at = Some(seconds),
            Some(("v1", hex)) => codes.push(hex),
            // Other schemes are ignored.
            Some(_) => {}
            None => return Err(Forged::Malformed),
        }
    }
    let signed_at = signed_at.ok_or(Forged::Malformed)?;
    let seconds: i64 = signed_at.parse().map_err(|_| Forged::Malformed)?;
    if codes.is_empty() {
        return Err(Forged::Malformed);
    }
    let holds = codes.iter().filter_map(|hex| bytes_of(hex)).any(|code| {
        // Constant-time comparison.
        mac(secret, signed_at, body).is_some_and(|mac| mac.verify_slice(&code).is_ok())
    });
    if !holds {
        return Err(Forged::Wrong);
    }
    // Only a sender who knows the secret learns that the time is wrong.
    if (now.0.div_euclid(1_000)).saturating_sub(seconds).saturating_abs() > TOLERANCE_S {
        return Err(Forged::Stale);
    }
    Ok(())
}

#[must_use]
pub fn sign(secret: &SecretString, body: &[u8], now: Timestamp) -> String {
    let seconds = now.0.div_euclid(1_000).to_string();
    let code = mac(secret, &seconds, body).map(|mac| hex_of(&mac.finalize().into_bytes()));
    format!("t={seconds},v1={}", code.unwrap_or_default())
}

fn mac(secret: &SecretString, seconds: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()).ok()?;
    mac.update(seconds.as_bytes());
    mac.update(b".");
    mac.update(body);
    Some(mac)
}

fn hex_of(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let signs = hex.as_bytes();
    if !signs.len().is_multiple_of(2) || !signs.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    (0..signs.len()).step_by(2).map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()).collect()
}
