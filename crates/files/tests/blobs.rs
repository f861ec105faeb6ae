//! What is kept is there whole, apart for each biller, until it is taken away.
#![allow(clippy::unwrap_used)]

use bytes::Bytes;
use domain::ids::{AttachmentId, BillerId};
use files::{BlobError, BlobStore};
use futures_util::TryStreamExt;
use uuid::Uuid;

fn ids() -> (BillerId, AttachmentId) {
    (BillerId(Uuid::new_v4()), AttachmentId(Uuid::new_v4()))
}

async fn read(blobs: &BlobStore, biller: BillerId, id: AttachmentId) -> Option<Vec<u8>> {
    let kept = blobs.get(biller, id).await.unwrap()?;
    let size = usize::try_from(kept.size).unwrap();
    let pieces: Vec<Bytes> = kept.bytes.try_collect().await.unwrap();
    let bytes = pieces.concat();
    assert_eq!(bytes.len(), size);
    Some(bytes)
}

async fn keeps_and_forgets(blobs: &BlobStore) {
    let (biller, id) = ids();
    let bytes: Vec<u8> = (0..200_000_u32).map(|number| number.to_le_bytes()[0]).collect();
    assert_eq!(read(blobs, biller, id).await, None);
    blobs.put(biller, id, bytes.clone().into()).await.unwrap();
    assert_eq!(read(blobs, biller, id).await, Some(bytes));
    assert_eq!(read(blobs, ids().0, id).await, None, "another biller's");
    blobs.delete(biller, id).await.unwrap();
    assert_eq!(read(blobs, biller, id).await, None);
    blobs.delete(biller, id).await.unwrap();
}

#[tokio::test]
async fn a_folder_keeps_files_and_forgets_them() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("made/by/itself");
    let blobs = BlobStore::open(place.to_str().unwrap()).unwrap();
    keeps_and_forgets(&blobs).await;
}

/// What stands in for S3: the same calls of the same crate.
#[tokio::test]
async fn an_object_store_keeps_files_and_forgets_them() {
    keeps_and_forgets(&BlobStore::in_memory()).await;
}

#[tokio::test]
async fn a_folder_is_found_again_by_another_process() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().to_str().unwrap();
    let (biller, id) = ids();
    BlobStore::open(place).unwrap().put(biller, id, Bytes::from_static(b"meter")).await.unwrap();
    assert_eq!(read(&BlobStore::open(place).unwrap(), biller, id).await.unwrap(), b"meter");
}

#[test]
fn a_place_that_is_none_is_named() {
    for place in ["", "s3://", "s3:///prefix", "gs://bucket", "http://example.com/files"] {
        match BlobStore::open(place) {
            Err(BlobError::Setting(named)) => assert_eq!(named, place),
            Err(other) => panic!("{place}: {other}"),
            Ok(_) => panic!("{place} was opened"),
        }
    }
    let file = tempfile::NamedTempFile::new().unwrap();
    let inside = file.path().join("folder");
    assert!(matches!(BlobStore::open(inside.to_str().unwrap()), Err(BlobError::Folder(..))));
}

#[test]
fn a_bucket_is_opened_without_asking_it() {
    BlobStore::open("s3://example-bucket/billow/files").unwrap();
    BlobStore::open("s3://example-bucket").unwrap();
}
