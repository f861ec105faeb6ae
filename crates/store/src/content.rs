//! Content rows, which can be erased: names, addresses, messages, reasons and original files.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use async_trait::async_trait;
use domain::ids::{BillerId, ContentId, PayerId};
use sqlx::AnyConnection;
use usecases::personal_data::Erasure;
use usecases::{Content, ContentKind, ContentTransaction, StoreError};

use crate::engine::Engine;
use crate::failure::Failure;
use crate::personal_data::{self, TableData};
use crate::rows::{Columns, Inserts, Lists};
use crate::statement::{Statement, Value};
use crate::tables::Kind::{Bytes, Text};
use crate::tables::Table;
use crate::transaction::SqlTransaction;

pub(crate) const TABLES: &[Table] = &[TABLE];

const TABLE: Table = Table {
    name: "content",
    data: &TableData {
        area: "content",
        plain: &["id", "biller", "payer", "kind"],
        personal: &[
            (
                &["data"],
                "names, addresses and contact points of payers, as they are now and as documents name them; messages, notes \
             and reasons; names of files; what a bank says about a payer's transfer",
                Erasure::Forgotten,
            ),
            (
                &["data"],
                "what a bank says about money of which nobody knows whose it is, and why staff did something with it",
                Erasure::Kept {
                    until: "it is known whose it is, and then as long as anything about that payer",
                    why: "it is how a person finds out",
                },
            ),
            (&["data"], "what somebody agreed to (consents)", ContentKind::Consent.goes()),
            (&["data"], "e-invoices as they came in (originals)", ContentKind::Original.goes()),
        ],
        erase: &["UPDATE content SET data = NULL WHERE biller = $1 AND payer = $2 \
              AND kind NOT IN ('original', 'consent') AND data IS NOT NULL"],
    },
    columns: &[("id", Bytes), ("biller", Bytes), ("payer", Bytes), ("kind", Text), ("data", Bytes)],
    order: "id",
};

static INSERT: LazyLock<Inserts> =
    LazyLock::new(|| Inserts::into("content", &["id", "biller", "payer", "kind", "data"]));

/// The statements that write rows. Nothing of a forgotten payer is stored, whenever it comes and from wherever: such a
/// row is written empty, unless its kind outlives forgetting.
fn inserts(contents: &[Content], forgotten: &HashSet<(BillerId, PayerId)>) -> Vec<Statement> {
    Inserts::chunks(contents)
        .map(|chunk| {
            let values = chunk.iter().flat_map(|content| {
                let kept = content.kind.goes().outlives_forgetting()
                    || !forgotten.contains(&(content.biller, content.payer));
                [
                    content.id.0.into(),
                    content.biller.into(),
                    content.payer.0.into(),
                    content.kind.as_str().into(),
                    Value::Bytes(kept.then(|| content.data.clone())),
                ]
            });
            Statement::new(INSERT.of(chunk.len()), values.collect())
        })
        .collect()
}

static ACCOUNTS: LazyLock<[Lists; 2]> = LazyLock::new(|| {
    [Engine::Sqlite, Engine::Postgres].map(|engine| {
        let begin = "SELECT id, forgotten FROM payers WHERE biller = $1 AND id IN";
        Lists::of(begin, 1, engine.dialect().held_as_read)
    })
});

/// Which of the payers of `contents` were forgotten. Nobody else can be forgotten until the transaction ends.
async fn forgotten(
    conn: &mut AnyConnection,
    engine: Engine,
    contents: &[Content],
) -> Result<HashSet<(BillerId, PayerId)>, Failure> {
    let mut payers: BTreeMap<BillerId, BTreeSet<PayerId>> = BTreeMap::new();
    for content in contents.iter().filter(|content| content.payer != PayerId::UNASSIGNED) {
        payers.entry(content.biller).or_default().insert(content.payer);
    }
    let mut found = HashSet::new();
    for (biller, payers) in payers {
        let payers: Vec<PayerId> = payers.into_iter().collect();
        for (text, chunk) in ACCOUNTS[usize::from(!engine.is_sqlite())].chunks(&payers) {
            let mut query = sqlx::query(text).bind(biller.0.as_bytes().as_slice());
            for payer in chunk {
                query = query.bind(payer.0.as_bytes().as_slice());
            }
            for row in query.fetch_all(&mut *conn).await? {
                if row.flag(1)? {
                    found.insert((biller, PayerId(row.uuid(0)?)));
                }
            }
        }
    }
    Ok(found)
}

/// The bytes of a row; `None` once it was erased.
pub(crate) async fn get(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: ContentId,
) -> Result<Option<Vec<u8>>, Failure> {
    let row = sqlx::query("SELECT data FROM content WHERE id = $1 AND biller = $2")
        .bind(id.0.as_bytes().as_slice())
        .bind(biller.0.as_bytes().as_slice())
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|row| row.maybe_bytes(0)).transpose()?.flatten())
}

/// How many rows one statement looks up; a shorter list is filled up with its last id.
const AT_ONCE: usize = 16;

/// The texts of these rows, without those that were erased.
pub(crate) async fn texts(
    conn: &mut AnyConnection,
    wanted: &[ContentId],
) -> Result<HashMap<(BillerId, ContentId), String>, Failure> {
    let mut found = HashMap::new();
    for chunk in wanted.chunks(AT_ONCE) {
        let mut query = sqlx::query(
            "SELECT biller, id, data FROM content WHERE data IS NOT NULL AND id IN \
             ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        );
        for at in 0..AT_ONCE {
            query = query.bind(chunk[at.min(chunk.len() - 1)].0.as_bytes().to_vec());
        }
        for row in query.fetch_all(&mut *conn).await? {
            let text = String::from_utf8_lossy(row.bytes(2)?).into_owned();
            found.insert((BillerId(row.uuid(0)?), ContentId(row.uuid(1)?)), text);
        }
    }
    Ok(found)
}

#[async_trait]
impl ContentTransaction for SqlTransaction<'_> {
    async fn put_content(&mut self, content: &Content) -> Result<(), StoreError> {
        self.put_contents(std::slice::from_ref(content)).await
    }

    async fn put_contents(&mut self, contents: &[Content]) -> Result<(), StoreError> {
        let engine = self.engine;
        let forgotten = forgotten(self.conn().await?, engine, contents).await;
        let forgotten = self.check(forgotten)?;
        self.write_later(inserts(contents, &forgotten));
        Ok(())
    }

    async fn content_text(
        &mut self,
        biller: BillerId,
        content: ContentId,
    ) -> Result<Option<String>, StoreError> {
        let found = get(self.conn().await?, biller, content).await;
        let text = self.check(found)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Ok(text)
    }

    async fn erase_content(&mut self, biller: BillerId, payer: PayerId) -> Result<u64, StoreError> {
        self.lock_payer(biller, payer).await?;
        let erased = personal_data::erase(self.conn().await?, biller, payer).await;
        self.erased = true;
        self.check(erased)
    }
}
