//! The way of every use case: once for a key, in one transaction, at the biller's time.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use async_trait::async_trait;
use domain::document::DocumentKind;
use domain::ids::{BillerId, ContentId, InvoiceId, PayerId};
use domain::proof::PayerAction;
use domain::{Books, Command, Context, Event, Money, Refusal, Stamp, Timestamp, decide};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::access::{About, Caller, Who, authorise, prove};
use crate::audit::{self, Audited, Note, Subject};
use crate::caller::{Clock, IdGenerator};
use crate::canonical::{fingerprint, fingerprint_by_layout};
use crate::error::{StoreError, UseCaseError};
use crate::links::LinkKeys;
use crate::money_in::checkout::{ProviderLimits, close_at_provider};
use crate::node::NodeStore;
use crate::ports::{
    Biller, Content, ContentKind, IdempotencyRecord, Meta, Store, Transaction, Transactional, UseCaseResult,
};

/// What every use case needs, wired once at the start. The database itself is not to be reached through it: whoever
/// asks for something goes through [`execute`] or [`crate::ask`], which know who may.
#[derive(Clone)]
pub struct Services {
    pub(crate) store: Arc<dyn Store>,
    pub clock: Arc<dyn Clock>,
    pub ids: Arc<dyn IdGenerator>,
    /// Keys that make the tokens of links.
    pub link_keys: Arc<LinkKeys>,
    /// What payment providers charge at all.
    pub provider_limits: Arc<dyn ProviderLimits>,
}

/// Leave to use the whole database, for the command line and for tools beside it: whoever runs them has its file and
/// its keys anyway.
#[derive(Debug, Clone, Copy)]
pub struct OperatorAccess;

impl Services {
    /// Puts the services together.
    #[must_use]
    pub fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn IdGenerator>,
        link_keys: Arc<LinkKeys>,
        provider_limits: Arc<dyn ProviderLimits>,
    ) -> Self {
        Self { store, clock, ids, link_keys, provider_limits }
    }

    /// What the node itself needs of the database.
    #[must_use]
    pub fn node(&self) -> NodeStore {
        NodeStore(Arc::clone(&self.store))
    }

    #[must_use]
    pub fn store(&self, _: OperatorAccess) -> &Arc<dyn Store> {
        &self.store
    }
}

/// Something that can be asked for. Its serialised form is its input: the same input has the same hash. It and its
/// output are kept with idempotency keys: a field that is added to either later is optional (see `canonical`), in an
/// output with `#[serde(default)]`, so that what an earlier version has kept still answers.
#[async_trait]
pub trait UseCase: Serialize + Send + Sync + 'static {
    type Output: Serialize + DeserializeOwned + Send;
    /// Its name, part of the input's hash.
    const NAME: &'static str;
    /// Whether money moves, so that a key is needed.
    const MOVES_MONEY: bool;
    /// Who may do it; nobody else.
    const ALLOWED: &'static [Who];
    /// Whether it leaves an entry in the audit log.
    const AUDITED: Audited = Audited::ByStaff;

    /// What it is about. What payers may do names its invoice.
    fn about(&self) -> About {
        About::Biller
    }

    /// What a payer does by it, where that depends on what is loaded ([`Who::PayerOnceLoaded`]).
    ///
    /// # Errors
    /// What the database answers; [`UseCaseError::Forbidden`] where it does not depend on it.
    async fn payer_action(&self, _desk: &mut UnitOfWork<'_>) -> Result<PayerAction, UseCaseError> {
        Err(UseCaseError::Forbidden)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Self::Output, UseCaseError>;

    /// Whether the answer says that nothing new happened.
    fn is_repeat(_output: &Self::Output) -> bool {
        false
    }
}

/// What a use case answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done<T> {
    pub output: T,
    /// Whether it had been done before: by the same key, or because the same thing exists already.
    pub repeated: bool,
}

/// A use case with the key it was asked under.
pub struct Input<U> {
    pub use_case: U,
    /// The idempotency key; needed where money moves.
    pub key: Option<String>,
}

/// Runs a use case for a caller.
///
/// # Errors
/// [`UseCaseError::Forbidden`] and the like for a caller who is not in [`UseCase::ALLOWED`], what the use case refuses,
/// [`UseCaseError::KeyReused`] for a key with another input, and what the database answers. Nothing has changed then,
/// except that nobody knows after [`StoreError::OutcomeUnknown`]: the same key tells.
pub async fn execute<U: UseCase>(
    services: &Services,
    caller: Caller,
    input: Input<U>,
) -> Result<Done<U::Output>, UseCaseError> {
    authorise(U::ALLOWED, &caller, input.use_case.about())?;
    if U::MOVES_MONEY && input.key.is_none() {
        return Err(UseCaseError::KeyMissing);
    }
    let work = Arc::new(UseCaseRun { services: services.clone(), caller, input });
    let reply = services.store.write(work).await?;
    let output = serde_json::from_str(&reply.body).map_err(unreadable)?;
    Ok(Done { output, repeated: reply.repeated })
}

struct UseCaseRun<U> {
    services: Services,
    caller: Caller,
    input: Input<U>,
}

#[async_trait]
impl<U: UseCase> Transactional for UseCaseRun<U> {
    async fn run(&self, tx: &mut dyn Transaction) -> Result<UseCaseResult, UseCaseError> {
        let (biller, scope) = (&self.caller.biller, &self.caller.key_scope());
        let mut keyed = None;
        if let Some(key) = &self.input.key {
            let input = &self.input.use_case;
            let input_hash = fingerprint(Some(U::NAME), input).map_err(unreadable)?;
            if let Some(known) = tx.find_idempotency(*biller, scope, key).await? {
                let same = known.input_hash == input_hash
                    || known.input_hash == fingerprint_by_layout(Some(U::NAME), input).map_err(unreadable)?;
                return if same {
                    Ok(UseCaseResult { body: known.body, repeated: true })
                } else {
                    Err(UseCaseError::KeyReused)
                };
            }
            keyed = Some((key, input_hash));
        }
        let mut unit = UnitOfWork::open(tx, &self.services, &self.caller).await?;
        let output = perform(&self.input.use_case, &mut unit).await?;
        audit::leave_entry::<U>(&mut unit).await?;
        let body = serde_json::to_string(&output).map_err(unreadable)?;
        if let Some((key, input_hash)) = keyed {
            let remembered =
                IdempotencyRecord { input_hash, body: body.clone(), at: self.services.clock.now() };
            tx.insert_idempotency(*biller, scope, key, &remembered).await?;
        }
        Ok(UseCaseResult { body, repeated: U::is_repeat(&output) })
    }
}

/// Performs a use case for a caller whom it allows, once what that depends on is loaded.
pub(crate) async fn perform<U: UseCase>(
    use_case: &U,
    unit: &mut UnitOfWork<'_>,
) -> Result<U::Output, UseCaseError> {
    if let (Some(proof), true) = (unit.caller.proof(), U::ALLOWED.contains(&Who::PayerOnceLoaded)) {
        prove(proof, use_case.payer_action(unit).await?)?;
    }
    use_case.perform(unit).await
}

/// The streams that a command needs and that can exist: the receipt that it records is new.
fn existing(command: &Command) -> Vec<domain::StreamId> {
    let mut streams = command.streams();
    if let Command::RecordReceipt { receipt, .. } = command {
        streams.retain(|one| *one != domain::StreamId::Receipt(*receipt));
    }
    streams
}

fn copy_stream(from: &Books, stream: domain::StreamId, into: &mut Books) {
    use domain::StreamId::{Account, CreditNote, Invoice, Receipt};
    match stream {
        Account(id) => into.accounts.extend(from.accounts.get(&id).map(|one| (id, one.clone()))),
        Invoice(id) => into.invoices.extend(from.invoices.get(&id).map(|one| (id, one.clone()))),
        CreditNote(id) => into.credit_notes.extend(from.credit_notes.get(&id).map(|one| (id, one.clone()))),
        Receipt(id) => into.receipts.extend(from.receipts.get(&id).map(|one| (id, one.clone()))),
    }
}

fn unreadable(error: impl std::fmt::Display) -> UseCaseError {
    StoreError::Unreadable(error.to_string()).into()
}

/// Where a use case works: the transaction, the biller, its time, and the books opened so far.
pub struct UnitOfWork<'a> {
    pub tx: &'a mut dyn Transaction,
    pub biller: Biller,
    pub caller: &'a Caller,
    /// Time and actor.
    pub context: Context,
    /// The streams opened so far, as they stand now.
    pub books: Books,
    /// What the use case says about itself for the audit log.
    pub(crate) note: Note,
    services: &'a Services,
    opened: Vec<domain::StreamId>,
    /// The invoices whose logs have grown, with the number of the last event before that.
    pub(crate) grown: BTreeMap<InvoiceId, i64>,
}

impl<'a> UnitOfWork<'a> {
    pub(crate) async fn open(
        tx: &'a mut dyn Transaction,
        services: &'a Services,
        caller: &'a Caller,
    ) -> Result<Self, UseCaseError> {
        let biller = tx.biller(caller.biller).await?.ok_or(UseCaseError::NotFound("biller"))?;
        let now = biller.now(services.clock.as_ref());
        let today = now.date_in(&biller.time_zone());
        let context = Context { now, today, actor: caller.actor() };
        Ok(Self {
            tx,
            biller,
            caller,
            context,
            books: Books::default(),
            note: Note::default(),
            services,
            opened: Vec::new(),
            grown: BTreeMap::new(),
        })
    }

    #[must_use]
    pub fn biller_id(&self) -> BillerId {
        self.biller.id
    }

    #[must_use]
    pub fn next_id(&self) -> Uuid {
        self.services.ids.next_id()
    }

    /// Keys for links.
    #[must_use]
    pub fn link_keys(&self) -> &LinkKeys {
        &self.services.link_keys
    }

    /// Whether an amount can be paid at a provider at all.
    pub(crate) fn provider_takes(&self, provider: &str, amount: Money) -> bool {
        self.services.provider_limits.takes(provider, amount)
    }

    /// Real time, for what must not move with a sandbox clock.
    #[must_use]
    pub fn real_now(&self) -> Timestamp {
        self.services.clock.now()
    }

    /// Says for the audit log what this was about, and what else is worth knowing: names of fields, a role,
    /// never what a person wrote. Without a word it was about the first invoice opened.
    pub fn note(&mut self, subject: Subject, detail: Option<String>) {
        self.note = Note { subject: Some(subject), detail };
    }

    /// What it is about as far as the streams tell: the first invoice that was opened, else the first stream.
    pub(crate) fn about(&self) -> Option<domain::StreamId> {
        let invoice = self.opened.iter().find(|stream| matches!(stream, domain::StreamId::Invoice(_)));
        invoice.or(self.opened.first()).copied()
    }

    /// Loads streams into the books, each once.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn load(&mut self, streams: Vec<domain::StreamId>) -> Result<bool, UseCaseError> {
        let mut found_new = false;
        for stream in streams {
            if !self.opened.contains(&stream) {
                self.tx.load(self.biller.id, stream, &mut self.books).await?;
                self.opened.push(stream);
                found_new = true;
            }
        }
        Ok(found_new)
    }

    /// Loads what the command needs, decides it and appends its events.
    ///
    /// # Errors
    /// The domain's refusal, or what the database answers.
    pub async fn carry_out(&mut self, command: Command) -> Result<Vec<Event>, UseCaseError> {
        self.load(command.streams()).await?;
        while self.load(command.follow(&self.books)).await? {}
        let events = decide(&self.books, command, &self.context)?;
        let meta = Meta { biller: self.biller.id, at: self.context.now, actor: self.context.actor };
        self.tx.append(&meta, &self.books, &events).await?;
        self.grow(&events);
        let stamp = Stamp { at: self.context.now, actor: self.context.actor };
        for event in &events {
            self.books.apply(event, stamp);
        }
        close_at_provider(self, &events).await?;
        Ok(events)
    }

    /// Loads what many commands need at once, decides them one after the other, and appends all their events
    /// together. Each comes in several ways, of which the first that the rules allow is taken: answers which, or
    /// why none is.
    ///
    /// # Errors
    /// What the database answers.
    pub(crate) async fn carry_out_all(
        &mut self,
        wishes: Vec<Vec<Command>>,
    ) -> Result<Vec<Result<usize, Refusal>>, UseCaseError> {
        let wanted = wishes.iter().flatten();
        self.load_all(wanted.clone().flat_map(existing).collect()).await?;
        while self.load_all(wanted.clone().flat_map(|one| one.follow(&self.books_for(one))).collect()).await?
        {
        }
        let before = self.books.clone();
        let stamp = Stamp { at: self.context.now, actor: self.context.actor };
        let mut events = Vec::new();
        let mut answers = Vec::with_capacity(wishes.len());
        for ways in wishes {
            let mut answer = Err(Refusal::NotFound("way"));
            for (place, command) in ways.into_iter().enumerate() {
                // A decision copies the books that it is given: they hold what it is about and no more.
                match decide(&self.books_for(&command), command, &self.context) {
                    Ok(decided) => {
                        self.grow(&decided);
                        decided.iter().for_each(|event| self.books.apply(event, stamp));
                        events.extend(decided);
                        answer = Ok(place);
                        break;
                    }
                    Err(refusal) => answer = Err(refusal),
                }
            }
            answers.push(answer);
        }
        if !events.is_empty() {
            let meta = Meta { biller: self.biller.id, at: self.context.now, actor: self.context.actor };
            self.tx.append(&meta, &before, &events).await?;
            close_at_provider(self, &events).await?;
        }
        Ok(answers)
    }

    /// Notes which invoices' logs grow by these events, which are not folded yet.
    fn grow(&mut self, events: &[Event]) {
        for event in events {
            if let Event::Invoice(invoice, _) = event {
                self.grown.entry(*invoice).or_insert_with(|| self.books.head(event.stream()));
            }
        }
    }

    /// Loads many streams, each once.
    pub(crate) async fn load_all(&mut self, streams: Vec<domain::StreamId>) -> Result<bool, UseCaseError> {
        let opened: HashSet<_> = self.opened.iter().copied().collect();
        let mut missing: Vec<_> = streams.into_iter().filter(|one| !opened.contains(one)).collect();
        missing.sort_unstable();
        missing.dedup();
        self.tx.load_many(self.biller.id, &missing, &mut self.books).await?;
        let found_new = !missing.is_empty();
        self.opened.extend(missing);
        Ok(found_new)
    }

    /// The books of what a command is about.
    fn books_for(&self, command: &Command) -> Books {
        let mut near = Books::default();
        let mut streams = command.streams();
        while !streams.is_empty() {
            for stream in streams {
                copy_stream(&self.books, stream, &mut near);
            }
            streams = command.follow(&near);
            streams.retain(|one| near.head(*one) == 0 && self.books.head(*one) > 0);
        }
        near
    }

    /// The next number of the biller's own series for a kind of document: gapless, but for numbers that
    /// imported documents have taken.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn next_number(&mut self, kind: DocumentKind) -> Result<String, UseCaseError> {
        let biller = self.biller.id;
        loop {
            let next = self.tx.next_number(biller, kind.as_str()).await?;
            let number = match kind {
                DocumentKind::Invoice => next.to_string(),
                DocumentKind::CreditNote => format!("C{next}"),
            };
            if self.tx.document_by_number(biller, kind, &number).await?.is_none() {
                return Ok(number);
            }
        }
    }

    /// Writes a content row and answers its id.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn write_content(
        &mut self,
        payer: PayerId,
        kind: ContentKind,
        data: Vec<u8>,
    ) -> Result<ContentId, UseCaseError> {
        let id = ContentId(self.next_id());
        self.tx.put_content(&Content { id, biller: self.biller.id, payer, kind, data }).await?;
        Ok(id)
    }

    /// Writes a reason, where one is given.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn write_reason(
        &mut self,
        payer: PayerId,
        reason: Option<&str>,
    ) -> Result<Option<ContentId>, UseCaseError> {
        match reason.map(str::trim).filter(|reason| !reason.is_empty()) {
            Some(reason) => {
                let data = reason.as_bytes().to_vec();
                Ok(Some(self.write_content(payer, ContentKind::Reason, data).await?))
            }
            None => Ok(None),
        }
    }
}

impl Biller {
    /// Business time: real time plus the sandbox clock's offset.
    #[must_use]
    pub fn now(&self, clock: &dyn Clock) -> Timestamp {
        Timestamp(clock.now().0.saturating_add(self.clock_offset_ms))
    }

    /// The zone of its civil dates.
    #[must_use]
    pub fn time_zone(&self) -> jiff::tz::TimeZone {
        self.zone.rules().clone()
    }
}
