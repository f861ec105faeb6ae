//! What readers of an invoice see: numbered for their audience, folded to the same figures.

use domain::invoices::view::{PayerView, StaffView};
use domain::invoices::wire::{By, PayerEvent, StaffEvent};
use testkit::databases::{Database, on_both_engines};
use testkit::world::World;
use usecases::{
    Audiences, ChangeDueDate, CloseInvoice, Closing, InvoiceStore as _, LogStore as _, PaymentChange,
};

use crate::feed::{entries, follow};

on_both_engines!(
    a_payers_frames_skip_what_only_staff_see,
    frames_carry_texts_until_they_are_erased,
    frames_after_a_number_continue_a_view,
    dates_are_the_billers_own,
    the_feed_carries_the_same_frames,
);

async fn a_payers_frames_skip_what_only_staff_see(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    world
        .ask(CloseInvoice { invoice, closing: Closing::Void, reason: Some("sent twice".into()) })
        .await
        .unwrap();
    // Money after a void is flagged for staff.
    world.pay(invoice, 2_000).await;
    world.say(invoice, "What now?").await;

    let payer = world.store.payer_frames(world.biller(), invoice, 0).await.unwrap();
    let numbers: Vec<_> = payer.iter().map(|frame| (frame.seq, frame.prev)).collect();
    assert_eq!(numbers, [(1, 0), (2, 1), (3, 2), (5, 3)]);
    let view = PayerView::try_from(payer).unwrap();
    assert_eq!((view.seq, view.credit_minor()), (5, 2_000));

    let staff = world.store.staff_frames(world.biller(), invoice, 0).await.unwrap();
    assert_eq!(staff.iter().map(|frame| frame.seq).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    let mut frames = staff.into_iter();
    let mut view = StaffView::open(frames.next().unwrap()).unwrap();
    for frame in frames {
        view.apply(frame).unwrap();
    }
    assert_eq!(view.review_reasons, [domain::invoices::ReviewReason::PaymentAfterVoid]);
    let bytes = serde_json::to_string(&world.store.payer_frames(world.biller(), invoice, 0).await.unwrap());
    assert!(!bytes.unwrap().contains("sent twice"), "a reason is for staff");
}

async fn frames_carry_texts_until_they_are_erased(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    for text in ["first", "second", "third"] {
        world.say(invoice, text).await;
    }
    let paid = world.pay(invoice, 1_000).await;
    world.change(paid.payment_id, PaymentChange::Reverse).await;
    let texts = |frames: Vec<domain::invoices::wire::PayerFrame>| -> Vec<Option<String>> {
        frames
            .into_iter()
            .filter_map(|frame| match frame.event {
                PayerEvent::MessagePosted { text, .. } => Some(text),
                _ => None,
            })
            .collect()
    };
    let frames = world.store.payer_frames(world.biller(), invoice, 0).await.unwrap();
    assert_eq!(texts(frames), ["first", "second", "third"].map(|text| Some(text.to_owned())));
    let reason = |frames: Vec<domain::invoices::wire::StaffFrame>| {
        frames.into_iter().find_map(|frame| match frame.event {
            StaffEvent::Shared { event: PayerEvent::PaymentReversed { .. }, reason, .. } => Some(reason),
            _ => None,
        })
    };
    let frames = world.store.staff_frames(world.biller(), invoice, 0).await.unwrap();
    assert_eq!(reason(frames), Some(Some("the bank said so".into())));

    let payer = world.payer_of(invoice).await;
    world.ask(usecases::ForgetPayer { payer }).await.unwrap();
    let frames = world.store.payer_frames(world.biller(), invoice, 0).await.unwrap();
    assert_eq!(frames.last().unwrap().event, PayerEvent::PayerForgotten);
    assert_eq!(texts(frames), [None, None, None]);
    let frames = world.store.staff_frames(world.biller(), invoice, 0).await.unwrap();
    assert_eq!(reason(frames), Some(None));
}

async fn frames_after_a_number_continue_a_view(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    for _ in 0..5 {
        world.pay(invoice, 1_000).await;
    }
    let all = world.store.payer_frames(world.biller(), invoice, 0).await.unwrap();
    let whole = PayerView::try_from(all.clone()).unwrap();
    for since in 1..=whole.seq {
        let mut view = PayerView::try_from(all[..usize::try_from(since).unwrap()].to_vec()).unwrap();
        for frame in world.store.payer_frames(world.biller(), invoice, since).await.unwrap() {
            view.apply(frame).unwrap();
        }
        assert_eq!(view, whole, "from {since}");
    }
}

async fn dates_are_the_billers_own(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let due_date = "2027-01-10".parse().unwrap();
    world.ask(ChangeDueDate { invoice, due_date, reason: None }).await.unwrap();
    let frames = world.store.payer_frames(world.biller(), invoice, 1).await.unwrap();
    let PayerEvent::DueDateChanged { overdue_from, by, .. } = &frames[0].event else { panic!("{frames:?}") };
    // Midnight after the due date in Stockholm, an hour ahead of UTC in winter.
    let midnight: jiff::Timestamp = "2027-01-10T23:00:00Z".parse().unwrap();
    assert_eq!(overdue_from.0, midnight.as_millisecond());
    assert_eq!(*by, By::Biller { name: None });
}

async fn the_feed_carries_the_same_frames(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    world.pay(invoice, 1_000).await;
    world.say(invoice, "Thank you").await;
    let rows = follow(world.clone(), 7).await;
    let entries = entries(&world, &rows).await;
    let payer: Vec<_> = entries.iter().filter_map(|entry| entry.payer.clone()).collect();
    let staff: Vec<_> = entries.iter().filter_map(|entry| entry.staff.clone()).collect();
    assert_eq!(payer, world.store.payer_frames(world.biller(), invoice, 0).await.unwrap());
    assert_eq!(staff, world.store.staff_frames(world.biller(), invoice, 0).await.unwrap());
    assert_eq!(payer.len(), 3);
    // Each event for those only who look at it.
    let audiences = [(true, false), (false, true), (false, false)];
    let audiences = audiences.map(|(payer, staff)| Audiences { payer, staff });
    let of_invoice = entries.into_iter().filter(|entry| entry.staff.is_some());
    let whole: Vec<_> = of_invoice.zip(audiences).collect();
    let wanted: Vec<_> = whole.iter().map(|(entry, audiences)| (entry.row.cursor, *audiences)).collect();
    let shown = world.store.feed_entries(&wanted).await.unwrap();
    assert_eq!(shown.len(), 3);
    for (shown, (whole, audiences)) in shown.iter().zip(whole) {
        assert_eq!(shown.payer, whole.payer.filter(|_| audiences.payer));
        assert_eq!(shown.staff, whole.staff.filter(|_| audiences.staff));
    }
}
