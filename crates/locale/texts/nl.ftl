### What people read, in Fluent.

## The page

page-title = Factuur { $number } · { $biller }
page-heading = Factuur { $number }
page-skip = Naar de factuur
page-language = Taal
page-print = Afdrukken
page-sandbox = Dit is een testfactuur. U hoeft niets te betalen.
page-always-true = Deze pagina is uw factuur: u ziet hier altijd de actuele stand.

## Where it stands

status-open = Openstaand
status-partly-paid = Deels betaald
status-overdue = Te laat
status-paid = Betaald
status-void = Ingetrokken
status-credited = Gecrediteerd
status-written-off = Afgesloten
status-pending = Betaling onderweg
hero-label = Wat nog te betalen is
hero-left-of = over van { $amount }
hero-total = over · het totaal was { $amount }
due-label = Betalen vóór of op
due-label-past = Had betaald moeten zijn op
due-moved-by = verplaatst door { $name }
due-moved-by-you = door u verplaatst
due-moved = verplaatst
bar-paid = { $amount } betaald
bar-credited = { $amount } gecrediteerd
bar-pending = { $amount } onderweg
bar-open = { $amount } open

## Paying

pay-title = Betalen
pay-amount = { $amount } betalen
pay-by-transfer = Met een overschrijving. Kopieer elke regel naar uw bank.
pay-by-transfer-any = Met een overschrijving, naar een van deze rekeningen.
pay-row-amount = Bedrag
pay-row-reference = Betalingskenmerk
pay-row-iban = IBAN
pay-row-bankgiro = Bankgiro
pay-row-plusgiro = Plusgiro
pay-row-account = Rekening
pay-row-holder = Ontvanger
pay-row-bic = BIC
pay-hint = Met dit kenmerk vindt uw betaling vanzelf deze factuur. Zodra ze binnen is, ziet u dat hier.
pay-direct-debit = Dit bedrag wordt automatisch van uw rekening afgeschreven. U hoeft niets te doen.
pay-no-means = { $biller } noemt op deze factuur geen rekening. Vraag hoe u kunt betalen:
pay-ask-here = Hier vragen
pay-pending-all = Uw betaling van { $amount } is onderweg. U hoeft niets te doen.
pay-pending-part = { $amount } is onderweg en hier al afgetrokken.
pay-paid = Alles is betaald. Dank u wel.
pay-void = Deze factuur is ingetrokken. U hoeft niets te betalen.
pay-credited = Deze factuur is volledig gecrediteerd. U hoeft niets te betalen.
pay-written-off = Deze factuur is afgesloten. U hoeft niets meer te betalen.
pay-credit-kept = { $amount } blijft als uw tegoed bij { $biller } staan.
copy = Kopiëren
copy-what = Kopiëren: { $what }
copy-done = Gekopieerd

## The newest change, in one sentence

change-payment-pending = Uw betaling van { $amount } is onderweg.
change-payment-settled = We hebben uw betaling van { $amount } ontvangen. Dank u wel.
change-payment-failed = Uw betaling van { $amount } is niet gelukt. Het bedrag staat nog open.
change-payment-reversed = Uw betaling van { $amount } is teruggeboekt. Het bedrag staat weer open.
change-credit-used = { $amount } van uw tegoed is hier verrekend.
change-credit-moved = { $amount } van uw tegoed is voor een andere factuur gebruikt.
change-credited = Met creditnota { $number } krijgt u { $amount } terug.
change-due-date = { $name } heeft de vervaldatum verplaatst naar { $date }.
change-due-date-you = U hebt de vervaldatum verplaatst naar { $date }.
change-due-date-plain = De vervaldatum is nu { $date }.
change-voided = Deze factuur is ingetrokken. U hoeft niets te betalen.
change-unknown = Er is iets nieuws gebeurd dat deze pagina nog niet kan tonen.
change-written-off = De resterende { $amount } hoeft u niet meer te betalen.
change-message = Nieuw bericht van { $name }

## Lines and totals

lines-title = Waarvoor
lines-item = Omschrijving
lines-amount = Zonder btw
lines-more = Nog { $count } regels tonen
lines-counted = { $quantity } × { $price }
lines-counted-per = { $quantity } × { $price } per { $base }
lines-period = { $from } t/m { $to }
lines-vat = Btw { $rate }
lines-allowance = Korting
lines-charge = Toeslag
totals-title = Totalen
totals-lines = Som van de regels
totals-allowance = Korting
totals-charge = Toeslag
totals-without-vat = Zonder btw
totals-vat = Btw { $rate } over { $base }
totals-vat-exempt = Vrijgesteld van btw: { $base }
totals-vat-reverse = Btw verlegd: { $base }
totals-vat-abroad = Geen btw, geleverd in het buitenland: { $base }
totals-vat-none = Niet onderworpen aan btw: { $base }
totals-rounding = Afronding
totals-total = Totaal
totals-prepaid = Vooruitbetaald
totals-payable = Te betalen

## Details

details-title = Gegevens
details-from = Van
details-to = Aan
details-number = Factuurnummer
details-date = Factuurdatum
details-customer = Uw klantnummer
details-buyer-reference = Uw referentie
details-order = Uw bestelling
details-registration = KvK/Reg.nr. { $number }
details-vat-number = Btw-nr. { $number }

## History

history-title = Verloop
history-issued = Factuur opgesteld
history-payment-pending = Betaling onderweg
history-payment-settled = Betaling ontvangen
history-payment-failed = Betaling niet gelukt
history-payment-reversed = Betaling teruggeboekt
history-credit-used = Uw tegoed is verrekend
history-credit-moved = Tegoed voor een andere factuur gebruikt
history-credited = Creditnota { $number }
history-due-date = Vervaldatum verplaatst naar { $date }
history-voided = Factuur ingetrokken
history-written-off = De rest hoeft niet meer
history-forgotten = Persoonsgegevens verwijderd
history-kept = { $amount } blijft uw tegoed
method-bank-transfer = Overschrijving
method-direct-debit = Automatische incasso
method-card = Kaart
method-wallet = Directe betaling
method-cash = Contant
method-other = Anders

## Conversation

chat-title = Vragen? Schrijf hier
chat-empty = Vraag wat u wilt over deze factuur. { $biller } ziet dezelfde pagina en antwoordt hier.
chat-label = Uw bericht
chat-placeholder = Uw bericht
chat-send = Versturen
chat-elsewhere = Of op een andere manier:
message-you = U
message-erased = Dit bericht is verwijderd.
message-sending = Wordt verstuurd …
message-waiting = Nog niet verstuurd: dat gebeurt zodra u weer verbinding hebt.
message-refused = Niet verstuurd: { $reason }
said-sent = Uw bericht is verstuurd.
said-empty = Schrijf eerst iets.
said-too-long = Uw bericht is te lang. Maak het korter of verstuur het in twee delen.
said-too-many = Dat waren veel berichten in korte tijd. Wacht een minuut en verstuur het opnieuw.
said-refused = Uw bericht kon niet worden verstuurd. Het staat nog in het veld hieronder: probeer het opnieuw.
said-unknown = We weten niet of dit is gelukt. Verstuur het opnieuw: het wordt hooguit één keer uitgevoerd.

## Messages

chat-typing = { $name } typt …
chat-person = Met een mens praten
chat-person-asked = U wilt met een mens praten. { $biller } antwoordt hier.
chat-person-asked-by = { $name } wil met een mens praten.
message-about = Over: { $line }
message-automatic = Automatisch antwoord
message-read = Gelezen { $moment }
message-delivered = Bezorgd
message-slow = Nog geen antwoord
message-again = Opnieuw proberen
message-edit = Wijzigen
point-line = { $name } wijst deze regel aan
point-news = { $name } wijst aan: { $line }
line-ask = Hierover vragen
line-ask-what = Vragen over: { $line }
line-ask-drop = Niet over deze regel
attach-label = Bestand toevoegen
attach-hint = Afbeeldingen (PNG, JPEG, WebP) of pdf, elk tot 10 MB.
attach-drop = Zet het bestand hier neer
attach-remove = Verwijderen
attach-too-large = { $name } is groter dan 10 MB.
attach-kind = { $name } is geen afbeelding (PNG, JPEG, WebP) en geen pdf.
attach-failed = { $name } kon niet worden geüpload. Probeer het opnieuw.
attach-many = Bij één bericht kunnen hoogstens { $max } bestanden.

## Proposals

proposal-by = Voorstel van { $name }
proposal-by-you = U vroeg om
proposal-due-date = Nieuwe vervaldatum: { $date }
proposal-due-date-text = De factuur vervalt op { $date } in plaats van op { $was }.
proposal-waive-fee = Kosten van { $amount } vervallen
proposal-waive-fee-text = De kosten van { $amount } worden van deze factuur gehaald.
proposal-credit = Creditering van { $amount }
proposal-credit-text = Een creditnota verlaagt deze factuur met { $amount }. Daarna is er nog { $rest } te betalen.
proposal-part-payment = In twee delen betalen
proposal-part-payment-text = { $now } wordt uiterlijk { $day } betaald en de resterende { $rest } uiterlijk { $due }.
proposal-until = Geldig tot { $moment }
proposal-waiting = Wacht op { $name } · geldig tot { $moment }
proposal-accepted = { $name } heeft dit aanvaard · { $moment }
proposal-accepted-you = U hebt dit aanvaard · { $moment }
proposal-declined = { $name } heeft dit afgewezen · { $moment }
proposal-declined-you = U hebt dit afgewezen · { $moment }
proposal-withdrawn = Ingetrokken · { $moment }
proposal-expired = Dit gold tot { $moment }.
proposal-changed = De factuur is sindsdien veranderd, daarom kan dit niet meer worden aanvaard. Schrijf hier als u een nieuw voorstel wilt.
proposal-accept = Aanvaarden
proposal-accept-ask = Aanvaardt u dit? Het geldt meteen.
proposal-accept-yes = Ja, ik aanvaard dit
proposal-decline = Nee, bedankt
proposal-decline-ask = Wijst u dit af?
proposal-decline-yes = Ja, afwijzen
proposal-reason = Waarom (niet verplicht)
proposal-back = Terug
proposal-withdraw = Intrekken

## What a payer can ask for

more-time-title = Ik heb meer tijd nodig
more-time-label = Ik kan betalen uiterlijk op
more-time-at-once = Tot en met { $date } krijgt u het meteen. Voor een latere dag wordt { $biller } gevraagd; het antwoord komt hier.
more-time-asked = { $biller } wordt gevraagd en antwoordt hier.
more-time-send = Meer tijd vragen
dispute-title = Er klopt iets niet
dispute-line = Waar gaat het over?
dispute-whole = De hele factuur
dispute-reason = Wat klopt er niet?
dispute-file = Afbeelding of pdf (niet verplicht)
dispute-note = U krijgt geen herinneringen voor deze factuur tot dit is opgelost.
dispute-send = Bezwaar maken
dispute-about = Bezwaar tegen: { $line }
dispute-mark = Bezwaar gemaakt
dispute-open = Nog niet opgelost. Tot dan geen herinneringen.
dispute-upheld = Opgelost: { $biller } is het ermee eens.
dispute-rejected = Opgelost: de factuur blijft zoals ze is.
paused = Voorlopig geen herinneringen
paused-until = Geen herinneringen tot en met { $date }
paused-dispute = Geen herinneringen tot uw bezwaar is opgelost
totals-fee = Kosten, { $moment }
totals-fee-waived = Kosten vervallen, { $moment }

## Changes by agreement, in one sentence

change-fee-charged = Er zijn kosten van { $amount } bijgekomen.
change-fee-waived = Kosten van { $amount } zijn vervallen.
change-paused = Er komen voorlopig geen herinneringen.
change-paused-until = Er komen geen herinneringen tot en met { $date }.
change-resumed = Er worden weer herinneringen verstuurd.
change-disputed = { $name } maakt bezwaar tegen: { $line }.
change-disputed-you = U maakt bezwaar tegen: { $line }. U krijgt geen herinneringen tot dit is opgelost.
change-dispute-upheld = Het bezwaar is opgelost: { $biller } is het ermee eens.
change-dispute-rejected = Het bezwaar is opgelost: de factuur blijft zoals ze is.
change-proposal-made = { $name } stelt voor: { $what }.
change-proposal-made-you = U vroeg om: { $what }.
change-proposal-accepted = { $name } heeft aanvaard: { $what }.
change-proposal-accepted-you = U hebt aanvaard: { $what }.
change-proposal-declined = { $name } heeft afgewezen: { $what }.
change-proposal-declined-you = U hebt afgewezen: { $what }.
change-proposal-withdrawn = Ingetrokken: { $what }.

## What became of a form

said-granted = Gelukt: de vervaldatum is verplaatst naar de dag die u vroeg.
said-asked = { $biller } is gevraagd en antwoordt hier.
said-accepted = U hebt dit aanvaard. Het geldt vanaf nu.
said-declined = U hebt dit afgewezen. Er is niets veranderd.
said-withdrawn = U hebt het ingetrokken.
said-disputed = { $biller } heeft uw bezwaar ontvangen en antwoordt hier.
said-person = Een mens bij { $biller } antwoordt hier.
said-proposal-changed = De factuur is sindsdien veranderd, daarom kan dit niet meer worden aanvaard. Schrijf { $biller } hieronder als u een nieuw voorstel wilt.
said-proposal-expired = Dit geldt niet meer. Schrijf { $biller } hieronder als u een nieuw voorstel wilt.
said-proposal-answered = Dit is al beantwoord.
said-date = Kies een dag na de vervaldatum, binnen het komende jaar.
said-nothing-open = Op deze factuur staat niets meer open.
said-asked-before = U hebt hier al om gevraagd. { $biller } antwoordt hier.
said-reason-missing = Schrijf wat er niet klopt.
said-file-too-large = Het bestand is groter dan 10 MB.
said-file-kind = Het bestand is geen afbeelding (PNG, JPEG, WebP) en geen pdf, of het is beschadigd.
said-file-empty = Het bestand is leeg.
said-file-pixels = De afbeelding heeft meer dan 50 miljoen pixels. Maak haar kleiner en verstuur haar opnieuw.
said-file-many = Er zijn hier al te veel bestanden. Verstuur eerst de bestanden die u hebt bijgevoegd.
said-file-gone = Een bestand is er niet meer. Voeg het opnieuw toe.
said-not-done = Dat is niet gelukt. Probeer het opnieuw of schrijf { $biller } hieronder.
said-offline = U hebt nu geen verbinding. Probeer het zo meteen opnieuw.

## Paying on the page

pay-what = Wat wilt u betalen?
pay-all = Alles wat openstaat
pay-other = Een ander bedrag
pay-other-from = Vanaf { $amount }
pay-other-label = Bedrag in { $currency }
pay-other-pay = Dit bedrag betalen
pay-way = Hoe wilt u betalen?
way-card = Kaart
pay-away = U betaalt op de pagina van een betaaldienst en komt hier terug.
pay-or-transfer = Of maak het zelf over
pay-row-swish = Swish
pay-code-epc = Betaalcode voor uw bankapp
pay-code-epc-hint = Scan hem met uw bankapp: bedrag, rekening en kenmerk zijn ingevuld.
pay-code-swish = Betaalcode voor Swish
pay-code-swish-hint = Scan hem met Swish: bedrag en kenmerk zijn ingevuld.
pay-begun = Een betaling van { $amount } is begonnen ({ $moment }) en niet afgerond.
pay-begun-hint = Als die wordt afgerond en u hier ook betaalt, betaalt u dubbel. Wat te veel is, blijft uw tegoed.
pay-begun-go = Daarmee verdergaan
pay-begun-cancel = Annuleren
back-open = We weten nog niet of uw betaling van { $amount } gelukt is. Zodra we het weten, ziet u het hier. U hoeft niet opnieuw te betalen.
back-paid = Uw betaling van { $amount } is gelukt. Dank u wel.
back-cancelled = De betaling van { $amount } is geannuleerd. Er is niets afgeschreven.
back-expired = De betaling van { $amount } is niet op tijd afgerond. Er is niets afgeschreven.
back-check = Nu navragen
going-title = Naar de betaalpagina
going-text = U betaalt { $amount } aan { $biller } op de pagina van een betaaldienst en komt daarna hier terug.
going-go = Verder naar de betaalpagina
going-wait = Een moment: de betaalpagina wordt geopend. Er is nog niets betaald, en deze pagina gaat vanzelf verder.
going-again = Opnieuw kijken
going-back = Terug naar de factuur
said-checkout-cancelled = U hebt de betaling geannuleerd. Er is niets afgeschreven.
said-amount = Schrijf een bedrag zoals 450,00.
said-amount-less = Dit is minder dan { $biller } aanneemt. Kies een groter bedrag of alles wat openstaat.
said-amount-more = Dit is meer dan er openstaat. Kies een kleiner bedrag of alles wat openstaat.
said-amount-moved = Het openstaande bedrag is intussen veranderd. Bekijk het en betaal daarna.
said-begun-elsewhere = In een ander venster is een betaling begonnen. Ga daarmee verder of annuleer die, of druk nog een keer om ook hier te betalen.
said-way = Deze manier van betalen is nu niet beschikbaar. Kies een andere.
said-many-payments = Er zijn hier veel betalingen begonnen. Wacht even voordat u er nog een begint.
change-checkout-failed = Uw betaling van { $amount } is niet gelukt. Er is niets afgeschreven: probeer het opnieuw of betaal op een andere manier.
change-checkout-amount = De begonnen betaling van { $amount } is gesloten, omdat het openstaande bedrag is veranderd. Daarvoor is niets afgeschreven.

## Money that finds its way

change-payment-unmatched = Een betaling van { $amount } is hier per vergissing meegeteld. Wat ermee betaald was, staat weer open.
change-payment-refunded = { $amount } wordt aan u terugbetaald.
change-refund-failed = Het terugbetalen van { $amount } is niet gelukt. Het bedrag is weer uw tegoed.
claim-by = { $name } vraagt
proposal-claim = Was deze betaling van u: { $amount }?
proposal-claim-text = { $amount } is betaald op { $date }, en nog niemand weet door wie. Als u het was, wordt de betaling meteen met deze factuur verrekend.
claim-yes = Ja, dat was ik
claim-yes-ask = Was het uw betaling? Die wordt meteen met deze factuur verrekend.
claim-yes-yes = Ja, het was de mijne
claim-no = Nee, niet van mij
claim-no-ask = Was het niet uw betaling?
claim-no-yes = Nee, het was niet de mijne
change-claim = { $name } vraagt: was de betaling van { $amount } van u?
change-claim-yes = { $name } zegt dat de betaling van { $amount } de eigen betaling was.
change-claim-yes-you = U zei dat de betaling van { $amount } van u was.
change-claim-no = { $name } zegt dat de betaling van { $amount } niet de eigen betaling was.
change-claim-no-you = U zei dat de betaling van { $amount } niet van u was.
change-claim-gone = Van wie de betaling van { $amount } was, is geen vraag meer.

## Connection

live-on = Live
live-staff = Live · { $name } van de klantenservice is hier
live-viewers = Live · { $count } kijken mee
live-stale = Nu niet live: dit was de stand op { $moment }. Verbinding wordt hersteld …
live-back = Weer live
live-reload = Opnieuw laden
live-link-invalid = Deze link is niet meer geldig. Open de nieuwste e-mail van de afzender of vraag om een nieuwe link.

## What cannot be shown

problem-link-title = Deze link werkt niet
problem-link-text = We kunnen hier geen factuur tonen. Links naar facturen kunnen door nieuwere worden vervangen en werken niet voor altijd.
problem-link-newest = Open de nieuwste e-mail of sms van de afzender en gebruik de link daarin.
problem-link-whole = Hebt u de link overgetypt of gekopieerd, controleer dan of hij volledig is.
problem-link-ask = Vraag anders de afzender om een nieuwe link. Het adres staat op de factuur of in de e-mail.
problem-not-found-title = Hier is niets
problem-not-found-text = Controleer het adres of open de link uit uw e-mail opnieuw.
problem-too-many-title = Een ogenblik
problem-too-many-text = Er kwamen te veel verzoeken van uw verbinding. Wacht ongeveer { $seconds } seconden en laad de pagina opnieuw.
problem-newer-text = We stappen nu over op een nieuwe versie. Er is niets gewijzigd en niets verloren gegaan. Laad de pagina over een minuut opnieuw.
problem-unknown-title = We weten niet of dit is gelukt
problem-unknown-text = De verbinding met onze database werd verbroken terwijl uw invoer werd opgeslagen.
problem-unknown-again = Laad deze pagina opnieuw en laat de browser het formulier nog eens versturen: het wordt hooguit één keer uitgevoerd, dus niets wordt dubbel betaald of geschreven.
problem-unknown-look = Of open de factuur opnieuw en kijk of het er staat.
problem-server-title = Er ging iets mis bij ons
problem-server-text = Er is niets verloren gegaan en niets dubbel betaald. Laad de pagina over een minuut opnieuw.
problem-server-id = Blijft het zo, geef dan dit nummer door aan de afzender: { $id }

### Automatic answers

answer-how-much = Op factuur { $number } staat nog { $open } open: het totaal is { $total } en { $paid } is betaald. Betaal uiterlijk op { $date }.
answer-how-much-all = Op factuur { $number } staat { $open } open. Betaal uiterlijk op { $date }.
answer-how-much-paid = Er staat niets meer open: factuur { $number } is betaald. Dank u wel.
answer-how-much-none = Er staat niets open: voor factuur { $number } hoeft u niets te betalen.
answer-when-due = Betaal { $open } uiterlijk op { $date }. Dat is de laatste dag waarop de betaling op tijd is.
answer-when-due-past = De factuur moest op { $date } betaald zijn en { $open } staat nog open. Betaal zo snel als u kunt, of schrijf hier als u meer tijd nodig hebt.
answer-how-to-pay = Maak { $open } over naar { $account } met het kenmerk { $reference }, uiterlijk op { $date }. U kunt alles op deze pagina kopiëren onder “Betalen”.
answer-how-to-pay-number = Maak { $open } over naar { $account } en vermeld factuurnummer { $number }, uiterlijk op { $date }. U kunt alles op deze pagina kopiëren onder “Betalen”.
answer-copy = Deze pagina is uw factuur { $number } en laat altijd zien wat nu geldt. Voor een kopie kiest u op deze pagina “Afdrukken” en dan papier of “Opslaan als PDF”.
answer-more-time = U kunt de vervaldatum zelf verplaatsen: kies op deze pagina onder “Ik heb meer tijd nodig” een dag tot en met { $until } in plaats van { $date }. Dat geldt meteen. Voor een latere dag vraagt u het daar en antwoordt een mens.
answer-have-paid = Dank u wel. Voor factuur { $number } is nog niets binnengekomen, dus staat { $open } nog open. Een overschrijving kan twee werkdagen duren; deze pagina verandert vanzelf zodra het geld er is.
answer-have-paid-part = Dank u wel. { $paid } is binnengekomen en { $open } staat nog open. Een overschrijving kan twee werkdagen duren; deze pagina verandert vanzelf zodra er meer is.
answer-have-paid-pending = Dank u wel. Uw betaling van { $pending } is onderweg. Deze pagina verandert vanzelf zodra die er is; tot dan staat { $open } open.
answer-have-paid-all = Ja: alles is binnengekomen en factuur { $number } is betaald. Dank u wel.
