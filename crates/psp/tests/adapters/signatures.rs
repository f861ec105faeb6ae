//! Stripe's signatures, with vectors that its own library for Node made: `end2end/tests/stripe-signatures.test.mjs`
//! makes them again and compares.

use bytes::Bytes;
use domain::Timestamp;
use psp::signature::{self, TOLERANCE_S};
use psp::{Forged, Incoming, Kind, Notice};
use serde::Deserialize;

use crate::recorded::{Recorded, connection};

#[derive(Deserialize)]
struct Vector {
    secret: String,
    timestamp: i64,
    payload: String,
    header: String,
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("../stripe-signatures.json")).unwrap()
}

fn at(seconds: i64) -> Timestamp {
    Timestamp(seconds * 1_000)
}

#[test]
fn what_stripes_own_library_signs_holds_and_ours_is_the_same() {
    assert!(vectors().len() >= 5);
    for Vector { secret, timestamp, payload, header } in vectors() {
        let secret = secret.into();
        assert_eq!(signature::sign(&secret, payload.as_bytes(), at(timestamp)), header);
        let check = |header: &str, body: &str, now| {
            signature::check(Some(header), body.as_bytes(), Some(&secret), at(now))
        };
        assert_eq!(check(&header, &payload, timestamp), Ok(()));
        assert_eq!(check(&header, &payload, timestamp + TOLERANCE_S), Ok(()));
        assert_eq!(check(&header, &payload, timestamp + TOLERANCE_S + 1), Err(Forged::Stale));
        assert_eq!(check(&header, &payload, timestamp - TOLERANCE_S - 1), Err(Forged::Stale));
        assert_eq!(check(&header, &format!("{payload} "), timestamp), Err(Forged::Wrong));
        let later = header.replacen(&timestamp.to_string(), &(timestamp + 1).to_string(), 1);
        assert_eq!(check(&later, &payload, timestamp), Err(Forged::Wrong), "the time is signed too");
        // While a secret is replaced there are two, and other schemes are for others.
        let (time, code) = header.split_once(',').unwrap();
        let both = format!("{time},v1={},{code},v0=ff", "0".repeat(64));
        assert_eq!(check(&both, &payload, timestamp), Ok(()));
    }
}

#[test]
fn what_is_no_signature_is_refused() {
    let secret = "whsec".to_owned().into();
    let check = |header, secret| signature::check(header, b"{}", secret, at(1_800_000_000));
    assert_eq!(check(None, Some(&secret)), Err(Forged::NoSignature));
    assert_eq!(check(Some("t=1800000000,v1=00"), None), Err(Forged::NoSecret));
    for malformed in ["", "t", "t=1800000000", "v1=00", "t=now,v1=00", "t=1800000000,v0=00"] {
        assert_eq!(check(Some(malformed), Some(&secret)), Err(Forged::Malformed), "{malformed}");
    }
    for wrong in ["t=1800000000,v1=", "t=1800000000,v1=zz", "t=1800000000,v1=é", "t=1800000000,v1=000"] {
        assert_eq!(check(Some(wrong), Some(&secret)), Err(Forged::Wrong), "{wrong}");
    }
}

#[test]
fn an_event_is_about_its_session_or_our_refund() {
    let connection = connection(Kind::Stripe, psp::stripe::BASE_URL);
    let secret = connection.webhook_secret.clone().unwrap();
    let stripe = psp::connect(connection, Recorded::of("", "> GET /never\n< 200"));
    let notice = |body: &str| {
        let body = Bytes::copy_from_slice(body.as_bytes());
        let signed = signature::sign(&secret, &body, at(1_800_000_000));
        stripe.verify(Incoming { signature: Some(&signed), body: &body }, at(1_800_000_000))
    };
    let event = |kind: &str, object: &str| {
        notice(&format!(r#"{{"id":"evt_1","object":"event","type":"{kind}","data":{{"object":{object}}}}}"#))
    };
    let session = r#"{"id":"cs_1","object":"checkout.session","payment_status":"paid"}"#;
    for kind in ["completed", "async_payment_succeeded", "async_payment_failed", "expired"] {
        let kind = format!("checkout.session.{kind}");
        assert_eq!(event(&kind, session), Ok(Notice::Checkout("cs_1".into())), "{kind}");
    }
    let refund = r#"{"id":"re_1","object":"refund","metadata":{"refund":"ours"}}"#;
    assert_eq!(event("refund.updated", refund), Ok(Notice::Refund("ours".into())));
    let theirs = r#"{"id":"re_1","object":"refund","metadata":{}}"#;
    assert_eq!(event("refund.updated", theirs), Ok(Notice::Other));
    assert_eq!(event("customer.created", r#"{"id":"cus_1","object":"customer"}"#), Ok(Notice::Other));
    assert_eq!(notice("signed, and no event"), Err(Forged::Body));
}
