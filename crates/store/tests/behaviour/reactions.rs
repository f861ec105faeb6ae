//! What areas do after events, in the same transaction: in a stated order, each once, so that no two go round in a
//! circle.

use async_trait::async_trait;
use domain::ids::{FeeId, InvoiceId};
use domain::invoices::{Invoice, InvoiceCommand, InvoiceEvent};
use domain::{Event, Stream as _, StreamId};
use serde::Serialize;
use testkit::databases::{Database, on_both_engines};
use testkit::world::World;
use usecases::{Reaction, UnitOfWork, UseCase, UseCaseError, Who};

on_both_engines!(
    each_reaction_runs_once_in_order_and_sees_what_those_before_it_appended,
    reactions_that_bring_each_other_about_come_to_an_end,
    after_a_reaction_that_failed_the_next_command_has_its_reactions,
);

async fn charge(unit: &mut UnitOfWork<'_>, invoice: InvoiceId) -> Result<(), UseCaseError> {
    let fee = FeeId(unit.next_id());
    unit.carry_out(InvoiceCommand::ChargeFee { invoice, fee, amount_minor: 1, reason: None }).await?;
    Ok(())
}

fn charged(events: &[Event]) -> Vec<InvoiceId> {
    let of_invoices = events.iter().filter_map(Invoice::event_of);
    let fees = of_invoices.filter(|(_, event)| matches!(event, InvoiceEvent::FeeCharged { .. }));
    fees.map(|(invoice, _)| invoice).collect()
}

/// Charges one fee.
struct Once;

#[async_trait]
impl Reaction for Once {
    async fn react(&self, unit: &mut UnitOfWork<'_>, so_far: &[Event]) -> Result<(), UseCaseError> {
        charge(unit, charged(so_far)[0]).await
    }
}

/// Charges another fee for each that it sees.
struct Double;

#[async_trait]
impl Reaction for Double {
    async fn react(&self, unit: &mut UnitOfWork<'_>, so_far: &[Event]) -> Result<(), UseCaseError> {
        for invoice in charged(so_far) {
            charge(unit, invoice).await?;
        }
        Ok(())
    }
}

struct Fail;

#[async_trait]
impl Reaction for Fail {
    async fn react(&self, _unit: &mut UnitOfWork<'_>, _so_far: &[Event]) -> Result<(), UseCaseError> {
        Err(UseCaseError::NotFound("reaction"))
    }
}

#[derive(Debug, Clone, Copy, Serialize)]
enum Reactions {
    OnceDouble,
    DoubleOnce,
    DoubleDouble,
    Fail,
}

impl Reactions {
    fn list(self) -> &'static [&'static dyn Reaction] {
        match self {
            Self::OnceDouble => &[&Once, &Double],
            Self::DoubleOnce => &[&Double, &Once],
            Self::DoubleDouble => &[&Double, &Double],
            Self::Fail => &[&Fail],
        }
    }
}

/// Charges a fee for each entry, with these reactions to it. An error of a reaction is passed over.
#[derive(Debug, Clone, Serialize)]
struct Charge {
    invoice: InvoiceId,
    with: Vec<Reactions>,
}

#[async_trait]
impl UseCase for Charge {
    type Output = ();
    const NAME: &'static str = "test_charge";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<(), UseCaseError> {
        for reactions in &self.with {
            unit.react_with(reactions.list());
            match charge(unit, self.invoice).await {
                Err(UseCaseError::NotFound("reaction")) | Ok(()) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// How many fees a new invoice has after it was charged with these reactions.
async fn fees(world: &World, number: &str, with: &[Reactions]) -> usize {
    let invoice = world.issue(number, 10_000).await;
    world.ask(Charge { invoice, with: with.to_vec() }).await.unwrap();
    world.books(&[StreamId::Invoice(invoice)]).await.invoices[&invoice].fees.len()
}

async fn each_reaction_runs_once_in_order_and_sees_what_those_before_it_appended(database: Database) {
    let world = World::open(&database).await;
    assert_eq!(fees(&world, "1", &[Reactions::OnceDouble]).await, 4);
    assert_eq!(fees(&world, "2", &[Reactions::DoubleOnce]).await, 3);
}

async fn reactions_that_bring_each_other_about_come_to_an_end(database: Database) {
    let world = World::open(&database).await;
    assert_eq!(fees(&world, "1", &[Reactions::DoubleDouble, Reactions::DoubleDouble]).await, 8);
}

async fn after_a_reaction_that_failed_the_next_command_has_its_reactions(database: Database) {
    let world = World::open(&database).await;
    assert_eq!(fees(&world, "1", &[Reactions::Fail, Reactions::DoubleOnce]).await, 4);
}
