//! Files that people attach: whose they are, when both sides may have them, and when they go.

use domain::ids::{AttachmentId, InvoiceId};
use domain::invoices::wire::{PayerEvent, PayerFrame};
use domain::{Actor, Timestamp};
use testkit::clocks::NOON;
use testkit::databases::{Database, on_both_engines};
use testkit::world::World;
use usecases::{
    Attach, Attached, AttachmentStore, ForgetPayer, InvoiceStore as _, MAX_ATTACHMENTS, MAX_WAITING,
    MessagePosted, PostMessage, UseCaseError,
};

on_both_engines!(
    a_file_is_posted_once_and_shown_with_its_message,
    only_its_own_side_posts_a_file_and_only_on_its_invoice,
    no_more_than_so_many_wait_and_go_with_one_message,
    what_is_never_posted_goes_after_its_time,
    the_files_of_a_forgotten_payer_go_and_are_shown_no_more,
    a_message_that_is_refused_leaves_its_files_waiting,
);

fn payer(world: &World) -> World {
    world.acting(Actor::Payer)
}

async fn attach(world: &World, invoice: InvoiceId, name: &str) -> Result<Attached, UseCaseError> {
    let attach =
        Attach { invoice, name: name.into(), media_type: "image/png".into(), size: 5_738, sha256: [7; 32] };
    Ok(world.ask(attach).await?.output)
}

async fn post(
    world: &World,
    invoice: InvoiceId,
    files: &[AttachmentId],
) -> Result<MessagePosted, UseCaseError> {
    let say = PostMessage { attachments: files.to_vec(), ..PostMessage::plain(invoice, "See the picture") };
    Ok(world.ask(say).await?.output)
}

fn rule(refused: Result<MessagePosted, UseCaseError>) -> String {
    match refused {
        Err(UseCaseError::Invalid(problems)) => problems[0].rule.clone(),
        other => panic!("{other:?}"),
    }
}

fn names(frames: &[PayerFrame]) -> Vec<&str> {
    let files = frames.iter().filter_map(|frame| match &frame.event {
        PayerEvent::MessagePosted { attachments, .. } => Some(attachments),
        _ => None,
    });
    files.flatten().map(|file| file.name.as_str()).collect()
}

async fn a_file_is_posted_once_and_shown_with_its_message(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let (anna, biller) = (payer(&world), world.biller());
    let file = attach(&anna, invoice, "Zähler.png").await.unwrap();
    let waiting = world.store.attachment(biller, invoice, file.id).await.unwrap().unwrap();
    assert_eq!((waiting.name.as_str(), waiting.posted), ("Zähler.png", false));
    post(&anna, invoice, &[file.id]).await.unwrap();
    let posted = world.store.attachment(biller, invoice, file.id).await.unwrap().unwrap();
    assert!(posted.posted);
    let frames = world.store.payer_frames(biller, invoice, 1).await.unwrap();
    let PayerEvent::MessagePosted { attachments, .. } = &frames[0].event else { panic!("{frames:?}") };
    let shown = &attachments[0];
    assert_eq!((shown.id, shown.media_type.as_str(), shown.size), (file.id, "image/png", 5_738));
    assert_eq!(rule(post(&anna, invoice, &[file.id]).await), "attachment_unknown");
    let again = world.store.payer_frames(biller, invoice, 1).await.unwrap();
    assert_eq!(names(&again), ["Zähler.png"]);
}

async fn only_its_own_side_posts_a_file_and_only_on_its_invoice(database: Database) {
    let world = World::open(&database).await;
    let stranger = world.with_biller("stranger").await;
    let (first, second) = (world.issue("1", 10_000).await, world.issue("2", 10_000).await);
    let theirs = stranger.issue("1", 10_000).await;
    let anna = payer(&world);
    let file = attach(&anna, first, "meter.png").await.unwrap().id;
    assert_eq!(rule(post(&world, first, &[file]).await), "attachment_unknown", "the biller's side");
    assert_eq!(rule(post(&anna, second, &[file]).await), "attachment_unknown", "another invoice");
    assert_eq!(rule(post(&payer(&stranger), theirs, &[file]).await), "attachment_unknown", "another biller");
    assert_eq!(rule(post(&anna, first, &[file, file]).await), "attachment_unknown", "twice");
    let (store, biller) = (&world.store, world.biller());
    assert_eq!(store.attachment(stranger.biller(), first, file).await.unwrap(), None);
    assert_eq!(store.attachment(biller, second, file).await.unwrap(), None);
    post(&anna, first, &[file]).await.unwrap();
    let refused = attach(&stranger, first, "meter.png").await.unwrap_err();
    assert_eq!(refused.code(), "not_found", "on an invoice of another biller");
}

async fn no_more_than_so_many_wait_and_go_with_one_message(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let anna = payer(&world);
    let mut files = Vec::new();
    for _ in 0..MAX_WAITING {
        files.push(attach(&anna, invoice, "meter.png").await.unwrap().id);
    }
    let refused = attach(&anna, invoice, "meter.png").await;
    assert!(
        matches!(&refused, Err(UseCaseError::Invalid(one)) if one[0].rule == "file_too_many"),
        "{refused:?}"
    );
    // The other side has its own.
    attach(&world, invoice, "tariff.png").await.unwrap();
    assert_eq!(rule(post(&anna, invoice, &files[..=MAX_ATTACHMENTS]).await), "attachments_too_many");
    post(&anna, invoice, &files[..MAX_ATTACHMENTS]).await.unwrap();
    attach(&anna, invoice, "meter.png").await.unwrap();
    // What is posted counts against the room of the invoice.
    let huge = Attach {
        invoice,
        name: "a.png".into(),
        media_type: "image/png".into(),
        size: 200 << 20,
        sha256: [7; 32],
    };
    let refused = anna.ask(huge).await;
    assert!(
        matches!(&refused, Err(UseCaseError::Invalid(one)) if one[0].rule == "file_no_room"),
        "{refused:?}"
    );
}

async fn what_is_never_posted_goes_after_its_time(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let anna = payer(&world);
    let waiting = attach(&anna, invoice, "forgotten.png").await.unwrap().id;
    let posted = attach(&anna, invoice, "meter.png").await.unwrap().id;
    post(&anna, invoice, &[posted]).await.unwrap();
    let (store, biller) = (&world.store, world.biller());
    assert_eq!(store.attachments_to_go(NOON, 10).await.unwrap(), []);
    let later = Timestamp(NOON.0 + 1);
    assert_eq!(store.attachments_to_go(later, 10).await.unwrap(), [(biller, waiting)]);
    assert_eq!(store.attachment(biller, invoice, waiting).await.unwrap(), None);
    assert_eq!(rule(post(&anna, invoice, &[waiting]).await), "attachment_unknown");
    // Asked again before the bytes are gone, it is still to go; afterwards it is not.
    assert_eq!(store.attachments_to_go(later, 10).await.unwrap(), [(biller, waiting)]);
    store.forget_attachment(biller, waiting).await.unwrap();
    store.forget_attachment(biller, posted).await.unwrap();
    assert_eq!(store.attachments_to_go(later, 10).await.unwrap(), []);
    assert!(
        store.attachment(biller, invoice, posted).await.unwrap().is_some(),
        "only what is on its way out"
    );
}

async fn the_files_of_a_forgotten_payer_go_and_are_shown_no_more(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let anna = payer(&world);
    let posted = attach(&anna, invoice, "Anna Exempel passport.png").await.unwrap().id;
    post(&anna, invoice, &[posted]).await.unwrap();
    let waiting = attach(&anna, invoice, "meter.png").await.unwrap().id;
    let person = world.payer_of(invoice).await;
    world.ask(ForgetPayer { payer: person }).await.unwrap();

    let (store, biller) = (&world.store, world.biller());
    assert_eq!(store.attachment(biller, invoice, posted).await.unwrap(), None);
    let frames = store.payer_frames(biller, invoice, 1).await.unwrap();
    assert_eq!(names(&frames), <[&str; 0]>::default());
    let mut going = store.attachments_to_go(Timestamp(0), 10).await.unwrap();
    going.sort_unstable();
    let mut both = [(biller, posted), (biller, waiting)];
    both.sort_unstable();
    assert_eq!(going, both);
    for (biller, id) in both {
        store.forget_attachment(biller, id).await.unwrap();
    }
    assert_eq!(store.payer_frames(biller, invoice, 1).await.unwrap(), frames);
    let refused = attach(&anna, invoice, "again.png").await;
    assert!(matches!(refused, Err(UseCaseError::Refused(domain::Refusal::PayerForgotten))), "{refused:?}");
    assert_eq!(store.verify().await.unwrap(), []);
}

async fn a_message_that_is_refused_leaves_its_files_waiting(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let anna = payer(&world);
    let file = attach(&anna, invoice, "meter.png").await.unwrap().id;
    let say =
        PostMessage { attachments: vec![file], line: Some(99), ..PostMessage::plain(invoice, "This line") };
    assert_eq!(anna.ask(say).await.unwrap_err().code(), "no_such_line");
    post(&anna, invoice, &[file]).await.unwrap();
}
