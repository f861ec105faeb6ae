//! A job is a reminder and no proof. When it is gone and the same is asked again, nothing happens twice.

use std::sync::Arc;

use domain::ids::JobId;
use domain::payments::RefundState;
use psp::sandbox::{Choice, Status, StatusStep};
use testkit::works::Enqueue;
use usecases::checkouts::{CheckCheckout, CheckRefund, CreateCheckout, EndCheckout, SandboxRow, SandboxStep};
use usecases::payments::{RefundJob, StartRefund};
use usecases::{Clock as _, DAY_MS, IdGenerator as _, JobPayload, KEYS_KEPT_MS, NewJob, PURPOSES, UuidV7};

use crate::support::Invoice;
use crate::till::Till;

async fn ask<J: JobPayload>(till: &Till, payload: &J) {
    let (id, now) = (JobId(UuidV7.next_id()), till.server.clock.now());
    let job = NewJob::of(id, till.server.biller, payload, now).unwrap();
    till.server.database().write(Arc::new(Enqueue(job))).await.unwrap();
}

/// What happened to an invoice, its payments, their refunds and the provider's own payment.
async fn stands(till: &Till, invoice: &Invoice, provider_id: &str) -> (i64, Vec<i64>, Vec<RefundState>, i64) {
    let store = till.server.database();
    let mut refunds = Vec::new();
    let mut free = Vec::new();
    for payment in store.payments_of(till.server.biller, invoice.id).await.unwrap() {
        free.push(payment.free_minor);
        let payment = store.payment_details(till.server.biller, payment.id).await.unwrap().unwrap();
        refunds.extend(payment.refunds.iter().map(|refund| refund.state));
    }
    let SandboxRow { version, .. } = store.sandbox_row(provider_id).await.unwrap().unwrap();
    (till.seq(invoice).await, free, refunds, version)
}

#[tokio::test]
async fn what_is_asked_again_after_its_job_was_removed_is_not_done_twice() {
    let till = Till::open().await;
    let invoice = till.server.invoice(50_000).await;
    // One that is paid after a while, more than is left then; and one that is given up.
    let given_up = till.checkout(&invoice, 10_000).await;
    let paid = till.checkout(&invoice, 50_000).await;
    till.choose(paid, Choice::Pending).await;
    till.work().await;
    till.server.pay(&invoice, 30_000).await;
    till.wait_ms(60_000).await;
    let payments = till.server.database().payments_of(till.server.biller, invoice.id).await.unwrap();
    let payment = payments.iter().find(|payment| payment.free_minor > 0).unwrap().id;
    let start = StartRefund { payment, amount_minor: Some(10_000), reason: None };
    let refund = till.server.ask(start).await.unwrap().output.refund_id;
    till.work().await;
    let provider_id = till.provider_id(paid).await;
    let before = stands(&till, &invoice, &provider_id).await;
    assert_eq!(before.2, [RefundState::Completed]);
    assert!(till.end(&invoice, given_up).await.is_some() && till.end(&invoice, paid).await.is_some());

    // So long afterwards that nothing reminds of it.
    till.wait_ms(KEYS_KEPT_MS + DAY_MS).await;
    let purge = async || {
        let mut purged = 0;
        for purpose in PURPOSES {
            let now = till.server.clock.now();
            purged += till.server.database().purge_jobs(purpose, now).await.unwrap();
        }
        purged
    };
    purge().await;
    till.server.clock.advance_ms(KEYS_KEPT_MS + DAY_MS);
    assert!(purge().await > 0 && purge().await == 0);
    let later = stands(&till, &invoice, &provider_id).await;
    assert_eq!((&later.1, &later.2), (&before.1, &before.2), "time alone moves no money");

    for checkout in [given_up, paid] {
        ask(&till, &CreateCheckout { checkout }).await;
        ask(&till, &CheckCheckout { checkout, goes_on: true, asked: 0 }).await;
        ask(&till, &CheckCheckout { checkout, goes_on: false, asked: 0 }).await;
        ask(&till, &EndCheckout { checkout }).await;
    }
    let job = RefundJob { payment, refund };
    ask(&till, &job).await;
    ask(&till, &CheckRefund { refund: job, times: 0 }).await;
    let steps = [StatusStep::Become(Status::Paid), StatusStep::Tell { status: Status::Paid, copies: 2 }];
    for (place, step) in steps.into_iter().enumerate() {
        let step = serde_json::to_value(step).unwrap();
        ask(&till, &SandboxStep { payment: provider_id.clone(), step, version: 2, place }).await;
    }
    assert!(overdue(&till).await.is_some(), "they were written again");
    till.work().await;
    assert_eq!(overdue(&till).await, None, "every one of them was done");
    assert_eq!(stands(&till, &invoice, &provider_id).await, later);
}

/// When the next job is due by now; nothing where none is.
async fn overdue(till: &Till) -> Option<i64> {
    let names: Vec<&str> = PURPOSES.iter().map(|purpose| purpose.name).collect();
    let next = till.server.database().next_job_due(till.server.biller, &names).await.unwrap();
    next.map(|due| due.0).filter(|due| *due <= till.server.clock.now().0)
}
