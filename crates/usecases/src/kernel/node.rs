//! What a node itself needs of the database to run: the look-ups that find out who asks, the feed that fills its live
//! rooms, its queue of jobs and its upkeep. Nothing of it is an answer to anybody: whoever asks for something goes
//! through [`crate::execute()`] or [`crate::ask`].

use std::sync::Arc;

use domain::Timestamp;
use domain::ids::{AttachmentId, BillerId, CheckoutId, JobId};

use crate::error::StoreError;
use crate::jobs::Purpose;
use crate::money_in::checkout::{CheckoutRow, ConnectionId, ProviderConnection, SandboxRow};
use crate::ports::{Biller, Cursor, FeedEntry, Job, JobOutcome, KnownApiKey, Link, Store};
use crate::staff::Credentials;
use crate::staff::KnownSession;

/// See the module's own words.
#[derive(Clone)]
pub struct NodeStore(pub(crate) Arc<dyn Store>);

impl NodeStore {
    /// Whose API key has this hash.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn api_key(&self, hash: &[u8]) -> Result<Option<KnownApiKey>, StoreError> {
        self.0.api_key(hash).await
    }

    /// The link with this token hash, whatever its state.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn link_by_hash(&self, hash: &[u8]) -> Result<Option<Link>, StoreError> {
        self.0.link_by_hash(hash).await
    }

    /// Which of these token hashes still open a page at `now`.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn links_that_hold(
        &self,
        hashes: &[Arc<[u8]>],
        now: Timestamp,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        self.0.links_that_hold(hashes, now).await
    }

    /// Who logs in with this e-mail address.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn credentials(&self, email: &str) -> Result<Option<Credentials>, StoreError> {
        self.0.credentials(email).await
    }

    /// The session with this token hash, if it holds at `now`, and whose it is.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn session(
        &self,
        token_hash: &[u8],
        now: Timestamp,
    ) -> Result<Option<KnownSession>, StoreError> {
        self.0.session(token_hash, now).await
    }

    /// Which of these token hashes are of sessions that hold at `now`.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn sessions_that_hold(
        &self,
        hashes: &[Arc<[u8]>],
        now: Timestamp,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        self.0.sessions_that_hold(hashes, now).await
    }

    /// Notes that a session was in use at `now`.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn touch_session(&self, token_hash: &[u8], now: Timestamp) -> Result<(), StoreError> {
        self.0.touch_session(token_hash, now).await
    }

    /// All billers, by slug.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn billers(&self) -> Result<Vec<Biller>, StoreError> {
        self.0.billers().await
    }

    /// A biller.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn biller(&self, biller: BillerId) -> Result<Option<Biller>, StoreError> {
        self.0.biller(biller).await
    }

    /// The connection that a webhook names; its biller is found with it.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn provider_connection(
        &self,
        connection: ConnectionId,
    ) -> Result<Option<ProviderConnection>, StoreError> {
        self.0.provider_connection(connection).await
    }

    /// The checkout that a provider knows by its own id.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn checkout_at(
        &self,
        biller: BillerId,
        connection: ConnectionId,
        provider_id: &str,
    ) -> Result<Option<CheckoutRow>, StoreError> {
        self.0.checkout_at(biller, connection, provider_id).await
    }

    /// A checkout, to be asked about at its provider.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn checkout_row(
        &self,
        biller: BillerId,
        checkout: CheckoutId,
    ) -> Result<Option<CheckoutRow>, StoreError> {
        self.0.checkout_row(biller, checkout).await
    }

    /// A payment of the sandbox provider.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn sandbox_row(&self, id: &str) -> Result<Option<SandboxRow>, StoreError> {
        self.0.sandbox_row(id).await
    }

    /// The payment that this connection made at the sandbox provider under this reference.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn sandbox_row_for(
        &self,
        connection: ConnectionId,
        reference: &str,
    ) -> Result<Option<SandboxRow>, StoreError> {
        self.0.sandbox_row_for(connection, reference).await
    }

    /// Where the feed ends now.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn feed_end(&self) -> Result<Cursor, StoreError> {
        self.0.feed_end().await
    }

    /// Committed events of all billers after `after`, in commit order.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn feed(&self, after: Cursor, limit: usize) -> Result<Vec<FeedEntry>, StoreError> {
        self.0.feed(None, after, limit).await
    }

    /// Takes up to `limit` due jobs of these purposes and holds them until `lease_until`.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn claim_jobs(
        &self,
        owner: &str,
        purposes: &[&str],
        now: Timestamp,
        lease_until: Timestamp,
        limit: usize,
    ) -> Result<Vec<Job>, StoreError> {
        self.0.claim_jobs(owner, purposes, now, lease_until, limit).await
    }

    /// Says how a claimed job ended, at `now` of real time. False when the lease was lost.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn finish_job(
        &self,
        owner: &str,
        job: JobId,
        outcome: JobOutcome,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.0.finish_job(owner, job, outcome, now).await
    }

    /// Removes jobs of a purpose that ended longer ago than it keeps them, at `now` of real time. Answers how many.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn purge_jobs(&self, purpose: &Purpose, now: Timestamp) -> Result<u64, StoreError> {
        self.0.purge_jobs(purpose, now).await
    }

    /// When the biller's next job of these purposes is due, business time.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn next_job_due(
        &self,
        biller: BillerId,
        purposes: &[&str],
    ) -> Result<Option<Timestamp>, StoreError> {
        self.0.next_job_due(biller, purposes).await
    }

    /// Moves the sandbox clock of a biller by `by_ms`; refused for others.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn advance_clock(&self, biller: BillerId, by_ms: i64) -> Result<i64, StoreError> {
        self.0.advance_clock(biller, by_ms).await
    }

    /// Forgets idempotency records made before `before`. Answers how many.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn purge_remembered(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.0.purge_remembered(before).await
    }

    /// Removes sessions that have ended by `now`. Answers how many.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn purge_sessions(&self, now: Timestamp) -> Result<u64, StoreError> {
        self.0.purge_sessions(now).await
    }

    /// Gives up what was uploaded before `before` and never posted: answers up to `limit` whose bytes are to go.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn attachments_to_go(
        &self,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<(BillerId, AttachmentId)>, StoreError> {
        self.0.attachments_to_go(before, limit).await
    }

    /// Forgets one whose bytes are gone.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn forget_attachment(&self, biller: BillerId, id: AttachmentId) -> Result<(), StoreError> {
        self.0.forget_attachment(biller, id).await
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.0.ping().await
    }

    /// Waits until something may have been committed since the call that answered `seen`, or until `at_most_ms`
    /// have passed. Only ever a hint.
    pub async fn wait_for_commits(&self, seen: u64, at_most_ms: u64) -> u64 {
        self.0.wait_for_commits(seen, at_most_ms).await
    }
}
