//! Empty databases of both engines.

use std::path::PathBuf;

use tempfile::TempDir;

use crate::postgres;

/// Runs each named behaviour, `async fn name(db: Database)`, on both engines.
#[macro_export]
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
                async fn $name() {
                    super::$name($crate::databases::Database::sqlite()).await;
                }
            )+
        }
        mod on_postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
                async fn $name() {
                    if let Some(database) = $crate::databases::Database::postgres().await {
                        super::$name(database).await;
                    }
                }
            )+
        }
    };
}
pub use crate::on_both_engines;

/// An empty database, removed after the test.
pub struct Database {
    pub url: String,
    folder: TempDir,
}

impl Database {
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { url: format!("sqlite:{}", folder.path().join("billow.db").display()), folder }
    }

    /// None where PostgreSQL is not installed.
    pub async fn postgres() -> Option<Self> {
        let url = tokio::task::spawn_blocking(postgres::database).await.unwrap()?;
        Some(Self { url, folder: tempfile::tempdir().unwrap() })
    }

    pub fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }

    /// Another empty database of the same engine.
    pub async fn another(&self) -> Self {
        if self.is_sqlite() { Self::sqlite() } else { Self::postgres().await.unwrap() }
    }

    /// A path for a file of this test.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}
