//! Which handler does the jobs of which purpose, one line each.

use std::collections::BTreeMap;

use usecases::Services;
use usecases::bank_imports::UndoBankFileJob;
use usecases::checkouts::{CheckCheckout, CheckRefund, CreateCheckout, EndCheckout, SandboxStep};
use usecases::payments::RefundJob;

use super::handler::{Handlers, entry};
use super::{checkouts, refunds, sandbox_steps, undo_bank_file};
use crate::providers::Providers;

/// Every handler of this version: one for each of [`usecases::PURPOSES`].
#[must_use]
pub fn handlers(services: &Services, providers: &Providers) -> Handlers {
    let at = || providers.clone();
    BTreeMap::from([
        entry::<CreateCheckout>(checkouts::Create(at())),
        entry::<CheckCheckout>(checkouts::Check(at())),
        entry::<EndCheckout>(checkouts::Close(at())),
        entry::<SandboxStep>(sandbox_steps::SandboxStepHandler(at())),
        entry::<RefundJob>(refunds::Start(at())),
        entry::<CheckRefund>(refunds::Check(at())),
        entry::<UndoBankFileJob>(undo_bank_file::ContinueUndo(services.clone())),
    ])
}
