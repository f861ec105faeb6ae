//! The unit of work of a use case: its transaction, the biller, the time, and the streams opened so far.

use std::collections::{BTreeMap, HashSet};

use domain::ids::{BillerId, InvoiceId};
use domain::{Actor, Books, Command, Context, Event, Refusal, Stamp, Timestamp, decide};
use uuid::Uuid;

use crate::kernel::access::Caller;
use crate::kernel::audit::{Note, Subject};
use crate::kernel::biller::Biller;
use crate::kernel::error::UseCaseError;
use crate::kernel::keys::LinkKeys;
use crate::kernel::log::Meta;
use crate::kernel::ports::Transaction;
use crate::kernel::reactions::{self, Reaction, Reactions};
use crate::kernel::services::Services;

/// The streams that a command needs and that can exist.
fn existing(command: &dyn Command) -> Vec<domain::StreamId> {
    let mut streams = command.streams();
    streams.retain(|one| Some(*one) != command.begins());
    streams
}

/// The unit of work of a use case: transaction, biller, time, and the books opened so far.
pub struct UnitOfWork<'a> {
    pub tx: &'a mut dyn Transaction,
    pub biller: Biller,
    pub caller: &'a Caller,
    /// Time and actor.
    pub context: Context,
    /// The streams opened so far, as they stand now.
    pub books: Books,
    /// The use case's details for the audit entry.
    pub(crate) note: Note,
    pub(crate) services: &'a Services,
    opened: Vec<domain::StreamId>,
    /// The invoices whose logs have grown, with the number of the last event before.
    pub(crate) grown: BTreeMap<InvoiceId, i64>,
    pub(crate) reactions: Reactions,
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
            reactions: Reactions::default(),
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

    /// Real time, for what must not follow a sandbox clock.
    #[must_use]
    pub fn real_now(&self) -> Timestamp {
        self.services.clock.now()
    }

    /// Runs these reactions instead of those of the areas, for tests.
    pub fn react_with(&mut self, reactions: &'static [&'static dyn Reaction]) {
        self.reactions.list = reactions;
    }

    /// Sets the subject and details of the audit entry: names of fields, a role, never a text that a person wrote.
    /// Without this the subject is the first invoice opened.
    pub fn note(&mut self, subject: Subject, detail: Option<String>) {
        self.note = Note { subject: Some(subject), detail };
    }

    /// The subject, as far as the streams show it: the first invoice opened, else the first stream.
    pub(crate) fn about(&self) -> Option<domain::StreamId> {
        let invoice = self.opened.iter().find(|stream| matches!(stream, domain::StreamId::Invoice(_)));
        invoice.or(self.opened.first()).copied()
    }

    /// Loads streams into the books, each once.
    ///
    /// # Errors
    /// The database's error.
    pub async fn load(&mut self, streams: Vec<domain::StreamId>) -> Result<bool, UseCaseError> {
        let mut missing: Vec<domain::StreamId> = Vec::new();
        for stream in streams {
            if !self.opened.contains(&stream) && !missing.contains(&stream) {
                missing.push(stream);
            }
        }
        if missing.is_empty() {
            return Ok(false);
        }
        self.tx.load(self.biller.id, &missing, &mut self.books).await?;
        self.opened.extend(missing);
        Ok(true)
    }

    /// Loads what the command needs, decides it and appends its events.
    ///
    /// # Errors
    /// The domain's refusal, or the database's error.
    pub async fn carry_out(
        &mut self,
        command: impl Into<Box<dyn Command>>,
    ) -> Result<Vec<Event>, UseCaseError> {
        self.decide_and_append(command.into()).await
    }

    async fn decide_and_append(&mut self, command: Box<dyn Command>) -> Result<Vec<Event>, UseCaseError> {
        self.load(command.streams()).await?;
        while self.load(command.further(&self.books)).await? {}
        let events = decide(&self.books, command, &self.context)?;
        let meta = Meta { biller: self.biller.id, at: self.context.now, actor: self.context.actor };
        self.tx.append(&meta, &self.books, &events).await?;
        self.grow(&events);
        let stamp = Stamp { at: self.context.now, actor: self.context.actor };
        for event in &events {
            self.books.apply(event, stamp);
        }
        reactions::react(self, &events).await?;
        Ok(events)
    }

    /// Loads what many commands need at once, decides them one after the other, and appends all their events together.
    /// Each comes in several variants, of which the first that the rules allow is used. Returns which one, or why none
    /// is allowed.
    ///
    /// # Errors
    /// The database's error.
    pub(crate) async fn carry_out_all(
        &mut self,
        wishes: Vec<Vec<Box<dyn Command>>>,
    ) -> Result<Vec<Result<usize, Refusal>>, UseCaseError> {
        let wanted = wishes.iter().flatten().map(AsRef::as_ref);
        self.load_all(wanted.clone().flat_map(existing).collect()).await?;
        while self
            .load_all(wanted.clone().flat_map(|one| one.further(&self.books_for(one))).collect())
            .await?
        {}
        let before = self.books.clone();
        let stamp = Stamp { at: self.context.now, actor: self.context.actor };
        let mut events = Vec::new();
        let mut answers = Vec::with_capacity(wishes.len());
        for ways in wishes {
            let mut answer = Err(Refusal::NotFound("way"));
            for (place, command) in ways.into_iter().enumerate() {
                // A decision copies its books, so they hold only what the command needs.
                match decide(&self.books_for(command.as_ref()), command, &self.context) {
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
            reactions::react(self, &events).await?;
        }
        Ok(answers)
    }

    /// Notes the invoices whose logs grow by these events, before these are folded.
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

    /// The books that a command needs.
    fn books_for(&self, command: &dyn Command) -> Books {
        let mut near = Books::default();
        let mut streams = command.streams();
        while !streams.is_empty() {
            for stream in streams {
                near.copy_from(&self.books, stream);
            }
            streams = command.further(&near);
            streams.retain(|one| near.head(*one) == 0 && self.books.head(*one) > 0);
        }
        near
    }

    /// Runs a command as another actor: what Billow does because of the caller's action.
    ///
    /// # Errors
    /// Those of [`UnitOfWork::carry_out`].
    pub(crate) async fn carry_out_as(
        &mut self,
        actor: Actor,
        command: impl Into<Box<dyn Command>>,
    ) -> Result<Vec<Event>, UseCaseError> {
        let caller = std::mem::replace(&mut self.context.actor, actor);
        let done = self.carry_out(command).await;
        self.context.actor = caller;
        done
    }
}
