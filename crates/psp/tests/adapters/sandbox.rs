//! The sandbox provider's webhooks are signed like any other's.

use bytes::Bytes;
use psp::sandbox::Status;
use psp::sandbox::api::Event;
use psp::{Forged, Incoming, Kind, Notice, signature};

use crate::recorded::{NOW, Recorded, provider};

#[test]
fn a_webhook_is_taken_with_the_signature_of_its_own_body() {
    let sandbox = provider(Kind::Sandbox, Recorded::of("", "> GET /never\n< 200"));
    let event = |id: &str| {
        let event = Event { payment: id.into(), status: Status::Paid };
        Bytes::from(serde_json::to_vec(&event).unwrap())
    };
    let (ours, other) = (event("sbx_1"), event("sbx_2"));
    let signed = signature::sign(&"whsec_of_nordkraft".to_owned().into(), &ours, NOW);
    let verify = |body, signature| sandbox.verify(Incoming { signature, body }, NOW);
    assert_eq!(verify(&ours, Some(&signed)), Ok(Notice::Checkout("sbx_1".into())));
    assert_eq!(verify(&other, Some(&signed)), Err(Forged::Wrong));
    assert_eq!(verify(&ours, None), Err(Forged::NoSignature));
}
