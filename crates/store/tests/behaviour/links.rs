//! Links: one for each place, found by the hash of their token.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::Timestamp;
use testkit::clocks::NOON;
use testkit::databases::{Database, on_both_engines};
use testkit::world::World;
use usecases::{LinkStore as _, MakeLink, RevokeLink, token_hash};

on_both_engines!(
    a_place_has_one_link_however_often_it_is_made,
    a_rotated_link_has_another_token_and_the_old_one_is_unknown,
    a_revoked_link_is_found_and_not_valid,
    of_many_links_those_that_hold_are_told,
);

fn email(invoice: domain::ids::InvoiceId) -> MakeLink {
    MakeLink { invoice, channel: "email".into(), copy: 1, expires_at: None, rotate: false }
}

async fn a_place_has_one_link_however_often_it_is_made(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let world = world.clone();
        let copy = MakeLink { channel: "sms".into(), ..email(invoice) };
        tasks.spawn(async move { world.ask(copy).await.unwrap().output });
    }
    let made = tasks.join_all().await;
    assert!(made.iter().all(|one| *one == made[0]));
    // Import made the one for e-mail.
    let links = world.store.links_of(world.biller(), invoice).await.unwrap();
    assert_eq!(links.iter().map(|link| link.place.channel.as_str()).collect::<Vec<_>>(), ["email", "sms"]);
}

async fn a_rotated_link_has_another_token_and_the_old_one_is_unknown(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let token = |made: &usecases::Made| made.token(&world.services.link_keys).unwrap().reveal().to_owned();
    let old = world.ask(email(invoice)).await.unwrap().output;
    let found = world.store.link_by_hash(&token_hash(&token(&old))).await.unwrap().unwrap();
    assert_eq!((found.id, found.place.invoice), (old.link_id, invoice));
    assert!(found.is_valid(NOON));

    let new = world.ask(MakeLink { rotate: true, ..email(invoice) }).await.unwrap().output;
    assert_eq!(new.link_id, old.link_id);
    assert_eq!(world.store.link_by_hash(&token_hash(&token(&old))).await.unwrap(), None);
    let found = world.store.link_by_hash(&token_hash(&token(&new))).await.unwrap().unwrap();
    assert_eq!(found.generation, 2);
    assert_eq!(world.store.links_of(world.biller(), invoice).await.unwrap(), [found]);
}

async fn a_revoked_link_is_found_and_not_valid(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let end = Timestamp(NOON.0 + 1_000);
    let made = world.ask(MakeLink { copy: 2, expires_at: Some(end), ..email(invoice) }).await.unwrap().output;
    let hash = token_hash(made.token(&world.services.link_keys).unwrap().reveal());
    let link = world.store.link_by_hash(&hash).await.unwrap().unwrap();
    assert!(link.is_valid(Timestamp(end.0 - 1)) && !link.is_valid(end));
    world.ask(RevokeLink { link: made.link_id }).await.unwrap();
    let link = world.store.link_by_hash(&hash).await.unwrap().unwrap();
    assert_eq!(link.revoked_at, Some(NOON));
    assert!(!link.is_valid(NOON));
}

async fn of_many_links_those_that_hold_are_told(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let end = Timestamp(NOON.0 + 1_000);
    let mut hashes = vec![Arc::from(token_hash("nobody's").as_slice())];
    let mut made = Vec::new();
    // More than one statement asks for.
    for copy in 1..=230 {
        let expires_at = (copy == 230).then_some(end);
        let link = world.ask(MakeLink { copy, expires_at, ..email(invoice) }).await.unwrap().output;
        hashes.push(token_hash(link.token(&world.services.link_keys).unwrap().reveal()).into());
        made.push(link.link_id);
    }
    world.ask(RevokeLink { link: made[0] }).await.unwrap();
    world.ask(RevokeLink { link: made[210] }).await.unwrap();
    let told = async |now| {
        let held = world.store.links_that_hold(&hashes, now).await.unwrap();
        let place = |hash: &Vec<u8>| hashes.iter().position(|known| **known == **hash).unwrap();
        held.iter().map(place).collect::<BTreeSet<_>>()
    };
    let all_but_revoked: BTreeSet<_> = (1..=230).filter(|place| ![1, 211].contains(place)).collect();
    assert_eq!(told(NOON).await, all_but_revoked);
    assert_eq!(told(end).await, all_but_revoked.into_iter().filter(|place| *place != 230).collect());
    assert_eq!(world.store.links_that_hold(&[], NOON).await.unwrap(), Vec::<Vec<u8>>::new());
}
