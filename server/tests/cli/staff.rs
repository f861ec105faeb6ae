//! `billow staff` and the people of the demo.

use std::io::Write;
use std::process::Stdio;

use usecases::{AuditQuery, AuditStore as _, BillerStore as _};

use crate::billow::{Billow, Ended};

/// Runs a command with something on its standard input.
fn with_input(billow: &Billow, arguments: &[&str], input: &str) -> Ended {
    let mut command = billow.command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

const ADD: [&str; 5] = ["staff", "add", "amira.haddad@example.com", "--role", "agent"];

#[test]
fn a_person_is_added_with_a_password_from_standard_input() {
    let billow = Billow::new();
    billow.good(&["demo"]);
    let ended = with_input(&billow, &ADD, "lamp fjord biscuit\n");
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    assert_eq!(ended.out, "amira.haddad@example.com is an agent at Lumen & Fjäll Energi\n");
    let listed = billow.good(&["staff", "list", "--json"]);
    let line = listed.lines().find(|line| line.contains("amira.haddad")).unwrap();
    let person: serde_json::Value = serde_json::from_str(line).unwrap();
    assert_eq!((&person["name"], &person["role"]), (&"Amira Haddad".into(), &"agent".into()));
    assert_eq!(person["disabled"], false);
    assert!(!listed.contains("argon2") && !listed.contains("lamp"), "{listed}");
}

#[test]
fn what_cannot_be_is_said_and_adds_nobody() {
    let billow = Billow::new();
    billow.good(&["demo"]);
    let before = billow.good(&["staff", "list"]);
    for (arguments, input, code, says) in [
        (&ADD[..], "short\n", 1, "10 are the least"),
        (&ADD[..], "", 2, "standard input"),
        (&["staff", "add", "amira", "--role", "agent"][..], "lamp fjord biscuit", 2, "no e-mail address"),
        (
            &["staff", "add", "new@example.com", "--role", "root"][..],
            "lamp fjord biscuit",
            2,
            "agent, marketing or admin",
        ),
        (&["staff", "add", "new@example.com"][..], "lamp fjord biscuit", 2, "--role"),
        (&["staff", "add", "amira@example.com", "--role", "admin"][..], "lamp fjord biscuit", 1, "already"),
        (&["staff", "disable", "nobody@example.com"][..], "", 1, "nobody logs in with"),
        (&["staff", "password", "nobody@example.com"][..], "lamp fjord biscuit", 1, "nobody logs in with"),
    ] {
        let ended = with_input(&billow, arguments, input);
        assert_eq!((ended.code, ended.out.as_str()), (Some(code), ""), "{arguments:?}: {}", ended.err);
        assert!(ended.err.contains(says), "{arguments:?}: {}", ended.err);
        assert!(!ended.err.contains("biscuit"), "{}", ended.err);
    }
    assert_eq!(billow.good(&["staff", "list"]), before);
}

#[tokio::test]
async fn a_person_is_disabled_enabled_and_given_another_password() {
    let billow = Billow::new();
    billow.good(&["demo"]);
    assert_eq!(billow.good(&["staff", "disable", "amira@example.com"]), "amira@example.com is disabled\n");
    assert!(billow.good(&["staff", "list"]).contains("Amira Haddad  disabled"));
    billow.good(&["staff", "enable", "amira@example.com"]);
    let ended = with_input(&billow, &["staff", "password", "amira@example.com"], "lamp fjord biscuit");
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let store = billow.store().await;
    let biller = store.billers().await.unwrap().remove(0).id;
    let query = AuditQuery { staff: None, subject: None, after: None, limit: 3 };
    let entries = store.audit(biller, &query).await.unwrap().entries;
    let told: Vec<_> =
        entries.iter().map(|one| (one.entry.action.as_str(), one.entry.detail.as_deref())).collect();
    assert_eq!(
        told,
        [("set_password", None), ("change_staff", Some("enabled")), ("change_staff", Some("disabled"))]
    );
    store.close().await;
    billow.assert_verified();
}

#[test]
fn the_demo_has_a_person_of_each_role_with_a_password_that_stays() {
    let billow = Billow::new();
    let first = billow.json(&["demo", "--json"]);
    let logins = first["logins"].as_array().unwrap();
    let roles: Vec<_> = logins.iter().map(|one| one["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["agent", "marketing", "admin"]);
    assert_eq!(first["console"], "http://127.0.0.1:3000/console");
    // Somebody has changed it: the next run prints one that works.
    with_input(&billow, &["staff", "password", "amira@example.com"], "lamp fjord biscuit");
    assert_eq!(billow.json(&["demo", "--json"])["logins"], first["logins"]);
    let chosen = billow.json(&["demo", "--json", "--password", "other odd words"]);
    assert!(chosen["logins"].as_array().unwrap().iter().all(|one| one["password"] == "other odd words"));
}
