//! Which payment is which: what a return takes back, what a bank told of twice, and what was recorded before the bank told
//! of it.

use domain::ids::{InvoiceId, PaymentId};
use domain::matching::{MatchOutcome, MatchReason, SameReason};
use domain::payments::{Method, PaymentCommand, PaymentState, Recorded, Share};
use domain::{Currency, Money, StreamId};
use testkit::bank::entry;
use testkit::databases::{Database, on_both_engines};
use testkit::inputs::source;
use testkit::world::World;
use usecases::bank_imports::{
    BankEntry, BankStore as _, DismissReturn, EntryOutcome, EntryStatus, FileId, ResolveReturn, ReturnReason,
    Way,
};
use usecases::{
    ChangePayment, ConfirmMatch, ForgetPayer, JoinPayment, PaymentChange, PaymentStore as _, RecordPayment,
    SeparatePayment, UndoMatch, UnitOfWork, UseCase, UseCaseError,
};

use crate::bank_imports::{FILE, OTHER_FILE, THIRD_FILE, import, nameless, owes, state, statuses, verify};
use crate::beside::Beside as _;
use crate::unidentified_payments::{payment_details, waiting};

on_both_engines!(
    a_placeholder_takes_nobodys_payment_back,
    a_return_takes_back_what_id_amount_currency_and_payer_name,
    a_return_on_another_bankgiro_number_waits,
    a_returned_debit_costs_more_where_the_bank_says_so,
    an_id_that_many_payments_share_proves_nothing_alone,
    a_return_that_came_before_its_payment_is_tried_again,
    a_return_ahead_of_its_payment_in_one_file_is_tried_again,
    an_older_return_does_not_take_a_later_payment_back,
    a_person_says_what_a_return_takes_back_or_that_it_is_nothing,
    what_was_taken_back_by_hand_is_not_taken_back_from_another_one,
    a_debit_that_is_collected_again_is_the_one_that_is_returned,
    two_payments_with_a_placeholder_for_a_reference_are_both_kept,
    a_reference_that_the_bank_uses_again_hides_nothing,
    what_a_file_tells_twice_is_kept_and_waits,
    counters_that_begin_anew_hide_nothing_and_double_nothing,
    entries_that_share_only_sum_and_day_in_two_formats_are_both_kept,
    a_batch_of_another_day_with_the_same_name_is_left_alone,
    one_account_in_two_currencies_is_imported_whole,
    a_source_is_unique_in_each_currency_and_a_collision_says_so,
    a_placeholder_makes_no_two_payers_one_and_finds_no_invoice,
    what_was_recorded_by_hand_waits_to_be_joined_when_the_bank_tells_of_it,
    what_waits_and_is_then_recorded_by_hand_may_be_joined,
    a_part_that_was_recorded_by_hand_is_not_booked_twice,
    another_payment_of_the_same_sum_is_booked_where_its_reference_says_so,
    what_is_not_the_same_money_cannot_be_joined,
    a_return_of_a_joined_payment_takes_back_the_one_that_counts,
    a_forgotten_payers_joined_payment_is_emptied_too,
    money_that_came_before_its_invoice_pays_it_when_it_is_issued,
    money_that_came_before_an_invoice_of_another_sum_is_suggested_for_it,
    what_a_person_has_undone_is_not_booked_by_itself_again,
    one_invoice_alone_with_the_sum_is_suggested,
    a_candidate_says_what_is_open_now,
);

use EntryStatus::{Booked, Duplicate, Reversed, Suggested, Unmatched};

const ADA: &str = "SE3550000000054910000003";
const ZOE: &str = "DE02120300000000202051";

/// Money from an account, with the payer's own id.
fn paid(number: u64, amount_minor: i64, id: &str, account: &str) -> BankEntry {
    BankEntry {
        end_to_end: Some(id.into()),
        debtor_name: None,
        debtor_account: Some(account.into()),
        ..entry(number, amount_minor, "nothing known")
    }
}

/// A debit some days later that takes something back.
fn returned(number: u64, amount_minor: i64, id: &str, account: &str) -> BankEntry {
    BankEntry {
        way: Way::Out,
        booked_on: Some("2026-11-24".parse().unwrap()),
        valued_on: Some("2026-11-24".parse().unwrap()),
        references: vec![],
        text: vec!["other thing".into()],
        undoing: Some(ReturnReason { code: Some("AC04".into()), text: None }),
        ..paid(number, amount_minor, id, account)
    }
}

fn eur(minor: i64) -> Money {
    Money::new(minor, "EUR".parse().unwrap())
}

async fn returns(world: &World) -> Vec<i64> {
    let listed = world.store.list_returns(world.biller()).await.unwrap();
    assert_eq!(world.store.count_returns(world.biller()).await.unwrap(), listed.len() as i64);
    listed.iter().map(|one| one.amount.minor).collect()
}

async fn one(world: &World, file: FileId, entry: BankEntry) -> EntryOutcome {
    import(world, file, &[entry]).await.remove(0)
}

/// What arrived and was not taken back, and what of it counts in another one's place, in order.
async fn settled(world: &World, payments: &[&EntryOutcome]) -> Vec<PaymentState> {
    let mut states = Vec::new();
    for outcome in payments {
        states.push(state(world, outcome.payment.unwrap()).await);
    }
    states
}

async fn a_placeholder_takes_nobodys_payment_back(database: Database) {
    let world = World::open(&database).await;
    let open = owes(&world, "1", "104820734", 10_000).await;
    let ids = ["NONREF", "NOT PROVIDED", "Notprovided", "0", "N/A", "notprovided", "RENT"];
    for (at, id) in (10..).zip(ids) {
        let came = BankEntry { references: vec!["104820734".into()], ..paid(1, 10_000, id, ADA) };
        let came = BankEntry { debtor_name: Some("Anna Exempel".into()), ..came };
        let file = |more: u8| FileId([at + more; 16]);
        let came = one(&world, file(0), BankEntry { bank_references: vec![format!("IN{at}")], ..came }).await;
        assert_eq!(came.status, Booked, "{id}");
        for (more, amount_minor) in [(100, 12_000), (150, 10_000)] {
            let back = returned(1, amount_minor, id, ZOE);
            let back = BankEntry { bank_references: vec![format!("OUT{at}-{more}")], ..back };
            let back = one(&world, file(more), back).await;
            assert_eq!(
                (back.status, back.reasons.as_slice()),
                (Unmatched, ["return_waiting".to_owned()].as_slice())
            );
        }
        assert_eq!(world.open_minor(open).await, 0, "{id}");
        let payment = came.payment.unwrap();
        world.change(payment, PaymentChange::Reverse).await;
    }
    assert_eq!(returns(&world).await.len(), 2 * ids.len());
    verify(&world).await;
}

async fn a_return_takes_back_what_id_amount_currency_and_payer_name(database: Database) {
    let world = World::open(&database).await;
    let came = one(&world, FILE, paid(1, 10_000, "E2E-77", ADA)).await;
    let others = [
        returned(2, 9_900, "E2E-77", ADA),
        returned(3, 12_000, "E2E-77", ADA),
        returned(4, 10_000, "E2E-77", ZOE),
        returned(5, 10_000, "E2E-78", ADA),
        BankEntry { amount: eur(10_000), ..returned(6, 10_000, "E2E-77", ADA) },
        BankEntry { account: "SE35 5000 0000 0549 1000 0003".into(), ..returned(8, 10_000, "E2E-77", ADA) },
    ];
    for other in others {
        let outcome = one(&world, OTHER_FILE, other.clone()).await;
        assert_eq!(outcome.status, Unmatched, "{other:?}");
    }
    assert_eq!(state(&world, came.payment.unwrap()).await, PaymentState::Settled);
    // The same account, as a format writes it that leaves out the bank's number.
    let local = BankEntry { account: "58398257466".into(), ..returned(7, 10_000, "E2E-77", ADA) };
    let outcome = one(&world, OTHER_FILE, local).await;
    assert_eq!((outcome.status, outcome.payment), (Reversed, came.payment));
    assert_eq!(returns(&world).await.len(), 6);
    verify(&world).await;
}

async fn a_return_on_another_bankgiro_number_waits(database: Database) {
    let world = World::open(&database).await;
    let on = |account: &str, entry: BankEntry| BankEntry { account: account.into(), ..entry };
    let came = one(&world, FILE, on("5050-1055", paid(1, 10_000, "E2E-77", ADA))).await;
    // One format writes it without its hyphen.
    let bgmax = BankEntry { format: "bgmax".into(), ..on("50501055", paid(2, 20_000, "E2E-78", ADA)) };
    let bgmax = one(&world, FILE, bgmax).await;
    for (number, amount_minor, id) in [(3, 10_000, "E2E-77"), (4, 20_000, "E2E-78")] {
        let other = on("5050-1048", returned(number, amount_minor, id, ADA));
        assert_eq!(one(&world, OTHER_FILE, other).await.status, Unmatched, "{id}");
    }
    assert_eq!(settled(&world, &[&came, &bgmax]).await, [PaymentState::Settled; 2]);
    // On the same one, and where nothing tells which one, the id decides.
    let same = one(&world, OTHER_FILE, on("5050-1055", returned(5, 10_000, "E2E-77", ADA))).await;
    assert_eq!((same.status, same.payment), (Reversed, came.payment));
    let plusgiro = one(&world, OTHER_FILE, on("12 34 56-6", returned(6, 20_000, "E2E-78", ADA))).await;
    assert_eq!((plusgiro.status, plusgiro.payment), (Reversed, bgmax.payment));
    assert_eq!(returns(&world).await.len(), 2);
    verify(&world).await;
}

async fn a_returned_debit_costs_more_where_the_bank_says_so(database: Database) {
    let world = World::open(&database).await;
    let came = one(&world, FILE, paid(1, 10_000, "DD-2026-1", ADA)).await;
    let dear = returned(2, 10_350, "DD-2026-1", ADA);
    let stated = vec![Money::new(10_000, "SEK".parse().unwrap())];
    let outcome = one(&world, OTHER_FILE, BankEntry { stated_amounts: stated, ..dear }).await;
    assert_eq!((outcome.status, outcome.payment), (Reversed, came.payment));
}

async fn an_id_that_many_payments_share_proves_nothing_alone(database: Database) {
    let world = World::open(&database).await;
    let told = [paid(1, 10_000, "SO-1", ADA), paid(2, 12_000, "SO-1", ZOE)];
    let came = import(&world, FILE, &told).await;
    let nobodys = BankEntry { debtor_account: None, ..returned(1, 12_000, "SO-1", "") };
    assert_eq!(one(&world, OTHER_FILE, nobodys).await.status, Unmatched);
    let named = one(&world, THIRD_FILE, returned(2, 12_000, "SO-1", ZOE)).await;
    assert_eq!((named.status, named.payment), (Reversed, came[1].payment));
    assert_eq!(state(&world, came[0].payment.unwrap()).await, PaymentState::Settled);
}

async fn a_return_that_came_before_its_payment_is_tried_again(database: Database) {
    let world = World::open(&database).await;
    let open = owes(&world, "1", "104820734", 10_000).await;
    let back = one(&world, FILE, returned(1, 10_000, "E2E-9", ADA)).await;
    assert_eq!((back.status, back.payment), (Unmatched, None));
    let listed = world.store.list_returns(world.biller()).await.unwrap();
    let notice = listed[0].notice.as_ref().unwrap();
    assert_eq!((notice.code.as_deref(), notice.remittance.text.len()), (Some("AC04"), 1));
    // Money that it does not name changes nothing.
    let other = one(&world, OTHER_FILE, paid(1, 10_000, "E2E-8", ADA)).await;
    assert_eq!((other.status, returns(&world).await), (Suggested, vec![10_000]));
    let came = BankEntry { references: vec!["104820734".into()], ..paid(2, 10_000, "E2E-9", ADA) };
    let came = one(&world, OTHER_FILE, BankEntry { debtor_name: Some("Anna Exempel".into()), ..came }).await;
    assert_eq!(came.status, Reversed);
    assert_eq!(state(&world, came.payment.unwrap()).await, PaymentState::Reversed);
    assert_eq!((world.open_minor(open).await, returns(&world).await), (10_000, vec![]));
    let mut conn = database.connect().await;
    let kept = sqlx::query(
        "SELECT 1 FROM bank_returns r JOIN content c ON c.id = r.content WHERE c.data IS NOT NULL",
    );
    assert!(
        sqlx::Executor::fetch_optional(&mut conn, kept).await.unwrap().is_none(),
        "nothing is kept of it"
    );
    verify(&world).await;
}

async fn a_return_ahead_of_its_payment_in_one_file_is_tried_again(database: Database) {
    let world = World::open(&database).await;
    let told = [
        returned(1, 10_000, "E2E-9", ADA),
        BankEntry { bank_references: vec!["B2".into()], ..paid(2, 10_000, "E2E-9", ADA) },
    ];
    let outcomes = import(&world, FILE, &told).await;
    assert_eq!(statuses(&outcomes), [Reversed, Reversed]);
    assert_eq!(outcomes[0].payment, outcomes[1].payment);
    assert!(returns(&world).await.is_empty());
    assert_eq!(statuses(&import(&world, FILE, &told).await), [Duplicate; 2]);
}

async fn an_older_return_does_not_take_a_later_payment_back(database: Database) {
    let world = World::open(&database).await;
    one(&world, FILE, returned(1, 10_000, "SUB-2026", ADA)).await;
    let later = Some("2026-12-20".parse().unwrap());
    let again = BankEntry { booked_on: later, valued_on: later, ..paid(1, 10_000, "SUB-2026", ADA) };
    let again = one(&world, OTHER_FILE, again).await;
    assert_eq!(state(&world, again.payment.unwrap()).await, PaymentState::Settled);
    assert_eq!(returns(&world).await, [10_000]);
}

async fn a_person_says_what_a_return_takes_back_or_that_it_is_nothing(database: Database) {
    let world = World::open(&database).await;
    let came = one(&world, FILE, paid(1, 10_000, "E2E-1", ADA)).await;
    let more = one(&world, FILE, paid(2, 90_000, "E2E-2", ADA)).await;
    one(&world, OTHER_FILE, returned(1, 10_350, "NONREF", ADA)).await;
    one(&world, OTHER_FILE, returned(2, 7_000, "NONREF", ADA)).await;
    let listed = world.store.list_returns(world.biller()).await.unwrap();
    let (first, second) = (listed[0].id, listed[1].id);
    let resolve = |id, payment: &EntryOutcome| ResolveReturn { id, payment: payment.payment.unwrap() };
    assert_eq!(world.ask(resolve(first, &more)).await.unwrap_err().code(), "amounts_differ");
    let other = world.with_biller("other").await;
    assert_eq!(other.ask(resolve(first, &came)).await.unwrap_err().code(), "not_found");
    let ended = world.ask(resolve(first, &came)).await.unwrap().output;
    assert_eq!((ended.payment_id, ended.state), (came.payment, Some(PaymentState::Reversed)));
    assert_eq!(world.ask(resolve(first, &more)).await.unwrap_err().code(), "not_found", "it waits no longer");
    world.ask(DismissReturn { id: second }).await.unwrap();
    assert!(returns(&world).await.is_empty());
    assert_eq!(state(&world, more.payment.unwrap()).await, PaymentState::Settled);
    let shown = payment_details(&world, came.payment.unwrap()).await;
    assert_eq!(shown.history.last().unwrap().reason.as_deref(), Some("AC04"));
    verify(&world).await;
}

async fn what_was_taken_back_by_hand_is_not_taken_back_from_another_one(database: Database) {
    let world = World::open(&database).await;
    // The same payer pays twice with one id and one sum.
    let told = [paid(1, 10_000, "ORDER-5", ADA), paid(2, 10_000, "ORDER-5", ADA)];
    let came = import(&world, FILE, &told).await;
    let change =
        ChangePayment { payment: came[0].payment.unwrap(), change: PaymentChange::Reverse, reason: None };
    world.ask(change).await.unwrap();
    world.change(came[1].payment.unwrap(), PaymentChange::Reverse).await;
    let third = one(&world, OTHER_FILE, paid(1, 10_000, "ORDER-6", ADA)).await;
    let fourth = one(&world, OTHER_FILE, paid(2, 10_000, "ORDER-7", ADA)).await;
    world.change(fourth.payment.unwrap(), PaymentChange::Reverse).await;
    let back = one(&world, THIRD_FILE, returned(1, 10_000, "ORDER-7", ADA)).await;
    assert_eq!((back.status, back.payment), (Duplicate, fourth.payment));
    assert_eq!(back.reasons, ["already_reversed"]);
    assert_eq!(state(&world, third.payment.unwrap()).await, PaymentState::Settled);
    // Which of the two it was, nobody can tell.
    assert_eq!(one(&world, THIRD_FILE, returned(2, 10_000, "ORDER-5", ADA)).await.status, Unmatched);
}

async fn a_debit_that_is_collected_again_is_the_one_that_is_returned(database: Database) {
    let world = World::open(&database).await;
    let day = |text: &str| Some(text.parse().unwrap());
    let first = one(&world, FILE, paid(1, 10_000, "MANDATE-7-2026-11", ADA)).await;
    let back = one(&world, FILE, returned(2, 10_000, "MANDATE-7-2026-11", ADA)).await;
    assert_eq!((back.status, back.payment), (Reversed, first.payment));
    let again = BankEntry {
        booked_on: day("2026-11-26"),
        valued_on: day("2026-11-26"),
        ..paid(1, 10_000, "MANDATE-7-2026-11", ADA)
    };
    let again = one(&world, OTHER_FILE, BankEntry { bank_references: vec!["AGAIN-1".into()], ..again }).await;
    let back = BankEntry {
        booked_on: day("2026-11-28"),
        valued_on: day("2026-11-28"),
        bank_references: vec!["BACK-2".into()],
        ..returned(2, 10_000, "MANDATE-7-2026-11", ADA)
    };
    let back = one(&world, THIRD_FILE, back).await;
    assert_eq!((back.status, back.payment), (Reversed, again.payment));
    verify(&world).await;
}

async fn two_payments_with_a_placeholder_for_a_reference_are_both_kept(database: Database) {
    let world = World::open(&database).await;
    for (at, reference) in (10..).step_by(2).zip(["NOTPROVIDED", "0", "NONREF", "Not provided"]) {
        let told = |number, account: &str, text: &str| BankEntry {
            bank_references: vec![reference.into()],
            text: vec![text.into()],
            references: vec![],
            end_to_end: None,
            ..paid(number, 10_000 + i64::from(at), "", account)
        };
        let told = [told(1, ADA, "payment 77001"), told(2, ZOE, "payment 77002")];
        let outcomes = import(&world, FileId([at; 16]), &told).await;
        assert_eq!(statuses(&outcomes), [Unmatched; 2], "{reference}");
        assert!(outcomes.iter().all(|one| one.reasons.is_empty()), "they are two beyond doubt: {outcomes:?}");
        // Another file that tells of them tells nothing new.
        assert_eq!(
            statuses(&import(&world, FileId([at + 1; 16]), &told).await),
            [Duplicate; 2],
            "{reference}"
        );
    }
}

async fn a_reference_that_the_bank_uses_again_hides_nothing(database: Database) {
    let world = World::open(&database).await;
    let first = one(&world, FILE, paid(1, 10_000, "E-1", ADA)).await;
    let day = |text: &str| Some(text.parse().unwrap());
    // Another payer on another day, and the year after: other payments, whatever the bank calls them.
    let named =
        |text: &str, other: BankEntry| BankEntry { booked_on: day(text), valued_on: day(text), ..other };
    let second = one(&world, OTHER_FILE, named("2026-11-23", paid(1, 10_000, "E-2", ZOE))).await;
    let same_name = BankEntry { bank_references: vec!["BANK-1".into()], ..paid(2, 10_000, "E-1", ADA) };
    let third = one(&world, OTHER_FILE, named("2027-11-20", same_name)).await;
    assert_eq!((second.status, second.reasons.len()), (Unmatched, 0));
    assert_eq!((third.status, third.reasons.len()), (Unmatched, 0));
    // The same payer some days later may be the same payment, booked anew: it is kept, and a person says so.
    let fourth = one(&world, THIRD_FILE, named("2026-11-23", paid(1, 10_000, "E-1", ADA))).await;
    assert_eq!(
        (fourth.status, fourth.reasons.as_slice()),
        (Unmatched, ["perhaps_duplicate".to_owned()].as_slice())
    );
    let all = settled(&world, &[&first, &second, &third, &fourth]).await;
    assert_eq!(all, [PaymentState::Settled; 4]);
    let page = world.store.waiting_matches(world.biller(), None, 10).await.unwrap();
    let shown = page.waiting.iter().find(|one| Some(one.row.id) == fourth.payment).unwrap();
    assert!(shown.same_as.iter().any(|same| {
        Some(same.payment.row.id) == first.payment && same.reason == SameReason::PerhapsDuplicate
    }));
}

async fn what_a_file_tells_twice_is_kept_and_waits(database: Database) {
    let world = World::open(&database).await;
    let open = owes(&world, "1", "104820734", 90_000).await;
    let told = entry(1, 45_000, "104820734");
    let outcomes = import(&world, FILE, &[told.clone(), BankEntry { number: 2, ..told }]).await;
    assert_eq!(statuses(&outcomes), [Booked, Suggested]);
    assert_eq!(outcomes[1].reasons[0], "perhaps_duplicate");
    assert_eq!(world.open_minor(open).await, 45_000, "what may be the same is booked on nothing");
    let (first, second) = (outcomes[0].payment.unwrap(), outcomes[1].payment.unwrap());
    // It was the same: nothing has come twice.
    world.ask(JoinPayment { payment: second, to: first }).await.unwrap();
    assert_eq!(state(&world, second).await, PaymentState::Joined);
    assert!(waiting(&world).await.is_empty());
    verify(&world).await;
    // It was not: it is booked like any other money.
    world.ask(SeparatePayment { payment: second, reason: None }).await.unwrap();
    assert_eq!(waiting(&world).await, [second]);
    let shares = vec![Share { invoice: open, amount_minor: 45_000 }];
    world.ask(ConfirmMatch { payment: second, shares }).await.unwrap();
    assert_eq!(world.open_minor(open).await, 0);
    verify(&world).await;
}

async fn counters_that_begin_anew_hide_nothing_and_double_nothing(database: Database) {
    let world = World::open(&database).await;
    let told = |number: u64, counter: &str, account: &str, text: &str| BankEntry {
        format: "mt940".into(),
        bank_references: vec![counter.into()],
        text: vec![text.into()],
        references: vec![],
        end_to_end: None,
        ..paid(number, 10_000, "", account)
    };
    let day = [told(1, "0001", ADA, "rent 4711"), told(2, "0002", ZOE, "rent 4712")];
    assert_eq!(statuses(&import(&world, FILE, &day).await), [Unmatched; 2]);
    // The afternoon's statement counts from one again.
    let noon = one(&world, OTHER_FILE, told(1, "0001", ZOE, "rent 4713")).await;
    assert_eq!((noon.status, noon.reasons.len()), (Unmatched, 0));
    // The day's statement in full: the same counters are the same payments, others may be.
    let again = [told(1, "0001", ADA, "rent 4711"), told(2, "0007", ZOE, "rent 4712")];
    let outcomes = import(&world, THIRD_FILE, &again).await;
    assert_eq!(statuses(&outcomes), [Duplicate, Unmatched]);
    assert_eq!(outcomes[1].reasons, ["perhaps_duplicate"]);
}

async fn entries_that_share_only_sum_and_day_in_two_formats_are_both_kept(database: Database) {
    let world = World::open(&database).await;
    let bare = BankEntry { debtor_name: None, references: vec![], ..nameless(1, 9_900, "") };
    one(&world, FILE, bare.clone()).await;
    let other = one(&world, OTHER_FILE, BankEntry { format: "mt940".into(), ..bare.clone() }).await;
    assert_eq!(
        (other.status, other.reasons.as_slice()),
        (Unmatched, ["perhaps_duplicate".to_owned()].as_slice())
    );
    // The same format says the same things every time.
    assert_eq!(one(&world, THIRD_FILE, bare).await.status, Duplicate);
}

async fn a_batch_of_another_day_with_the_same_name_is_left_alone(database: Database) {
    use usecases::bank_imports::BatchPart;
    let world = World::open(&database).await;
    let day = |text: &str| Some(text.parse().unwrap());
    let sum = BankEntry {
        bank_references: vec!["0001".into()],
        part: BatchPart::BatchTotal("0001".into()),
        debtor_name: None,
        ..entry(1, 75_000, "")
    };
    let sum = one(&world, FILE, BankEntry { references: vec![], ..sum }).await;
    let detail = BankEntry {
        format: "camt.054".into(),
        bank_references: vec!["0001#1".into()],
        part: BatchPart::Detail("0001".into()),
        booked_on: day("2026-11-23"),
        valued_on: day("2026-11-23"),
        ..entry(1, 45_000, "204820732")
    };
    let detail = one(&world, OTHER_FILE, detail).await;
    assert_eq!(settled(&world, &[&sum, &detail]).await, [PaymentState::Settled; 2]);
}

async fn one_account_in_two_currencies_is_imported_whole(database: Database) {
    let world = World::open(&database).await;
    let told = |number, amount: Money, text: &str| BankEntry {
        bank_references: vec!["0001".into()],
        amount,
        text: vec![text.into()],
        ..nameless(number, 0, "")
    };
    let usd = Money::new(12_500, "USD".parse().unwrap());
    let entries = [told(1, eur(12_500), "euro"), told(2, usd, "dollar"), told(3, eur(700), "more")];
    assert_eq!(statuses(&import(&world, FILE, &entries).await), [Unmatched; 3]);
    assert_eq!(statuses(&import(&world, OTHER_FILE, &entries).await), [Duplicate; 3]);
    verify(&world).await;
}

/// Records a payment under a source without asking whether it is known.
#[derive(Debug, Clone, serde::Serialize)]
struct Unasked {
    invoice: InvoiceId,
    currency: Currency,
}

#[async_trait::async_trait]
impl UseCase for Unasked {
    type Output = PaymentId;
    const NAME: &'static str = "test_unasked";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [usecases::Who] = &[usecases::Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<PaymentId, UseCaseError> {
        let payment = PaymentId(unit.next_id());
        let recorded = Recorded {
            payer: None,
            source: source("B-1"),
            amount: Money::new(1_000, self.currency),
            method: Method::BankTransfer,
            paid_on: unit.context.today,
            shares: vec![],
            remittance: None,
            matching: None,
        };
        unit.carry_out(PaymentCommand::Record { payment, recorded: Box::new(recorded), settled: true })
            .await?;
        Ok(payment)
    }
}

async fn a_source_is_unique_in_each_currency_and_a_collision_says_so(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 5_000).await;
    let in_sek = Unasked { invoice, currency: "SEK".parse().unwrap() };
    let in_eur = Unasked { invoice, currency: "EUR".parse().unwrap() };
    let first = world.ask(in_sek.clone()).await.unwrap().output;
    let second = world.ask(in_eur).await.unwrap().output;
    assert_ne!(first, second);
    // SQLite has one writer; on PostgreSQL it may have been another one, who is waited for.
    let error = world.ask(in_sek).await.unwrap_err().to_string();
    if database.url.starts_with("sqlite") {
        assert!(error.contains("the same source, account, currency and id"), "{error}");
    }
    // The API asks first: the same source, id and sum in another currency is another payment.
    let pay = |source_id: &str| RecordPayment {
        source: Some(source(source_id)),
        ..testkit::inputs::payment(invoice, 500)
    };
    let known = world.ask(pay("B-2")).await.unwrap();
    assert!(world.ask(pay("B-2")).await.unwrap().repeated && !known.repeated);
    // What stands for an id that is not there makes no two payments one.
    assert!(!world.ask(pay("NOTPROVIDED")).await.unwrap().repeated);
    assert!(!world.ask(pay("NOTPROVIDED")).await.unwrap().repeated);
    verify(&world).await;
}

async fn a_placeholder_makes_no_two_payers_one_and_finds_no_invoice(database: Database) {
    let world = World::open(&database).await;
    let named = |number: &str, name: &str| {
        let mut document = testkit::documents::invoice(number, 10_000);
        document.buyer.name = name.into();
        document.buyer.email = None;
        document.buyer.identifier = Some("N/A".into());
        document.payment_means[0].reference = Some("NOTPROVIDED".into());
        document
    };
    let first = world.import(named("1", "Anna Exempel")).await.invoice_id.unwrap();
    let second = world.import(named("2", "Bo Prov")).await.invoice_id.unwrap();
    assert_ne!(world.payer_of(first).await, world.payer_of(second).await);
    let told = one(&world, FILE, entry(1, 4_000, "NOTPROVIDED")).await;
    assert_ne!(told.status, Booked);
    assert_eq!((world.open_minor(first).await, world.open_minor(second).await), (10_000, 10_000));
}

/// Recorded by hand on the day that the bank says, or another one.
async fn by_hand(world: &World, invoice: InvoiceId, amount_minor: i64, paid_on: &str) -> PaymentId {
    let paid_on = Some(paid_on.parse().unwrap());
    let payment = RecordPayment { paid_on, ..testkit::inputs::payment(invoice, amount_minor) };
    world.ask(payment).await.unwrap().output.payment_id
}

async fn what_was_recorded_by_hand_waits_to_be_joined_when_the_bank_tells_of_it(database: Database) {
    let world = World::open(&database).await;
    let open = owes(&world, "HAND-1001", "104820734", 10_000).await;
    let recorded = by_hand(&world, open, 10_000, "2026-11-18").await;
    let told = BankEntry { debtor_account: Some(ADA.into()), ..entry(1, 10_000, "104820734") };
    let told = one(&world, FILE, told).await;
    assert_eq!((told.status, told.reasons[0].as_str()), (Suggested, "perhaps_recorded"));
    let payment = told.payment.unwrap();
    let page = world.store.waiting_matches(world.biller(), None, 10).await.unwrap();
    let same = &page.waiting[0].same_as[0];
    assert_eq!((same.payment.row.id, same.reason), (recorded, SameReason::PerhapsRecorded));
    assert_eq!(same.payment.allocations[0].number, "HAND-1001");
    verify(&world).await;

    let joined = world.ask(JoinPayment { payment, to: recorded }).await.unwrap().output;
    assert_eq!((joined.state, joined.credit_minor), (PaymentState::Joined, 0));
    assert_eq!((world.open_minor(open).await, state(&world, recorded).await), (0, PaymentState::Settled));
    assert!(waiting(&world).await.is_empty());
    assert_eq!(payment_details(&world, recorded).await.confirmed_by, [payment]);
    assert_eq!(payment_details(&world, payment).await.joined_to, Some(recorded));
    verify(&world).await;
    // The account it came from is the payer's now.
    let next = BankEntry { debtor_account: Some(ADA.into()), debtor_name: None, ..nameless(2, 4_000, "") };
    owes(&world, "HAND-1002", "204820732", 4_000).await;
    assert_eq!(one(&world, OTHER_FILE, BankEntry { references: vec![], ..next }).await.status, Suggested);

    let separated = SeparatePayment { payment, reason: Some("another one".into()) };
    world.ask(separated.clone()).await.unwrap();
    assert!(waiting(&world).await.contains(&payment));
    assert_eq!(world.ask(separated).await.unwrap_err().code(), "not_joined");
    assert_eq!(payment_details(&world, payment).await.same_as.len(), 1, "it may be joined again");
    verify(&world).await;
}

async fn what_waits_and_is_then_recorded_by_hand_may_be_joined(database: Database) {
    let world = World::open(&database).await;
    let open = owes(&world, "1", "104820734", 10_000).await;
    let told =
        BankEntry { debtor_name: Some("Nordhamn Bygg".into()), references: vec![], ..entry(1, 10_000, "") };
    let payment = one(&world, FILE, told).await.payment.unwrap();
    let recorded = by_hand(&world, open, 10_000, "2026-11-21").await;
    let same = payment_details(&world, payment).await.same_as;
    assert_eq!(same.iter().map(|one| one.payment.row.id).collect::<Vec<_>>(), [recorded]);
    world.ask(JoinPayment { payment, to: recorded }).await.unwrap();
    assert!(waiting(&world).await.is_empty());
    verify(&world).await;
}

async fn a_part_that_was_recorded_by_hand_is_not_booked_twice(database: Database) {
    let world = World::open(&database).await;
    let open = owes(&world, "1", "104820734", 30_000).await;
    let recorded = by_hand(&world, open, 10_000, "2026-11-20").await;
    let told = one(&world, FILE, entry(1, 10_000, "104820734")).await;
    assert_eq!((told.status, world.open_minor(open).await), (Suggested, 20_000));
    world.ask(JoinPayment { payment: told.payment.unwrap(), to: recorded }).await.unwrap();
    // A second part of the same sum is another payment now.
    let second = BankEntry { bank_references: vec!["BANK-2".into()], ..entry(2, 10_000, "104820734") };
    let second = one(&world, OTHER_FILE, second).await;
    assert_eq!((second.status, world.open_minor(open).await), (Booked, 10_000));
    verify(&world).await;
}

async fn another_payment_of_the_same_sum_is_booked_where_its_reference_says_so(database: Database) {
    let world = World::open(&database).await;
    let october = owes(&world, "1", "104820734", 10_000).await;
    let november = owes(&world, "2", "204820732", 10_000).await;
    by_hand(&world, october, 10_000, "2026-11-19").await;
    // Long ago, and somebody else's: nothing to do with it.
    let bo = crate::unidentified_payments::to_bo(&world, "3", 10_000).await;
    by_hand(&world, bo, 10_000, "2026-11-20").await;
    let told = one(&world, FILE, entry(1, 10_000, "204820732")).await;
    assert_eq!((told.status, world.open_minor(november).await), (Booked, 0));
    // With nothing but the name it may be the one that was recorded.
    let december = owes(&world, "4", "304820730", 10_000).await;
    let nameless = BankEntry { references: vec![], ..entry(2, 10_000, "") };
    let told = one(&world, OTHER_FILE, nameless).await;
    assert_eq!(told.reasons.first().map(String::as_str), Some("perhaps_recorded"));
    assert_eq!(world.open_minor(december).await, 10_000);
}

async fn what_is_not_the_same_money_cannot_be_joined(database: Database) {
    let world = World::open(&database).await;
    let open = world.issue("1", 10_000).await;
    let recorded = by_hand(&world, open, 4_000, "2026-11-20").await;
    let payment = one(&world, FILE, nameless(1, 5_000, "x")).await.payment.unwrap();
    let join = |payment, to| JoinPayment { payment, to };
    assert_eq!(world.ask(join(payment, recorded)).await.unwrap_err().code(), "amounts_differ");
    assert_eq!(world.ask(join(payment, payment)).await.unwrap_err().code(), "exists");
    assert_eq!(world.ask(join(recorded, payment)).await.unwrap_err().code(), "already_matched");
    let other = world.with_biller("other").await;
    assert_eq!(other.ask(join(payment, recorded)).await.unwrap_err().code(), "not_found");
    let same = by_hand(&world, open, 5_000, "2026-11-20").await;
    world.change(same, PaymentChange::Reverse).await;
    assert_eq!(world.ask(join(payment, same)).await.unwrap_err().code(), "payment_not_settled");
}

async fn a_return_of_a_joined_payment_takes_back_the_one_that_counts(database: Database) {
    let world = World::open(&database).await;
    let open = owes(&world, "1", "104820734", 10_000).await;
    let recorded = by_hand(&world, open, 10_000, "2026-11-20").await;
    let told = BankEntry { end_to_end: Some("E2E-4".into()), ..entry(1, 10_000, "104820734") };
    let payment = one(&world, FILE, told).await.payment.unwrap();
    world.ask(JoinPayment { payment, to: recorded }).await.unwrap();
    let back = BankEntry { debtor_account: None, ..returned(1, 10_000, "E2E-4", "") };
    let back = one(&world, OTHER_FILE, BankEntry { debtor_name: Some("Anna Exempel".into()), ..back }).await;
    assert_eq!((back.status, back.payment), (Reversed, Some(recorded)));
    assert_eq!(world.open_minor(open).await, 10_000);
    let separate = SeparatePayment { payment, reason: None };
    assert_eq!(
        world.ask(separate).await.unwrap_err().code(),
        "payment_not_settled",
        "it is not here any more"
    );
    verify(&world).await;
}

async fn a_forgotten_payers_joined_payment_is_emptied_too(database: Database) {
    let world = World::open(&database).await;
    let open = owes(&world, "1", "104820734", 10_000).await;
    let recorded = by_hand(&world, open, 10_000, "2026-11-20").await;
    let payment = one(&world, FILE, entry(1, 10_000, "104820734")).await.payment.unwrap();
    world.ask(JoinPayment { payment, to: recorded }).await.unwrap();
    assert!(payment_details(&world, payment).await.remittance.is_some());
    world.ask(ForgetPayer { payer: world.payer_of(open).await }).await.unwrap();
    assert_eq!(payment_details(&world, payment).await.remittance, None);
}

async fn money_that_came_before_its_invoice_pays_it_when_it_is_issued(database: Database) {
    let world = World::open(&database).await;
    let early = one(&world, FILE, entry(1, 45_000, "104820734")).await;
    assert_eq!(early.status, Unmatched);
    let open = owes(&world, "1", "104820734", 45_000).await;
    assert_eq!(world.open_minor(open).await, 0);
    let shown = payment_details(&world, early.payment.unwrap()).await;
    assert_eq!(shown.listed.allocations[0].number, "1");
    assert_eq!(shown.listed.outcome, Some(MatchOutcome::Booked));
    assert!(waiting(&world).await.is_empty());
    // It has paid once.
    let next = owes(&world, "2", "204820732", 45_000).await;
    assert_eq!(world.open_minor(next).await, 45_000);
    verify(&world).await;
}

async fn money_that_came_before_an_invoice_of_another_sum_is_suggested_for_it(database: Database) {
    let world = World::open(&database).await;
    // Only the name tells whose it is.
    let named = BankEntry { references: vec![], ..entry(1, 5_000, "") };
    let named = one(&world, FILE, named).await.payment.unwrap();
    let stranger =
        BankEntry { debtor_name: Some("Nils Okänd".into()), references: vec![], ..entry(2, 7_700, "") };
    let stranger = one(&world, FILE, stranger).await.payment.unwrap();
    let open = owes(&world, "1", "104820734", 45_000).await;
    let other = crate::unidentified_payments::to_bo(&world, "2", 7_700).await;
    assert_eq!((world.open_minor(open).await, world.open_minor(other).await), (45_000, 7_700));
    let candidate = async |payment| payment_details(&world, payment).await.candidates[0].candidate.clone();
    let first = candidate(named).await;
    assert!(first.invoice == open && first.reasons.contains(&MatchReason::NameAgrees), "{first:?}");
    let second = candidate(stranger).await;
    assert!(second.invoice == other && second.reasons.contains(&MatchReason::AmountExact), "{second:?}");
}

async fn what_a_person_has_undone_is_not_booked_by_itself_again(database: Database) {
    let world = World::open(&database).await;
    let first = owes(&world, "1", "104820734", 45_000).await;
    let paid = one(&world, FILE, entry(1, 45_000, "104820734")).await.payment.unwrap();
    world.ask(UndoMatch { payment: paid, reason: None }).await.unwrap();
    let second = owes(&world, "104820734", "204820732", 45_000).await;
    assert_eq!((world.open_minor(first).await, world.open_minor(second).await), (45_000, 45_000));
    assert!(payment_details(&world, paid).await.candidates.iter().any(|one| one.candidate.invoice == second));
    verify(&world).await;
}

async fn one_invoice_alone_with_the_sum_is_suggested(database: Database) {
    let world = World::open(&database).await;
    let open = owes(&world, "10496", "104820734", 1_269_900).await;
    owes(&world, "10497", "204820732", 1_269_800).await;
    let told = |number, name: &str| BankEntry {
        debtor_name: Some(name.into()),
        references: vec![],
        ..entry(number, 1_269_900, "")
    };
    let stranger = one(&world, FILE, told(1, "Nordhamn Bygg")).await;
    assert_eq!((stranger.status, stranger.invoices.as_slice()), (Suggested, [open].as_slice()));
    assert!(stranger.reasons.iter().any(|reason| reason == "nobody_else"), "{:?}", stranger.reasons);
    // Two with the same sum: nothing speaks for either of them.
    crate::unidentified_payments::to_bo(&world, "10498", 1_269_900).await;
    assert_eq!(one(&world, OTHER_FILE, told(2, "Sydhamn Bygg")).await.status, Unmatched);
}

async fn a_candidate_says_what_is_open_now(database: Database) {
    let world = World::open(&database).await;
    let open = owes(&world, "1", "104820734", 45_000).await;
    let told =
        BankEntry { debtor_name: Some("Nordhamn Bygg".into()), references: vec![], ..entry(1, 45_000, "") };
    let payment = one(&world, FILE, told).await.payment.unwrap();
    let candidate = async || payment_details(&world, payment).await.candidates[0].clone();
    assert!(candidate().await.candidate.reasons.contains(&MatchReason::AmountExact));
    world.pay(open, 45_000).await;
    let now = candidate().await;
    assert_eq!(now.invoice.row.open_minor, 0);
    assert!(now.candidate.reasons.contains(&MatchReason::PaidAlready));
    assert!(!now.candidate.reasons.contains(&MatchReason::AmountExact));
    let page = world.store.waiting_matches(world.biller(), None, 10).await.unwrap();
    assert_eq!(page.waiting[0].candidates[0].candidate, now.candidate, "the list says the same");
    let books = world.books(&[StreamId::Invoice(open)]).await;
    assert_eq!(books.invoices[&open].open_minor, 0);
}
