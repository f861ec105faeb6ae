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
problem-server-title = Bei uns ist etwas schiefgegangen
problem-server-text = Nichts ging verloren und nichts wurde doppelt bezahlt. Bitte laden Sie die Seite in einer Minute neu.
problem-server-id = Wenn es so bleibt, nennen Sie dem Absender diese Nummer: { $id }
