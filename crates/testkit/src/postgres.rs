//! A PostgreSQL server for the tests, stopped when the process ends.

use std::net::TcpListener;
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The address of an empty database. `None` if PostgreSQL is not installed, with a message; panics if it is required.
pub fn database() -> Option<String> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    static DATABASES: AtomicU32 = AtomicU32::new(1);
    let Some(server) = SERVER.get_or_init(Server::start) else {
        let why = "PostgreSQL was not found (BILLOW_TEST_PG_BIN, /usr/lib/postgresql/*/bin, PATH): \
                   not tested there";
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

/// Runs SQL on a database behind the nodes' backs, and returns what `psql` prints.
pub fn sql(url: &str, statement: &str) -> String {
    let programs = find_programs().expect("whoever has a database has PostgreSQL");
    let mut psql = Command::new(programs.join("psql"));
    psql.args(["-XqtA", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", statement]).current_dir("/");
    String::from_utf8(run(&mut psql)).unwrap()
}

/// A server in a temporary folder, with its own defaults: every commit is on disk.
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
        // PostgreSQL refuses to run as root.
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
             -o '-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=600' start"
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

/// The folder of PostgreSQL's programs.
pub fn find_programs() -> Option<PathBuf> {
    let complete = |folder: &PathBuf| folder.join("initdb").exists();
    if let Some(named) = std::env::var_os("BILLOW_TEST_PG_BIN") {
        return Some(PathBuf::from(named)).filter(complete);
    }
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    versions.map(|version| version.path().join("bin")).filter(complete).max().or_else(|| {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path).find(complete)
    })
}
