//! How areas react to each other within a decision: after these events also do. An entry is a line of the list; the area
//! that acts does not name those that react.
//!
//! Each reaction runs once, in the order of the list, over the events that were there before it: those of the command
//! and those of the reactions before it. What it adds is seen only by those after it, so no reaction can bring itself
//! about, neither directly nor round about. None refuses: whether the command is allowed was decided before.

use crate::checkouts;
use crate::kernel::decide::Decision;
use crate::stream::Event;

/// Looks at the events so far and adds its own to the decision. It sees the streams that the command has loaded.
type Reaction = fn(&mut Decision, so_far: &[Event]);

const REACTIONS: &[Reaction] = &[
    // Last: it looks at the open amounts that the others leave.
    checkouts::close_outdated,
];

/// Adds what the areas do after the events of the decision.
pub(crate) fn react(decision: &mut Decision) {
    run(decision, REACTIONS);
}

fn run(decision: &mut Decision, reactions: &[Reaction]) {
    for reaction in reactions {
        let mut so_far = std::mem::take(&mut decision.events);
        reaction(decision, &so_far);
        so_far.append(&mut decision.events);
        decision.events = so_far;
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::actor::{Actor, Stamp};
    use crate::books::Books;
    use crate::ids::{ContentId, PayerId};
    use crate::payers::PayerStreamEvent;
    use crate::time::Timestamp;

    const PAYER: PayerId = PayerId(Uuid::from_u128(1));

    fn changed(number: usize) -> Event {
        let details = ContentId(Uuid::from_u128(number as u128));
        Event::Payer(PAYER, PayerStreamEvent::DetailsChanged { details })
    }

    /// Adds an event with the number of events that it saw.
    fn count(decision: &mut Decision, so_far: &[Event]) {
        decision.push(changed(so_far.len()));
    }

    /// Answers every event with another one, as two that bring each other about would.
    fn echo(decision: &mut Decision, so_far: &[Event]) {
        so_far.iter().for_each(|event| decision.push(event.clone()));
    }

    fn decision() -> Decision {
        let stamp = Stamp { at: Timestamp(0), actor: Actor::System };
        let mut decision = Decision { books: Books::default(), events: Vec::new(), stamp };
        let details = ContentId(Uuid::nil());
        decision.push(Event::Payer(PAYER, PayerStreamEvent::Opened { language: None, details }));
        decision
    }

    #[test]
    fn each_runs_once_in_order_and_sees_what_those_before_it_added() {
        let mut decision = decision();
        run(&mut decision, &[count, count, count]);
        assert_eq!(decision.events[1..], [changed(1), changed(2), changed(3)]);
        assert_eq!(decision.books.payers[&PAYER].seq, 4, "the books have folded them");
    }

    #[test]
    fn reactions_that_answer_each_other_come_to_an_end() {
        let mut decision = decision();
        run(&mut decision, &[echo, echo]);
        assert_eq!(decision.events.len(), 4);
    }
}
