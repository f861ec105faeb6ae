//! Payments as staff list and report them.

use domain::ids::{InvoiceId, PaymentId};
use domain::payments::Method;
use domain::{Date, Money};
use testkit::databases::{Database, on_both_engines};
use testkit::documents::invoice;
use testkit::inputs::payment;
use testkit::world::World;
use usecases::{
    PaymentChange, PaymentFilter, PaymentList, PaymentMark, PaymentStanding, PaymentStore, RecordPayment,
    ReportRow, StartRefund, payments_csv, report_csv,
};

use crate::unidentified_payments::Unknown;

on_both_engines!(
    pages_follow_each_other_without_gap_or_double,
    every_filter_narrows_and_all_of_them_hold,
    a_report_counts_by_day_method_standing_and_currency,
    a_list_says_what_is_paid_and_what_went_back,
    tables_say_the_same_as_lists,
);

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

async fn paid(world: &World, invoice: InvoiceId, minor: i64, on: &str, method: Method) -> PaymentId {
    let pay = RecordPayment { paid_on: Some(day(on)), method, ..payment(invoice, minor) };
    world.ask(pay).await.unwrap().output.payment_id
}

fn all() -> PaymentFilter {
    PaymentFilter::default()
}

async fn ids(world: &World, filter: PaymentFilter) -> Vec<PaymentId> {
    let list = PaymentList { filter, after: None, limit: 200 };
    let page = world.store.payments(world.biller(), &list).await.unwrap();
    page.payments.iter().map(|one| one.row.id).collect()
}

async fn report(world: &World, filter: PaymentFilter) -> Vec<ReportRow> {
    world.store.payments_report(world.biller(), &filter).await.unwrap()
}

async fn pages_follow_each_other_without_gap_or_double(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 100_000).await;
    let mut expected = Vec::new();
    for at in 0..13 {
        let on = ["2026-11-01", "2026-11-03", "2026-11-02"][at % 3];
        expected.push((day(on), paid(&world, invoice, 100, on, Method::Card).await));
    }
    expected.sort_unstable_by(|one, other| other.cmp(one));
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let list = PaymentList { filter: all(), after, limit: 4 };
        let page = world.store.payments(world.biller(), &list).await.unwrap();
        found.extend(page.payments.iter().map(|one| (one.row.paid_on, one.row.id)));
        let Some(next) = page.next else { break };
        assert_eq!(page.payments.len(), 4);
        let written: PaymentMark = next.to_string().parse().unwrap();
        assert_eq!(written, next);
        after = Some(written);
    }
    assert_eq!(found, expected);
}

async fn every_filter_narrows_and_all_of_them_hold(database: Database) {
    let world = World::open(&database).await;
    let mine = world.issue("1", 100_000).await;
    let mut document = invoice("2", 100_000);
    document.buyer.name = "Bo Prov".into();
    document.buyer.email = Some("bo@example.com".into());
    let bos = world.import(document).await.invoice_id.unwrap();
    let card = paid(&world, mine, 1_250, "2026-11-01", Method::Card).await;
    let cash = paid(&world, bos, 2_000, "2026-11-02", Method::Cash).await;
    let pending = RecordPayment { settled: false, paid_on: Some(day("2026-11-03")), ..payment(bos, 3_000) };
    let pending = world.ask(pending).await.unwrap().output.payment_id;
    let unknown = Unknown { paid_on: "2026-11-04", ..Unknown::of(4_000, &[]) };
    let unknown = world.ask(unknown).await.unwrap().output;
    let gone = paid(&world, mine, 5_000, "2026-11-05", Method::DirectDebit).await;
    world.change(gone, PaymentChange::Reverse).await;
    let euros = Unknown { currency: "EUR", paid_on: "2026-11-06", ..Unknown::of(6_000, &[]) };
    let euros = world.ask(euros).await.unwrap().output;

    let standing = |one| PaymentFilter { standing: Some(one), ..all() };
    let search = |text: &str| PaymentFilter { search: text.into(), ..all() };
    let payer = world.payer_of(bos).await;
    for (filter, expected) in [
        (all(), vec![euros, gone, unknown, pending, cash, card]),
        (PaymentFilter { from: Some(day("2026-11-05")), ..all() }, vec![euros, gone]),
        (PaymentFilter { to: Some(day("2026-11-01")), ..all() }, vec![card]),
        (PaymentFilter { method: Some(Method::Cash), ..all() }, vec![cash]),
        (PaymentFilter { currency: Some("EUR".parse().unwrap()), ..all() }, vec![euros]),
        (PaymentFilter { payer: Some(payer), ..all() }, vec![pending, cash]),
        (standing(PaymentStanding::Pending), vec![pending]),
        (standing(PaymentStanding::Settled), vec![cash, card]),
        (standing(PaymentStanding::Unidentified), vec![euros, unknown]),
        (standing(PaymentStanding::Reversed), vec![gone]),
        (standing(PaymentStanding::Failed), vec![]),
        (search("bo"), vec![pending, cash]),
        (search("anna 12.50"), vec![card]),
        (search("40.00"), vec![unknown]),
        (search("anna bo"), vec![]),
        (search("%"), vec![]),
        (PaymentFilter { to: Some(day("2026-11-02")), ..search("bo") }, vec![cash]),
    ] {
        assert_eq!(ids(&world, filter.clone()).await, expected, "{filter:?}");
    }
    let other = world.with_biller("other").await;
    assert!(ids(&other, all()).await.is_empty() && report(&other, all()).await.is_empty());
}

async fn a_report_counts_by_day_method_standing_and_currency(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 5_000).await;
    paid(&world, invoice, 3_000, "2026-11-01", Method::Card).await;
    paid(&world, invoice, 4_000, "2026-11-01", Method::Card).await;
    paid(&world, invoice, 1_000, "2026-11-01", Method::Cash).await;
    world.ask(Unknown { paid_on: "2026-11-02", ..Unknown::of(700, &[]) }).await.unwrap();
    world.ask(Unknown { paid_on: "2026-11-02", currency: "EUR", ..Unknown::of(800, &[]) }).await.unwrap();
    let rows = report(&world, all()).await;
    let shown: Vec<String> = rows
        .iter()
        .map(|row| {
            let (amount, free) = (Money::new(row.amount_minor, row.currency), row.free_minor);
            format!(
                "{} {} {} {} {amount} {free}",
                row.paid_on,
                row.method.as_str(),
                row.standing.as_str(),
                row.count
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "2026-11-02 bank_transfer unidentified 1 8.00 EUR 800",
            "2026-11-02 bank_transfer unidentified 1 7.00 SEK 700",
            "2026-11-01 card settled 2 70.00 SEK 2000",
            "2026-11-01 cash settled 1 10.00 SEK 1000",
        ]
    );
    let days =
        PaymentFilter { from: Some(day("2026-11-02")), standing: Some(PaymentStanding::Settled), ..all() };
    assert!(report(&world, days).await.is_empty());
}

async fn a_list_says_what_is_paid_and_what_went_back(database: Database) {
    let world = World::open(&database).await;
    let (first, second) = (world.issue("1", 1_000).await, world.issue("2", 2_000).await);
    let shares = vec![
        domain::payments::Share { invoice: first, amount_minor: 1_000 },
        domain::payments::Share { invoice: second, amount_minor: 500 },
    ];
    let pay = RecordPayment { shares, ..payment(first, 4_000) };
    let payment = world.ask(pay).await.unwrap().output.payment_id;
    world.ask(StartRefund { payment, amount_minor: Some(300), reason: None }).await.unwrap();
    let list = PaymentList { filter: all(), after: None, limit: 1 };
    let page = world.store.payments(world.biller(), &list).await.unwrap();
    let one = &page.payments[0];
    let paid: Vec<_> = one.allocations.iter().map(|one| (one.number.as_str(), one.amount_minor)).collect();
    assert_eq!(paid, [("1", 1_000), ("2", 500)]);
    assert_eq!((one.row.free_minor, one.refunded_minor, one.outcome), (2_200, 300, None));
    assert_eq!(one.payer_name.as_deref(), Some("Anna Exempel"));
}

async fn tables_say_the_same_as_lists(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 1_000).await;
    paid(&world, invoice, 1_000, "2026-11-01", Method::Card).await;
    world.ask(Unknown { debtor: "=cmd|' /C calc'!A0", ..Unknown::of(250, &[]) }).await.unwrap();
    let list = PaymentList { filter: all(), after: None, limit: 10 };
    let page = world.store.payments(world.biller(), &list).await.unwrap();
    let table = payments_csv(&page.payments);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].contains(",2026-11-20,2.50,SEK,bank_transfer,unidentified,"), "{}", lines[0]);
    assert!(lines[0].contains(",'=cmd|' /C calc'!A0,"), "{}", lines[0]);
    assert!(lines[1].contains(",2026-11-01,10.00,SEK,card,settled,Anna Exempel,"), "{}", lines[1]);
    let totals = report_csv(&report(&world, all()).await);
    assert!(totals.contains("2026-11-01,card,settled,SEK,1,10.00,0.00\r\n"), "{totals}");
}
