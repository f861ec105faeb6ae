//! `billow demo`

use std::collections::BTreeSet;

use usecases::{BillerStore as _, InvoiceList, InvoiceStore as _, PaymentStore as _};

use crate::billow::Billow;

#[test]
fn a_second_run_changes_nothing_and_prints_the_same() {
    let billow = Billow::new();
    let first = billow.json(&["demo", "--json"]);
    assert_eq!(billow.json(&["demo", "--json"]), first);
    assert_eq!(billow.good(&["demo"]), billow.good(&["demo"]));
    billow.assert_verified();
}

#[tokio::test]
async fn it_shows_every_state_in_four_languages() {
    let billow = Billow::new();
    let report = billow.json(&["demo", "--json"]);
    let all = |name: &str| -> BTreeSet<&str> {
        report["invoices"].as_array().unwrap().iter().map(|one| one[name].as_str().unwrap()).collect()
    };
    let statuses = ["credited", "open", "overdue", "paid", "partly_paid", "void", "written_off"];
    assert_eq!(all("status"), BTreeSet::from(statuses));
    assert_eq!(all("language"), BTreeSet::from(["de", "en", "nl", "sv"]));
    assert!(all("link").iter().all(|link| link.starts_with("http://127.0.0.1:3000/i/")));

    let store = billow.store().await;
    let biller = store.billers().await.unwrap().remove(0);
    assert!(biller.sandbox);
    let list = InvoiceList::newest(domain::Date::constant(2026, 1, 1), 200);
    let found = store.list_invoices(biller.id, &list).await.unwrap().invoices;
    let rows: Vec<_> = found.into_iter().map(|one| one.row).collect();
    assert!(rows.iter().any(|row| row.pending_minor > 0), "a payment on its way");
    assert!(rows.iter().any(|row| row.credit_minor > 0 && row.open_minor == 0), "an overpayment");
    assert!(rows.iter().any(|row| row.payable_minor < row.total_minor), "a deposit");
    let mut states = BTreeSet::new();
    for row in &rows {
        let payments = store.payments_of(biller.id, row.id).await.unwrap();
        states.extend(payments.into_iter().map(|one| format!("{:?}", one.state)));
    }
    assert!(states.contains("Reversed"), "{states:?}");
    store.close().await;
}

#[test]
fn the_commands_it_prints_work() {
    let billow = Billow::new();
    let report = billow.json(&["demo", "--json"]);
    for command in report["try"].as_array().unwrap() {
        let words: Vec<_> = command.as_str().unwrap().split(' ').skip(1).collect();
        billow.good(&words);
    }
    billow.assert_verified();
}

#[test]
fn it_is_told_again_where_one_invoice_is_missing_and_leaves_the_others() {
    let billow = Billow::new();
    billow.json(&["demo", "--json"]);
    let paid = billow.json(&["pay", "10482", "100", "--json"]);
    let report = billow.json(&["demo", "--json"]);
    let shown = &report["invoices"][0];
    assert_eq!((&shown["id"], &shown["status"]), (&paid["id"], &"partly_paid".into()));
}

/// Whoever tries it with files of their own is not told that these are somebody else's.
#[tokio::test]
async fn the_first_files_that_come_after_it_are_the_billers() {
    let billow = Billow::new();
    billow.good(&["demo"]);
    for kind in ["account", "seller"] {
        assert_eq!(billow.good(&["biller", kind, "list"]), "", "{kind}");
    }
    let file = billow.write("invoice.xml", crate::billow::numbered("N-1"));
    assert_eq!(billow.import(&[file]).1, Some(0));
    assert_eq!(billow.good(&["biller", "seller", "list"]).lines().count(), 1);
    billow.good(&["demo"]);
    assert_eq!(billow.good(&["biller", "seller", "list"]).lines().count(), 1, "what is theirs stays");
}
