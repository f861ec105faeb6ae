//! Billers: made, changed, listed.

use serde_json::{Value, json};

use crate::billow::Billow;

fn listed(billow: &Billow) -> Vec<Value> {
    let lines = billow.good(&["biller", "list"]);
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_new_biller_takes_in_invoices_and_what_is_changed_of_it_alone_changes() {
    let billow = Billow::new();
    let added = ["biller", "add", "north-energy", "--name", "North Energy", "--zone", "Europe/Berlin"];
    billow.good(&[&added[..], &["--language", "de", "--term", "14"]].concat());
    let expected = json!({
        "slug": "north-energy", "name": "North Energy", "zone": "Europe/Berlin", "language": "de",
        "colour": "#0b6e63", "email": null, "phone": null, "default_term_days": 14, "sandbox": false,
    });
    assert_eq!(listed(&billow), std::slice::from_ref(&expected));
    billow.good(&["biller", "set", "--email", "help@example.com"]);
    let mut changed = expected;
    changed["email"] = json!("help@example.com");
    assert_eq!(listed(&billow), [changed]);
    billow.good(&["apikey", "add", "shop"]);
}

#[test]
fn wrong_details_are_refused_by_name_and_leave_nothing() {
    let billow = Billow::new();
    for (arguments, said) in [
        (vec!["North Energy"], "SLUG"),
        (vec!["north-"], "SLUG"),
        (vec!["north", "--zone", "Mars/Olympus"], "time zone"),
        (vec!["north", "--language", "fr"], "--language"),
        (vec!["north", "--colour", "green"], "colour"),
        (vec!["north", "--name", "  "], "--name"),
        (vec!["north", "--term", "366"], "--term"),
    ] {
        let ended = billow.run(&[&["biller", "add"], &arguments[..]].concat());
        assert_eq!(ended.code, Some(2), "{arguments:?}: {}", ended.err);
        assert!(ended.err.contains(said), "{arguments:?}: {}", ended.err);
    }
    assert_eq!(listed(&billow), Vec::<Value>::new());
}

#[test]
fn a_short_name_is_taken_once() {
    let billow = Billow::new();
    billow.good(&["biller", "add", "north"]);
    let again = billow.run(&["biller", "add", "north"]);
    assert_eq!(again.code, Some(1));
    assert!(again.err.contains("biller set"), "{}", again.err);
    assert_eq!(listed(&billow).len(), 1);
}

#[test]
fn what_a_biller_lets_billow_decide_is_changed_a_part_at_a_time() {
    let billow = Billow::new();
    billow.good(&["biller", "add", "north"]);
    let usual = billow.json(&["biller", "policy"]);
    assert_eq!((&usual["more_time"], &usual["answers"]), (&json!({"days": 14, "times": 1}), &json!(true)));
    let given = ["biller", "policy", "--more-time-days", "7", "--hours", "07:00-19:00", "--days", "mon,sat"];
    billow.good(&given);
    let now = billow.json(&["biller", "policy"]);
    assert_eq!(now["more_time"], json!({"days": 7, "times": 1}));
    assert_eq!(now["hours"], json!({"from_minute": 420, "to_minute": 1140, "weekdays": 33}));
    let money =
        ["--reference-scheme", "ocr_length", "--recognise", "rf,ocr_length,rf", "--minimum-payment", "500"];
    billow.good(&[&["biller", "policy"], &money[..]].concat());
    let now = billow.json(&["biller", "policy"]);
    billow.good(&["biller", "policy", "--bank-charges", "biller"]);
    assert_eq!(billow.json(&["biller", "policy"])["payments"]["bank_charges"], "biller");
    billow.good(&["biller", "policy", "--bank-charges", "payer"]);
    let threshold = usual["payments"]["auto_book_threshold"].clone();
    assert_eq!(
        now["payments"],
        json!({
            "reference_scheme": "ocr_length",
            "recognised": ["rf", "ocr_length"],
            "minimum_payment_minor": 500,
            "auto_book_threshold": threshold,
            "bank_charges": "payer",
            "swish_number": null
        })
    );
    for wrong in [
        ["--hours", "19:00-07:00"],
        ["--proposal-days", "0"],
        ["--days", "someday"],
        ["--reference-scheme", "luhn"],
        ["--recognise", ""],
        ["--minimum-payment", "0"],
        ["--auto-book", "1001"],
        ["--bank-charges", "nobody"],
    ] {
        let ended = billow.run(&[&["biller", "policy"], &wrong[..]].concat());
        assert_eq!(ended.code, Some(2), "{wrong:?}: {}", ended.err);
    }
    assert_eq!(billow.json(&["biller", "policy"]), now);
}
