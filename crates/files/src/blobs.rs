//! The storage of file bytes: a folder, or an S3-compatible bucket.

use std::path::Path as FolderPath;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use domain::ids::{AttachmentId, BillerId};
use futures_util::stream::{BoxStream, StreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{Error, ObjectStore, ObjectStoreExt, PutPayload, RetryConfig};

/// How long a bucket that does not answer is retried.
const TRIES: Duration = Duration::from_secs(15);

/// Stores files by biller and id. Cheap to clone: all clones share one store.
#[derive(Clone)]
pub struct BlobStore {
    store: Arc<dyn ObjectStore>,
    /// Set for a folder: it has to be synced to the disk after a write. A bucket answers only when the write is
    /// durable.
    folder: Option<Arc<FolderPath>>,
}

/// A stored file, read as a stream.
pub struct StoredFile {
    /// How many bytes.
    pub size: u64,
    /// Piece by piece.
    pub bytes: BoxStream<'static, Result<Bytes, BlobError>>,
}

#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// The setting names no place.
    #[error("“{0}” is neither a folder nor s3://BUCKET/PREFIX")]
    Setting(String),
    /// The folder cannot be made or used.
    #[error("the folder {0} cannot be used: {1}")]
    Folder(String, std::io::Error),
    /// The place does not answer, refuses or is full.
    #[error("the files cannot be reached: {0}")]
    Unavailable(#[from] Error),
}

impl BlobStore {
    /// Opens `s3://BUCKET/PREFIX`, with access from the usual `AWS_…` variables, or a folder, which is created if it
    /// does not exist.
    ///
    /// # Errors
    /// [`BlobError`], where the setting names no place that can be used.
    pub fn open(setting: &str) -> Result<Self, BlobError> {
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        Self::open_with(setting, variables)
    }

    /// The same with these variables instead of the process's own.
    ///
    /// # Errors
    /// [`BlobError`], where the setting names no place that can be used.
    pub fn open_with(
        setting: &str,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, BlobError> {
        let Some(place) = setting.strip_prefix("s3://") else {
            return Self::folder(setting);
        };
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        if bucket.is_empty() {
            return Err(BlobError::Setting(setting.to_owned()));
        }
        let access = variables.into_iter().filter(|(name, _)| name.starts_with("AWS_"));
        let builder = access.fold(AmazonS3Builder::new(), |builder, (name, value)| {
            // Variables of other programs are unknown and ignored.
            match name.to_ascii_lowercase().parse() {
                Ok(known) => builder.with_config(known, value),
                Err(_) => builder,
            }
        });
        // Somebody waits for the answer.
        let retry = RetryConfig { max_retries: 3, retry_timeout: TRIES, ..RetryConfig::default() };
        let store = builder.with_bucket_name(bucket).with_retry(retry).build()?;
        let prefix =
            Path::parse(prefix.trim_matches('/')).map_err(|_| BlobError::Setting(setting.to_owned()))?;
        Ok(Self { store: Arc::new(PrefixStore::new(store, prefix)), folder: None })
    }

    fn folder(setting: &str) -> Result<Self, BlobError> {
        if setting.is_empty() || setting.contains("://") {
            return Err(BlobError::Setting(setting.to_owned()));
        }
        let folder = FolderPath::new(setting);
        std::fs::create_dir_all(folder).map_err(|error| BlobError::Folder(setting.to_owned(), error))?;
        let store = Arc::new(LocalFileSystem::new_with_prefix(folder)?);
        Ok(Self { store, folder: Some(folder.into()) })
    }

    /// A store in memory, for tests.
    #[must_use]
    pub fn in_memory() -> Self {
        Self { store: Arc::new(InMemory::new()), folder: None }
    }

    /// Stores a file. After this returns, the whole file is there; before, none of it is.
    ///
    /// # Errors
    /// [`BlobError::Unavailable`].
    pub async fn put(&self, biller: BillerId, id: AttachmentId, bytes: Bytes) -> Result<(), BlobError> {
        let place = place(biller, id);
        self.store.put(&place, PutPayload::from_bytes(bytes)).await?;
        if let Some(folder) = &self.folder {
            let (file, of_biller) = (folder.join(place.as_ref()), folder.join(biller.to_string()));
            let flushed = tokio::task::spawn_blocking(move || {
                std::fs::File::open(file)?.sync_all()?;
                // The name of the file is in its folder.
                std::fs::File::open(of_biller)?.sync_all()
            });
            let flushed = flushed.await.unwrap_or_else(|error| Err(std::io::Error::other(error)));
            flushed.map_err(|error| BlobError::Folder(folder.display().to_string(), error))?;
        }
        Ok(())
    }

    /// A file, unless it is gone.
    ///
    /// # Errors
    /// [`BlobError::Unavailable`].
    pub async fn get(&self, biller: BillerId, id: AttachmentId) -> Result<Option<StoredFile>, BlobError> {
        match self.store.get(&place(biller, id)).await {
            Ok(found) => {
                let size = found.meta.size;
                let bytes = found.into_stream().map(|piece| piece.map_err(BlobError::from)).boxed();
                Ok(Some(StoredFile { size, bytes }))
            }
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Deletes a file; a missing file is no error.
    ///
    /// # Errors
    /// [`BlobError::Unavailable`].
    pub async fn delete(&self, biller: BillerId, id: AttachmentId) -> Result<(), BlobError> {
        match self.store.delete(&place(biller, id)).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// The path has ids only: it contains no text of a user.
fn place(biller: BillerId, id: AttachmentId) -> Path {
    Path::from_iter([biller.to_string(), id.to_string()])
}
