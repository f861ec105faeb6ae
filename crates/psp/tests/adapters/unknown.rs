//! Over a real connection: no answer means that nothing is known, and asking leads to what there is.

use std::sync::Arc;
use std::time::Duration;

use psp::{Connection, HttpClient, Kind, PspError, connect};

use crate::recorded::{connection, order};
use crate::stand_in::{Mood, StandIn};

fn stripe(connection: Connection) -> Box<dyn psp::Provider> {
    connect(connection, Arc::new(HttpClient::with_patience(Duration::from_millis(300)).unwrap()))
}

#[tokio::test]
async fn a_timeout_is_unknown_and_what_was_made_is_found_instead_of_made_again() {
    let stand_in = StandIn::start().await;
    let stripe = stripe(connection(Kind::Stripe, &stand_in.base_url()));
    for (mood, at) in [(Mood::SilentAfter, 1), (Mood::BrokenAfter, 2)] {
        let mut order = order();
        order.reference = format!("checkout {at}");
        stand_in.next(mood);
        let error = stripe.create(&order).await.unwrap_err();
        assert!(error.is_unknown() && error.is_passing(), "{mood:?}: {error}");
        let found = stripe.find(&order).await.unwrap().unwrap();
        assert_eq!(found.provider_id, format!("cs_test_{at}"));
        assert_eq!(stripe.create(&order).await.unwrap(), found, "the same key makes nothing new");
        assert_eq!(stand_in.sessions().len(), at);
    }
}

#[tokio::test]
async fn what_was_refused_or_never_sent_has_not_happened() {
    let stand_in = StandIn::start().await;
    let right = connection(Kind::Stripe, &stand_in.base_url());
    stand_in.next(Mood::Busy);
    let busy = stripe(right.clone()).create(&order()).await.unwrap_err();
    assert!(matches!(busy, PspError::Busy) && busy.is_passing() && !busy.is_unknown());
    let wrong = Connection { api_key: "another_key".to_owned().into(), ..right.clone() };
    let refused = stripe(wrong).create(&order()).await.unwrap_err();
    assert!(matches!(refused, PspError::Key(_)), "{refused}");
    assert!(!refused.to_string().contains("another_key"));
    let nobody = Connection { base_url: "http://127.0.0.1:1".into(), ..right.clone() };
    let unreachable = stripe(nobody).create(&order()).await.unwrap_err();
    assert!(matches!(unreachable, PspError::Unreachable(_)) && !unreachable.is_unknown(), "{unreachable}");
    let missing = stripe(right).fetch("cs_test_9").await.unwrap_err();
    assert!(matches!(missing, PspError::NotFound));
    assert!(stand_in.sessions().is_empty());
}
