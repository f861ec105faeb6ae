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
problem-server-title = Er ging iets mis bij ons
problem-server-text = Er is niets verloren gegaan en niets dubbel betaald. Laad de pagina over een minuut opnieuw.
problem-server-id = Blijft het zo, geef dan dit nummer door aan de afzender: { $id }
