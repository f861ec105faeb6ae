//! `billow pay`, `due` and `link`

use crate::billow::Billow;

fn with_demo() -> Billow {
    let billow = Billow::new();
    billow.good(&["demo"]);
    billow
}

#[test]
fn a_payment_lowers_what_is_open_and_the_same_one_again_does_not() {
    let billow = with_demo();
    let pay = |source: &str| billow.json(&["pay", "10482", "450.00", "--source-id", source, "--json"]);
    let first = pay("bank 1");
    assert_eq!(first["paid_minor"], 45_000);
    let open = first["open_minor"].as_i64().unwrap();

    let again = pay("bank 1");
    assert_eq!((&again["payment_id"], &again["repeated"]), (&first["payment_id"], &true.into()));
    assert_eq!(again["open_minor"], open);

    let second = pay("bank 2");
    assert_ne!(second["payment_id"], first["payment_id"]);
    assert_eq!(second["open_minor"], open - 45_000);
    billow.assert_verified();
}

#[test]
fn without_an_id_of_its_own_each_payment_is_another_one() {
    let billow = with_demo();
    billow.good(&["pay", "10482", "10"]);
    assert_eq!(billow.json(&["pay", "10482", "10", "--json"])["paid_minor"], 2_000);
}

#[test]
fn the_same_id_with_another_amount_is_refused() {
    let billow = with_demo();
    billow.good(&["pay", "10482", "10", "--source-id", "bank 1"]);
    let ended = billow.run(&["pay", "10482", "11", "--source-id", "bank 1"]);
    assert_eq!(ended.code, Some(1));
    assert_eq!(billow.json(&["pay", "10482", "1", "--json"])["paid_minor"], 1_100);
}

#[test]
fn a_payment_on_its_way_leaves_the_balance() {
    let billow = with_demo();
    let report = billow.json(&["pay", "10482", "450", "--pending", "--method", "card", "--json"]);
    assert_eq!((&report["pending_minor"], &report["paid_minor"]), (&45_000.into(), &0.into()));
}

#[test]
fn a_due_date_moves_and_an_id_names_an_invoice_as_well_as_a_number() {
    let billow = with_demo();
    let paid = billow.json(&["pay", "10482", "1", "--json"]);
    let id = paid["id"].as_str().unwrap();
    let moved = billow.json(&["due", id, "2035-12-31", "--json"]);
    assert_eq!((&moved["number"], &moved["due_date"]), (&"10482".into(), &"2035-12-31".into()));
}

#[test]
fn what_is_not_there_or_not_possible_is_said_in_a_sentence() {
    let billow = with_demo();
    for (arguments, code, says) in [
        (&["pay", "99999", "450"][..], 1, "no invoice with the number or id “99999”"),
        (&["due", "99999", "2035-12-31"], 1, "no invoice with the number or id “99999”"),
        (&["link", "99999"], 1, "no invoice with the number or id “99999”"),
        (&["due", "10482", "2001-01-01"], 1, "before the issue date"),
        (&["due", "10490", "2035-12-31"], 1, "withdrawn"),
        (&["pay", "10482", "450,00"], 2, "write it like 450 or 450.00"),
        (&["pay", "10482", "-450"], 2, "not more than zero"),
        (&["pay", "10494", "0.5"], 2, "JPY has 0 decimals"),
        (&["due", "10482", "31.12.2035"], 2, "write the day like 2026-12-31"),
        (&["pay", "10482", "1", "--method", "barter"], 2, "bank_transfer"),
        (&["pay", "10482", "1", "--biller", "nobody"], 1, "no biller “nobody”"),
    ] {
        let ended = billow.run(arguments);
        assert_eq!(ended.code, Some(code), "{arguments:?}: {ended:?}");
        assert!(ended.err.contains(says), "{arguments:?}: {}", ended.err);
        assert_eq!(ended.out, "");
    }
    billow.assert_verified();
}

#[test]
fn a_link_stays_the_same_and_each_channel_has_its_own() {
    let billow = with_demo();
    let report = billow.json(&["demo", "--json"]);
    let email = billow.good(&["link", "10482"]);
    assert_eq!(email.trim_end(), report["invoices"][0]["link"].as_str().unwrap());
    let print = billow.good(&["link", "10482", "--channel", "print"]);
    assert_ne!(print, email);
    assert_eq!(billow.good(&["link", "10482", "--channel", "print"]), print);
}

#[test]
fn a_moved_clock_makes_an_invoice_overdue() {
    let billow = with_demo();
    billow.good(&["clock", "advance", "60d"]);
    assert_eq!(billow.json(&["pay", "10482", "1", "--json"])["status"], "overdue");
    let ended = billow.run(&["clock", "advance", "soon"]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("90m, 12h, 3d, 2w"), "{}", ended.err);
}
