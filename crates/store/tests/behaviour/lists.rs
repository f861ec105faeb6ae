//! What staff search, filter and sort: found by the starts of words, each row once, nobody else's.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use domain::ids::InvoiceId;
use domain::invoices::document::Party;
use domain::{Date, Status};
use testkit::databases::{Database, on_both_engines};
use testkit::documents::{credit_note, invoice};
use testkit::world::World;
use usecases::{
    ChangePayer, ForgetPayer, InvoiceFilter, InvoiceList, InvoiceRow, InvoiceSort, InvoiceStore as _,
    PayerList, PayerStore as _,
};

use crate::list::every_kind;

on_both_engines!(
    a_search_finds_the_starts_of_words_and_whole_amounts,
    every_filter_has_the_invoices_of_its_statuses_and_the_counters_agree,
    an_invoice_over_nothing_is_paid_whatever_is_credited_on_it,
    every_order_walks_through_everything_once,
    conditions_hold_together_in_every_order_page_by_page,
    changed_details_are_found_and_the_old_ones_are_not,
    nobody_finds_a_payer_who_was_forgotten,
    another_billers_rows_are_not_there,
    a_rebuild_finds_the_same,
);

fn list(search: &str) -> InvoiceList {
    InvoiceList { search: search.to_owned(), ..InvoiceList::newest("2026-11-26".parse().unwrap(), 200) }
}

async fn numbers(world: &World, list: &InvoiceList) -> Vec<String> {
    let found = world.store.list_invoices(world.biller(), list).await.unwrap();
    found.invoices.into_iter().map(|one| one.row.number).collect()
}

async fn issue(world: &World, number: &str, total_minor: i64, name: &str, reference: &str) -> InvoiceId {
    let mut document = invoice(number, total_minor);
    document.buyer = Party {
        name: name.into(),
        identifier: Some(format!("customer-{name}")),
        email: Some(format!("{}@example.com", name.to_lowercase().replace(' ', "."))),
        ..Party::default()
    };
    if let Some(means) = document.payment_means.first_mut() {
        means.reference = Some(reference.into());
    } else {
        document.payment_means.push(domain::invoices::document::PaymentMeans {
            code: "30".into(),
            reference: Some(reference.into()),
            account: None,
            account_name: None,
            bank: None,
        });
    }
    world.import(document).await.invoice_id.unwrap()
}

async fn a_search_finds_the_starts_of_words_and_whole_amounts(database: Database) {
    let world = World::open(&database).await;
    issue(&world, "2026-0815", 432_150, "Åsa Lindqvist-Exempel", "1048 2073 4").await;
    issue(&world, "2026-0816", 79_900, "Jonas Falk_50%", "RF18 5390 0754 7034").await;
    for (search, expected) in [
        ("2026-08", vec!["2026-0816", "2026-0815"]),
        ("2026-0815", vec!["2026-0815"]),
        ("0816", vec!["2026-0816"]),
        ("åsa", vec!["2026-0815"]),
        ("ÅSA", vec!["2026-0815"]),
        ("exempel", vec!["2026-0815"]),
        ("lindqvist-ex", vec!["2026-0815"]),
        ("åsa falk", vec![]),
        ("jonas.falk", vec!["2026-0816"]),
        ("1048 2073", vec!["2026-0815"]),
        ("104820734", vec!["2026-0815"]),
        ("rf18", vec!["2026-0816"]),
        ("4321.50", vec!["2026-0815"]),
        ("4.321,50", vec!["2026-0815"]),
        ("799", vec!["2026-0816"]),
        ("jonas 799.00", vec!["2026-0816"]),
        ("falk_50%", vec!["2026-0816"]),
        ("falk_5%", vec![]),
        ("indqvist", vec![]),
        ("'; DROP TABLE invoices; --", vec![]),
        ("a\u{0}b", vec![]),
    ] {
        assert_eq!(numbers(&world, &list(search)).await, expected, "{search:?}");
    }
}

fn of(status: Status, filter: InvoiceFilter) -> bool {
    match filter {
        InvoiceFilter::All => true,
        InvoiceFilter::Asked => matches!(status, Status::Open | Status::PartlyPaid | Status::Overdue),
        InvoiceFilter::Overdue => status == Status::Overdue,
        InvoiceFilter::PartlyPaid => status == Status::PartlyPaid,
        InvoiceFilter::Paid => status == Status::Paid,
        InvoiceFilter::Closed => matches!(status, Status::Void | Status::WrittenOff | Status::Credited),
    }
}

async fn every_filter_has_the_invoices_of_its_statuses_and_the_counters_agree(database: Database) {
    let world = World::open(&database).await;
    every_kind(&world).await;
    for today in ["2026-11-21", "2026-11-26", "2027-06-01"] {
        let today: Date = today.parse().unwrap();
        let all =
            world.store.list_invoices(world.biller(), &InvoiceList { today, ..list("") }).await.unwrap();
        let counts = world.store.count_invoices(world.biller(), today).await.unwrap();
        let counted =
            [counts.all, counts.asked, counts.overdue, counts.partly_paid, counts.paid, counts.closed];
        for (filter, count) in InvoiceFilter::EVERY.into_iter().zip(counted) {
            let filtered = InvoiceList { today, statuses: filter.statuses().to_vec(), ..list("") };
            let found = world.store.list_invoices(world.biller(), &filtered).await.unwrap().invoices;
            let expected: Vec<_> =
                all.invoices.iter().filter(|one| of(one.row.status(today), filter)).cloned().collect();
            assert_eq!(found, expected, "{filter:?} on {today}");
            assert_eq!(i64::try_from(found.len()).unwrap(), count, "{filter:?} on {today}");
        }
    }
}

async fn an_invoice_over_nothing_is_paid_whatever_is_credited_on_it(database: Database) {
    let world = World::open(&database).await;
    world.import(invoice("zero", 0)).await;
    world.import(credit_note("C", "zero", 500)).await;
    let today: Date = "2026-11-26".parse().unwrap();
    let row = world.store.list_invoices(world.biller(), &list("")).await.unwrap().invoices.remove(0).row;
    assert_eq!((row.total_minor, row.credited_minor, row.status(today)), (0, 500, Status::Paid));
    let counts = world.store.count_invoices(world.biller(), today).await.unwrap();
    assert_eq!((counts.paid, counts.closed), (1, 0));
    let paid = InvoiceList { statuses: InvoiceFilter::Paid.statuses().to_vec(), ..list("") };
    assert_eq!(numbers(&world, &paid).await, ["zero"]);
}

async fn every_order_walks_through_everything_once(database: Database) {
    let world = World::open(&database).await;
    let invoices = every_kind(&world).await;
    for sort in [InvoiceSort::Newest, InvoiceSort::Due, InvoiceSort::Open] {
        for limit in [1, 4, 200] {
            let (mut after, mut walked) = (None, Vec::new());
            loop {
                let asked = InvoiceList { sort, limit, after, ..list("") };
                let page = world.store.list_invoices(world.biller(), &asked).await.unwrap();
                walked.extend(page.invoices.into_iter().map(|one| one.row));
                match page.next {
                    // What the address carries is all that the next page needs.
                    Some(next) => after = Some(next.to_string().parse().unwrap()),
                    None => break,
                }
            }
            let ids: BTreeSet<InvoiceId> = walked.iter().map(|row| row.id).collect();
            assert_eq!((walked.len(), ids.len()), (invoices.len(), invoices.len()), "{sort:?} by {limit}");
            let sorted = walked.windows(2).all(|pair| match sort {
                InvoiceSort::Newest => pair[0].id > pair[1].id,
                InvoiceSort::Due => (pair[0].due_date, pair[0].id) < (pair[1].due_date, pair[1].id),
                InvoiceSort::Open => (pair[1].open_minor, pair[1].id) < (pair[0].open_minor, pair[0].id),
            });
            assert!(sorted, "{sort:?} by {limit}");
        }
    }
}

/// All rows of a list, a page at a time.
async fn walked(world: &World, list: &InvoiceList) -> Vec<InvoiceRow> {
    let (mut after, mut rows) = (None, Vec::new());
    loop {
        let page = InvoiceList { after, ..list.clone() };
        let page = world.store.list_invoices(world.biller(), &page).await.unwrap();
        rows.extend(page.invoices.into_iter().map(|one| one.row));
        match page.next {
            Some(next) => after = Some(next),
            None => return rows,
        }
    }
}

/// What a list has to answer, of these rows.
fn expected(all: &[InvoiceRow], list: &InvoiceList, found: impl Fn(&InvoiceRow) -> bool) -> Vec<InvoiceRow> {
    let mut rows: Vec<InvoiceRow> = all
        .iter()
        .filter(|row| list.statuses.is_empty() || list.statuses.contains(&row.status(list.today)))
        .filter(|row| list.payer.is_none_or(|payer| row.payer == payer))
        .filter(|row| list.number.as_ref().is_none_or(|number| row.number == *number))
        .filter(|row| list.due_from.is_none_or(|day| row.due_date >= day))
        .filter(|row| list.due_to.is_none_or(|day| row.due_date <= day))
        .filter(|row| found(row))
        .cloned()
        .collect();
    match list.sort {
        InvoiceSort::Newest => rows.sort_by_key(|row| Reverse(row.id)),
        InvoiceSort::Due => rows.sort_by_key(|row| (row.due_date, row.id)),
        InvoiceSort::Open => rows.sort_by_key(|row| Reverse((row.open_minor, row.id))),
    }
    rows
}

async fn conditions_hold_together_in_every_order_page_by_page(database: Database) {
    let world = World::open(&database).await;
    every_kind(&world).await;
    let other = issue(&world, "77", 10_000, "Berta Other", "5").await;
    let other = world.payer_of(other).await;
    let newest = InvoiceList { limit: 3, ..list("") };
    let all = walked(&world, &newest).await;
    let most = all.iter().find(|row| row.payer != other).unwrap().payer;
    let (day, asked) = ("2026-11-25".parse().ok(), InvoiceFilter::Asked.statuses());
    let mut found_some = 0;
    for statuses in [&[][..], asked, &[Status::Overdue], &[Status::Void, Status::PartlyPaid]] {
        for (payer, number, search) in [
            (None, None, ""),
            (Some(most), None, ""),
            (Some(other), None, ""),
            (None, Some("001"), ""),
            (Some(other), Some("001"), ""),
            (None, None, "100.00"),
            (Some(most), None, "00"),
            (None, Some("001"), "00"),
            (None, Some("77"), "berta 77"),
        ] {
            for (due_from, due_to) in [(None, None), (day, None), (None, day)] {
                for sort in [InvoiceSort::Newest, InvoiceSort::Due, InvoiceSort::Open] {
                    let list = InvoiceList {
                        search: search.to_owned(),
                        number: number.map(str::to_owned),
                        statuses: statuses.to_vec(),
                        due_from,
                        due_to,
                        payer,
                        sort,
                        ..newest.clone()
                    };
                    let found = |row: &InvoiceRow| match search {
                        "100.00" => row.total_minor == 10_000 || row.open_minor == 10_000,
                        "00" => row.number.starts_with("00"),
                        "berta 77" => row.payer == other,
                        _ => true,
                    };
                    let rows = walked(&world, &list).await;
                    assert_eq!(rows, expected(&all, &list, found), "{list:?}");
                    found_some += usize::from(!rows.is_empty());
                }
            }
        }
    }
    assert!(found_some > 60, "{found_some} of the lists found something");
}

async fn changed_details_are_found_and_the_old_ones_are_not(database: Database) {
    let world = World::open(&database).await;
    let invoice = issue(&world, "1", 100, "Jorun Gammal", "1").await;
    let payer = world.payer_of(invoice).await;
    let details = Party { name: "Jorun Nygift".into(), ..Party::default() };
    let changed = world.ask(ChangePayer { payer, details: details.clone() }).await.unwrap().output;
    assert_eq!(changed.changed, ["name", "identifier", "email"]);
    assert_eq!(numbers(&world, &list("nygift")).await, ["1"]);
    assert!(numbers(&world, &list("gammal")).await.is_empty());
    let known = world.store.payer(world.biller(), payer).await.unwrap().unwrap();
    assert_eq!(known.details, Some(details.clone()));
    let listed = world.store.list_invoices(world.biller(), &list("")).await.unwrap();
    assert_eq!(listed.invoices[0].payer_name.as_deref(), Some("Jorun Nygift"));
    // The same once more changes nothing.
    let again = world.ask(ChangePayer { payer, details }).await.unwrap();
    assert!(again.repeated && again.output.changed.is_empty());
    assert_eq!(world.store.payer_history(world.biller(), payer).await.unwrap().len(), 2);
}

async fn nobody_finds_a_payer_who_was_forgotten(database: Database) {
    let world = World::open(&database).await;
    let invoice = issue(&world, "1", 100, "Vera Vanish", "777").await;
    let payer = world.payer_of(invoice).await;
    world.ask(ForgetPayer { payer }).await.unwrap();
    assert!(numbers(&world, &list("vera")).await.is_empty());
    assert_eq!(numbers(&world, &list("777")).await, ["1"], "the reference is bookkeeping");
    let listed = world.store.list_invoices(world.biller(), &list("")).await.unwrap();
    assert_eq!(listed.invoices[0].payer_name, None);
    let known = world.store.payer(world.biller(), payer).await.unwrap().unwrap();
    assert!(known.forgotten && known.details.is_none());
    let search = PayerList { search: "vera".into(), after: None, limit: 10 };
    assert!(world.store.list_payers(world.biller(), &search).await.unwrap().payers.is_empty());
}

async fn another_billers_rows_are_not_there(database: Database) {
    let world = World::open(&database).await;
    let invoice = issue(&world, "1", 100, "Ada Mine", "1").await;
    let payer = world.payer_of(invoice).await;
    let other = world.with_biller("other").await;
    for search in ["", "ada", "1", "1.00"] {
        assert!(numbers(&other, &list(search)).await.is_empty(), "{search}");
    }
    let list = InvoiceList { payer: Some(payer), ..list("") };
    assert!(numbers(&other, &list).await.is_empty());
    assert_eq!(other.store.payer(other.biller(), payer).await.unwrap(), None);
    assert!(other.store.payer_history(other.biller(), payer).await.unwrap().is_empty());
    let all = PayerList { search: String::new(), after: None, limit: 10 };
    assert!(other.store.list_payers(other.biller(), &all).await.unwrap().payers.is_empty());
    assert_eq!(other.store.count_invoices(other.biller(), list.today).await.unwrap().all, 0);
}

async fn a_rebuild_finds_the_same(database: Database) {
    let world = World::open(&database).await;
    let invoice = issue(&world, "77", 100, "Ada Again", "9 9 9 9").await;
    let payer = world.payer_of(invoice).await;
    let details = Party { name: "Ada Other".into(), ..Party::default() };
    world.ask(ChangePayer { payer, details }).await.unwrap();
    world.store.rebuild(std::sync::Arc::new(|_| {})).await.unwrap();
    for search in ["77", "9999", "other"] {
        assert_eq!(numbers(&world, &list(search)).await, ["77"], "{search}");
    }
    let known = world.store.payer(world.biller(), payer).await.unwrap().unwrap();
    assert_eq!(known.details.unwrap().name, "Ada Other");
}
