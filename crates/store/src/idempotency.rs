//! The answers that were given under idempotency keys.

use std::sync::Arc;

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::BillerId;
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::personal_data::Erasure;
use usecases::{
    IdempotencyRecord, IdempotencyStore, IdempotencyTransaction, StoreError, UseCaseError, UseCaseResult,
};

use crate::billers;
use crate::failure::Failure;
use crate::maintenance::{Outcome, nothing};
use crate::personal_data::TableData;
use crate::rows::Columns;
use crate::statement::Statement;
use crate::store::SqlStore;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;
use crate::transaction::SqlTransaction;
use crate::writer::WriteTask;

pub(crate) const TABLES: &[Table] = &[TABLE];

const TABLE: Table = Table {
    name: "idempotency",
    data: &TableData {
        area: "idempotency keys",
        plain: &["biller", "caller"],
        personal: &[(
            &["key", "input_hash", "body"],
            "the key that a caller chose, a hash of what was asked, and the answer: ids, numbers and amounts, nothing that a person wrote",
            Erasure::Expires { after: "30 days after the call", by: "purge_keys" },
        )],
        erase: &[],
    },
    columns: &[
        ("biller", Bytes),
        ("caller", Text),
        ("key", Text),
        ("input_hash", Bytes),
        ("body", Text),
        ("at_ms", Big),
    ],
    order: "biller, caller, key",
};

/// Looks a key up.
pub(crate) const RECALL: &str =
    "SELECT input_hash, body, at_ms FROM idempotency WHERE biller = $1 AND caller = $2 AND key = $3";

pub(crate) const REMEMBER: &str = "INSERT INTO idempotency (biller, caller, key, input_hash, body, at_ms) \
     VALUES ($1, $2, $3, $4, $5, $6)";

/// Removes answers that were given before `before`.
pub(crate) async fn purge(conn: &mut AnyConnection, before: Timestamp) -> Result<u64, Failure> {
    let query = sqlx::query("DELETE FROM idempotency WHERE at_ms < $1").bind(before.0);
    Ok(conn.execute(query).await?.rows_affected())
}

/// Removes answers that were given before an instant.
struct PurgeKeys {
    before: Timestamp,
    purged: Outcome<u64>,
}

impl PurgeKeys {
    fn new(before: Timestamp) -> Self {
        Self { before, purged: Outcome::default() }
    }

    fn purged(&self) -> u64 {
        self.purged.take()
    }
}

#[async_trait]
impl WriteTask for PurgeKeys {
    async fn run(&self, tx: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError> {
        let purged = purge(tx.conn().await?, self.before).await;
        let purged = tx.check(purged)?;
        // What was purged still is in older pages of the file.
        tx.erased |= purged > 0;
        self.purged.put(purged);
        Ok(nothing())
    }
}

#[async_trait]
impl IdempotencyTransaction for SqlTransaction<'_> {
    async fn find_idempotency(
        &mut self,
        biller: BillerId,
        caller: &str,
        key: &str,
    ) -> Result<Option<IdempotencyRecord>, StoreError> {
        let asked = vec![biller.into(), caller.into(), key.into()];
        // Whoever finds no answer asks for the biller next.
        let ahead = billers::rows::get_statement(biller);
        let [found, biller] = self.read([Statement::new(RECALL, asked), ahead]).await?;
        let biller = biller.first().map(billers::rows::read).transpose();
        self.biller_ahead = self.check(biller)?;
        let record = found.first().map(|row| {
            Ok(IdempotencyRecord {
                input_hash: row.bytes(0)?.to_vec(),
                body: row.text(1)?.to_owned(),
                at: Timestamp(row.big(2)?),
            })
        });
        self.check(record.transpose())
    }

    async fn insert_idempotency(
        &mut self,
        biller: BillerId,
        caller: &str,
        key: &str,
        remembered: &IdempotencyRecord,
    ) -> Result<(), StoreError> {
        let values = vec![
            biller.into(),
            caller.into(),
            key.into(),
            remembered.input_hash.as_slice().into(),
            remembered.body.as_str().into(),
            remembered.at.0.into(),
        ];
        self.write_contended(vec![Statement::new(REMEMBER, values)], || {
            format!("key {biller} {caller} {key}")
        });
        Ok(())
    }
}

#[async_trait]
impl IdempotencyStore for SqlStore {
    async fn purge_idempotency_records(&self, before: Timestamp) -> Result<u64, StoreError> {
        let task = Arc::new(PurgeKeys::new(before));
        self.do_own(Arc::clone(&task) as Arc<dyn WriteTask>).await?;
        Ok(task.purged())
    }
}
