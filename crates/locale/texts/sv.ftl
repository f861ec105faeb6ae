### What people read, in Fluent.

## The page

page-title = Faktura { $number } · { $biller }
page-heading = Faktura { $number }
page-skip = Hoppa till fakturan
page-language = Språk
page-print = Skriv ut
page-sandbox = Det här är en testfaktura. Inget behöver betalas.
page-always-true = Den här sidan är din faktura: den visar alltid vad som gäller nu.

## Where it stands

status-open = Obetald
status-partly-paid = Delbetald
status-overdue = Förfallen
status-paid = Betald
status-void = Återkallad
status-credited = Krediterad
status-written-off = Avslutad
status-pending = Betalning på väg
hero-label = Vad som är kvar att betala
hero-left-of = kvar av { $amount }
hero-total = kvar · totalbeloppet var { $amount }
due-label = Betala senast
due-label-past = Skulle ha betalats senast
due-moved-by = flyttat av { $name }
due-moved-by-you = flyttat av dig
due-moved = flyttat
bar-paid = { $amount } betalt
bar-credited = { $amount } krediterat
bar-pending = { $amount } på väg
bar-open = { $amount } kvar

## Paying

pay-title = Betala
pay-amount = Betala { $amount }
pay-by-transfer = Med banköverföring. Kopiera varje rad till din bank.
pay-by-transfer-any = Med banköverföring, till något av de här kontona.
pay-row-amount = Belopp
pay-row-reference = Referens (OCR)
pay-row-iban = IBAN
pay-row-bankgiro = Bankgiro
pay-row-plusgiro = Plusgiro
pay-row-account = Konto
pay-row-holder = Mottagare
pay-row-bic = BIC
pay-hint = Med den här referensen hittar betalningen själv till fakturan. Sidan visar den så snart den kommit fram.
pay-direct-debit = Beloppet dras från ditt konto med autogiro. Du behöver inte göra något.
pay-no-means = { $biller } anger inget konto på fakturan. Fråga hur du kan betala:
pay-ask-here = Fråga här
pay-pending-all = Din betalning på { $amount } är på väg. Du behöver inte göra något.
pay-pending-part = { $amount } är på väg och redan avdraget här.
pay-paid = Allt är betalt. Tack!
pay-void = Fakturan har återkallats. Du behöver inte betala något.
pay-credited = Fakturan har krediterats helt. Du behöver inte betala något.
pay-written-off = Fakturan är avslutad. Inget mer begärs av dig.
pay-credit-kept = { $amount } finns kvar som ditt tillgodohavande hos { $biller }.
copy = Kopiera
copy-what = Kopiera: { $what }
copy-done = Kopierat

## The newest change, in one sentence

change-payment-pending = Din betalning på { $amount } är på väg.
change-payment-settled = Vi har tagit emot din betalning på { $amount }. Tack!
change-payment-failed = Din betalning på { $amount } gick inte igenom. Beloppet är fortfarande obetalt.
change-payment-reversed = Din betalning på { $amount } har återtagits. Beloppet är obetalt igen.
change-credit-used = { $amount } av ditt tillgodohavande har använts här.
change-credit-moved = { $amount } av ditt tillgodohavande har använts till en annan faktura.
change-credited = Kreditfaktura { $number } ger dig { $amount } tillbaka.
change-due-date = { $name } flyttade förfallodagen till { $date }.
change-due-date-you = Du flyttade förfallodagen till { $date }.
change-due-date-plain = Förfallodagen är nu { $date }.
change-voided = Fakturan har återkallats. Du behöver inte betala något.
change-written-off = Resterande { $amount } begärs inte längre av dig.
change-message = Nytt meddelande från { $name }

## Lines and totals

lines-title = Vad du betalar för
lines-item = Rad
lines-amount = Utan moms
lines-more = Visa { $count } rader till
lines-counted = { $quantity } × { $price }
lines-counted-per = { $quantity } × { $price } per { $base }
lines-period = { $from } till { $to }
lines-vat = Moms { $rate }
lines-allowance = Avdrag
lines-charge = Tillägg
totals-title = Summor
totals-lines = Summa rader
totals-allowance = Avdrag
totals-charge = Tillägg
totals-without-vat = Utan moms
totals-vat = Moms { $rate } på { $base }
totals-vat-exempt = Undantaget från moms: { $base }
totals-vat-reverse = Omvänd betalningsskyldighet för moms: { $base }
totals-vat-abroad = Ingen moms, levererat utomlands: { $base }
totals-vat-none = Inte momspliktigt: { $base }
totals-rounding = Öresutjämning
totals-total = Totalt
totals-prepaid = Betalt i förskott
totals-payable = Att betala

## Details

details-title = Uppgifter
details-from = Från
details-to = Till
details-number = Fakturanummer
details-date = Fakturadatum
details-customer = Ditt kundnummer
details-buyer-reference = Er referens
details-order = Er beställning
details-registration = Org.nr { $number }
details-vat-number = Momsreg.nr { $number }

## History

history-title = Historik
history-issued = Faktura skapad
history-payment-pending = Betalning på väg
history-payment-settled = Betalning mottagen
history-payment-failed = Betalningen gick inte igenom
history-payment-reversed = Betalning återtagen
history-credit-used = Ditt tillgodohavande användes
history-credit-moved = Tillgodohavande använt till en annan faktura
history-credited = Kreditfaktura { $number }
history-due-date = Förfallodagen flyttad till { $date }
history-voided = Fakturan återkallad
history-written-off = Resten begärs inte längre
history-forgotten = Personuppgifter raderade
history-kept = { $amount } kvar som tillgodohavande
method-bank-transfer = Banköverföring
method-direct-debit = Autogiro
method-card = Kort
method-wallet = Direktbetalning
method-cash = Kontant
method-other = Annat

## Conversation

chat-title = Frågor? Skriv här
chat-empty = Fråga vad du vill om fakturan. { $biller } ser samma sida och svarar här.
chat-label = Ditt meddelande
chat-placeholder = Ditt meddelande
chat-send = Skicka
chat-elsewhere = Eller på annat sätt:
message-you = Du
message-erased = Meddelandet har raderats.
message-sending = Skickas …
message-waiting = Inte skickat än: det sker så snart du är ansluten igen.
message-refused = Inte skickat: { $reason }
said-sent = Ditt meddelande har skickats.
said-empty = Skriv något först.
said-too-long = Meddelandet är för långt. Korta det eller skicka det i två delar.
said-too-many = Det var många meddelanden på kort tid. Vänta en minut och skicka igen.
said-refused = Meddelandet kunde inte skickas. Det finns kvar i fältet nedan: försök igen.

## Connection

live-on = Live
live-staff = Live · { $name } från kundtjänst är här
live-viewers = Live · { $count } tittar
live-stale = Inte live just nu: visar vad som gällde { $moment }. Ansluter igen …
live-back = Live igen
live-reload = Ladda om
live-link-invalid = Länken gäller inte längre. Öppna det senaste mejlet från avsändaren eller be om en ny länk.

## What cannot be shown

problem-link-title = Länken fungerar inte
problem-link-text = Vi kan inte visa någon faktura här. Länkar till fakturor kan ersättas av nyare och slutar gälla efter en tid.
problem-link-newest = Öppna det senaste mejlet eller sms:et från avsändaren och använd länken där.
problem-link-whole = Om du har skrivit av eller kopierat länken, kontrollera att hela är med.
problem-link-ask = Be annars avsändaren om en ny länk. Adressen står på fakturan eller i mejlet.
problem-not-found-title = Här finns inget
problem-not-found-text = Kontrollera adressen eller öppna länken i mejlet igen.
problem-too-many-title = Ett ögonblick
problem-too-many-text = Det kom för många anrop från din anslutning. Vänta ungefär { $seconds } sekunder och ladda om sidan.
problem-server-title = Något gick fel hos oss
problem-server-text = Inget har försvunnit och inget har betalats två gånger. Ladda om sidan om en minut.
problem-server-id = Om det fortsätter, uppge det här numret för avsändaren: { $id }
