//! The demo's conversations: what the inbox shows, from an automatic answer to a dispute.

use domain::Actor;
use domain::money::MoneyError;
use domain::proposals::ProposedChange;

use super::fixtures::{FixtureDocument, figure, line, person, taxed};
use super::scenario::{Moment, ScenarioAction, ScenarioStep};
use super::scenarios::{Scenario, Stage, says, scene};

fn does(at: Moment, actor: Actor, action: ScenarioAction) -> ScenarioStep {
    ScenarioStep { at, actor, action }
}

impl Stage {
    /// Every conversation that is more than one message on an invoice.
    pub(super) fn conversations(&self) -> Result<Vec<Scenario>, MoneyError> {
        Ok(vec![
            self.asks_for_a_person()?,
            self.offered_two_parts()?,
            self.disputes()?,
            self.wants_more_time()?,
        ])
    }

    fn asks_for_a_person(&self) -> Result<Scenario, MoneyError> {
        let ebba = person("Ebba Provsson", "K-1016", "Testgränd 5", "903 21", "Umeå", "SE");
        let lines = vec![
            line("Elförbrukning", figure(288, 0), "KWH", figure(8_934, 4), taxed(25)),
            line("Elnät, fast avgift", figure(1, 0), "MON", figure(32_000, 2), taxed(25)),
        ];
        let document = self.fixture("10497", ebba, -8, 12, lines).document()?;
        let steps = vec![
            says(Moment::MinutesAgo(52), Actor::Payer, "Hej, hur mycket är kvar att betala?"),
            does(Moment::MinutesAgo(50), Actor::Payer, ScenarioAction::AskPerson),
            says(
                Moment::MinutesAgo(48),
                Actor::Payer,
                "Jag flyttar den sista i månaden. Ska jag läsa av mätaren själv innan dess?",
            ),
        ];
        scene("sv", "a question answered by itself, and one for a person", document, steps)
    }

    fn offered_two_parts(&self) -> Result<Scenario, MoneyError> {
        let kurt = person("Kurt Mustermann", "K-1017", "Beispielweg 3", "80331", "München", "DE");
        let lines = vec![
            line("Strom", figure(1_240, 0), "KWH", figure(1_187, 4), taxed(25)),
            line("Netznutzung, Grundpreis", figure(1, 0), "MON", figure(2_890, 2), taxed(25)),
        ];
        let fixture = self.fixture("10498", kurt, -20, 4, lines);
        let document = FixtureDocument { currency: self.eur, rounded: false, ..fixture }.document()?;
        let half = document.totals.payable_minor / 2;
        let change =
            ProposedChange::PartPayment { now_minor: half, now_by: self.day(4), rest_due: self.day(34) };
        let steps = vec![
            says(
                Moment::DaysAgo(1, 16, 5),
                Actor::Payer,
                "Guten Tag, die Nachzahlung ist höher als gedacht. Gibt es einen Weg, sie nicht auf einmal zu zahlen?",
            ),
            does(
                Moment::DaysAgo(1, 16, 31),
                Actor::Biller,
                ScenarioAction::Note { text: "Zahlt sonst immer pünktlich: zwei Teile anbieten.".into() },
            ),
            does(
                Moment::DaysAgo(1, 16, 33),
                Actor::Biller,
                ScenarioAction::Propose { change, text: Some("Das können wir Ihnen gern anbieten:".into()) },
            ),
        ];
        scene("de", "two parts are offered, the payer has not answered yet", document, steps)
    }

    fn disputes(&self) -> Result<Scenario, MoneyError> {
        let nora = person("Nora Sampleton", "K-1018", "9 Placeholder Lane", "D02 X285", "Dublin", "IE");
        let lines = vec![
            line("Cabin broadband, 500 Mbit/s", figure(1, 0), "MON", figure(44_900, 2), taxed(25)),
            line("Visit by a technician", figure(15, 1), "HUR", figure(89_500, 2), taxed(25)),
        ];
        let document = self.fixture("10499", nora, -12, -2, lines).document()?;
        let text = "The technician never came: I waited all Tuesday. Please take this line off.".to_owned();
        let steps = vec![does(
            Moment::DaysAgo(3, 11, 20),
            Actor::Payer,
            ScenarioAction::Dispute { line: Some(2), text },
        )];
        scene("en", "a line is disputed, reminders wait", document, steps)
    }

    fn wants_more_time(&self) -> Result<Scenario, MoneyError> {
        let joost = person("Joost Voorbeeld", "K-1019", "Proefstraat 8", "3511 AB", "Utrecht", "NL");
        let lines = vec![line("Elektriciteit", figure(410, 0), "KWH", figure(1_187, 4), taxed(25))];
        let fixture = self.fixture("10500", joost, -10, 5, lines);
        let document = FixtureDocument { currency: self.eur, rounded: false, ..fixture }.document()?;
        let text = Some("Mijn salaris komt die dag binnen.".to_owned());
        let steps = vec![
            says(Moment::DaysAgo(2, 9, 10), Actor::Payer, "Kan ik later betalen?"),
            does(
                Moment::DaysAgo(2, 9, 12),
                Actor::Payer,
                ScenarioAction::MoreTime { until: self.day(38), text },
            ),
        ];
        scene("nl", "more time is asked for than is granted at once", document, steps)
    }
}
