//! The two engines as the tests start them.

use std::io::Write as _;
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AnyConnection, Connection as _};
use tempfile::TempDir;

/// Runs each named behaviour, `async fn name(db: Database)`, on both engines.
#[allow(unused_macros)]
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
                async fn $name() {
                    super::$name(crate::engines::Database::sqlite()).await;
                }
            )+
        }
        mod on_postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
                async fn $name() {
                    if let Some(database) = crate::engines::Database::postgres().await {
                        super::$name(database).await;
                    }
                }
            )+
        }
    };
}
#[allow(unused_imports)] // where only the databases are used
pub(crate) use on_both_engines;

/// An empty database, gone after the test.
pub struct Database {
    pub url: String,
    folder: TempDir,
}

impl Database {
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { url: format!("sqlite:{}", folder.path().join("billow.db").display()), folder }
    }

    /// None where PostgreSQL is not installed; says so, and fails where it is required.
    pub async fn postgres() -> Option<Self> {
        static SERVER: OnceLock<Option<Server>> = OnceLock::new();
        static DATABASES: AtomicU32 = AtomicU32::new(1);
        let server = tokio::task::spawn_blocking(|| SERVER.get_or_init(Server::start)).await.unwrap();
        let Some(server) = server else {
            let why = "PostgreSQL was not found (BILLOW_TEST_PG_BIN, /usr/lib/postgresql/*/bin, PATH): \
                       not tested there";
            assert!(std::env::var_os("BILLOW_TEST_REQUIRE_PG").is_none(), "{why}");
            println!("{why}");
            return None;
        };
        let name = format!("test{}", DATABASES.fetch_add(1, Ordering::Relaxed));
        sqlx::any::install_default_drivers();
        let mut conn = AnyConnection::connect(&server.url("postgres")).await.unwrap();
        let create = format!("CREATE DATABASE {name} TEMPLATE template0");
        sqlx::raw_sql(sqlx::AssertSqlSafe(create)).execute(&mut conn).await.unwrap();
        conn.close().await.unwrap();
        Some(Self { url: server.url(&name), folder: tempfile::tempdir().unwrap() })
    }

    /// Another empty one of the same engine.
    pub async fn another(&self) -> Self {
        if self.is_sqlite() { Self::sqlite() } else { Self::postgres().await.unwrap() }
    }

    pub fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }

    /// A path for a file of this test.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A connection to a database that no store has opened yet.
    pub async fn connect_first(&self) -> AnyConnection {
        if self.is_sqlite() {
            std::fs::File::create(self.path("billow.db")).unwrap();
        }
        self.connect().await
    }

    /// A connection beside the store, to look or to stand in the way.
    pub async fn connect(&self) -> AnyConnection {
        sqlx::any::install_default_drivers();
        AnyConnection::connect(&self.url).await.unwrap()
    }
}

/// A PostgreSQL server in a temporary folder, with its own defaults: every commit is on disk.
struct Server {
    port: u16,
    /// Stops the server when this process is gone, however it ends: it waits for the end of its input.
    _undertaker: Child,
}

impl Server {
    fn start() -> Option<Self> {
        let bin = find_programs()?;
        let folder = tempfile::Builder::new().prefix("billow-pg").tempdir().unwrap().keep();
        let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
        // initdb refuses root.
        let as_user = if is_root {
            run(Command::new("chown").arg("postgres").arg(&folder));
            "runuser -u postgres --"
        } else {
            ""
        };
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let (data, log) = (folder.join("data"), folder.join("log"));
        let shell = |script: String| {
            let mut command = Command::new("sh");
            command.arg("-c").arg(script).current_dir("/").stdout(Stdio::null());
            command
        };
        let (bin, data, log) = (bin.display(), data.display(), log.display());
        run(&mut shell(format!(
            "{as_user} {bin}/initdb -D {data} -U billow --auth=trust --no-locale -E UTF8"
        )));
        let settings =
            format!("-p {port} -k {} -c listen_addresses=127.0.0.1 -c max_connections=600", folder.display());
        run(&mut shell(format!("{as_user} {bin}/pg_ctl -D {data} -l {log} -w -o '{settings}' start")));
        let undertaker = shell(format!(
            "cat > /dev/null; {as_user} {bin}/pg_ctl -D {data} -m immediate stop; rm -rf {}",
            folder.display()
        ))
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
        Some(Self { port, _undertaker: undertaker })
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://billow@127.0.0.1:{}/{database}", self.port)
    }
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    if !output.status.success() {
        std::io::stderr().write_all(&output.stderr).unwrap();
        panic!("{command:?} failed: {}", output.status);
    }
}

/// The folder of PostgreSQL's programs.
pub fn find_programs() -> Option<PathBuf> {
    let has_initdb = |folder: &Path| folder.join("initdb").exists();
    if let Some(named) = std::env::var_os("BILLOW_TEST_PG_BIN") {
        return Some(PathBuf::from(named)).filter(|folder| has_initdb(folder));
    }
    let mut debian: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|version| version.path().join("bin"))
        .filter(|folder| has_initdb(folder))
        .collect();
    debian.sort();
    debian.pop().or_else(|| {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path).find(|folder| has_initdb(folder))
    })
}
