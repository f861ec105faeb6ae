//! A PostgreSQL server of the tests' own, stopped when the process ends.
#![allow(dead_code)]

use std::net::TcpListener;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The address of an empty database. None where PostgreSQL is not installed; says so, and fails where it is
/// required.
pub fn database() -> Option<String> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    static DATABASES: AtomicU32 = AtomicU32::new(1);
    let Some(server) = SERVER.get_or_init(Server::start) else {
        let why =
            "PostgreSQL was not found (BILLOW_TEST_PG_BIN, /usr/lib/postgresql/*/bin): not tested there";
        assert!(std::env::var_os("BILLOW_TEST_REQUIRE_PG").is_none(), "{why}");
        println!("{why}");
        return None;
    };
    let name = format!("test{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    let port = server.port.to_string();
    run(Command::new(server.programs.join("createdb"))
        .args(["-h", "127.0.0.1", "-p", &port, "-U", "billow", "-T", "template0", &name])
        .current_dir("/"));
    Some(format!("postgres://billow@127.0.0.1:{port}/{name}"))
}

/// Does something to a database behind the nodes' backs, and answers what `psql` prints.
pub fn sql(url: &str, statement: &str) -> String {
    let programs = find_programs().expect("whoever has a database has PostgreSQL");
    let mut psql = Command::new(programs.join("psql"));
    psql.args(["-XqtA", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", statement]).current_dir("/");
    String::from_utf8(run(&mut psql)).unwrap()
}

/// Appends an event of a version to come to an invoice, as a newer node does: payers may see it. The invoice is named
/// by its id without hyphens.
pub fn append_newer(url: &str, invoice: &str) {
    let inserted = sql(
        url,
        &format!(
            "INSERT INTO events (biller, stream_kind, stream_id, seq, type, version, data, at_ms, actor, payer_prev) \
             SELECT biller, stream_kind, stream_id, seq + 1, 'surcharged', 1, '{{\"amount_minor\":500}}', at_ms, actor, \
             seq FROM events WHERE stream_kind = 'invoice' AND stream_id = '\\x{invoice}' ORDER BY seq DESC LIMIT 1 \
             RETURNING seq"
        ),
    );
    let seq = inserted.trim();
    sql(url, &format!("UPDATE invoices SET seq = {seq} WHERE id = '\\x{invoice}'"));
}

/// The address under which a node is of the version before: what the other nodes call `due_date_changed` has a name
/// there that it does not know. Nodes have used the database before.
pub fn of_an_older_version(url: &str) -> String {
    sql(
        url,
        "CREATE SCHEMA older; \
         CREATE VIEW older.migrations AS SELECT * FROM public.migrations; \
         CREATE VIEW older.events AS SELECT row_id, tx, biller, stream_kind, stream_id, seq, \
             CASE type WHEN 'due_date_changed' THEN 'plan_agreed' ELSE type END AS type, \
             version, data, at_ms, actor, payer_prev FROM public.events; \
         CREATE FUNCTION older.append() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             INSERT INTO public.events \
                 (biller, stream_kind, stream_id, seq, type, version, data, at_ms, actor, payer_prev) \
             VALUES (NEW.biller, NEW.stream_kind, NEW.stream_id, NEW.seq, NEW.type, NEW.version, NEW.data, \
                 NEW.at_ms, NEW.actor, NEW.payer_prev); \
             RETURN NEW; END $$; \
         CREATE TRIGGER append INSTEAD OF INSERT ON older.events FOR EACH ROW EXECUTE FUNCTION older.append()",
    );
    format!("{url}?options=-c%20search_path%3Dolder%2Cpublic")
}

struct Server {
    programs: PathBuf,
    port: u16,
    /// Stops the server when this process is gone, however it ends: it waits for the end of its input.
    _undertaker: Child,
}

impl Server {
    fn start() -> Option<Self> {
        let programs = find_programs()?;
        let folder = tempfile::Builder::new().prefix("billow-pg").tempdir().unwrap().keep();
        // PostgreSQL refuses to be run by root.
        let as_user = if std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0) {
            run(Command::new("chown").arg("postgres").arg(&folder));
            "runuser -u postgres --"
        } else {
            ""
        };
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let (bin, folder) = (programs.display(), folder.display());
        let shell = |script: String| {
            let mut command = Command::new("sh");
            command.arg("-c").arg(script).current_dir("/").stdout(Stdio::null());
            command
        };
        run(&mut shell(format!(
            "{as_user} {bin}/initdb -D {folder}/data -U billow --auth=trust --no-locale -E UTF8 && \
             {as_user} {bin}/pg_ctl -D {folder}/data -l {folder}/log -w \
             -o '-p {port} -k {folder} -c listen_addresses=127.0.0.1' start"
        )));
        let undertaker = shell(format!(
            "cat > /dev/null; {as_user} {bin}/pg_ctl -D {folder}/data -m immediate stop; rm -rf {folder}"
        ))
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
        Some(Self { programs, port, _undertaker: undertaker })
    }
}

fn run(command: &mut Command) -> Vec<u8> {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn find_programs() -> Option<PathBuf> {
    let complete = |folder: &Path| folder.join("initdb").exists();
    if let Some(named) = std::env::var_os("BILLOW_TEST_PG_BIN") {
        return Some(PathBuf::from(named)).filter(|folder| complete(folder));
    }
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    versions.map(|version| version.path().join("bin")).filter(|folder| complete(folder)).max()
}
