### What people read, in Fluent.

## The page

page-title = Rechnung { $number } · { $biller }
page-heading = Rechnung { $number }
page-skip = Zur Rechnung springen
page-language = Sprache
page-print = Drucken
page-sandbox = Dies ist eine Testrechnung. Es ist nichts zu bezahlen.
page-always-true = Diese Seite ist Ihre Rechnung: Sie zeigt immer den aktuellen Stand.

## Where it stands

status-open = Offen
status-partly-paid = Teilweise bezahlt
status-overdue = Überfällig
status-paid = Bezahlt
status-void = Zurückgezogen
status-credited = Gutgeschrieben
status-written-off = Abgeschlossen
status-pending = Zahlung unterwegs
hero-label = Was noch zu bezahlen ist
hero-left-of = offen von { $amount }
hero-total = offen · der Gesamtbetrag war { $amount }
due-label = Fällig am
due-label-past = War fällig am
due-moved-by = verschoben von { $name }
due-moved-by-you = von Ihnen verschoben
due-moved = verschoben
bar-paid = { $amount } bezahlt
bar-credited = { $amount } gutgeschrieben
bar-pending = { $amount } unterwegs
bar-open = { $amount } offen

## Paying

pay-title = Bezahlen
pay-amount = { $amount } bezahlen
pay-by-transfer = Per Überweisung. Kopieren Sie jede Zeile in Ihr Onlinebanking.
pay-by-transfer-any = Per Überweisung, auf eines dieser Konten.
pay-row-amount = Betrag
pay-row-reference = Verwendungszweck
pay-row-iban = IBAN
pay-row-bankgiro = Bankgiro
pay-row-plusgiro = Plusgiro
pay-row-account = Konto
pay-row-holder = Empfänger
pay-row-bic = BIC
pay-hint = Mit diesem Verwendungszweck findet Ihre Zahlung von selbst zu dieser Rechnung. Sobald sie da ist, sehen Sie es hier.
pay-direct-debit = Dieser Betrag wird per Lastschrift von Ihrem Konto eingezogen. Sie müssen nichts tun.
pay-no-means = { $biller } nennt auf dieser Rechnung kein Konto. Fragen Sie, wie Sie bezahlen können:
pay-ask-here = Hier fragen
pay-pending-all = Ihre Zahlung von { $amount } ist unterwegs. Sie müssen nichts weiter tun.
pay-pending-part = { $amount } sind unterwegs und hier schon abgezogen.
pay-paid = Alles ist bezahlt. Vielen Dank.
pay-void = Diese Rechnung wurde zurückgezogen. Sie müssen nichts bezahlen.
pay-credited = Diese Rechnung wurde vollständig gutgeschrieben. Sie müssen nichts bezahlen.
pay-written-off = Diese Rechnung ist abgeschlossen. Es wird nichts mehr von Ihnen verlangt.
pay-credit-kept = { $amount } bleiben als Ihr Guthaben bei { $biller } stehen.
copy = Kopieren
copy-what = Kopieren: { $what }
copy-done = Kopiert

## The newest change, in one sentence

change-payment-pending = Ihre Zahlung von { $amount } ist unterwegs.
change-payment-settled = Wir haben Ihre Zahlung von { $amount } erhalten. Vielen Dank.
change-payment-failed = Ihre Zahlung von { $amount } ist nicht angekommen. Der Betrag ist weiterhin offen.
change-payment-reversed = Ihre Zahlung von { $amount } wurde zurückgebucht. Der Betrag ist wieder offen.
change-credit-used = { $amount } Ihres Guthabens wurden hier verrechnet.
change-credit-moved = { $amount } Ihres Guthabens wurden mit einer anderen Rechnung verrechnet.
change-credited = Mit Gutschrift { $number } erhalten Sie { $amount } zurück.
change-due-date = { $name } hat die Fälligkeit auf den { $date } verschoben.
change-due-date-you = Sie haben die Fälligkeit auf den { $date } verschoben.
change-due-date-plain = Die Rechnung ist jetzt am { $date } fällig.
change-voided = Diese Rechnung wurde zurückgezogen. Sie müssen nichts bezahlen.
change-unknown = Es gibt etwas Neues, das diese Seite noch nicht zeigen kann.
change-written-off = Die restlichen { $amount } werden nicht mehr von Ihnen verlangt.
change-message = Neue Nachricht von { $name }

## Lines and totals

lines-title = Wofür
lines-item = Position
lines-amount = Ohne USt.
lines-more = { $count } weitere Positionen zeigen
lines-counted = { $quantity } × { $price }
lines-counted-per = { $quantity } × { $price } je { $base }
lines-period = { $from } bis { $to }
lines-vat = USt. { $rate }
lines-allowance = Nachlass
lines-charge = Zuschlag
totals-title = Summen
totals-lines = Summe der Positionen
totals-allowance = Nachlass
totals-charge = Zuschlag
totals-without-vat = Ohne Umsatzsteuer
totals-vat = Umsatzsteuer { $rate } von { $base }
totals-vat-exempt = Umsatzsteuerfrei: { $base }
totals-vat-reverse = Umsatzsteuer schuldet der Empfänger (Reverse Charge): { $base }
totals-vat-abroad = Keine Umsatzsteuer, Lieferung ins Ausland: { $base }
totals-vat-none = Nicht umsatzsteuerbar: { $base }
totals-rounding = Rundung
totals-total = Gesamtbetrag
totals-prepaid = Im Voraus bezahlt
totals-payable = Zu bezahlen

## Details

details-title = Angaben
details-from = Von
details-to = An
details-number = Rechnungsnummer
details-date = Rechnungsdatum
details-customer = Ihre Kundennummer
details-buyer-reference = Ihre Referenz
details-order = Ihre Bestellung
details-registration = Reg.-Nr. { $number }
details-vat-number = USt-IdNr. { $number }

## History

history-title = Verlauf
history-issued = Rechnung gestellt
history-payment-pending = Zahlung unterwegs
history-payment-settled = Zahlung erhalten
history-payment-failed = Zahlung nicht angekommen
history-payment-reversed = Zahlung zurückgebucht
history-credit-used = Ihr Guthaben wurde verrechnet
history-credit-moved = Guthaben mit einer anderen Rechnung verrechnet
history-credited = Gutschrift { $number }
history-due-date = Fälligkeit verschoben auf den { $date }
history-voided = Rechnung zurückgezogen
history-written-off = Der Rest wird nicht mehr verlangt
history-forgotten = Persönliche Daten gelöscht
history-kept = { $amount } bleiben Ihr Guthaben
method-bank-transfer = Überweisung
method-direct-debit = Lastschrift
method-card = Karte
method-wallet = Sofortzahlung
method-cash = Bar
method-other = Sonstige

## Conversation

chat-title = Fragen? Schreiben Sie hier
chat-empty = Fragen Sie alles zu dieser Rechnung. { $biller } sieht dieselbe Seite und antwortet hier.
chat-label = Ihre Nachricht
chat-placeholder = Ihre Nachricht
chat-send = Senden
chat-elsewhere = Oder anders:
message-you = Sie
message-erased = Diese Nachricht wurde gelöscht.
message-sending = Wird gesendet …
message-waiting = Noch nicht gesendet: Das geschieht, sobald Sie wieder verbunden sind.
message-refused = Nicht gesendet: { $reason }
said-sent = Ihre Nachricht wurde gesendet.
said-empty = Bitte schreiben Sie zuerst etwas.
said-too-long = Ihre Nachricht ist zu lang. Bitte kürzen Sie sie oder senden Sie zwei.
said-too-many = Das waren viele Nachrichten in kurzer Zeit. Bitte warten Sie eine Minute und senden Sie noch einmal.
said-refused = Ihre Nachricht konnte nicht gesendet werden. Sie steht noch im Feld unten: Bitte versuchen Sie es noch einmal.
said-unknown = Wir wissen nicht, ob das geklappt hat. Bitte senden Sie es noch einmal: Es wird höchstens einmal ausgeführt.

## Messages

chat-typing = { $name } schreibt …
chat-person = Mit einem Menschen sprechen
chat-person-asked = Sie möchten mit einem Menschen sprechen. { $biller } antwortet hier.
chat-person-asked-by = { $name } möchte mit einem Menschen sprechen.
message-about = Zu: { $line }
message-automatic = Automatische Antwort
message-read = Gelesen { $moment }
message-delivered = Zugestellt
message-slow = Noch keine Bestätigung
message-again = Noch einmal versuchen
message-edit = Ändern
point-line = { $name } zeigt auf diese Zeile
point-news = { $name } zeigt auf: { $line }
line-ask = Dazu fragen
line-ask-what = Fragen zu: { $line }
line-ask-drop = Nicht zu dieser Zeile
attach-label = Datei anhängen
attach-hint = Bilder (PNG, JPEG, WebP) oder PDF, je bis 10 MB.
attach-drop = Datei hier ablegen
attach-remove = Entfernen
attach-too-large = { $name } ist größer als 10 MB.
attach-kind = { $name } ist weder ein Bild (PNG, JPEG, WebP) noch ein PDF.
attach-failed = { $name } konnte nicht hochgeladen werden. Bitte versuchen Sie es noch einmal.
attach-many = Zu einer Nachricht gehören höchstens { $max } Dateien.

## Proposals

proposal-by = Vorschlag von { $name }
proposal-by-you = Ihre Bitte
proposal-due-date = Neue Fälligkeit: { $date }
proposal-due-date-text = Die Rechnung ist am { $date } statt am { $was } fällig.
proposal-waive-fee = Gebühr von { $amount } entfällt
proposal-waive-fee-text = Die Gebühr von { $amount } wird von dieser Rechnung genommen.
proposal-credit = Gutschrift über { $amount }
proposal-credit-text = Eine Gutschrift mindert diese Rechnung um { $amount }. Danach sind noch { $rest } zu bezahlen.
proposal-part-payment = In zwei Teilen bezahlen
proposal-part-payment-text = { $now } werden bis { $day } bezahlt, die übrigen { $rest } bis { $due }.
proposal-until = Gültig bis { $moment }
proposal-waiting = Wartet auf { $name } · gültig bis { $moment }
proposal-accepted = Von { $name } angenommen · { $moment }
proposal-accepted-you = Von Ihnen angenommen · { $moment }
proposal-declined = Von { $name } abgelehnt · { $moment }
proposal-declined-you = Von Ihnen abgelehnt · { $moment }
proposal-withdrawn = Zurückgenommen · { $moment }
proposal-expired = Das galt bis { $moment }.
proposal-changed = Die Rechnung hat sich seitdem geändert, deshalb kann das nicht mehr angenommen werden. Schreiben Sie hier, wenn Sie einen neuen Vorschlag möchten.
proposal-accept = Annehmen
proposal-accept-ask = Nehmen Sie das an? Es gilt sofort.
proposal-accept-yes = Ja, ich nehme an
proposal-decline = Nein, danke
proposal-decline-ask = Lehnen Sie das ab?
proposal-decline-yes = Ja, ablehnen
proposal-reason = Warum (freiwillig)
proposal-back = Zurück
proposal-withdraw = Zurücknehmen

## What a payer can ask for

more-time-title = Ich brauche mehr Zeit
more-time-label = Ich kann bezahlen bis
more-time-at-once = Bis zum { $date } bekommen Sie es sofort. Bei einem späteren Tag wird { $biller } gefragt und antwortet hier.
more-time-asked = { $biller } wird gefragt und antwortet hier.
more-time-send = Um mehr Zeit bitten
dispute-title = Etwas stimmt nicht
dispute-line = Worum geht es?
dispute-whole = Die ganze Rechnung
dispute-reason = Was stimmt nicht?
dispute-file = Bild oder PDF (freiwillig)
dispute-note = Bis das geklärt ist, bekommen Sie keine Erinnerungen zu dieser Rechnung.
dispute-send = Widersprechen
dispute-about = Widersprochen: { $line }
dispute-mark = Widersprochen
dispute-open = Noch nicht geklärt. Bis dahin keine Erinnerungen.
dispute-upheld = Geklärt: { $biller } stimmt zu.
dispute-rejected = Geklärt: Die Rechnung bleibt, wie sie ist.
paused = Vorerst keine Erinnerungen
paused-until = Keine Erinnerungen bis { $date }
paused-dispute = Keine Erinnerungen, bis Ihr Widerspruch geklärt ist
totals-fee = Gebühr, { $moment }
totals-fee-waived = Gebühr entfallen, { $moment }

## Changes by agreement, in one sentence

change-fee-charged = Eine Gebühr von { $amount } ist dazugekommen.
change-fee-waived = Eine Gebühr von { $amount } entfällt.
change-paused = Es gibt vorerst keine Erinnerungen.
change-paused-until = Es gibt keine Erinnerungen bis { $date }.
change-resumed = Erinnerungen werden wieder verschickt.
change-disputed = { $name } widerspricht: { $line }.
change-disputed-you = Sie widersprechen: { $line }. Bis das geklärt ist, bekommen Sie keine Erinnerungen.
change-dispute-upheld = Der Widerspruch ist geklärt: { $biller } stimmt zu.
change-dispute-rejected = Der Widerspruch ist geklärt: Die Rechnung bleibt, wie sie ist.
change-proposal-made = { $name } schlägt vor: { $what }.
change-proposal-made-you = Sie haben gebeten um: { $what }.
change-proposal-accepted = { $name } hat angenommen: { $what }.
change-proposal-accepted-you = Sie haben angenommen: { $what }.
change-proposal-declined = { $name } hat abgelehnt: { $what }.
change-proposal-declined-you = Sie haben abgelehnt: { $what }.
change-proposal-withdrawn = Zurückgenommen: { $what }.

## What became of a form

said-granted = Erledigt: Die Fälligkeit ist auf den gewünschten Tag verschoben.
said-asked = { $biller } wurde gefragt und antwortet hier.
said-accepted = Sie haben angenommen. Es gilt ab jetzt.
said-declined = Sie haben abgelehnt. Es hat sich nichts geändert.
said-withdrawn = Sie haben es zurückgenommen.
said-disputed = { $biller } hat Ihren Widerspruch erhalten und antwortet hier.
said-person = Ein Mensch bei { $biller } antwortet hier.
said-proposal-changed = Die Rechnung hat sich seitdem geändert, deshalb kann das nicht mehr angenommen werden. Schreiben Sie { $biller } unten, wenn Sie einen neuen Vorschlag möchten.
said-proposal-expired = Das gilt nicht mehr. Schreiben Sie { $biller } unten, wenn Sie einen neuen Vorschlag möchten.
said-proposal-answered = Das wurde schon beantwortet.
said-date = Bitte wählen Sie einen Tag nach der Fälligkeit, innerhalb des nächsten Jahres.
said-nothing-open = Auf dieser Rechnung ist nichts mehr offen.
said-asked-before = Darum haben Sie schon gebeten. { $biller } antwortet hier.
said-reason-missing = Bitte schreiben Sie, was nicht stimmt.
said-file-too-large = Die Datei ist größer als 10 MB.
said-file-kind = Die Datei ist weder ein Bild (PNG, JPEG, WebP) noch ein PDF, oder sie ist beschädigt.
said-file-empty = Die Datei ist leer.
said-file-pixels = Das Bild hat mehr als 50 Millionen Pixel. Bitte verkleinern Sie es und senden Sie es noch einmal.
said-file-many = Hier sind schon zu viele Dateien. Bitte senden Sie zuerst die angehängten.
said-file-gone = Eine Datei ist nicht mehr da. Bitte hängen Sie sie noch einmal an.
said-not-done = Das hat nicht geklappt. Bitte versuchen Sie es noch einmal oder schreiben Sie { $biller } unten.
said-offline = Sie sind gerade nicht verbunden. Bitte versuchen Sie es gleich noch einmal.

## Paying on the page

pay-what = Was möchten Sie bezahlen?
pay-all = Alles, was offen ist
pay-other = Ein anderer Betrag
pay-other-from = Ab { $amount }
pay-other-label = Betrag in { $currency }
pay-other-pay = Diesen Betrag bezahlen
pay-way = Wie möchten Sie bezahlen?
way-card = Karte
pay-away = Sie bezahlen auf der Seite eines Zahlungsdienstes und kommen hierher zurück.
pay-or-transfer = Oder selbst überweisen
pay-row-swish = Swish
pay-code-epc = Zahlungscode für Ihre Banking-App
pay-code-epc-hint = Scannen Sie ihn mit Ihrer Banking-App: Betrag, Konto und Verwendungszweck sind ausgefüllt.
pay-code-swish = Zahlungscode für Swish
pay-code-swish-hint = Scannen Sie ihn mit Swish: Betrag und Verwendungszweck sind ausgefüllt.
pay-begun = Eine Zahlung von { $amount } wurde begonnen ({ $moment }) und ist nicht abgeschlossen.
pay-begun-hint = Wenn sie abgeschlossen wird und Sie hier auch bezahlen, zahlen Sie doppelt. Was zu viel ist, bleibt Ihr Guthaben.
pay-begun-go = Damit weitermachen
pay-begun-cancel = Abbrechen
back-open = Wir wissen noch nicht, ob Ihre Zahlung von { $amount } geklappt hat. Sobald wir es wissen, sehen Sie es hier. Sie müssen nicht noch einmal bezahlen.
back-paid = Ihre Zahlung von { $amount } hat geklappt. Vielen Dank.
back-cancelled = Die Zahlung von { $amount } wurde abgebrochen. Es wurde nichts abgebucht.
back-expired = Die Zahlung von { $amount } wurde nicht rechtzeitig abgeschlossen. Es wurde nichts abgebucht.
back-check = Jetzt nachfragen
going-title = Zur Zahlungsseite
going-text = Sie bezahlen { $amount } an { $biller } auf der Seite eines Zahlungsdienstes und kommen danach hierher zurück.
going-go = Weiter zur Zahlungsseite
going-wait = Einen Moment: Die Zahlungsseite wird geöffnet. Es ist noch nichts bezahlt, und diese Seite geht von selbst weiter.
going-again = Noch einmal nachsehen
going-back = Zurück zur Rechnung
said-checkout-cancelled = Sie haben die Zahlung abgebrochen. Es wurde nichts abgebucht.
said-amount = Bitte schreiben Sie einen Betrag wie 450,00.
said-amount-less = Das ist weniger, als { $biller } annimmt. Bitte wählen Sie einen größeren Betrag oder alles, was offen ist.
said-amount-more = Das ist mehr, als offen ist. Bitte wählen Sie einen kleineren Betrag oder alles, was offen ist.
said-amount-moved = Der offene Betrag hat sich inzwischen geändert. Bitte sehen Sie ihn sich an und bezahlen Sie dann.
said-begun-elsewhere = In einem anderen Fenster wurde eine Zahlung begonnen. Machen Sie damit weiter, brechen Sie sie ab, oder drücken Sie noch einmal, um auch hier zu bezahlen.
said-way = Diese Zahlungsart ist gerade nicht verfügbar. Bitte wählen Sie eine andere.
said-many-payments = Hier wurden viele Zahlungen begonnen. Bitte warten Sie einen Moment, bevor Sie eine weitere beginnen.
change-checkout-failed = Ihre Zahlung von { $amount } hat nicht geklappt. Es wurde nichts abgebucht: Bitte versuchen Sie es noch einmal oder bezahlen Sie anders.
change-checkout-amount = Die begonnene Zahlung von { $amount } wurde geschlossen, weil sich der offene Betrag geändert hat. Dafür wurde nichts abgebucht.

## Money that finds its way

change-payment-unmatched = Eine Zahlung von { $amount } wurde hier irrtümlich angerechnet. Was sie bezahlt hatte, ist wieder offen.
change-payment-refunded = { $amount } werden Ihnen zurückgezahlt.
change-refund-failed = Die Rückzahlung von { $amount } hat nicht geklappt. Der Betrag ist wieder Ihr Guthaben.
claim-by = { $name } fragt
proposal-claim = War diese Zahlung von Ihnen: { $amount }?
proposal-claim-text = { $amount } wurden am { $date } bezahlt, und noch weiß niemand, von wem. Wenn Sie es waren, wird die Zahlung sofort auf diese Rechnung angerechnet.
claim-yes = Ja, das war ich
claim-yes-ask = War es Ihre Zahlung? Sie wird sofort auf diese Rechnung angerechnet.
claim-yes-yes = Ja, es war meine
claim-no = Nein, nicht meine
claim-no-ask = War es nicht Ihre Zahlung?
claim-no-yes = Nein, es war nicht meine
change-claim = { $name } fragt: War die Zahlung von { $amount } von Ihnen?
change-claim-yes = { $name } sagt: Die Zahlung von { $amount } war die eigene.
change-claim-yes-you = Sie haben gesagt, dass die Zahlung von { $amount } von Ihnen war.
change-claim-no = { $name } sagt: Die Zahlung von { $amount } war nicht die eigene.
change-claim-no-you = Sie haben gesagt, dass die Zahlung von { $amount } nicht von Ihnen war.
change-claim-gone = Wessen Zahlung von { $amount } das war, ist keine Frage mehr.

## Connection

live-on = Live
live-staff = Live · { $name } vom Kundendienst ist hier
live-viewers = Live · { $count } sehen dies
live-stale = Gerade nicht live: Stand von { $moment }. Verbindung wird wiederhergestellt …
live-back = Wieder live
live-reload = Neu laden
live-link-invalid = Dieser Link gilt nicht mehr. Öffnen Sie die neueste E-Mail des Absenders oder bitten Sie um einen neuen Link.

## What cannot be shown

problem-link-title = Dieser Link funktioniert nicht
problem-link-text = Wir können hier keine Rechnung zeigen. Links zu Rechnungen können durch neuere ersetzt werden und gelten nicht für immer.
problem-link-newest = Öffnen Sie die neueste E-Mail oder SMS des Absenders und nutzen Sie den Link darin.
problem-link-whole = Wenn Sie den Link abgetippt oder kopiert haben, prüfen Sie, ob er vollständig ist.
problem-link-ask = Sonst bitten Sie den Absender um einen neuen Link. Die Adresse steht auf der Rechnung oder in der E-Mail.
problem-not-found-title = Hier ist nichts
problem-not-found-text = Prüfen Sie die Adresse oder öffnen Sie den Link aus Ihrer E-Mail noch einmal.
problem-too-many-title = Einen Moment, bitte
problem-too-many-text = Von Ihrem Anschluss kamen zu viele Anfragen. Warten Sie etwa { $seconds } Sekunden und laden Sie die Seite neu.
problem-newer-text = Wir wechseln gerade auf eine neue Version. Nichts wurde geändert und nichts ging verloren. Bitte laden Sie die Seite in einer Minute neu.
problem-unknown-title = Wir wissen nicht, ob das geklappt hat
problem-unknown-text = Die Verbindung zu unserer Datenbank ist abgebrochen, während Ihre Eingabe gespeichert wurde.
problem-unknown-again = Laden Sie diese Seite neu und lassen Sie den Browser das Formular noch einmal senden: Es wird höchstens einmal ausgeführt, nichts wird doppelt bezahlt oder geschrieben.
problem-unknown-look = Oder öffnen Sie die Rechnung noch einmal und sehen Sie nach, ob es dort steht.
problem-server-title = Bei uns ist etwas schiefgegangen
problem-server-text = Nichts ging verloren und nichts wurde doppelt bezahlt. Bitte laden Sie die Seite in einer Minute neu.
problem-server-id = Wenn es so bleibt, nennen Sie dem Absender diese Nummer: { $id }

### Automatic answers

answer-how-much = Auf der Rechnung { $number } sind noch { $open } offen: Der Gesamtbetrag ist { $total }, davon sind { $paid } bezahlt. Bitte zahlen Sie bis zum { $date }.
answer-how-much-all = Auf der Rechnung { $number } sind { $open } offen. Bitte zahlen Sie bis zum { $date }.
answer-how-much-paid = Es ist nichts mehr offen: Die Rechnung { $number } ist bezahlt. Vielen Dank.
answer-how-much-none = Es ist nichts offen: Für die Rechnung { $number } müssen Sie nichts bezahlen.
answer-when-due = Bitte zahlen Sie { $open } bis zum { $date }. Das ist der letzte Tag, an dem die Zahlung rechtzeitig ist.
answer-when-due-past = Die Rechnung war am { $date } fällig, und { $open } sind noch offen. Bitte zahlen Sie so bald wie möglich, oder schreiben Sie hier, wenn Sie mehr Zeit brauchen.
answer-how-to-pay = Überweisen Sie { $open } bis zum { $date } auf das Konto { $account } mit der Referenz { $reference }. Auf dieser Seite können Sie alles unter „Bezahlen“ kopieren.
answer-how-to-pay-number = Überweisen Sie { $open } bis zum { $date } auf das Konto { $account } und nennen Sie die Rechnungsnummer { $number }. Auf dieser Seite können Sie alles unter „Bezahlen“ kopieren.
answer-copy = Diese Seite ist Ihre Rechnung { $number } und zeigt immer, was jetzt gilt. Für eine Kopie wählen Sie auf dieser Seite „Drucken“ und dann Papier oder „Als PDF speichern“.
answer-more-time = Sie können das Fälligkeitsdatum selbst verschieben: Wählen Sie auf dieser Seite unter „Ich brauche mehr Zeit“ einen Tag bis zum { $until } statt des { $date }. Das gilt sofort. Für einen späteren Tag fragen Sie dort, und ein Mensch antwortet.
answer-have-paid = Vielen Dank. Für die Rechnung { $number } ist noch nichts eingegangen, deshalb sind { $open } noch offen. Eine Überweisung kann zwei Werktage dauern; diese Seite ändert sich von selbst, sobald das Geld da ist.
answer-have-paid-part = Vielen Dank. { $paid } sind eingegangen, und { $open } sind noch offen. Eine Überweisung kann zwei Werktage dauern; diese Seite ändert sich von selbst, sobald mehr da ist.
answer-have-paid-pending = Vielen Dank. Ihre Zahlung von { $pending } ist unterwegs. Diese Seite ändert sich von selbst, sobald sie da ist; bis dahin sind { $open } offen.
answer-have-paid-all = Ja: Alles ist eingegangen, und die Rechnung { $number } ist bezahlt. Vielen Dank.
