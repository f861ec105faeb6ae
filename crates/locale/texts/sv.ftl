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
change-unknown = Något nytt har hänt som sidan inte kan visa än.
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
said-unknown = Vi vet inte om det blev gjort. Skicka igen: det görs högst en gång.

## Messages

chat-typing = { $name } skriver …
chat-person = Prata med en människa
chat-person-asked = Du vill prata med en människa. { $biller } svarar här.
chat-person-asked-by = { $name } vill prata med en människa.
message-about = Om: { $line }
message-automatic = Automatiskt svar
message-read = Läst { $moment }
message-delivered = Levererat
message-slow = Inget svar än
message-again = Försök igen
message-edit = Ändra
point-line = { $name } pekar på den här raden
point-news = { $name } pekar på: { $line }
line-ask = Fråga om detta
line-ask-what = Fråga om: { $line }
line-ask-drop = Inte om den här raden
attach-label = Bifoga en fil
attach-hint = Bilder (PNG, JPEG, WebP) eller PDF, högst 10 MB var.
attach-drop = Släpp filen här
attach-remove = Ta bort
attach-too-large = { $name } är större än 10 MB.
attach-kind = { $name } är varken en bild (PNG, JPEG, WebP) eller en pdf.
attach-failed = { $name } kunde inte laddas upp. Försök igen.
attach-many = Högst { $max } filer kan följa med ett meddelande.

## Proposals

proposal-by = Förslag från { $name }
proposal-by-you = Du bad om
proposal-due-date = Ny förfallodag: { $date }
proposal-due-date-text = Fakturan förfaller { $date } i stället för { $was }.
proposal-waive-fee = Avgiften på { $amount } tas bort
proposal-waive-fee-text = Avgiften på { $amount } tas bort från fakturan.
proposal-credit = Kreditering med { $amount }
proposal-credit-text = En kreditfaktura minskar fakturan med { $amount }. Sedan återstår { $rest } att betala.
proposal-part-payment = Betala i två delar
proposal-part-payment-text = { $now } betalas senast { $day } och resterande { $rest } senast { $due }.
proposal-until = Gäller till { $moment }
proposal-waiting = Väntar på { $name } · gäller till { $moment }
proposal-accepted = { $name } godkände · { $moment }
proposal-accepted-you = Du godkände · { $moment }
proposal-declined = { $name } tackade nej · { $moment }
proposal-declined-you = Du tackade nej · { $moment }
proposal-withdrawn = Återtaget · { $moment }
proposal-expired = Detta gällde till { $moment }.
proposal-changed = Fakturan har ändrats sedan dess, så detta kan inte längre godkännas. Skriv här om du vill ha ett nytt förslag.
proposal-accept = Godkänn
proposal-accept-ask = Godkänner du detta? Det gäller genast.
proposal-accept-yes = Ja, jag godkänner
proposal-decline = Nej, tack
proposal-decline-ask = Tackar du nej till detta?
proposal-decline-yes = Ja, tacka nej
proposal-reason = Varför (frivilligt)
proposal-back = Tillbaka
proposal-withdraw = Ta tillbaka

## What a payer can ask for

more-time-title = Jag behöver mer tid
more-time-label = Jag kan betala senast
more-time-at-once = Till och med { $date } får du det genast. För en senare dag tillfrågas { $biller } och svarar här.
more-time-asked = { $biller } tillfrågas och svarar här.
more-time-send = Be om mer tid
dispute-title = Något är fel
dispute-line = Vad gäller det?
dispute-whole = Hela fakturan
dispute-reason = Vad är fel?
dispute-file = Bild eller pdf (frivilligt)
dispute-note = Du får inga påminnelser om fakturan förrän det är utrett.
dispute-send = Bestrid
dispute-about = Bestridet: { $line }
dispute-mark = Bestridet
dispute-open = Inte utrett än. Inga påminnelser till dess.
dispute-upheld = Utrett: { $biller } håller med.
dispute-rejected = Utrett: fakturan gäller som den är.
paused = Inga påminnelser tills vidare
paused-until = Inga påminnelser till och med { $date }
paused-dispute = Inga påminnelser förrän det du bestritt är utrett
totals-fee = Avgift, { $moment }
totals-fee-waived = Avgift borttagen, { $moment }

## Changes by agreement, in one sentence

change-fee-charged = En avgift på { $amount } har lagts till.
change-fee-waived = En avgift på { $amount } har tagits bort.
change-paused = Det kommer inga påminnelser tills vidare.
change-paused-until = Det kommer inga påminnelser till och med { $date }.
change-resumed = Påminnelser skickas igen.
change-disputed = { $name } bestrider: { $line }.
change-disputed-you = Du bestrider: { $line }. Du får inga påminnelser förrän det är utrett.
change-dispute-upheld = Det bestridna är utrett: { $biller } håller med.
change-dispute-rejected = Det bestridna är utrett: fakturan gäller som den är.
change-proposal-made = { $name } föreslår: { $what }.
change-proposal-made-you = Du bad om: { $what }.
change-proposal-accepted = { $name } godkände: { $what }.
change-proposal-accepted-you = Du godkände: { $what }.
change-proposal-declined = { $name } tackade nej till: { $what }.
change-proposal-declined-you = Du tackade nej till: { $what }.
change-proposal-withdrawn = Återtaget: { $what }.

## What became of a form

said-granted = Klart: förfallodagen har flyttats till den dag du bad om.
said-asked = { $biller } har tillfrågats och svarar här.
said-accepted = Du godkände. Det gäller från och med nu.
said-declined = Du tackade nej. Inget har ändrats.
said-withdrawn = Du tog tillbaka det.
said-disputed = { $biller } har fått det du bestrider och svarar här.
said-person = En människa hos { $biller } svarar här.
said-proposal-changed = Fakturan har ändrats sedan dess, så detta kan inte längre godkännas. Skriv till { $biller } nedan om du vill ha ett nytt förslag.
said-proposal-expired = Detta gäller inte längre. Skriv till { $biller } nedan om du vill ha ett nytt förslag.
said-proposal-answered = Detta har redan besvarats.
said-date = Välj en dag efter förfallodagen, inom det närmaste året.
said-nothing-open = Det finns inget kvar att betala på fakturan.
said-asked-before = Du har redan bett om detta. { $biller } svarar här.
said-reason-missing = Skriv vad som är fel.
said-file-too-large = Filen är större än 10 MB.
said-file-kind = Filen är varken en bild (PNG, JPEG, WebP) eller en pdf, eller så är den skadad.
said-file-empty = Filen är tom.
said-file-pixels = Bilden har fler än 50 miljoner pixlar. Gör den mindre och skicka igen.
said-file-many = Det finns redan för många filer här. Skicka först dem som du har bifogat.
said-file-gone = En fil finns inte längre kvar. Bifoga den igen.
said-not-done = Det gick inte. Försök igen eller skriv till { $biller } nedan.
said-offline = Du är inte ansluten just nu. Försök igen om en stund.

## Paying on the page

pay-what = Vad vill du betala?
pay-all = Allt som är kvar
pay-other = Ett annat belopp
pay-other-from = Från { $amount }
pay-other-label = Belopp i { $currency }
pay-other-pay = Betala det här beloppet
pay-way = Hur vill du betala?
way-card = Kort
pay-away = Du betalar hos en betalningsförmedlare och kommer sedan tillbaka hit.
pay-or-transfer = Eller för över beloppet själv
pay-row-swish = Swish
pay-code-epc = Betalkod för bankappen
pay-code-epc-hint = Skanna den med bankappen: belopp, konto och referens är ifyllda.
pay-code-swish = Betalkod för Swish
pay-code-swish-hint = Skanna den med Swish: belopp och referens är ifyllda.
pay-begun = En betalning på { $amount } påbörjades ({ $moment }) och är inte klar.
pay-begun-hint = Om den slutförs och du betalar här också, betalar du två gånger. Det som blir för mycket finns kvar som ditt tillgodohavande.
pay-begun-go = Fortsätt med den
pay-begun-cancel = Avbryt den
back-open = Vi vet ännu inte om din betalning på { $amount } gick igenom. Så snart vi vet ser du det här. Du behöver inte betala igen.
back-paid = Din betalning på { $amount } gick igenom. Tack!
back-cancelled = Betalningen på { $amount } avbröts. Inget har dragits.
back-expired = Betalningen på { $amount } blev inte klar i tid. Inget har dragits.
back-check = Fråga nu
going-title = Till betalsidan
going-text = Du betalar { $amount } till { $biller } hos en betalningsförmedlare och kommer sedan tillbaka hit.
going-go = Vidare till betalsidan
going-wait = Ett ögonblick: betalsidan öppnas. Inget är betalt än, och sidan går vidare av sig själv.
going-again = Titta igen
going-back = Tillbaka till fakturan
said-checkout-cancelled = Du avbröt betalningen. Inget har dragits.
said-amount = Skriv ett belopp som 450,00.
said-amount-less = Det är mindre än { $biller } tar emot. Välj ett större belopp eller allt som är kvar.
said-amount-more = Det är mer än vad som är kvar. Välj ett mindre belopp eller allt som är kvar.
said-amount-moved = Beloppet som är kvar har ändrats under tiden. Titta på det och betala sedan.
said-begun-elsewhere = En betalning har påbörjats i ett annat fönster. Fortsätt med den eller avbryt den, eller tryck en gång till för att betala här också.
said-way = Det här sättet att betala är inte tillgängligt just nu. Välj ett annat.
said-many-payments = Många betalningar har påbörjats här. Vänta en stund innan du påbörjar en till.
change-checkout-failed = Din betalning på { $amount } gick inte igenom. Inget har dragits: försök igen eller betala på ett annat sätt.
change-checkout-amount = Den påbörjade betalningen på { $amount } stängdes, eftersom beloppet som är kvar har ändrats. Inget har dragits för den.

## Money that finds its way

change-payment-unmatched = En betalning på { $amount } räknades hit av misstag. Det den hade betalat är åter obetalt.
change-payment-refunded = { $amount } betalas tillbaka till dig.
change-refund-failed = Återbetalningen av { $amount } gick inte igenom. Beloppet är åter ditt tillgodohavande.
claim-by = { $name } frågar
proposal-claim = Var den här betalningen din: { $amount }?
proposal-claim-text = { $amount } betalades den { $date }, och ännu vet ingen av vem. Om det var du räknas betalningen genast av från den här fakturan.
claim-yes = Ja, det var jag
claim-yes-ask = Var det din betalning? Den räknas genast av från den här fakturan.
claim-yes-yes = Ja, den var min
claim-no = Nej, inte min
claim-no-ask = Var det inte din betalning?
claim-no-yes = Nej, den var inte min
change-claim = { $name } frågar: var betalningen på { $amount } din?
change-claim-yes = { $name } säger att betalningen på { $amount } var den egna.
change-claim-yes-you = Du sa att betalningen på { $amount } var din.
change-claim-no = { $name } säger att betalningen på { $amount } inte var den egna.
change-claim-no-you = Du sa att betalningen på { $amount } inte var din.
change-claim-gone = Vems betalningen på { $amount } var är inte längre en fråga.

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
problem-newer-text = Vi byter till en ny version just nu. Inget har ändrats och inget har försvunnit. Ladda om sidan om en minut.
problem-unknown-title = Vi vet inte om det blev gjort
problem-unknown-text = Förbindelsen till vår databas bröts medan det du skickade sparades.
problem-unknown-again = Ladda om sidan och låt webbläsaren skicka formuläret en gång till: det görs högst en gång, så inget betalas eller skrivs dubbelt.
problem-unknown-look = Eller öppna fakturan igen och se om det finns där.
problem-server-title = Något gick fel hos oss
problem-server-text = Inget har försvunnit och inget har betalats två gånger. Ladda om sidan om en minut.
problem-server-id = Om det fortsätter, uppge det här numret för avsändaren: { $id }

### Automatic answers

answer-how-much = Det är { $open } kvar att betala på faktura { $number }: totalbeloppet är { $total } och { $paid } är betalt. Betala senast { $date }.
answer-how-much-all = Det är { $open } kvar att betala på faktura { $number }. Betala senast { $date }.
answer-how-much-paid = Inget är kvar att betala: faktura { $number } är betald. Tack.
answer-how-much-none = Inget är kvar att betala: du behöver inte betala något för faktura { $number }.
answer-when-due = Betala { $open } senast { $date }. Det är sista dagen då betalningen är i tid.
answer-when-due-past = Fakturan förföll { $date } och { $open } är kvar att betala. Betala så snart du kan, eller skriv här om du behöver mer tid.
answer-how-to-pay = Betala { $open } till { $account } med referensen { $reference }, senast { $date }. Du kan kopiera allt på den här sidan under ”Betala”.
answer-how-to-pay-number = Betala { $open } till { $account } och ange fakturanummer { $number }, senast { $date }. Du kan kopiera allt på den här sidan under ”Betala”.
answer-copy = Den här sidan är din faktura { $number } och visar alltid vad som gäller nu. För en kopia väljer du ”Skriv ut” på sidan och sedan papper eller ”Spara som PDF”.
answer-more-time = Du kan flytta förfallodatumet själv: välj en dag till och med { $until } i stället för { $date } under ”Jag behöver mer tid” på den här sidan. Det gäller direkt. Vill du ha en senare dag frågar du där, så svarar en person.
answer-have-paid = Tack. Inget har kommit in för faktura { $number } än, så { $open } är kvar att betala. En banköverföring kan ta två bankdagar; sidan ändras av sig själv så snart pengarna är här.
answer-have-paid-part = Tack. { $paid } har kommit in och { $open } är kvar att betala. En banköverföring kan ta två bankdagar; sidan ändras av sig själv så snart mer är här.
answer-have-paid-pending = Tack. Din betalning på { $pending } är på väg. Sidan ändras av sig själv så snart den är här; till dess är { $open } kvar att betala.
answer-have-paid-all = Ja: allt har kommit in och faktura { $number } är betald. Tack.
