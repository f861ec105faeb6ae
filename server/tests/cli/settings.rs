//! Wrong settings and wrong usage: one sentence that names what is wrong.

use crate::billow::Billow;

fn refused(billow: &Billow, arguments: &[&str]) -> (Option<i32>, String) {
    let ended = billow.run(arguments);
    assert_eq!(ended.out, "");
    (ended.code, ended.err)
}

#[test]
fn a_wrong_setting_stops_the_start_and_is_named() {
    for (name, value, says) in [
        ("BILLOW_ADDR", "localhost", "BILLOW_ADDR"),
        ("BILLOW_DATABASE_URL", "mysql://localhost/billow", "BILLOW_DATABASE_URL"),
        ("BILLOW_BASE_URL", "pay.example.com", "BILLOW_BASE_URL"),
        ("BILLOW_SECRET_KEY", "short", "BILLOW_SECRET_KEY"),
        ("BILLOW_TRUSTED_PROXIES", "10.0.0.0/99", "BILLOW_TRUSTED_PROXIES"),
        ("BILLOW_DATABASE_CONNECTIONS", "many", "BILLOW_DATABASE_CONNECTIONS"),
    ] {
        let billow = Billow::new().with(name, value);
        for command in ["serve", "demo"] {
            let (code, err) = refused(&billow, &[command]);
            assert_eq!(code, Some(2), "{name}: {err}");
            assert!(err.starts_with("billow: ") && err.contains(says), "{name}: {err}");
            assert_eq!(err.lines().count(), 1, "{name}: {err}");
        }
        assert!(!billow.path("billow.db").exists(), "{name}: nothing was made");
    }
}

#[test]
fn postgres_needs_a_secret_key_that_all_nodes_share() {
    let billow = Billow::new().with("BILLOW_DATABASE_URL", "postgres://billow@127.0.0.1:1/billow");
    let (code, err) = refused(&billow, &["demo"]);
    assert_eq!(code, Some(2), "{err}");
    assert!(err.contains("BILLOW_SECRET_KEY"), "{err}");
}

#[test]
fn a_file_of_settings_is_read_and_the_environment_stands_above_it() {
    let billow = Billow::new();
    billow.write("billow.toml", "base_url = \"https://pay.example.com/\"");
    let link = |billow: &Billow| billow.json(&["demo", "--json"])["invoices"][0]["link"].clone();
    assert!(link(&billow).as_str().unwrap().starts_with("https://pay.example.com/i/"));
    let billow = billow.with("BILLOW_BASE_URL", "https://faktura.example.com");
    assert!(link(&billow).as_str().unwrap().starts_with("https://faktura.example.com/i/"));
}

#[test]
fn an_unknown_setting_and_a_missing_file_are_named() {
    let billow = Billow::new();
    billow.write("odd.toml", "bass_url = \"https://pay.example.com\"");
    for (arguments, says) in [
        (["demo", "--config", "odd.toml"], "bass_url"),
        (["demo", "--config", "nowhere.toml"], "nowhere.toml"),
    ] {
        let (code, err) = refused(&billow, &arguments);
        assert_eq!(code, Some(2), "{err}");
        assert!(err.contains(says), "{err}");
    }
}

#[test]
fn a_database_that_does_not_open_is_named() {
    for url in ["sqlite:nowhere/billow.db", "sqlite:.", "postgres://billow:hidden@127.0.0.1:1/billow"] {
        let billow = Billow::new()
            .with("BILLOW_DATABASE_URL", url)
            .with("BILLOW_SECRET_KEY", "a secret that only the tests know");
        let (code, err) = refused(&billow, &["migrate"]);
        assert_eq!(code, Some(1), "{err}");
        assert!(err.contains("BILLOW_DATABASE_URL") && !err.contains("hidden"), "{err}");
    }
}

#[test]
fn wrong_usage_ends_with_two() {
    let billow = Billow::new();
    for arguments in [&["pray"][..], &["pay"], &["pay", "10482"], &["import"], &["demo", "--colour"]] {
        assert_eq!(refused(&billow, arguments).0, Some(2), "{arguments:?}");
    }
    assert_eq!(billow.run(&["--help"]).code, Some(0));
    assert!(!billow.path("billow.db").exists());
}
