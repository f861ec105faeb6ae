//! Who may do what: declared with each use case and each query, checked where it is carried out, so that a form, a
//! socket, the API, a job and the command line cannot differ.

use domain::Actor;
use domain::ids::{BillerId, InvoiceId, LinkId, StaffId};
use domain::links::{PayerAction, Proof};

use crate::kernel::error::UseCaseError;
use crate::kernel::role::Role;

/// Who asks, after authentication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The tenant the caller belongs to: nothing outside it can be reached.
    pub biller: BillerId,
    /// Who it is, and what they have shown.
    pub principal: Principal,
}

/// Who somebody is, and what they have shown to be it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Principal {
    /// Whoever holds a payer's link.
    Payer {
        link: LinkId,
        /// The one invoice that the link opens.
        invoice: InvoiceId,
        /// How they have shown that they are the payer.
        proof: Proof,
    },
    /// A person at the biller.
    Staff {
        id: StaffId,
        /// What the person is there for.
        role: Role,
    },
    ApiKey {
        name: String,
        /// What the key may be used for.
        scopes: Scopes,
    },
    /// Whoever runs the command line of the installation, and so has its database and its keys.
    Operator,
    System {
        /// What it is doing, e.g. `providers`.
        task: &'static str,
    },
}

impl Caller {
    /// Who is written into the log.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        match self.principal {
            Principal::Payer { .. } => Actor::Payer,
            Principal::Staff { id, .. } => Actor::Staff { id },
            Principal::ApiKey { .. } | Principal::Operator => Actor::Biller,
            Principal::System { .. } => Actor::System,
        }
    }

    /// What the payer has shown, for a payer.
    #[must_use]
    pub const fn proof(&self) -> Option<Proof> {
        match self.principal {
            Principal::Payer { proof, .. } => Some(proof),
            _ => None,
        }
    }

    /// Whose idempotency keys these are: another caller's key is another key.
    pub(crate) fn key_scope(&self) -> String {
        match &self.principal {
            Principal::Payer { link, .. } => format!("link:{link}"),
            Principal::Staff { id, .. } => format!("staff:{id}"),
            Principal::ApiKey { name, .. } => format!("api:{name}"),
            Principal::Operator => "cli".into(),
            Principal::System { task } => (*task).into(),
        }
    }
}

/// What an API key may be used for. Keys with fewer scopes than all do not exist yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scopes {
    All,
}

impl Scopes {
    const fn contain(self, _scope: Scope) -> bool {
        match self {
            Self::All => true,
        }
    }
}

/// A part of what the API can be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Invoices, credit notes, their links and their logs.
    Invoices,
    Payers,
    /// Payments, bank files, matching, refunds.
    Payments,
}

/// Somebody who may do something. A declaration lists them; who is not in the list may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Who {
    /// Whoever has come in at all: payers by any link of the biller, staff, its systems, Billow itself.
    Everyone,
    /// The payer, on the invoice of their link, with the proof that the action takes.
    Payer(PayerAction),
    /// The payer likewise, where the action depends on what is loaded: [`crate::UseCase::payer_action`] names it.
    PayerOnceLoaded,
    /// Who helps payers: agents and admins.
    Agents,
    /// Who looks after the console itself.
    Admins,
    /// Everyone who is logged in.
    Staff,
    /// Everyone who is logged in, about themselves.
    Oneself,
    /// A system of the biller whose key has this scope.
    Api(Scope),
    Operator,
    /// Billow itself: jobs, providers' webhooks, the log-in.
    System,
}

/// What is asked for, as far as it matters for who may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Nothing that belongs to a payer or a person alone: no payer may do it.
    Biller,
    Invoice(InvoiceId),
    /// A person at the biller.
    Staff(StaffId),
}

/// The roles that a declaration lets in, one of them about others than themselves.
#[must_use]
pub const fn lets_in(allowed: &[Who], role: Role) -> bool {
    let mut at = 0;
    while at < allowed.len() {
        let yes = match allowed[at] {
            Who::Everyone | Who::Staff | Who::Oneself => true,
            Who::Agents => matches!(role, Role::Agent | Role::Admin),
            Who::Admins => matches!(role, Role::Admin),
            Who::Payer(_) | Who::PayerOnceLoaded | Who::Api(_) | Who::Operator | Who::System => false,
        };
        if yes {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether the caller is in the list.
///
/// # Errors
/// [`UseCaseError::Forbidden`] where not; [`UseCaseError::NotFound`] for an invoice that the payer's link does not
/// open, so that a link tells nothing about other invoices; [`UseCaseError::ProofNeeded`] where the payer's proof is too
/// weak.
pub fn authorise(allowed: &[Who], caller: &Caller, about: About) -> Result<(), UseCaseError> {
    let mut refusal = UseCaseError::Forbidden;
    for who in allowed {
        match may(*who, caller, about) {
            Ok(true) => return Ok(()),
            Ok(false) => {}
            Err(error) => refusal = error,
        }
    }
    Err(refusal)
}

fn may(who: Who, caller: &Caller, about: About) -> Result<bool, UseCaseError> {
    Ok(match (who, &caller.principal) {
        (Who::Everyone, _) => true,
        (Who::Payer(action), Principal::Payer { invoice, proof, .. }) => {
            on_own_invoice(*invoice, about)?;
            prove(*proof, action)?;
            true
        }
        (Who::PayerOnceLoaded, Principal::Payer { invoice, .. }) => {
            on_own_invoice(*invoice, about)?;
            true
        }
        (Who::Oneself, Principal::Staff { id, .. }) => about == About::Staff(*id),
        (Who::Staff | Who::Agents | Who::Admins, Principal::Staff { role, .. }) => lets_in(&[who], *role),
        (Who::Api(scope), Principal::ApiKey { scopes, .. }) => scopes.contain(scope),
        (Who::Operator, Principal::Operator) | (Who::System, Principal::System { .. }) => true,
        _ => false,
    })
}

fn on_own_invoice(own: InvoiceId, about: About) -> Result<(), UseCaseError> {
    if about == About::Invoice(own) { Ok(()) } else { Err(UseCaseError::NotFound("invoice")) }
}

/// Whether a payer has shown enough for an action.
pub(crate) fn prove(proof: Proof, action: PayerAction) -> Result<(), UseCaseError> {
    if proof.allows(action) { Ok(()) } else { Err(UseCaseError::ProofNeeded) }
}
