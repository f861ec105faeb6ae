//! The reader of an open page: a payer with a link, or staff with a session.

use app::live::close;
use axum::extract::ws::close_code;
use domain::conversations::Side;
use domain::ids::{BillerId, InvoiceId};
use domain::invoices::wire::{Frame, PayerEvent, StaffEvent};
use locale::Language;
use serde::Serialize;
use usecases::{Caller, Link, ReadPayerFrames, ReadStaffFrames, UseCaseError};

use super::hub::Viewer;
use super::outgoing_queue::Outgoing;
use super::room::{Audience, Credential, StaffIdentity};
use super::said::json;
use crate::auth::{Staff, link_caller};
use crate::state::App;

pub enum Reader {
    Payer(Payer),
    /// One of the biller's staff.
    Staff(Member),
}

pub struct Payer {
    pub link: Link,
    /// The language that the browser asks for.
    pub browser: Option<Language>,
}

/// One of the biller's staff, on the page of one invoice.
pub struct Member {
    pub staff: Staff,
    pub invoice: InvoiceId,
}

impl Reader {
    /// The reader with this link.
    pub fn payer(link: Link, browser: Option<Language>) -> Box<Self> {
        Box::new(Self::Payer(Payer { link, browser }))
    }

    /// The reader with this session.
    pub fn staff(staff: Staff, invoice: InvoiceId) -> Box<Self> {
        Box::new(Self::Staff(Member { staff, invoice }))
    }

    /// The biller, and the invoice on the page.
    pub fn place(&self) -> (BillerId, InvoiceId) {
        match self {
            Self::Payer(Payer { link, .. }) => (link.place.biller, link.place.invoice),
            Self::Staff(Member { staff, invoice }) => (staff.biller, *invoice),
        }
    }

    pub const fn side(&self) -> Side {
        match self {
            Self::Payer(_) => Side::Payer,
            Self::Staff(_) => Side::Biller,
        }
    }

    /// The reader as a caller of use cases.
    pub fn caller(&self) -> Caller {
        match self {
            Self::Payer(Payer { link, .. }) => link_caller(link),
            Self::Staff(Member { staff, .. }) => staff.caller(),
        }
    }

    /// The reader as a viewer in a room.
    pub fn viewer(&self) -> Viewer {
        let (biller, invoice) = self.place();
        let audience = match self {
            Self::Payer(Payer { link, .. }) => Audience::Payer(Credential {
                token_hash: link.token_hash.as_slice().into(),
                expires_at: link.expires_at,
            }),
            Self::Staff(Member { staff, .. }) => Audience::Staff(StaffIdentity {
                id: staff.id,
                name: staff.name.as_str().into(),
                pass: Credential { token_hash: staff.session.clone(), expires_at: None },
            }),
        };
        Viewer { biller, invoice, audience }
    }

    /// What was committed after `since`, as this reader may see it.
    ///
    /// # Errors
    /// Any error of the database.
    pub async fn frames(&self, app: &App, since: i64) -> Result<Vec<Outgoing>, UseCaseError> {
        let (_, invoice) = self.place();
        let caller = &self.caller();
        Ok(match self {
            Self::Payer(_) => {
                let unknown = |event: &PayerEvent| matches!(event, PayerEvent::Unknown);
                outgoing(app.ask(caller, ReadPayerFrames { invoice, since }).await?, unknown)
            }
            Self::Staff(_) => {
                let unknown = |event: &StaffEvent| matches!(event, StaffEvent::Opaque { .. });
                outgoing(app.ask(caller, ReadStaffFrames { invoice, since }).await?, unknown)
            }
        })
    }

    /// Whether the reader's link or session is still valid; otherwise the code to close with. A reader whose link or
    /// session has ended may do nothing more.
    pub async fn check(&self, app: &App) -> Result<(), u16> {
        let (store, now) = (app.services.node(), app.services.clock.now());
        let holds = match self {
            Self::Payer(Payer { link, .. }) => {
                let found = store.link_by_hash(&link.token_hash).await;
                found.map(|link| link.is_some_and(|link| link.is_valid(now)))
            }
            Self::Staff(Member { staff, .. }) => staff.still_holds(app).await,
        };
        match holds {
            Ok(true) => Ok(()),
            Ok(false) => Err(close::LINK_INVALID),
            Err(error) => {
                tracing::error!(%error, "a link or a session could not be checked");
                Err(close_code::AGAIN)
            }
        }
    }
}

fn outgoing<E: Serialize>(frames: Vec<Frame<E>>, unknown: impl Fn(&E) -> bool) -> Vec<Outgoing> {
    let one =
        |frame: Frame<E>| Outgoing { seq: frame.seq, json: json(&frame), opaque: unknown(&frame.event) };
    frames.into_iter().map(one).collect()
}
