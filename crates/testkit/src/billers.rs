//! A sandbox biller, and the services that its node would have.

use std::sync::Arc;

use domain::ids::BillerId;
use usecases::checkouts::{AnyAmount, ProviderLimits};
use usecases::{Biller, Clock, LinkKeys, Services, Store, UuidV7};
use uuid::Uuid;

/// The zone of the billers of all tests.
pub const ZONE: &str = "Europe/Stockholm";

/// A new biller in Swedish.
pub fn biller(slug: &str, name: &str) -> Biller {
    Biller {
        id: BillerId(Uuid::now_v7()),
        slug: slug.into(),
        name: name.into(),
        zone: ZONE.parse().unwrap(),
        language: "sv".into(),
        colour: "#0b6e63".into(),
        logo: None,
        email: None,
        phone: None,
        default_term_days: 30,
        sandbox: true,
        clock_offset_ms: 0,
    }
}

/// Services whose providers take any amount.
pub fn services(store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> Services {
    services_with(store, clock, Arc::new(AnyAmount))
}

/// Services with the providers' limits.
pub fn services_with(
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    limits: Arc<dyn ProviderLimits>,
) -> Services {
    let keys = LinkKeys::parse(&"a secret that only the tests know".to_owned().into()).unwrap();
    Services::new(store, clock, Arc::new(UuidV7), Arc::new(keys), limits)
}
