//! References that Billow makes for invoices that state none.

use std::collections::BTreeSet;

use domain::ids::InvoiceId;
use domain::invoices::document::{Document, PaymentMeans};
use domain::payments::reference::Scheme;
use testkit::databases::{Database, on_both_engines};
use testkit::documents::invoice;
use testkit::world::World;
use usecases::{ImportStatus, InvoiceStore as _, PaymentPolicy, Policy, SetPolicy};

on_both_engines!(
    an_invoice_that_states_none_gets_the_next_one,
    one_that_states_a_reference_keeps_it,
    nothing_is_made_where_the_number_is_the_reference,
    the_same_document_again_is_the_same_invoice,
    many_at_once_get_one_each,
    no_typing_error_leads_to_a_reference_that_came_with_an_invoice,
    each_biller_counts_its_own,
);

async fn with_scheme(world: &World, reference_scheme: Scheme) {
    let payments = PaymentPolicy { reference_scheme, ..PaymentPolicy::default() };
    world.ask(SetPolicy { policy: Policy { payments, ..Policy::default() } }).await.unwrap();
}

fn without(number: &str) -> Document {
    let mut document = invoice(number, 10_000);
    document.payment_means = vec![
        PaymentMeans { code: "30".into(), account: Some("SE45".into()), ..PaymentMeans::default() },
        PaymentMeans { code: "58".into(), reference: Some(" ".into()), ..PaymentMeans::default() },
    ];
    document
}

fn stating(number: &str, reference: &str) -> Document {
    let mut document = invoice(number, 10_000);
    document.payment_means[0].reference = Some(reference.into());
    document
}

async fn means_of(world: &World, id: InvoiceId) -> Vec<PaymentMeans> {
    world.store.document(world.biller(), id).await.unwrap().unwrap().document.payment_means
}

async fn made(world: &World, number: &str) -> String {
    let id = world.import(without(number)).await.invoice_id.unwrap();
    means_of(world, id).await[0].reference.clone().unwrap()
}

async fn an_invoice_that_states_none_gets_the_next_one(database: Database) {
    let world = World::open(&database).await;
    for scheme in [Scheme::Ocr { length_digit: true }, Scheme::Rf, Scheme::Kid11, Scheme::SwissQr] {
        with_scheme(&world, scheme).await;
        let number = scheme.as_str();
        let id = world.import(without(number)).await.invoice_id.unwrap();
        let means = means_of(&world, id).await;
        let reference = means[0].reference.clone().unwrap();
        assert!(scheme.is_valid(&reference), "{scheme} {reference}");
        assert_eq!(means[1].reference, means[0].reference, "each way to pay states it");
        assert_eq!(means[0].account.as_deref(), Some("SE45"));
    }
    let mut nameless = invoice("no means", 10_000);
    nameless.payment_means.clear();
    let id = world.import(nameless).await.invoice_id.unwrap();
    let means = means_of(&world, id).await;
    assert_eq!((means.len(), means[0].code.as_str()), (1, "1"));
    assert!(Scheme::SwissQr.is_valid(means[0].reference.as_deref().unwrap()));
    let found = usecases::InvoiceList {
        search: means[0].reference.clone().unwrap(),
        ..usecases::InvoiceList::newest("2026-11-21".parse().unwrap(), 10)
    };
    let found = usecases::InvoiceStore::list_invoices(&*world.store, world.biller(), &found).await.unwrap();
    assert_eq!(found.invoices[0].row.id, id, "staff find it by its reference");
    assert!(world.store.verify().await.unwrap().is_empty());
}

async fn one_that_states_a_reference_keeps_it(database: Database) {
    let world = World::open(&database).await;
    with_scheme(&world, Scheme::Rf).await;
    let id = world.import(stating("1", "my own 17")).await.invoice_id.unwrap();
    assert_eq!(means_of(&world, id).await[0].reference.as_deref(), Some("my own 17"));
}

async fn nothing_is_made_where_the_number_is_the_reference(database: Database) {
    let world = World::open(&database).await;
    let id = world.import(without("1")).await.invoice_id.unwrap();
    assert_eq!(means_of(&world, id).await[0].reference, None);
    with_scheme(&world, Scheme::Rf).await;
    let mut paid = without("2");
    paid.totals.prepaid_minor = paid.totals.payable_minor;
    paid.totals.payable_minor = 0;
    let id = world.import(paid).await.invoice_id.unwrap();
    assert_eq!(means_of(&world, id).await[0].reference, None, "nothing is asked for");
}

async fn the_same_document_again_is_the_same_invoice(database: Database) {
    let world = World::open(&database).await;
    with_scheme(&world, Scheme::Finnish).await;
    let first = world.import(without("1")).await;
    let again = world.import(without("1")).await;
    assert_eq!((again.status, again.id), (ImportStatus::Unchanged, first.id));
    let next = made(&world, "2").await;
    let counters: Vec<String> = (1..=3).filter_map(|counter| Scheme::Finnish.generate(counter)).collect();
    assert!(counters.contains(&next), "no counter was used up: {next}");
}

async fn many_at_once_get_one_each(database: Database) {
    let world = World::open(&database).await;
    with_scheme(&world, Scheme::Belgian).await;
    let making = (0..24).map(|at| {
        let world = world.clone();
        async move { made(&world, &format!("n{at}")).await }
    });
    let made: BTreeSet<String> = futures_util::future::join_all(making).await.into_iter().collect();
    assert_eq!(made.len(), 24);
}

async fn no_typing_error_leads_to_a_reference_that_came_with_an_invoice(database: Database) {
    let world = World::open(&database).await;
    let scheme = Scheme::Ocr { length_digit: false };
    with_scheme(&world, scheme).await;
    let mut counter = 1;
    assert_eq!(Some(made(&world, "first").await), scheme.generate(counter));
    // What came with an invoice is the next one itself, or has two digits swapped, one missing, one too many.
    let edits = [str::to_owned, swapped, |one: &str| one[1..].to_owned(), |one: &str| format!("{one}7")];
    for (at, edit) in edits.iter().enumerate() {
        let skipped = scheme.generate(counter + 1).unwrap();
        world.import(stating(&format!("came {at}"), &edit(&skipped))).await;
        counter += 2;
        let next = made(&world, &format!("made {at}")).await;
        assert_eq!(Some(next), scheme.generate(counter), "{skipped} is too close to edit {at}");
    }
}

fn swapped(reference: &str) -> String {
    let mut signs: Vec<char> = reference.chars().collect();
    let at = signs.windows(2).position(|pair| pair[0] != pair[1]).unwrap();
    signs.swap(at, at + 1);
    signs.into_iter().collect()
}

async fn each_biller_counts_its_own(database: Database) {
    let world = World::open(&database).await;
    let other = world.with_biller("other").await;
    for own in [&world, &other] {
        with_scheme(own, Scheme::Rf).await;
    }
    assert_eq!(made(&world, "1").await, made(&other, "1").await);
    assert_ne!(made(&world, "2").await, made(&world, "3").await);
}
