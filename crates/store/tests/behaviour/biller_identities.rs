//! Whose file is it: the first bank account and the first seller are entered, others are refused until they are allowed.

use domain::invoices::document::Party;
use testkit::bank::entry;
use testkit::databases::{Database, on_both_engines};
use testkit::documents::invoice;
use testkit::inputs::import;
use testkit::world::World;
use usecases::bank_imports::{BankEntry, BookBankEntries, Imported, NoteBankFile};
use usecases::billers::{
    AddBankAccount, AddSeller, IdentityKind, OTHER_ACCOUNT, OTHER_SELLER, RemoveBankAccount, RemoveSeller,
};
use usecases::{AuditQuery, AuditStore, BillerStore, ImportDocument, InvoiceStore, UseCaseError};

use crate::bank_imports::FILE;

on_both_engines!(
    the_first_bank_file_enters_its_account_and_others_are_refused,
    an_account_is_known_in_each_of_its_writings,
    a_file_of_several_accounts_is_refused_whole,
    the_entries_are_checked_whatever_the_beginning_said,
    the_first_document_enters_its_seller_and_others_are_refused,
    a_seller_is_known_by_the_best_that_it_states,
    what_a_stranger_wrote_is_kept_short_and_is_no_command,
    what_the_biller_issues_in_its_own_name_needs_no_entry,
    lists_are_added_to_and_removed_from,
    two_first_files_at_once_are_not_both_the_first,
    two_first_files_of_one_account_at_once_are_both_taken,
);

const OWN: &str = "SE4550000000058398257466";
const OTHER: &str = "DE02120300000000202051";

async fn begin(world: &World, accounts: &[&[&str]], allow_account: bool) -> Result<(), UseCaseError> {
    let accounts = accounts.iter().map(|forms| forms.iter().map(ToString::to_string).collect()).collect();
    let state = Imported::Begun { accounts, allow_account };
    let (name, format) = ("november.xml".into(), "camt.053".into());
    world.ask(NoteBankFile { file: FILE, name, format, entries: 1, state }).await.map(drop)
}

fn rules(refused: Result<(), UseCaseError>) -> Vec<(String, String)> {
    match refused {
        Err(UseCaseError::Invalid(problems)) => {
            problems.into_iter().map(|one| (one.rule, one.place)).collect()
        }
        other => panic!("{other:?}"),
    }
}

async fn accounts(world: &World) -> Vec<String> {
    listed(world, IdentityKind::Account).await
}

async fn sellers(world: &World) -> Vec<String> {
    listed(world, IdentityKind::Seller).await
}

async fn listed(world: &World, kind: IdentityKind) -> Vec<String> {
    let found = world.store.list_identities(world.biller(), kind).await.unwrap();
    found.into_iter().map(|one| one.value).collect()
}

/// What was done to the lists, oldest first.
async fn entered(world: &World) -> Vec<String> {
    let query = AuditQuery { staff: None, subject: None, after: None, limit: 50 };
    let page = world.store.audit(world.biller(), &query).await.unwrap();
    let mut found: Vec<String> = page
        .entries
        .into_iter()
        .filter(|one| one.entry.subject.as_ref().is_some_and(|subject| subject.kind == "biller"))
        .map(|one| format!("{} {}", one.entry.action, one.entry.detail.unwrap_or_default()))
        .collect();
    found.reverse();
    found
}

async fn the_first_bank_file_enters_its_account_and_others_are_refused(database: Database) {
    let world = World::open(&database).await;
    begin(&world, &[&[OWN]], false).await.unwrap();
    assert_eq!(accounts(&world).await, [OWN]);
    begin(&world, &[&[OWN]], false).await.unwrap();
    let refused = begin(&world, &[&[OTHER]], false).await;
    assert_eq!(rules(refused), [(OTHER_ACCOUNT.to_owned(), OTHER.to_owned())]);
    assert_eq!(accounts(&world).await, [OWN]);
    begin(&world, &[&[OTHER]], true).await.unwrap();
    // Entered at the same time: by their keys.
    assert_eq!(accounts(&world).await, [OTHER, OWN]);
    begin(&world, &[&[OTHER]], false).await.unwrap();
    assert_eq!(entered(&world).await, ["add_bank_account ending in 7466", "add_bank_account ending in 2051"]);
    // Another biller has a list of its own.
    let other = world.with_biller("other").await;
    begin(&other, &[&[OTHER]], false).await.unwrap();
    assert_eq!(accounts(&other).await, [OTHER]);
}

async fn an_account_is_known_in_each_of_its_writings(database: Database) {
    let world = World::open(&database).await;
    begin(&world, &[&["DE02 1203 0000 0000 2020 51"]], false).await.unwrap();
    for writing in
        ["DE02120300000000202051", "DE02120300000000202051EUR", "12030000/0000202051", "12030000/202051"]
    {
        begin(&world, &[&[writing]], false).await.unwrap_or_else(|error| panic!("{writing}: {error}"));
    }
    // A bankgiro number is known by the account behind it.
    begin(&world, &[&["5050-1055", "DE02120300000000202051"]], false).await.unwrap();
    assert_eq!(rules(begin(&world, &[&["5050-1055"]], false).await).len(), 1);
    assert_eq!(accounts(&world).await.len(), 1);

    // A form that is empty opens no door, and a file that names no account at all is nobody else's.
    assert_eq!(rules(begin(&world, &[&["5050-1055", "", " - "]], false).await).len(), 1);
    begin(&world, &[&["", " "]], false).await.unwrap();

    // Dutch banks leave bank and zeros out; a number that only ends alike is another one.
    let dutch = world.with_biller("dutch").await;
    begin(&dutch, &[&["NL20INGB0001234567"]], false).await.unwrap();
    for writing in ["1234567", "0001234567", "NL20 INGB 0001 2345 67"] {
        begin(&dutch, &[&[writing]], false).await.unwrap_or_else(|error| panic!("{writing}: {error}"));
    }
    for other in ["234567", "11234567", "NL20INGB0011234567", "INGB"] {
        assert_eq!(rules(begin(&dutch, &[&[other]], false).await).len(), 1, "{other}");
    }
}

async fn a_file_of_several_accounts_is_refused_whole(database: Database) {
    let world = World::open(&database).await;
    begin(&world, &[&[OWN]], false).await.unwrap();
    let refused = begin(&world, &[&[OWN], &[OTHER], &["5050-1055"]], false).await;
    let places: Vec<_> = rules(refused).into_iter().map(|(_, place)| place).collect();
    assert_eq!(places, [OTHER, "5050-1055"]);
    assert_eq!(accounts(&world).await, [OWN]);
}

async fn the_entries_are_checked_whatever_the_beginning_said(database: Database) {
    let world = World::open(&database).await;
    begin(&world, &[&[OWN]], false).await.unwrap();
    let entries = vec![BankEntry { account: OTHER.into(), ..entry(1, 45_000, "104820734") }];
    let book = BookBankEntries { file: FILE, entries, allow_account: false };
    let refused = world.ask(book).await.map(drop);
    assert_eq!(rules(refused)[0].0, OTHER_ACCOUNT);
}

fn by(number: &str, seller: Party, allow_seller: bool) -> ImportDocument {
    let mut document = invoice(number, 45_000);
    document.seller = seller;
    ImportDocument { language: None, allow_seller, ..import(document) }
}

fn seller(name: &str, vat: Option<&str>, registration: Option<&str>) -> Party {
    Party {
        name: name.into(),
        vat_number: vat.map(Into::into),
        registration: registration.map(Into::into),
        ..Party::default()
    }
}

async fn the_first_document_enters_its_seller_and_others_are_refused(database: Database) {
    let world = World::open(&database).await;
    let own = seller("Nordhamn Exempel AB", Some("SE556000016401"), None);
    let other = seller("Nordhamn Exempel AB", Some("SE559999999901"), None);
    world.ask(by("1", own.clone(), false)).await.unwrap();
    assert_eq!(sellers(&world).await, ["SE556000016401"]);
    // The same name proves nothing.
    let refused = world.ask(by("2", other.clone(), false)).await.map(drop);
    assert_eq!(rules(refused), [(OTHER_SELLER.to_owned(), "seller".to_owned())]);
    let counts =
        InvoiceStore::count_invoices(&*world.store, world.biller(), "2026-11-20".parse().unwrap()).await;
    assert_eq!(counts.unwrap().all, 1);
    world.ask(by("2", other, true)).await.unwrap();
    world.ask(by("3", own, false)).await.unwrap();
    assert_eq!(sellers(&world).await, ["SE556000016401", "SE559999999901"]);
    assert_eq!(entered(&world).await, ["add_seller ending in 6401", "add_seller ending in 9901"]);
}

async fn a_seller_is_known_by_the_best_that_it_states(database: Database) {
    let world = World::open(&database).await;
    world.ask(by("1", seller("Exempel", Some("DE 123 456 789"), Some("HRB 77")), false)).await.unwrap();
    world.ask(by("2", seller("EXEMPEL GmbH", Some("de123456789"), None), false)).await.unwrap();
    // What stands for nothing is passed over; a weaker identifier is another one.
    for other in [
        seller("Exempel", None, Some("HRB 77")),
        seller("Exempel", Some("N/A"), Some("HRB 77")),
        seller("Exempel", None, None),
    ] {
        let refused = world.ask(by("3", other, false)).await.map(drop);
        assert_eq!(rules(refused)[0].0, OTHER_SELLER);
    }
    world.ask(by("3", seller("Exempel", Some("N/A"), Some("HRB 77")), true)).await.unwrap();
    assert_eq!(sellers(&world).await, ["DE 123 456 789", "HRB 77"]);
}

async fn what_a_stranger_wrote_is_kept_short_and_is_no_command(database: Database) {
    let world = World::open(&database).await;
    let hostile = format!("x\u{0}\u{1b}[2J$(reboot)`reboot`\"; '{}", "y".repeat(5_000));
    world.ask(by("1", seller(&hostile, None, None), false)).await.unwrap();
    let kept = sellers(&world).await;
    assert!(kept[0].chars().count() <= 200 && !kept[0].contains(char::is_control), "{kept:?}");
    world.ask(by("2", seller(&hostile, None, None), false)).await.unwrap();
    let refused = world.ask(by("3", seller("$(reboot)", None, None), false)).await;
    let Err(UseCaseError::Invalid(problems)) = refused else { panic!("it was taken") };
    assert!(!problems[0].message.contains("add \"$(reboot)"), "{}", problems[0].message);
    assert!(!problems[0].message.contains("add $(reboot)"), "{}", problems[0].message);
}

async fn what_the_biller_issues_in_its_own_name_needs_no_entry(database: Database) {
    let world = World::open(&database).await;
    world.ask(AddSeller { seller: "SE556000016401".into() }).await.unwrap();
    let biller = BillerStore::biller(&*world.store, world.biller()).await.unwrap().unwrap();
    let own = Party { name: biller.name, email: biller.email, phone: biller.phone, ..Party::default() };
    world.ask(by("1", own, false)).await.unwrap();
    assert_eq!(sellers(&world).await, ["SE556000016401"]);
}

async fn lists_are_added_to_and_removed_from(database: Database) {
    let world = World::open(&database).await;
    let add = |account: &str| AddBankAccount { account: account.into() };
    assert!(world.ask(add(" SE45 5000 0000 0583 9825 7466 ")).await.unwrap().output.changed);
    let again = world.ask(add(OWN)).await.unwrap();
    assert_eq!((again.output.changed, again.output.value.as_str()), (false, "SE45 5000 0000 0583 9825 7466"));
    for nothing in ["", "  ", "-/-", "NONREF", "a\u{7}b", &"1".repeat(201)] {
        assert!(matches!(world.ask(add(nothing)).await, Err(UseCaseError::Invalid(_))), "{nothing:?}");
    }
    world.ask(RemoveBankAccount { account: OWN.into() }).await.unwrap();
    assert!(accounts(&world).await.is_empty());
    assert!(matches!(
        world.ask(RemoveBankAccount { account: OWN.into() }).await,
        Err(UseCaseError::NotFound("account"))
    ));
    world.ask(AddSeller { seller: "SE 556000-0164 01".into() }).await.unwrap();
    world.ask(RemoveSeller { seller: "se556000016401".into() }).await.unwrap();
    assert!(sellers(&world).await.is_empty());
    let done = entered(&world).await;
    assert_eq!(done.len(), 4, "{done:?}");
    // None is left: the next one is the first again.
    begin(&world, &[&[OTHER]], false).await.unwrap();
    assert_eq!(accounts(&world).await, [OTHER]);
}

async fn two_first_files_at_once_are_not_both_the_first(database: Database) {
    let world = World::open(&database).await;
    let (one, other) = tokio::join!(begin(&world, &[&[OWN]], false), begin(&world, &[&[OTHER]], false));
    assert_eq!([one.is_ok(), other.is_ok()].iter().filter(|ok| **ok).count(), 1);
    assert_eq!(accounts(&world).await.len(), 1);
}

async fn two_first_files_of_one_account_at_once_are_both_taken(database: Database) {
    let world = World::open(&database).await;
    let files = (0..4).map(|_| begin(&world, &[&[OWN]], false));
    for taken in futures_util::future::join_all(files).await {
        taken.unwrap();
    }
    assert_eq!(accounts(&world).await, [OWN]);
}
