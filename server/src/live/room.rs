//! A room: who has one invoice open on this node, who of them is writing, and what staff point at.

use std::sync::Arc;

use app::live::{Point, Presence, TYPING_MS, ToPage, Typing};
use axum::extract::ws::Utf8Bytes;
use domain::Timestamp;
use domain::conversations::Side;
use domain::ids::{BillerId, StaffId};
use domain::invoices::wire::By;

use super::outgoing_queue::{Ending, OutgoingQueue};
use super::said::json;

/// A connection in a room.
pub(super) struct Connection {
    pub audience: Audience,
    pub outgoing: OutgoingQueue,
}

/// What a viewer may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// What payers may see.
    Payer(Credential),
    /// Everything; and payers see that this person has the invoice open.
    Staff(StaffIdentity),
}

/// The link or the session that somebody connected with, as it was then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    pub token_hash: Arc<[u8]>,
    /// When it expires, real time.
    pub expires_at: Option<Timestamp>,
}

/// One of the biller's staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffIdentity {
    pub id: StaffId,
    /// The name that others see.
    pub name: Arc<str>,
    /// The session. When it ends is not known beforehand: it is checked regularly.
    pub pass: Credential,
}

impl Audience {
    #[must_use]
    pub const fn side(&self) -> Side {
        match self {
            Self::Payer(_) => Side::Payer,
            Self::Staff(_) => Side::Biller,
        }
    }

    #[must_use]
    pub const fn pass(&self) -> &Credential {
        match self {
            Self::Payer(pass) => pass,
            Self::Staff(badge) => &badge.pass,
        }
    }

    fn by(&self) -> By {
        match self {
            Self::Payer(_) => By::Payer,
            Self::Staff(badge) => By::Biller { name: Some(badge.name.to_string()) },
        }
    }
}

/// Whether somebody is writing, and what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// Nothing any more.
    Nothing,
    /// A message that everybody will read.
    Message,
    /// A note, which payers never see.
    Note,
}

pub(super) struct Room {
    pub biller: BillerId,
    pub connections: Vec<Arc<Connection>>,
    /// The presence that was sent last, and how many times it changed.
    told: Presence,
    version: u32,
    pub changed: bool,
    /// `None` in nearly all rooms: nobody is writing or pointing, or has read anything new.
    passing: Option<Box<Ephemeral>>,
}

/// State that is gone in a moment.
#[derive(Default)]
struct Ephemeral {
    writers: Vec<Writer>,
    /// Who points where, the newest last: that one is sent.
    pointers: Vec<(Arc<Connection>, u32)>,
    /// Up to where each side has read, as its pages report.
    read: [Read; 2],
}

struct Writer {
    connection: Arc<Connection>,
    note: bool,
    until: Timestamp,
    told_at: Timestamp,
}

/// Up to where a side has read.
#[derive(Default, Clone, Copy)]
struct Read {
    through: i64,
    /// Somebody is about to write it down.
    pending: bool,
}

/// Somebody who goes on writing is announced again after this time, for pages that missed it.
const TELL_AGAIN_MS: i64 = 2_000;

impl Room {
    pub fn of(biller: BillerId) -> Self {
        Self {
            biller,
            connections: Vec::new(),
            told: Presence::default(),
            version: 0,
            changed: false,
            passing: None,
        }
    }

    pub fn presence(&self) -> Presence {
        let mut presence = Presence::default();
        for connection in &self.connections {
            match &connection.audience {
                Audience::Payer(_) => presence.payers += 1,
                Audience::Staff(StaffIdentity { name, .. })
                    if presence.staff.iter().any(|known| **known == **name) => {}
                Audience::Staff(StaffIdentity { name, .. }) => presence.staff.push(name.to_string()),
            }
        }
        presence.staff.sort_unstable();
        presence
    }

    /// Sends the presence to newcomers, and to the others if it changed.
    pub fn tell_presence(&mut self) {
        self.changed = false;
        let presence = self.presence();
        if presence != self.told {
            self.told = presence.clone();
            self.version = self.version.wrapping_add(1);
        }
        let json = json(&ToPage { presence: Some(presence), ..ToPage::default() });
        for connection in &self.connections {
            connection.outgoing.put_presence(self.version, &json);
        }
    }

    /// Adds a connection, and tells it where staff point.
    pub fn enter(&mut self, connection: &Arc<Connection>) {
        if let Some(line) = self.pointed_at() {
            connection.outgoing.put_point(point(Some(line)));
        }
        self.connections.push(Arc::clone(connection));
    }

    /// Removes a connection, which then neither writes nor points.
    pub fn leave(&mut self, connection: &Arc<Connection>) {
        if let Some(at) = self.connections.iter().position(|one| Arc::ptr_eq(one, connection)) {
            self.connections.swap_remove(at);
        }
        if self.passing.is_some() {
            self.write(connection, Writing::Nothing, Timestamp(0));
            self.point(connection, None);
            self.tidy();
        }
    }

    /// Closes the connections of a side that came with this link or session.
    pub fn end(&self, side: Side, hash: &[u8]) {
        for connection in &self.connections {
            if connection.audience.side() == side && *connection.audience.pass().token_hash == *hash {
                connection.outgoing.end(Ending::PassInvalid);
            }
        }
    }

    /// Somebody writes, goes on writing, or has stopped. Returns whether anybody here is writing now.
    pub fn write(&mut self, connection: &Arc<Connection>, writing: Writing, now: Timestamp) -> bool {
        let passing = self.passing.get_or_insert_default();
        let known = passing.writers.iter().position(|writer| Arc::ptr_eq(&writer.connection, connection));
        let note = writing == Writing::Note;
        match (writing, known) {
            (Writing::Nothing, None) => {}
            (Writing::Nothing, Some(at)) => {
                let ended = passing.writers.swap_remove(at);
                self.tell_ended(&ended);
            }
            (_, Some(at)) if passing.writers[at].note == note => {
                let writer = &mut passing.writers[at];
                writer.until = Timestamp(now.0.saturating_add(i64::from(TYPING_MS)));
                if now.0.saturating_sub(writer.told_at.0) >= TELL_AGAIN_MS {
                    writer.told_at = now;
                    self.tell_writing(connection, note, true);
                }
            }
            // From a message to a note, or back: for payers that is an end or a beginning.
            (_, Some(at)) => {
                let ended = passing.writers.swap_remove(at);
                self.tell_ended(&ended);
                return self.write(connection, writing, now);
            }
            (_, None) => {
                let until = Timestamp(now.0.saturating_add(i64::from(TYPING_MS)));
                passing.writers.push(Writer {
                    connection: Arc::clone(connection),
                    note,
                    until,
                    told_at: now,
                });
                self.tell_writing(connection, note, true);
            }
        }
        self.somebody_writes()
    }

    /// Ends the writing of those who have not reported it for a while. Returns whether anybody still writes.
    pub fn end_silent(&mut self, now: Timestamp) -> bool {
        while let Some(passing) = &mut self.passing
            && let Some(at) = passing.writers.iter().position(|writer| writer.until <= now)
        {
            let ended = passing.writers.swap_remove(at);
            self.tell_ended(&ended);
        }
        self.somebody_writes()
    }

    fn somebody_writes(&self) -> bool {
        self.passing.as_ref().is_some_and(|passing| !passing.writers.is_empty())
    }

    fn tell_ended(&self, ended: &Writer) {
        // A payer with two pages, or two people who share a link, are one writer to the others.
        let by = ended.connection.audience.by();
        let mut others = self.passing.iter().flat_map(|passing| &passing.writers);
        if !others.any(|other| other.note == ended.note && other.connection.audience.by() == by) {
            self.tell_writing(&ended.connection, ended.note, false);
        }
    }

    fn tell_writing(&self, writer: &Arc<Connection>, note: bool, on: bool) {
        let typing = Typing { by: writer.audience.by(), on };
        let json = json(&ToPage { typing: Some(typing), ..ToPage::default() });
        for connection in self.others(writer) {
            if !note || connection.audience.side() == Side::Biller {
                connection.outgoing.put_typing(json.clone());
            }
        }
    }

    fn others<'a>(&'a self, than: &'a Arc<Connection>) -> impl Iterator<Item = &'a Arc<Connection>> {
        self.connections.iter().filter(move |connection| !Arc::ptr_eq(connection, than))
    }

    /// Somebody points at a line, or no longer at any.
    pub fn point(&mut self, connection: &Arc<Connection>, line: Option<u32>) {
        let before = self.pointed_at();
        let pointers = &mut self.passing.get_or_insert_default().pointers;
        pointers.retain(|(one, _)| !Arc::ptr_eq(one, connection));
        pointers.extend(line.map(|line| (Arc::clone(connection), line)));
        let now = self.pointed_at();
        if now != before {
            let json = point(now);
            for other in self.others(connection) {
                other.outgoing.put_point(json.clone());
            }
        }
    }

    fn pointed_at(&self) -> Option<u32> {
        self.passing.as_ref()?.pointers.last().map(|(_, line)| *line)
    }

    /// A page of this side has shown everything up to `through`. Returns true if nobody is about to write that down:
    /// then the caller has to.
    pub fn read(&mut self, side: Side, through: i64) -> bool {
        let read = &mut self.passing.get_or_insert_default().read[place(side)];
        if through <= read.through {
            return false;
        }
        read.through = through;
        !std::mem::replace(&mut read.pending, true)
    }

    /// Up to where this side has read, for the caller who writes it down now.
    pub fn take_read(&mut self, side: Side) -> Option<i64> {
        let read = &mut self.passing.as_mut()?.read[place(side)];
        read.pending = false;
        Some(read.through)
    }

    /// The read mark could not be written down: the next report counts.
    pub fn forget_read(&mut self, side: Side) {
        if let Some(passing) = &mut self.passing {
            passing.read[place(side)].through = 0;
        }
    }

    fn tidy(&mut self) {
        let idle = |passing: &Ephemeral| {
            passing.writers.is_empty()
                && passing.pointers.is_empty()
                && passing.read.iter().all(|read| read.through == 0)
        };
        if self.passing.as_deref().is_some_and(idle) {
            self.passing = None;
        }
    }
}

const fn place(side: Side) -> usize {
    match side {
        Side::Payer => 0,
        Side::Biller => 1,
    }
}

fn point(line: Option<u32>) -> Utf8Bytes {
    json(&ToPage { point: Some(Point { line }), ..ToPage::default() })
}
