//! A connection beside the store, to look or to stand in the way.

use sqlx::{AnyConnection, Connection as _};
use testkit::databases::Database;

pub trait Beside {
    async fn connect(&self) -> AnyConnection;

    /// A connection to a database that no store has opened yet.
    async fn connect_first(&self) -> AnyConnection;
}

impl Beside for Database {
    async fn connect(&self) -> AnyConnection {
        sqlx::any::install_default_drivers();
        AnyConnection::connect(&self.url).await.unwrap()
    }

    async fn connect_first(&self) -> AnyConnection {
        if self.is_sqlite() {
            std::fs::File::create(self.path("billow.db")).unwrap();
        }
        self.connect().await
    }
}
