//! What will happen, and what the payer will read of it, in the payer's language.

use app::face::{Paying, Sight, sentence, terms};
use app::words::Words;
use console::pages::tool::Preview;
use domain::command::MoreTime;
use domain::talk::Side;
use locale::{Language, Speaker};

use super::Bench;
use super::plan::{Plan, Shown};
use crate::words::Spoken;

/// The preview of a plan.
pub fn preview(bench: &Bench, plan: Plan) -> Preview {
    let language = payers_language(bench);
    let words = Spoken(Speaker::new(language, bench.biller.time_zone()));
    Preview {
        language: language.tag().to_owned(),
        language_name: language.own_name().to_owned(),
        payer_reads: payer_reads(bench, &words, &plan.shown),
        changes: plan.changes,
        button: plan.button,
    }
}

/// The language that the payer reads, else the biller's.
pub fn payers_language(bench: &Bench) -> Language {
    let payers = bench.open.stored.language.as_deref().and_then(Language::from_tag);
    payers.or_else(|| Language::from_tag(&bench.biller.language)).unwrap_or(Language::En)
}

fn payer_reads(bench: &Bench, words: &dyn Words, shown: &Shown) -> Vec<String> {
    match shown {
        Shown::Nothing => Vec::new(),
        Shown::Offer(offer, basis, text) => {
            let (title, terms) = terms(words, offer, *basis, bench.open.row.currency);
            [Some(title), Some(terms), text.clone()].into_iter().flatten().collect()
        }
        Shown::Event(event) => {
            let lines = &bench.open.side.lines;
            let line = |number: u32| {
                let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
                at.and_then(|at| lines.get(at)).map(|line| line.name.clone()).unwrap_or_default()
            };
            let sight = Sight {
                view: &bench.open.view.shared,
                now: bench.say().now,
                biller: &bench.biller.name,
                payer: &bench.open.side.payer.name,
                side: Side::Payer,
                base: "",
                more_time: MoreTime::default(),
                paying: Paying::default(),
                line: &line,
                words,
            };
            sentence(&sight, event).map(|(_, text)| text).into_iter().collect()
        }
    }
}
