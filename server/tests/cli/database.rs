//! `billow migrate`, `backup`, `restore`, `verify`, `rebuild` and API keys

use crate::billow::Billow;

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
