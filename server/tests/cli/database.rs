//! `billow migrate`, `backup`, `restore`, `verify`, `rebuild` and API keys

use crate::billow::{Billow, numbered};

#[test]
fn a_backup_in_an_empty_database_is_the_same_books() {
    let billow = Billow::new().with("BILLOW_SECRET_KEY", "a secret that only the tests know");
    let before = billow.json(&["demo", "--json"]);
    billow.good(&["backup", "copy.billow"]);
    let again = billow.run(&["backup", "copy.billow"]);
    assert_eq!(again.code, Some(1));
    assert!(again.err.contains("exists already"), "{}", again.err);

    let full = billow.run(&["restore", "copy.billow"]);
    assert_eq!(full.code, Some(1));
    assert!(full.err.contains("not empty"), "{}", full.err);

    let billow = billow.with("BILLOW_DATABASE_URL", "sqlite:other.db");
    billow.good(&["restore", "copy.billow"]);
    let restored = billow.json(&["demo", "--json"]);
    assert_eq!(restored["invoices"], before["invoices"]);
    billow.assert_verified();
}

#[test]
fn what_is_no_backup_is_refused() {
    let billow = Billow::new();
    let garbage = billow.write("garbage", "not a database");
    for file in [garbage.as_str(), "nowhere", "."] {
        let ended = billow.run(&["restore", file]);
        assert_eq!(ended.code, Some(1), "{ended:?}");
        assert_eq!(ended.err.lines().count(), 1, "{}", ended.err);
    }
    billow.json(&["demo", "--json"]);
}

#[test]
fn rebuilding_changes_nothing_that_anybody_sees() {
    let billow = Billow::new();
    let before = billow.json(&["demo", "--json"]);
    billow.good(&["rebuild"]);
    billow.assert_verified();
    assert_eq!(billow.json(&["demo", "--json"]), before);
}

#[test]
fn migrating_again_is_fine() {
    let billow = Billow::new();
    billow.good(&["migrate"]);
    billow.good(&["migrate"]);
    billow.assert_verified();
}

#[test]
fn an_api_key_is_printed_alone_and_its_name_is_taken() {
    let billow = Billow::new();
    billow.good(&["demo"]);
    let key = billow.good(&["apikey", "add", "billing system"]);
    assert!(key.starts_with("blw_") && key.lines().count() == 1, "{key}");
    let again = billow.run(&["apikey", "add", "billing system"]);
    assert_eq!((again.code, again.out.as_str()), (Some(1), ""));
    assert!(again.err.contains("choose another name"), "{}", again.err);
}

/// The log-ahead file may not grow past a few pages, so that the commit itself ends in an I/O error: what an import
/// needs is written there at once, when it commits.
#[tokio::test]
async fn a_commit_that_ends_in_an_input_output_error_is_answered_as_unknown() {
    let billow = Billow::new();
    billow.good(&["migrate"]);
    billow.import(&[billow.write("first.xml", numbered("D-1"))]);
    // Two at once: they may share a commit.
    let files = [billow.write("second.xml", numbered("D-2")), billow.write("third.xml", numbered("D-3"))];
    // In blocks of 512 bytes: room for the index of the log-ahead file, which is 32 KiB.
    let script = "trap '' XFSZ; ulimit -f 72; exec \"$0\" import \"$@\"";
    let direct = billow.command(&[]);
    let mut limited = std::process::Command::new("sh");
    limited.arg("-c").arg(script).arg(direct.get_program()).args(&files);
    limited.current_dir(direct.get_current_dir().unwrap());
    for (name, value) in direct.get_envs() {
        match value {
            Some(value) => limited.env(name, value),
            None => limited.env_remove(name),
        };
    }
    let ended = limited.output().unwrap();
    assert_eq!(ended.status.code(), Some(1), "{ended:?}");
    let printed = String::from_utf8(ended.stdout).unwrap();
    assert_eq!(printed.lines().count(), 2, "{printed}");
    for line in printed.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!((line["status"].as_str(), &line["id"]), (Some("rejected"), &serde_json::Value::Null));
        assert_eq!(line["errors"][0]["rule"], "outcome_unknown", "{line}");
        let message = line["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains("unknown whether") && message.contains("import it again"), "{message}");
    }

    let (lines, code) = billow.import(&files);
    assert_eq!(code, Some(0), "{lines:?}");
    for line in &lines {
        assert!(["created", "unchanged"].contains(&line.status()), "{lines:?}");
    }
    for number in ["D-2", "D-3"] {
        assert!(billow.invoice(number).await.is_some(), "{number}");
    }
    billow.assert_verified();
}
