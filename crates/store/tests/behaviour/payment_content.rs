//! What is kept about money that came in: sent back, erased, learned, verified.

use domain::payments::{PaymentState, RefundState};
use domain::{Actor, StreamId};
use sqlx::{Connection as _, Row as _};
use testkit::databases::{Database, on_both_engines};
use testkit::inputs::source;
use testkit::world::World;
use usecases::{
    AcceptProposal, ConsentText, FinishRefund, ForgetPayer, JobPayload as _, JobStore as _, KeepAsCredit,
    RefundEnd, RefundJob, StartRefund, UndoMatch,
};

use crate::beside::Beside as _;
use crate::unidentified_payments::{
    account_of, arrive, ask_payer, confirm, holding, payment_details, share, to_bo, verify, waiting,
};

on_both_engines!(
    a_returned_payment_waits_no_longer_and_a_failed_return_does,
    a_refund_of_a_providers_payment_is_the_providers_job,
    what_the_bank_said_is_erased_with_the_payer,
    what_the_bank_said_is_not_kept_with_a_payer_it_was_not_of,
    candidates_are_verified_and_rebuilt,
    a_confirmed_account_is_known_the_next_time,
);

async fn a_returned_payment_waits_no_longer_and_a_failed_return_does(database: Database) {
    let world = World::open(&database).await;
    let payment = arrive(&world, 5_000, &[]).await;
    let reason = Some("nobody knows them".to_owned());
    let start = StartRefund { payment, amount_minor: None, reason };
    let started = world.ask(start.clone()).await.unwrap().output;
    assert_eq!(
        (started.amount_minor, started.state, started.by_provider),
        (5_000, RefundState::Underway, false)
    );
    assert!(waiting(&world).await.is_empty());
    assert_eq!(world.ask(start.clone()).await.unwrap_err().code(), "amount_not_positive");
    verify(&world).await;

    let finish = |refund, end| FinishRefund { payment, refund, end, reason: Some("account closed".into()) };
    let failed = world.ask(finish(started.refund_id, RefundEnd::Failed)).await.unwrap().output;
    assert_eq!((failed.state, failed.credit_minor), (RefundState::Failed, 5_000));
    assert_eq!(waiting(&world).await, [payment]);
    let again = world.ask(start).await.unwrap().output;
    world.ask(finish(again.refund_id, RefundEnd::Completed)).await.unwrap();
    let twice = world.ask(finish(again.refund_id, RefundEnd::Failed)).await;
    assert_eq!(twice.unwrap_err().code(), "refund_ended");
    let shown = payment_details(&world, payment).await;
    assert_eq!(shown.listed.refunded_minor, 5_000);
    assert_eq!(shown.listed.row.state, PaymentState::Settled);
    let states: Vec<_> = shown.refunds.iter().map(|refund| refund.state).collect();
    assert_eq!(states, [RefundState::Failed, RefundState::Completed]);
    verify(&world).await;
}

async fn a_refund_of_a_providers_payment_is_the_providers_job(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 5_000).await;
    let over = testkit::inputs::payment(invoice, 6_000);
    let source = domain::payments::PaymentSource { system: "sandbox".into(), ..source("p1") };
    let payment =
        world.ask(usecases::RecordPayment { source: Some(source), ..over }).await.unwrap().output.payment_id;
    let refund = StartRefund { payment, amount_minor: Some(1_000), reason: None };
    let started = world.ask(refund).await.unwrap().output;
    assert!(started.by_provider);
    let jobs = world.store.claim_jobs(
        "tests",
        &[RefundJob::PURPOSE.name],
        world.services.clock.now(),
        domain::Timestamp(world.services.clock.now().0 + 1_000),
        10,
    );
    let jobs = jobs.await.unwrap();
    assert_eq!(jobs.len(), 1);
    let named: RefundJob = serde_json::from_str(&jobs[0].job.payload).unwrap();
    assert_eq!((named.payment, named.refund), (payment, started.refund_id));
    verify(&world).await;
}

async fn what_the_bank_said_is_erased_with_the_payer(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 5_000).await;
    let payer = world.payer_of(invoice).await;
    let before = arrive(&world, 1_000, &[]).await;
    let reason = Some("Anna Exempel moved".to_owned());
    let failed = world.ask(StartRefund { payment: before, amount_minor: None, reason }).await.unwrap().output;
    let end = RefundEnd::Failed;
    world.ask(FinishRefund { payment: before, refund: failed.refund_id, end, reason: None }).await.unwrap();
    confirm(&world, before, &[share(invoice, 1_000)]).await;
    let after = arrive(&world, 1_000, &[]).await;
    world.ask(ForgetPayer { payer }).await.unwrap();
    let shown = payment_details(&world, before).await;
    assert_eq!((shown.remittance, shown.listed.debtor_name), (None, None));
    assert!(shown.history.iter().all(|entry| entry.reason.is_none()), "what staff wrote about it too");
    assert!(payment_details(&world, after).await.remittance.is_some(), "nobody knows that this is theirs");

    confirm(&world, after, &[share(invoice, 1_000)]).await;
    assert_eq!(payment_details(&world, after).await.remittance, None, "of who was forgotten nothing is kept");
    let mut conn = database.connect().await;
    let rows = sqlx::query("SELECT data FROM content WHERE data IS NOT NULL").fetch_all(&mut conn).await;
    for row in rows.unwrap() {
        let text = String::from_utf8_lossy(&row.get::<Vec<u8>, _>(0)).into_owned();
        assert!(!text.to_lowercase().contains("anna"), "{text}");
    }
    conn.close().await.unwrap();
    verify(&world).await;
}

async fn what_the_bank_said_is_not_kept_with_a_payer_it_was_not_of(database: Database) {
    let world = World::open(&database).await;
    let (wrong, right) = (world.issue("1", 5_000).await, to_bo(&world, "2", 5_000).await);
    let payment = arrive(&world, 5_000, &[wrong, right]).await;
    confirm(&world, payment, &[share(wrong, 5_000)]).await;
    world.ask(UndoMatch { payment, reason: None }).await.unwrap();
    let payer = world.payer_of(wrong).await;
    world.ask(ForgetPayer { payer }).await.unwrap();
    assert!(payment_details(&world, payment).await.remittance.is_some());
    confirm(&world, payment, &[share(right, 5_000)]).await;
    assert!(payment_details(&world, payment).await.remittance.is_some());
}

async fn candidates_are_verified_and_rebuilt(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 5_000).await;
    let payment = arrive(&world, 5_000, &[invoice]).await;
    let settled = arrive(&world, 5_000, &[invoice]).await;
    confirm(&world, settled, &[share(invoice, 5_000)]).await;
    for tampering in ["DELETE FROM match_candidates", "UPDATE match_candidates SET score = 1"] {
        let mut conn = database.connect().await;
        sqlx::raw_sql(tampering).execute(&mut conn).await.unwrap();
        conn.close().await.unwrap();
        let found = world.store.verify().await.unwrap();
        assert_eq!(found.len(), 1, "{tampering}");
        assert_eq!(found[0].place, StreamId::Payment(payment).to_string());
        world.store.rebuild(std::sync::Arc::new(|_| {})).await.unwrap();
        verify(&world).await;
        assert_eq!(holding(&world, invoice).await, [payment]);
    }
}

async fn a_confirmed_account_is_known_the_next_time(database: Database) {
    let world = World::open(&database).await;
    let (mine, bos) = (world.issue("1", 5_000).await, to_bo(&world, "2", 5_000).await);
    let (anna, bo) = (world.payer_of(mine).await, world.payer_of(bos).await);
    let payment = arrive(&world, 1_000, &[]).await;
    assert!(account_of(&world).await.is_empty());
    confirm(&world, payment, &[share(mine, 1_000)]).await;
    assert_eq!(account_of(&world).await, [anna]);
    let other = world.with_biller("other").await;
    assert!(account_of(&other).await.is_empty(), "another biller's account is another matter");

    world.ask(UndoMatch { payment, reason: None }).await.unwrap();
    assert!(account_of(&world).await.is_empty(), "that was wrong");
    world.ask(KeepAsCredit { payment, payer: anna }).await.unwrap();
    assert_eq!(account_of(&world).await, [anna]);

    let claimed = arrive(&world, 2_000, &[]).await;
    let proposal = ask_payer(&world, claimed, bos).await;
    let shown = ConsentText {
        title: "Was this yours?".into(),
        terms: "20.00".into(),
        words: None,
        language: "en".into(),
    };
    let accept = AcceptProposal { invoice: bos, proposal, shown, evidence: None };
    world.acting(Actor::Payer).ask(accept).await.unwrap();
    let mut known = account_of(&world).await;
    known.sort_unstable();
    let mut both = vec![anna, bo];
    both.sort_unstable();
    assert_eq!(known, both, "a couple may share one");

    world.ask(ForgetPayer { payer: anna }).await.unwrap();
    assert_eq!(account_of(&world).await, [bo]);
    let late = arrive(&world, 500, &[]).await;
    world.ask(KeepAsCredit { payment: late, payer: anna }).await.unwrap();
    assert_eq!(account_of(&world).await, [bo], "of who was forgotten nothing is learned");
}
