//! The invoices of the demo: every state, four languages, amounts with no, two and three decimals.

use domain::invoices::document::{AllowanceOrCharge, Document, Line, Party, VatCode};
use domain::money::MoneyError;
use domain::payments::Method;
use domain::{Actor, Currency, Date, Money};
use jiff::ToSpan;
use usecases::Closing;

use super::fixtures::{FixtureDocument, More, exempt, extra, figure, line, person, taxed};
use super::scenario::{Moment, ScenarioAction, ScenarioPlayer, ScenarioStep};

/// An invoice and what it shows.
pub struct Scenario {
    pub story: ScenarioPlayer,
    pub shows: &'static str,
}

/// The invoice that the printed commands change.
pub const TRY_IT: &str = "10482";

/// Every invoice, relative to `today`.
///
/// # Errors
/// A figure is out of range.
pub fn all(today: Date) -> Result<Vec<Scenario>, MoneyError> {
    let sek = currency("SEK")?;
    let stage = Stage { today, sek, eur: currency("EUR")? };
    let mut all = vec![
        stage.open()?,
        stage.partly_paid()?,
        stage.pending()?,
        stage.paid()?,
        stage.overpaid()?,
        stage.overdue()?,
        stage.credited_in_part()?,
        stage.credited()?,
        stage.void()?,
        stage.written_off()?,
        stage.prepaid()?,
        stage.reversed()?,
        stage.yen()?,
        stage.dinar()?,
        stage.hundred_lines()?,
    ];
    all.extend(stage.conversations()?);
    Ok(all)
}

fn currency(code: &str) -> Result<Currency, MoneyError> {
    // All codes here are in ISO 4217.
    code.parse().map_err(|_| MoneyError::TooLarge)
}

/// The dates and parties that every invoice of the demo uses.
pub struct Stage {
    today: Date,
    sek: Currency,
    pub(super) eur: Currency,
}

impl Stage {
    pub(super) fn day(&self, from_today: i64) -> Date {
        self.today.saturating_add(from_today.days())
    }

    /// An invoice that was issued and is due so many days from today.
    pub(super) fn fixture(
        &self,
        number: &'static str,
        buyer: Party,
        issued: i64,
        due: i64,
        lines: Vec<Line>,
    ) -> FixtureDocument {
        FixtureDocument {
            number,
            currency: self.sek,
            buyer,
            issued: self.day(issued),
            due: self.day(due),
            lines,
            allowances_charges: Vec::new(),
            exemption_reason: None,
            prepaid_minor: 0,
            rounded: true,
            notes: Vec::new(),
            terms: None,
        }
    }

    fn open(&self) -> Result<Scenario, MoneyError> {
        let anna = person("Anna Lindqvist-Exempel", "K-1001", "Björkvägen 12", "831 45", "Östersund", "SE");
        let (first, last) = (self.day(-41), self.day(-12));
        let fixture = self.fixture(
            TRY_IT,
            anna,
            -9,
            21,
            vec![
                line("Elförbrukning", figure(612, 0), "KWH", figure(8_934, 4), taxed(25))
                    .about("Mätare 735 999 100 000 000 017, ställning 18 204–18 816 kWh")
                    .between(first, last),
                line("Energiskatt", figure(612, 0), "KWH", figure(439, 3), taxed(25)).between(first, last),
                line("Elnät, fast avgift", figure(1, 0), "MON", figure(32_000, 2), taxed(25)),
                line("Fjällvind, andel i vindkraft", figure(2, 0), "C62", figure(2_450, 2), taxed(25))
                    .less(Money::new(980, self.sek), "20 % stamkundsrabatt"),
            ],
        );
        let fixture =
            FixtureDocument { notes: vec!["Tack för att du väljer el från fjället.".into()], ..fixture };
        scene("sv", "open, nothing paid yet", fixture.document()?, vec![])
    }

    fn partly_paid(&self) -> Result<Scenario, MoneyError> {
        let jonas = person("Jonas Weiß-Beispiel", "K-1002", "Musterallee 7", "10117", "Berlin", "DE");
        let fixture = self.fixture(
            "10483",
            jonas,
            -16,
            5,
            vec![
                line("Strom für das Ferienhaus", figure(431, 0), "KWH", figure(1_187, 4), taxed(25))
                    .between(self.day(-46), self.day(-17)),
                line("Netznutzung, Grundpreis", figure(1, 0), "MON", figure(2_890, 2), taxed(25)),
                line("Wartung der Wärmepumpe", figure(25, 1), "HUR", figure(6_400, 2), taxed(25)),
            ],
        );
        let document = FixtureDocument { currency: self.eur, rounded: false, ..fixture }.document()?;
        let steps = vec![
            paid(6, 12_000, Method::BankTransfer),
            says(
                Moment::DaysAgo(3, 9, 14),
                Actor::Payer,
                "Guten Tag, die Hälfte habe ich überwiesen. Kann ich den Rest Ende des Monats zahlen?",
            ),
            ScenarioStep {
                at: Moment::DaysAgo(3, 10, 2),
                actor: Actor::Biller,
                action: ScenarioAction::MoveDueDate {
                    to: self.day(14),
                    reason: "asked for by the payer".into(),
                },
            },
            says(
                Moment::DaysAgo(3, 10, 3),
                Actor::Biller,
                "Gern! Der Rest ist jetzt zwei Wochen später fällig, Sie müssen nichts weiter tun.",
            ),
            says(Moment::MinutesAgo(25), Actor::Payer, "Vielen Dank, das hilft mir sehr."),
        ];
        scene("de", "a part paid, the due date moved, a conversation", document, steps)
    }

    fn pending(&self) -> Result<Scenario, MoneyError> {
        let maeve = person("Maeve Sampleton", "K-1003", "4 Placeholder Lane", "D02 X285", "Dublin", "IE");
        let fixture = self.fixture(
            "10484",
            maeve,
            -6,
            9,
            vec![
                line("Cabin broadband, 500 Mbit/s", figure(1, 0), "MON", figure(44_900, 2), taxed(25)),
                line("Mobile data, EU roaming", figure(384, 2), "4L", figure(1_900, 2), taxed(25)),
            ],
        );
        let document = fixture.document()?;
        let action = ScenarioAction::Pay {
            amount_minor: document.totals.payable_minor,
            method: Method::DirectDebit,
            settled: false,
        };
        let steps = vec![ScenarioStep { at: Moment::MinutesAgo(90), actor: Actor::Biller, action }];
        scene("en", "a direct debit is on its way", document, steps)
    }

    fn paid(&self) -> Result<Scenario, MoneyError> {
        let daan = person("Daan Voorbeeld", "K-1004", "Voorbeeldkade 21", "1012 AB", "Amsterdam", "NL");
        let fixture = self.fixture(
            "10485",
            daan,
            -27,
            -2,
            vec![
                line("Elektriciteit vakantiehuis", figure(208, 0), "KWH", figure(1_204, 4), taxed(25)),
                line("Vastrecht netbeheer", figure(1, 0), "MON", figure(2_890, 2), taxed(25)),
            ],
        );
        let document = FixtureDocument { currency: self.eur, rounded: false, ..fixture }.document()?;
        let steps = vec![paid(8, document.totals.payable_minor, Method::Wallet)];
        scene("nl", "paid", document, steps)
    }

    fn overpaid(&self) -> Result<Scenario, MoneyError> {
        let elsa = person("Elsa Mönster", "K-1005", "Provgatan 3 B", "903 27", "Umeå", "SE");
        let lines = vec![
            line("Mobilabonnemang 20 GB", figure(1, 0), "MON", figure(19_920, 2), taxed(25)),
            line("Samtal till utlandet", figure(37, 0), "MIN", figure(312, 2), taxed(25)),
        ];
        let document = self.fixture("10486", elsa, -24, 6, lines).document()?;
        let steps = vec![paid(4, document.totals.payable_minor + 10_000, Method::BankTransfer)];
        scene("sv", "100 kr too much was paid: kept as credit", document, steps)
    }

    fn overdue(&self) -> Result<Scenario, MoneyError> {
        let oskar = person("Oskar Påhittad", "K-1006", "Låtsasstigen 44", "981 38", "Kiruna", "SE");
        let lines = vec![
            line("Elförbrukning", figure(1_480, 0), "KWH", figure(10_217, 4), taxed(25))
                .between(self.day(-74), self.day(-44)),
            line("Energiskatt", figure(1_480, 0), "KWH", figure(439, 3), taxed(25)),
            line("Elnät, fast avgift", figure(1, 0), "MON", figure(41_250, 2), taxed(25)),
        ];
        let document = self.fixture("10487", oskar, -43, -13, lines).document()?;
        scene("sv", "overdue", document, vec![])
    }

    fn credited_in_part(&self) -> Result<Scenario, MoneyError> {
        let freja = person("Freja Testdotter", "K-1007", "Skuggvägen 9", "852 29", "Sundsvall", "SE");
        let lines = vec![
            line("Fiber 1 000 Mbit/s", figure(1, 0), "MON", figure(47_920, 2), taxed(25)),
            line("Tv-paket Fjäll", figure(1, 0), "MON", figure(23_920, 2), taxed(25)),
        ];
        let document = self.fixture("10488", freja, -14, 16, lines).document()?;
        let steps = vec![
            says(Moment::DaysAgo(5, 19, 41), Actor::Payer, "Hej! Fibern låg nere i nästan en vecka."),
            ScenarioStep {
                at: Moment::DaysAgo(4, 8, 20),
                actor: Actor::Biller,
                action: ScenarioAction::Credit {
                    amount_minor: Some(14_975),
                    reason: "Avbrott i fibern, sju dagar".into(),
                },
            },
            says(
                Moment::DaysAgo(4, 8, 22),
                Actor::Biller,
                "Hej Freja, det ska du förstås inte betala för. Vi har dragit av avbrottet.",
            ),
        ];
        scene("sv", "a part credited after a complaint", document, steps)
    }

    fn credited(&self) -> Result<Scenario, MoneyError> {
        let liv = person("Liv Eksempel", "K-1008", "Prøveveien 2", "7030", "Trondheim", "NO");
        let lines =
            vec![line("Moving service, electricity", figure(1, 0), "C62", figure(39_500, 2), taxed(25))];
        let document = self.fixture("10489", liv, -19, 11, lines).document()?;
        let steps = vec![ScenarioStep {
            at: Moment::DaysAgo(11, 15, 5),
            actor: Actor::Biller,
            action: ScenarioAction::Credit {
                amount_minor: None,
                reason: "Contract withdrawn within 14 days".into(),
            },
        }];
        scene("en", "credited in full", document, steps)
    }

    fn void(&self) -> Result<Scenario, MoneyError> {
        let ruben = person("Ruben Attrapp", "K-1009", "Kulissgränd 5", "118 20", "Stockholm", "SE");
        let lines = vec![line("Elnät, fast avgift", figure(2, 0), "MON", figure(32_000, 2), taxed(25))];
        let document = self.fixture("10490", ruben, -22, 8, lines).document()?;
        let steps = vec![
            paid(12, 40_000, Method::BankTransfer),
            ScenarioStep {
                at: Moment::DaysAgo(9, 11, 30),
                actor: Actor::Biller,
                action: ScenarioAction::Close {
                    closing: Closing::Void,
                    reason: "sent to the wrong household".into(),
                },
            },
        ];
        scene("sv", "withdrawn; what had been paid is credit", document, steps)
    }

    fn written_off(&self) -> Result<Scenario, MoneyError> {
        let greta = person("Greta Muster", "K-1010", "Beispielweg 88", "20095", "Hamburg", "DE");
        let lines = vec![line("Strom, Schlussrechnung", figure(96, 0), "KWH", figure(1_187, 4), taxed(25))];
        let fixture = self.fixture("10491", greta, -120, -90, lines);
        let document = FixtureDocument { currency: self.eur, rounded: false, ..fixture }.document()?;
        let steps = vec![ScenarioStep {
            at: Moment::DaysAgo(20, 13, 0),
            actor: Actor::Biller,
            action: ScenarioAction::Close {
                closing: Closing::WriteOff,
                reason: "less than collecting it costs".into(),
            },
        }];
        scene("de", "written off", document, steps)
    }

    fn prepaid(&self) -> Result<Scenario, MoneyError> {
        let sanne = person("Sanne van der Proef", "K-1011", "Testlaan 100", "3511 CD", "Utrecht", "NL");
        let lines = vec![
            line("Laadpaal 11 kW, installatie", figure(1, 0), "C62", figure(74_900, 2), taxed(25))
                .about("Inclusief groepenkast en keuring"),
            line("Kabel, 7,5 meter", figure(75, 1), "MTR", figure(1_240, 2), taxed(25)),
        ];
        let fixture = self.fixture("10492", sanne, -3, 27, lines);
        let fixture =
            FixtureDocument { currency: self.eur, rounded: false, prepaid_minor: 30_000, ..fixture };
        let terms = Some("30 dagen netto, aanbetaling verrekend");
        scene("nl", "a deposit was paid beforehand", FixtureDocument { terms, ..fixture }.document()?, vec![])
    }

    fn reversed(&self) -> Result<Scenario, MoneyError> {
        let nils = person("Nils Fiktivsson", "K-1012", "Inbillningen 1", "461 30", "Trollhättan", "SE");
        let lines = vec![
            line("Mobilabonnemang 100 GB", figure(3, 0), "MON", figure(31_920, 2), taxed(25)),
            line("Mobilförsäkring", figure(3, 0), "MON", figure(5_900, 2), exempt(VatCode::E)),
        ];
        let fixture = self.fixture("10493", nils, -30, 3, lines);
        let exemption_reason = Some("Försäkring är undantagen från moms");
        let document = FixtureDocument { exemption_reason, ..fixture }.document()?;
        let steps = vec![
            paid(10, document.totals.payable_minor, Method::DirectDebit),
            ScenarioStep {
                at: Moment::DaysAgo(2, 6, 12),
                actor: Actor::Biller,
                action: ScenarioAction::Reverse { reason: "returned by the bank: not enough money".into() },
            },
        ];
        scene("sv", "paid, and the payment taken back by the bank", document, steps)
    }

    fn yen(&self) -> Result<Scenario, MoneyError> {
        let mika = person("Mika Sample", "K-1013", "1-2-3 Mihon", "100-0000", "Tokyo", "JP");
        let yen = currency("JPY")?;
        let lines = vec![
            line("Ski lodge, electricity", figure(318, 0), "KWH", figure(31, 0), taxed(10)),
            line("Satellite telephone", figure(42, 0), "MIN", figure(185, 0), taxed(10)),
        ];
        let fixture =
            FixtureDocument { currency: yen, rounded: false, ..self.fixture("10494", mika, -5, 25, lines) };
        scene("en", "in yen, which have no decimals", fixture.document()?, vec![paid(1, 8_000, Method::Card)])
    }

    fn dinar(&self) -> Result<Scenario, MoneyError> {
        let noor =
            person("Noor Example Trading", "K-1014", "Specimen Street 15", "13001", "Kuwait City", "KW");
        let lines = vec![
            line("Standby generator, rent", figure(1, 0), "MON", figure(84_375, 3), exempt(VatCode::G)),
            line("Diesel", figure(212, 0), "LTR", figure(115, 3), exempt(VatCode::G)),
        ];
        let fixture = self.fixture("10495", noor, -4, 40, lines);
        let fixture = FixtureDocument {
            currency: currency("KWD")?,
            rounded: false,
            exemption_reason: Some("Export outside the European Union"),
            ..fixture
        };
        scene("en", "in dinars, which have three decimals", fixture.document()?, vec![])
    }

    fn hundred_lines(&self) -> Result<Scenario, MoneyError> {
        let name = "Samfällighetsföreningen Övre Långtbortistans Vägars, Vattens och Belysnings \
                    Gemensamma Förvaltning";
        let mut buyer = person(name, "K-1015", "c/o Exempelbyrån, Postlåda 4711", "880 40", "Ramsele", "SE");
        buyer.legal_name = Some(format!("{name} ekonomisk förening"));
        buyer.registration = Some("769999-0016".into());
        buyer.contact_name = Some("Karl-Fredrik von Påhittenskiöld-Exempelström".into());
        let lines = (1..=100).map(|post| self.lamp_post(post)).collect();
        let fixture = self.fixture("10496", buyer, -2, 28, lines);
        let extras = vec![
            extra(
                AllowanceOrCharge::Allowance,
                125_000,
                taxed(25),
                "Mängdrabatt, fler än femtio anläggningar",
            ),
            extra(AllowanceOrCharge::Charge, 4_900, taxed(25), "Pappersfaktura"),
        ];
        let steps = vec![paid(1, 150_000, Method::BankTransfer)];
        scene(
            "sv",
            "a hundred lines, long names",
            FixtureDocument { allowances_charges: extras, ..fixture }.document()?,
            steps,
        )
    }

    fn lamp_post(&self, post: i64) -> Line {
        let (first, last) = (self.day(-33), self.day(-3));
        match post % 10 {
            0 => line(
                "Tidningen Belysning i glesbygd, prenumeration",
                figure(1, 0),
                "C62",
                figure(4_900, 2),
                taxed(6),
            ),
            5 => line(
                "Byte av ljuskälla, utryckning kvällstid med skylift till svåråtkomlig stolpe",
                figure(75, 2),
                "HUR",
                figure(89_500, 2),
                taxed(25),
            )
            .about(&format!("Stolpe {post:03}, Norra Byvägen vid postlådorna")),
            _ => line(
                &format!("Belysning, stolpe {post:03}"),
                figure(410 + post * 7, 1),
                "KWH",
                figure(8_934, 4),
                taxed(25),
            )
            .between(first, last),
        }
    }
}

pub(super) fn scene(
    language: &str,
    shows: &'static str,
    document: Document,
    steps: Vec<ScenarioStep>,
) -> Result<Scenario, MoneyError> {
    Ok(Scenario { story: ScenarioPlayer { document, language: language.into(), steps }, shows })
}

fn paid(days_ago: i64, amount_minor: i64, method: Method) -> ScenarioStep {
    let action = ScenarioAction::Pay { amount_minor, method, settled: true };
    ScenarioStep { at: Moment::DaysAgo(days_ago, 6, 45), actor: Actor::Biller, action }
}

pub(super) fn says(at: Moment, actor: Actor, text: &str) -> ScenarioStep {
    ScenarioStep { at, actor, action: ScenarioAction::Say { text: text.into() } }
}
