//! Access rules: declared with each use case and each query, and checked where these run. So a form, a socket, the API,
//! a job and the command line follow the same rules.

use domain::Actor;
use domain::ids::{BillerId, InvoiceId, LinkId, StaffId};
use domain::links::{PayerAction, Proof};

use crate::kernel::error::UseCaseError;
use crate::kernel::role::Role;

/// The caller, after authentication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The caller's tenant: nothing outside it can be reached.
    pub biller: BillerId,
    pub principal: Principal,
}

/// The identity of a caller, with the proof of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Principal {
    /// Whoever holds a payer's link.
    Payer {
        link: LinkId,
        /// The one invoice that the link opens.
        invoice: InvoiceId,
        /// How they have proved that they are the payer.
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
    /// The person at the command line of the installation, who has its database and keys.
    Operator,
    System {
        /// The running command, e.g. `providers`.
        task: &'static str,
    },
}

impl Caller {
    /// The actor to write into the log.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        match self.principal {
            Principal::Payer { .. } => Actor::Payer,
            Principal::Staff { id, .. } => Actor::Staff { id },
            Principal::ApiKey { .. } | Principal::Operator => Actor::Biller,
            Principal::System { .. } => Actor::System,
        }
    }

    #[must_use]
    pub const fn proof(&self) -> Option<Proof> {
        match self.principal {
            Principal::Payer { proof, .. } => Some(proof),
            _ => None,
        }
    }

    /// The scope of an idempotency key: the same key of another caller is another key.
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

/// The permissions of an API key. All keys have all scopes so far.
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Invoices, credit notes, their links and their logs.
    Invoices,
    Payers,
    /// Payments, bank files, matching, refunds.
    Payments,
}

/// A kind of caller. A declaration lists those it allows; all others are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Who {
    /// Every authenticated caller: payers by any link of the biller, staff, its systems, Billow itself.
    Everyone,
    /// The payer, on the invoice of their link, with the proof that the action needs.
    Payer(PayerAction),
    /// The same, if the action depends on loaded data: [`crate::UseCase::payer_action`] names it.
    PayerOnceLoaded,
    /// Staff who help payers: agents and admins.
    Agents,
    /// Staff who administer the console.
    Admins,
    /// Every logged-in staff member.
    Staff,
    /// Every logged-in staff member, about themselves.
    Oneself,
    /// A system of the biller whose key has this scope.
    Api(Scope),
    Operator,
    /// Billow itself: jobs, webhooks of providers, the log-in.
    System,
}

/// The subject of a request, as far as access depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Nothing that belongs to one payer or person: no payer is allowed.
    Biller,
    Invoice(InvoiceId),
    /// A person at the biller.
    Staff(StaffId),
}

/// Whether a declaration allows this role, also about other staff members than themselves.
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

/// Checks the caller against the list.
///
/// # Errors
/// [`UseCaseError::Forbidden`] if the list does not allow the caller; [`UseCaseError::NotFound`] for an invoice that
/// the payer's link does not open, so that a link reveals nothing about other invoices; [`UseCaseError::ProofNeeded`]
/// if the payer's proof is too weak.
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

/// Whether a payer's proof suffices for an action.
pub(crate) fn prove(proof: Proof, action: PayerAction) -> Result<(), UseCaseError> {
    if proof.allows(action) { Ok(()) } else { Err(UseCaseError::ProofNeeded) }
}
