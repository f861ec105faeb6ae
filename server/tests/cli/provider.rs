//! Connections to payment providers: made, changed, listed, ended.

use serde_json::{Value, json};

use crate::billow::Billow;

fn listed(billow: &Billow) -> Vec<Value> {
    let lines = billow.good(&["biller", "provider", "list"]);
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_demo_has_the_sandbox_provider_and_no_other_biller_gets_it() {
    let billow = Billow::new();
    billow.good(&["demo"]);
    billow.good(&["demo"]);
    let connections = listed(&billow);
    assert_eq!(connections.len(), 1, "running the demo again makes no other one");
    assert_eq!(connections[0]["provider"], "sandbox");
    assert_eq!(connections[0]["methods"], json!(["card", "ideal", "paypal", "swish"]));
    billow.good(&["biller", "add", "real"]);
    let refused = billow.run(&["--biller", "real", "biller", "provider", "add", "sandbox"]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("sandbox biller"), "{}", refused.err);
}

#[test]
fn keys_come_over_standard_input_and_are_never_shown() {
    let billow = Billow::new();
    billow.good(&["biller", "add", "north"]);
    let add = ["biller", "provider", "add", "stripe", "--methods", "card,ideal"];
    let added = billow.with_input(&add, "sk_test_of_north\nwhsec_of_north\n");
    assert_eq!(added.code, Some(0), "{}", added.err);
    assert!(!added.out.contains("sk_test") && !added.out.contains("whsec"), "{}", added.out);
    let shown: Value = serde_json::from_str(&added.out).unwrap();
    let id = shown["connection"].as_str().unwrap();
    assert!(shown["webhook_url"].as_str().unwrap().ends_with(&format!("/hooks/stripe/{id}")));
    assert_eq!(shown["in_use"], true);
    let database = std::fs::read(billow.path("billow.db")).unwrap();
    assert!(!database.windows(16).any(|part| part == b"sk_test_of_north"), "keys are stored sealed");
    billow.good(&["biller", "provider", "remove", id]);
    assert_eq!(listed(&billow)[0]["in_use"], false);
}

#[test]
fn what_a_provider_does_not_have_is_refused_by_name() {
    let billow = Billow::new();
    billow.good(&["biller", "add", "north"]);
    for (arguments, said) in [
        (vec!["paypal"], "sandbox, stripe or mollie"),
        (vec!["mollie", "--methods", "swish"], "--methods"),
        (vec!["stripe"], "standard input"),
        (vec!["stripe", "--methods", "cash"], "card, ideal"),
    ] {
        let ended = billow.with_input(&[&["biller", "provider", "add"], &arguments[..]].concat(), "");
        assert_eq!(ended.code, Some(2), "{arguments:?}: {}", ended.err);
        assert!(ended.err.contains(said), "{arguments:?}: {}", ended.err);
    }
    let plain = ["biller", "provider", "add", "mollie", "--base-url", "http://mollie.example.com"];
    let refused = billow.with_input(&plain, "test_key\n");
    assert!(refused.err.contains("https://"), "{}", refused.err);
    assert_eq!(listed(&billow), Vec::<Value>::new());
}
