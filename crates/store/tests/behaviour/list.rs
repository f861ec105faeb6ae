//! The list: the same statuses as the domain's, search, pages.

use domain::invoices::status::Status;
use domain::{Date, ids::InvoiceId};
use testkit::databases::{Database, on_both_engines};
use testkit::documents::{credit_note, invoice};
use testkit::inputs::payment;
use testkit::world::World;
use usecases::{
    ChangeDueDate, CloseInvoice, Closing, InvoiceList, InvoiceRow, InvoiceStore as _, PaymentChange,
};

on_both_engines!(
    every_status_is_filtered_as_the_domain_says_on_every_day,
    pages_walk_through_everything_once_newest_first,
    search_finds_number_reference_name_and_address_and_takes_signs_literally,
    numbers_and_due_dates_filter,
    rows_hold_the_figures_of_the_books,
);

fn newest(today: &str) -> InvoiceList {
    InvoiceList::newest(today.parse().unwrap(), 200)
}

async fn rows(world: &World, list: &InvoiceList) -> Vec<InvoiceRow> {
    let found = world.store.list_invoices(world.biller(), list).await.unwrap();
    found.invoices.into_iter().map(|one| one.row).collect()
}

/// Invoices in every state there is, with several due dates.
pub async fn every_kind(world: &World) -> Vec<InvoiceId> {
    let mut invoices = Vec::new();
    for at in 0..20 {
        invoices.push(world.issue(&format!("{at:03}"), 10_000).await);
    }
    let due: Date = "2026-11-25".parse().unwrap();
    for invoice in &invoices[..10] {
        world.ask(ChangeDueDate { invoice: *invoice, due_date: due, reason: None }).await.unwrap();
    }
    for at in [0, 10] {
        let [_, part, paid, pending, void, written_off, credited, part_credited, over, reversed] =
            invoices[at..at + 10]
        else {
            unreachable!()
        };
        world.pay(part, 4_000).await;
        world.pay(paid, 10_000).await;
        let mut announced = payment(pending, 10_000);
        announced.settled = false;
        world.ask(announced).await.unwrap();
        world.pay(void, 100).await;
        for (invoice, closing) in [(void, Closing::Void), (written_off, Closing::WriteOff)] {
            world.ask(CloseInvoice { invoice, closing, reason: None }).await.unwrap();
        }
        let number = |at: usize| format!("{at:03}");
        world.import(credit_note(&format!("C{at}"), &number(at + 6), 10_000)).await;
        world.import(credit_note(&format!("D{at}"), &number(at + 7), 3_000)).await;
        world.pay(over, 12_000).await;
        let taken_back = world.pay(reversed, 10_000).await;
        world.change(taken_back.payment_id, PaymentChange::Reverse).await;
        assert_ne!(credited, part_credited);
    }
    let nothing = invoice("zero", 0);
    invoices.push(world.import(nothing).await.invoice_id.unwrap());
    invoices
}

async fn every_status_is_filtered_as_the_domain_says_on_every_day(database: Database) {
    let world = World::open(&database).await;
    let invoices = every_kind(&world).await;
    for today in ["2026-11-21", "2026-11-25", "2026-11-26", "2026-12-21", "2026-12-22", "2027-06-01"] {
        let all = rows(&world, &newest(today)).await;
        assert_eq!(all.len(), invoices.len());
        let today_date: Date = today.parse().unwrap();
        let mut met = std::collections::BTreeSet::new();
        // Every set of statuses: seven of them, so 128 sets.
        for set in 0_u32..128 {
            let statuses: Vec<Status> =
                (0..7).filter(|at| set & (1 << at) != 0).map(|at| Status::ALL[at]).collect();
            let found = rows(&world, &InvoiceList { statuses: statuses.clone(), ..newest(today) }).await;
            let expected: Vec<_> = all
                .iter()
                .filter(|row| statuses.is_empty() || statuses.contains(&row.status(today_date)))
                .cloned()
                .collect();
            assert_eq!(found, expected, "{statuses:?} on {today}");
            if statuses.len() == 1 && !found.is_empty() {
                met.insert(statuses[0].as_str());
            }
        }
        assert!(met.len() >= 5, "{today}: only {met:?} were there to be found");
    }
}

async fn pages_walk_through_everything_once_newest_first(database: Database) {
    let world = World::open(&database).await;
    let mut issued = Vec::new();
    for at in 0..23 {
        issued.push(world.issue(&at.to_string(), 100).await);
    }
    issued.reverse();
    for limit in [1, 5, 22, 23, 24] {
        let (mut after, mut walked) = (None, Vec::new());
        loop {
            let list = InvoiceList { after, limit, ..newest("2026-11-21") };
            let page = world.store.list_invoices(world.biller(), &list).await.unwrap();
            assert!(page.invoices.len() <= limit);
            walked.extend(page.invoices.iter().map(|one| one.row.id));
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        assert_eq!(walked, issued, "{limit} at a time");
    }
    let bounded = InvoiceList { limit: 1_000_000, ..newest("2026-11-21") };
    assert_eq!(rows(&world, &bounded).await.len(), 23);
}

async fn search_finds_number_reference_name_and_address_and_takes_signs_literally(database: Database) {
    let world = World::open(&database).await;
    let mut odd = invoice("A_1%", 100);
    odd.buyer.name = "Åsa Öberg".into();
    odd.buyer.email = Some("asa@example.com".into());
    let odd = world.import(odd).await.invoice_id.unwrap();
    let mut plain = invoice("AX1Y", 100);
    plain.payment_means[0].reference = Some("RF18 5390 0754 7034".into());
    let plain = world.import(plain).await.invoice_id.unwrap();
    for (words, found) in [
        ("a_1%", vec![odd]),
        ("A", vec![plain, odd]),
        ("a%", vec![]),
        ("_", vec![]),
        ("%", vec![]),
        ("ax1", vec![plain]),
        ("x1y", vec![]),
        ("5390", vec![plain]),
        ("RF18 0754", vec![plain]),
        ("185390075", vec![plain]),
        ("1.00", vec![plain, odd]),
        ("a_1% 1", vec![odd]),
        ("2.00", vec![]),
        ("ÅSA", vec![odd]),
        ("öberg", vec![odd]),
        ("ASA@example", vec![odd]),
        ("anna 5390", vec![plain]),
        ("anna a_1", vec![]),
        ("example", vec![plain, odd]),
        ("example.com", vec![]),
        ("nobody", vec![]),
        ("a a a a a a a nobody", vec![]),
        ("a a a a a a a a nobody", vec![plain, odd]),
        ("'; DROP TABLE invoices; --", vec![]),
        ("\\", vec![]),
        ("\0", vec![plain, odd]),
        ("   ", vec![plain, odd]),
    ] {
        let list = InvoiceList { search: words.into(), ..newest("2026-11-21") };
        assert_eq!(
            rows(&world, &list).await.iter().map(|row| row.id).collect::<Vec<_>>(),
            found,
            "“{words}”"
        );
    }
}

async fn numbers_and_due_dates_filter(database: Database) {
    let world = World::open(&database).await;
    let (early, late) = (world.issue("1", 100).await, world.issue("10", 100).await);
    let due_date = "2026-11-30".parse().unwrap();
    world.ask(ChangeDueDate { invoice: early, due_date, reason: None }).await.unwrap();
    let find = async |list: InvoiceList| -> Vec<InvoiceId> {
        rows(&world, &list).await.iter().map(|row| row.id).collect()
    };
    let base = newest("2026-11-21");
    assert_eq!(find(InvoiceList { number: Some("1".into()), ..base.clone() }).await, [early]);
    assert_eq!(find(InvoiceList { due_to: Some(due_date), ..base.clone() }).await, [early]);
    let next = due_date.tomorrow().unwrap();
    assert_eq!(find(InvoiceList { due_from: Some(next), ..base.clone() }).await, [late]);
    assert_eq!(find(InvoiceList { due_from: Some(due_date), ..base.clone() }).await, [late, early]);
}

async fn rows_hold_the_figures_of_the_books(database: Database) {
    let world = World::open(&database).await;
    for id in every_kind(&world).await {
        let row = world.store.invoice(world.biller(), id).await.unwrap().unwrap();
        let books = world.books(&[domain::StreamId::Invoice(id)]).await;
        let invoice = &books.invoices[&id];
        assert_eq!(
            (row.open_minor, row.paid_minor, row.pending_minor, row.credit_minor, row.seq),
            (
                invoice.open_minor,
                invoice.paid_minor(),
                invoice.pending_minor(),
                invoice.credit_minor(),
                invoice.seq
            )
        );
        assert_eq!(
            row.status(row.due_date),
            domain::invoices::status::status(&invoice.facts(), row.due_date)
        );
        assert_eq!(row.payable_minor, if row.number == "zero" { 0 } else { 10_000 });
    }
}
