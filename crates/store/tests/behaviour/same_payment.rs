//! A payment that its source reports again: what makes it the same one, and what another.

use domain::StreamId;
use domain::invoices::document::{VatCategory, VatCode, VatSubtotal};
use domain::payments::Share;
use testkit::databases::{Database, on_both_engines};
use testkit::documents::invoice;
use testkit::inputs::{payment, source};
use testkit::world::World;
use usecases::{CreditInvoice, PaymentChange, RecordPayment};

on_both_engines!(
    the_order_and_the_parts_of_allocations_make_no_other_payment,
    a_payment_that_failed_has_not_arrived,
    an_own_credit_note_says_why_no_vat_is_asked,
);

async fn the_order_and_the_parts_of_allocations_make_no_other_payment(database: Database) {
    let world = World::open(&database).await;
    let (one, other) = (world.issue("1", 10_000).await, world.issue("2", 10_000).await);
    let share = |invoice, amount_minor| Share { invoice, amount_minor };
    let told = |shares: Vec<Share>| RecordPayment {
        shares,
        amount_minor: 1_000,
        source: Some(source("E1")),
        ..payment(one, 0)
    };
    let first = world.ask(told(vec![share(one, 300), share(one, 200), share(other, 500)])).await.unwrap();
    assert!(!first.repeated);
    for again in [
        vec![share(one, 300), share(one, 200), share(other, 500)],
        vec![share(one, 500), share(other, 500)],
        vec![share(other, 500), share(one, 500)],
        vec![share(other, 100), share(one, 500), share(other, 400)],
    ] {
        let again = world.ask(told(again)).await.unwrap();
        assert_eq!((again.output.payment_id, again.repeated), (first.output.payment_id, true));
    }
    for another in [
        vec![share(one, 400), share(other, 600)],
        vec![share(one, 500)],
        vec![share(one, i64::MAX), share(one, i64::MAX), share(other, 500)],
    ] {
        assert_eq!(world.ask(told(another)).await.unwrap_err().code(), "different_content");
    }
    assert_eq!(world.open_minor(one).await, 9_500);
    assert_eq!(world.open_minor(other).await, 9_500);
}

async fn a_payment_that_failed_has_not_arrived(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let told = |settled| RecordPayment { settled, source: Some(source("E1")), ..payment(invoice, 1_000) };
    let announced = world.ask(told(false)).await.unwrap().output.payment_id;
    assert_eq!(world.ask(told(true)).await.unwrap_err().code(), "different_content", "that is a settlement");
    world.change(announced, PaymentChange::Fail).await;
    assert!(world.ask(told(false)).await.unwrap().repeated, "the same announcement");
    let arrived = world.ask(told(true)).await.unwrap_err();
    assert_eq!(arrived.code(), "different_content", "the books were told that it will not come");
    assert_eq!(world.open_minor(invoice).await, 10_000);

    let told = |settled| RecordPayment { settled, source: Some(source("E2")), ..payment(invoice, 1_000) };
    let arrived = world.ask(told(true)).await.unwrap().output.payment_id;
    assert!(world.ask(told(true)).await.unwrap().repeated);
    world.change(arrived, PaymentChange::Reverse).await;
    assert!(world.ask(told(true)).await.unwrap().repeated, "it had arrived, and was taken back since");
}

async fn an_own_credit_note_says_why_no_vat_is_asked(database: Database) {
    let world = World::open(&database).await;
    let mut document = invoice("1", 10_000);
    let exempt = VatCategory { code: VatCode::E, rate: "0".parse().unwrap() };
    document.lines.push(domain::invoices::document::Line {
        id: "2".into(),
        name: "Insurance".into(),
        net_minor: 5_000,
        vat: exempt,
        ..document.lines[0].clone()
    });
    document.vat_breakdown.push(VatSubtotal {
        vat: exempt,
        taxable_minor: 5_000,
        tax_minor: 0,
        exemption_reason: Some("Insurance is exempt".into()),
    });
    document.totals.lines_minor += 5_000;
    document.totals.without_vat_minor += 5_000;
    document.totals.with_vat_minor += 5_000;
    document.totals.payable_minor += 5_000;
    let invoice = world.import(document).await.invoice_id.unwrap();
    let credit = CreditInvoice { invoice, amount_minor: Some(3_000), reason: Some("a late delivery".into()) };
    let credited = world.ask(credit).await.unwrap().output;
    let books = world.books(&[StreamId::CreditNote(credited.credit_note_id)]).await;
    let breakdown = &books.credit_notes[&credited.credit_note_id].received.document.vat_breakdown;
    let reasons: Vec<_> =
        breakdown.iter().map(|one| (one.vat.code, one.exemption_reason.as_deref())).collect();
    assert_eq!(reasons, [(VatCode::S, None), (VatCode::E, Some("Insurance is exempt"))]);
}
