### What people read, in Fluent. Amounts, dates and numbers come in already formatted.

## The page

page-title = Invoice { $number } · { $biller }
page-heading = Invoice { $number }
page-skip = Skip to the invoice
page-language = Language
page-print = Print
page-sandbox = This is a test invoice. Nothing has to be paid.
page-always-true = This page is your invoice: it always shows what is true now.

## Where it stands

status-open = Open
status-partly-paid = Partly paid
status-overdue = Overdue
status-paid = Paid
status-void = Withdrawn
status-credited = Credited
status-written-off = Closed
status-pending = Payment on its way
hero-label = What is left to pay
hero-left-of = left of { $amount }
hero-total = left · the total was { $amount }
due-label = Due
due-label-past = Was due
due-moved-by = moved by { $name }
due-moved-by-you = moved by you
due-moved = moved
bar-paid = { $amount } paid
bar-credited = { $amount } credited
bar-pending = { $amount } on its way
bar-open = { $amount } open

## Paying

pay-title = Pay
pay-amount = Pay { $amount }
pay-by-transfer = By bank transfer. Copy each line into your bank.
pay-by-transfer-any = By bank transfer, to any of these accounts.
pay-row-amount = Amount
pay-row-reference = Reference
pay-row-iban = IBAN
pay-row-bankgiro = Bankgiro
pay-row-plusgiro = Plusgiro
pay-row-account = Account
pay-row-holder = Recipient
pay-row-bic = BIC
pay-hint = With this reference your payment finds this invoice by itself. This page shows it as soon as it arrives.
pay-direct-debit = This amount is collected from your account by direct debit. There is nothing for you to do.
pay-no-means = { $biller } names no account on this invoice. Ask them how to pay:
pay-ask-here = Ask here
pay-pending-all = Your payment of { $amount } is on its way. There is nothing for you to do.
pay-pending-part = { $amount } is on its way and already taken off here.
pay-paid = Everything is paid. Thank you.
pay-void = This invoice was withdrawn. You do not have to pay anything.
pay-credited = This invoice was credited in full. You do not have to pay anything.
pay-written-off = This invoice is closed. Nothing more is asked of you.
pay-credit-kept = { $amount } is kept as your credit with { $biller }.
copy = Copy
copy-what = Copy: { $what }
copy-done = Copied

## The newest change, in one sentence

change-payment-pending = Your payment of { $amount } is on its way.
change-payment-settled = We received your payment of { $amount }. Thank you.
change-payment-failed = Your payment of { $amount } did not go through. The amount is still open.
change-payment-reversed = Your payment of { $amount } was taken back. The amount is open again.
change-credit-used = { $amount } of your credit was used here.
change-credit-moved = { $amount } of your credit was used for another invoice.
change-credited = Credit note { $number } gives you back { $amount }.
change-due-date = { $name } moved the due date to { $date }.
change-due-date-you = You moved the due date to { $date }.
change-due-date-plain = The due date is now { $date }.
change-voided = This invoice was withdrawn. You do not have to pay anything.
change-unknown = Something new happened that this page cannot show yet.
change-written-off = The remaining { $amount } is no longer asked of you.
change-message = New message from { $name }

## Lines and totals

lines-title = What it is for
lines-item = Item
lines-amount = Without VAT
lines-more = Show { $count } more lines
lines-counted = { $quantity } × { $price }
lines-counted-per = { $quantity } × { $price } per { $base }
lines-period = { $from } to { $to }
lines-vat = VAT { $rate }
lines-allowance = Deduction
lines-charge = Addition
totals-title = Totals
totals-lines = Sum of the lines
totals-allowance = Deduction
totals-charge = Addition
totals-without-vat = Without VAT
totals-vat = VAT { $rate } of { $base }
totals-vat-exempt = Exempt from VAT: { $base }
totals-vat-reverse = VAT is owed by the buyer (reverse charge): { $base }
totals-vat-abroad = No VAT, delivered abroad: { $base }
totals-vat-none = Not subject to VAT: { $base }
totals-rounding = Rounding
totals-total = Total
totals-prepaid = Paid beforehand
totals-payable = To pay

## Details

details-title = Details
details-from = From
details-to = To
details-number = Invoice number
details-date = Invoice date
details-customer = Your customer number
details-buyer-reference = Your reference
details-order = Your order
details-registration = Reg. no. { $number }
details-vat-number = VAT no. { $number }

## History

history-title = History
history-issued = Invoice issued
history-payment-pending = Payment on its way
history-payment-settled = Payment received
history-payment-failed = Payment did not go through
history-payment-reversed = Payment taken back
history-credit-used = Your credit was used
history-credit-moved = Credit used for another invoice
history-credited = Credit note { $number }
history-due-date = Due date moved to { $date }
history-voided = Invoice withdrawn
history-written-off = The rest is no longer asked for
history-forgotten = Personal data deleted
history-kept = { $amount } kept as your credit
method-bank-transfer = Bank transfer
method-direct-debit = Direct debit
method-card = Card
method-wallet = Instant payment
method-cash = Cash
method-other = Other

## Conversation

chat-title = Questions? Write here
chat-empty = Ask anything about this invoice. { $biller } sees the same page and answers here.
chat-label = Your message
chat-placeholder = Your message
chat-send = Send
chat-elsewhere = Or another way:
message-you = You
message-erased = This message was deleted.
message-sending = Sending …
message-waiting = Not sent yet: it will be as soon as you are connected again.
message-refused = Not sent: { $reason }
said-sent = Your message was sent.
said-empty = Please write something first.
said-too-long = Your message is too long. Please shorten it or send it in two parts.
said-too-many = That was many messages in a short time. Please wait a minute and send it again.
said-refused = Your message could not be sent. It is still in the field below: please try again.
said-unknown = We do not know whether this was done. Please send it again: it is done at most once.

## Messages

chat-typing = { $name } is typing …
chat-person = Talk to a person
chat-person-asked = You asked for a person. { $biller } answers here.
chat-person-asked-by = { $name } asked for a person.
message-about = About: { $line }
message-automatic = Automatic answer
message-read = Read { $moment }
message-delivered = Delivered
message-slow = No answer yet
message-again = Try again
message-edit = Change
point-line = { $name } points at this line
point-news = { $name } points at: { $line }
line-ask = Ask about this
line-ask-what = Ask about: { $line }
line-ask-drop = Not about this line
attach-label = Attach a file
attach-hint = Pictures (PNG, JPEG, WebP) or PDF, up to 10 MB each.
attach-drop = Drop the file here
attach-remove = Remove
attach-too-large = { $name } is larger than 10 MB.
attach-kind = { $name } is neither a picture (PNG, JPEG, WebP) nor a PDF.
attach-failed = { $name } could not be uploaded. Please try again.
attach-many = No more than { $max } files go with one message.

## Proposals

proposal-by = { $name } proposes
proposal-by-you = You asked for
proposal-due-date = New due date: { $date }
proposal-due-date-text = The invoice is due on { $date } instead of { $was }.
proposal-waive-fee = Fee of { $amount } taken off
proposal-waive-fee-text = The fee of { $amount } is taken off this invoice.
proposal-credit = { $amount } credited
proposal-credit-text = A credit note takes { $amount } off this invoice. { $rest } is then left to pay.
proposal-part-payment = Pay in two parts
proposal-part-payment-text = { $now } is paid by { $day }, and the remaining { $rest } by { $due }.
proposal-until = Valid until { $moment }
proposal-waiting = Waiting for { $name } · valid until { $moment }
proposal-accepted = { $name } accepted · { $moment }
proposal-accepted-you = You accepted · { $moment }
proposal-declined = { $name } declined · { $moment }
proposal-declined-you = You declined · { $moment }
proposal-withdrawn = Taken back · { $moment }
proposal-expired = This was valid until { $moment }.
proposal-changed = The invoice has changed since, so this can no longer be accepted. Write here if you would like a new proposal.
proposal-accept = Accept
proposal-accept-ask = Do you accept this? It applies at once.
proposal-accept-yes = Yes, I accept
proposal-decline = No, thanks
proposal-decline-ask = Do you decline this?
proposal-decline-yes = Yes, decline
proposal-reason = Why (optional)
proposal-back = Back
proposal-withdraw = Take back

## What a payer can ask for

more-time-title = I need more time
more-time-label = I can pay by
more-time-at-once = Up to { $date } you get it at once. For a later day, { $biller } is asked and answers here.
more-time-asked = { $biller } is asked and answers here.
more-time-send = Ask for more time
dispute-title = Something is wrong
dispute-line = What is it about?
dispute-whole = The whole invoice
dispute-reason = What is wrong?
dispute-file = Picture or PDF (optional)
dispute-note = You get no reminders for this invoice until it is settled.
dispute-send = Dispute
dispute-about = Disputed: { $line }
dispute-mark = Disputed
dispute-open = Not settled yet. No reminders until then.
dispute-upheld = Settled: { $biller } agrees.
dispute-rejected = Settled: the invoice stands as it is.
paused = No reminders for now
paused-until = No reminders until { $date }
paused-dispute = No reminders until your dispute is settled
totals-fee = Fee, { $moment }
totals-fee-waived = Fee taken off, { $moment }

## Changes by agreement, in one sentence

change-fee-charged = A fee of { $amount } was added.
change-fee-waived = A fee of { $amount } was taken off.
change-paused = There are no reminders for now.
change-paused-until = There are no reminders until { $date }.
change-resumed = Reminders are sent again.
change-disputed = { $name } disputes: { $line }.
change-disputed-you = You dispute: { $line }. You get no reminders until it is settled.
change-dispute-upheld = The dispute is settled: { $biller } agrees.
change-dispute-rejected = The dispute is settled: the invoice stands as it is.
change-proposal-made = { $name } proposes: { $what }.
change-proposal-made-you = You asked for: { $what }.
change-proposal-accepted = { $name } accepted: { $what }.
change-proposal-accepted-you = You accepted: { $what }.
change-proposal-declined = { $name } declined: { $what }.
change-proposal-declined-you = You declined: { $what }.
change-proposal-withdrawn = Taken back: { $what }.

## What became of a form

said-granted = Done: the due date has moved to the day you asked for.
said-asked = { $biller } has been asked and answers here.
said-accepted = You accepted. It applies from now on.
said-declined = You declined. Nothing has changed.
said-withdrawn = You took it back.
said-disputed = { $biller } has got your dispute and answers here.
said-person = A person at { $biller } answers here.
said-proposal-changed = The invoice has changed since, so this can no longer be accepted. Write to { $biller } below if you would like a new proposal.
said-proposal-expired = This is no longer valid. Write to { $biller } below if you would like a new proposal.
said-proposal-answered = This was answered before.
said-date = Please choose a day after the due date, within the next year.
said-nothing-open = There is nothing left to pay on this invoice.
said-asked-before = You have already asked for this. { $biller } answers here.
said-reason-missing = Please write what is wrong.
said-file-too-large = The file is larger than 10 MB.
said-file-kind = The file is neither a picture (PNG, JPEG, WebP) nor a PDF, or it is damaged.
said-file-empty = The file is empty.
said-file-pixels = The picture has more than 50 million pixels. Make it smaller and send it again.
said-file-many = There are too many files here already. Send those that you have attached first.
said-file-gone = A file is no longer there. Attach it again.
said-not-done = This could not be done. Please try again, or write to { $biller } below.
said-offline = You are not connected right now. Please try again in a moment.

## Paying on the page

pay-what = What do you want to pay?
pay-all = All that is open
pay-other = Another amount
pay-other-from = From { $amount }
pay-other-label = Amount in { $currency }
pay-other-pay = Pay this amount
pay-way = How do you want to pay?
way-card = Card
pay-away = You pay on the page of a payment provider and come back here.
pay-or-transfer = Or transfer it yourself
pay-row-swish = Swish
pay-code-epc = Payment code for your bank's app
pay-code-epc-hint = Scan it with your bank's app: amount, account and reference are filled in.
pay-code-swish = Payment code for Swish
pay-code-swish-hint = Scan it with Swish: amount and reference are filled in.
pay-begun = A payment of { $amount } was begun ({ $moment }) and is not finished.
pay-begun-hint = If it is finished and you pay here as well, you pay twice. What is too much is kept as your credit.
pay-begun-go = Go on with it
pay-begun-cancel = Cancel it
back-open = We do not know yet whether your payment of { $amount } went through. As soon as we know, you see it here. You do not have to pay again.
back-paid = Your payment of { $amount } went through. Thank you.
back-cancelled = The payment of { $amount } was cancelled. Nothing was taken.
back-expired = The payment of { $amount } was not finished in time. Nothing was taken.
back-check = Ask now
going-title = To the payment page
going-text = You pay { $amount } to { $biller } on the page of a payment provider and come back here afterwards.
going-go = Go on to the payment page
going-wait = One moment: the payment page is being opened. Nothing has been paid yet, and this page goes on by itself.
going-again = Look again
going-back = Back to the invoice
said-checkout-cancelled = You cancelled the payment. Nothing was taken.
said-amount = Please write an amount like 450.00.
said-amount-less = This is less than { $biller } accepts. Please choose a larger amount, or all that is open.
said-amount-more = This is more than is open. Please choose a smaller amount, or all that is open.
said-amount-moved = The open amount has changed in the meantime. Please look at it and pay then.
said-begun-elsewhere = A payment was begun in another window. Go on with that one or cancel it, or press the button once more to pay here as well.
said-way = This way to pay is not available right now. Please choose another one.
said-many-payments = Many payments have been begun here. Please wait a moment before you begin another one.
change-checkout-failed = Your payment of { $amount } did not go through. Nothing was taken: please try again, or pay another way.
change-checkout-amount = The payment of { $amount } that had been begun was closed, because the open amount has changed. Nothing was taken for it.

## Money that finds its way

change-payment-unmatched = A payment of { $amount } was counted here by mistake. What it had paid is open again.
change-payment-refunded = { $amount } is being paid back to you.
change-refund-failed = Paying back { $amount } did not work. The amount is your credit again.
claim-by = { $name } asks
proposal-claim = Was this payment yours: { $amount }?
proposal-claim-text = { $amount } was paid on { $date }, and nobody knows yet by whom. If it was you, it is counted towards this invoice at once.
claim-yes = Yes, that was me
claim-yes-ask = Was it your payment? It is counted towards this invoice at once.
claim-yes-yes = Yes, it was mine
claim-no = No, not mine
claim-no-ask = Was it not your payment?
claim-no-yes = No, it was not mine
change-claim = { $name } asks: was the payment of { $amount } yours?
change-claim-yes = { $name } says: the payment of { $amount } was theirs.
change-claim-yes-you = You said that the payment of { $amount } was yours.
change-claim-no = { $name } says: the payment of { $amount } was not theirs.
change-claim-no-you = You said that the payment of { $amount } was not yours.
change-claim-gone = Whose payment of { $amount } that was is no longer a question.

## Connection

live-on = Live
live-staff = Live · { $name } from support is here
live-viewers = Live · { $count } looking
live-stale = Not live right now: showing what was true on { $moment }. Reconnecting …
live-back = Live again
live-reload = Load again
live-link-invalid = This link is no longer valid. Open the newest e-mail from the biller, or ask them for a new link.

## What cannot be shown

problem-link-title = This link does not work
problem-link-text = We cannot show an invoice here. Links to invoices can be replaced by newer ones, and they stop working after a while.
problem-link-newest = Open the newest e-mail or text message from the biller and use the link in it.
problem-link-whole = If you typed or copied the link, check that all of it is there.
problem-link-ask = Otherwise ask the biller for a new link. Their address is on the invoice or in their e-mail.
problem-not-found-title = There is nothing here
problem-not-found-text = Check the address, or open the link from your e-mail again.
problem-too-many-title = A moment, please
problem-too-many-text = There were too many requests from your connection. Wait about { $seconds } seconds and load the page again.
problem-newer-text = We are changing to a new version right now. Nothing was changed and nothing was lost. Please load the page again in a minute.
problem-unknown-title = We do not know whether this was done
problem-unknown-text = The connection to our database broke while your request was being saved.
problem-unknown-again = Load this page again and let your browser send the form once more: it is done at most once, so nothing is paid or written twice.
problem-unknown-look = Or open the invoice again and look whether it is there.
problem-server-title = Something went wrong on our side
problem-server-text = Nothing was lost and nothing was paid twice. Please load the page again in a minute.
problem-server-id = If it stays so, tell the biller this number: { $id }

### Automatic answers

answer-how-much = { $open } is still open on invoice { $number }: the total is { $total }, and { $paid } has been paid. Please pay by { $date }.
answer-how-much-all = { $open } is open on invoice { $number }. Please pay by { $date }.
answer-how-much-paid = Nothing is open: invoice { $number } is paid. Thank you.
answer-how-much-none = Nothing is open: you do not have to pay anything for invoice { $number }.
answer-when-due = Please pay { $open } by { $date }. That is the last day on which payment is on time.
answer-when-due-past = It was due on { $date }, and { $open } is still open. Please pay as soon as you can, or write here if you need more time.
answer-how-to-pay = Transfer { $open } to { $account } with the reference { $reference }, by { $date }. You can copy each of them on this page under “Pay”.
answer-how-to-pay-number = Transfer { $open } to { $account } and name the invoice number { $number }, by { $date }. You can copy each of them on this page under “Pay”.
answer-copy = This page is your invoice { $number } and always shows what is true now. To keep a copy, use “Print” on this page and choose paper or “Save as PDF”.
answer-more-time = You can move the due date yourself: under “I need more time” on this page, choose a day up to { $until } instead of { $date }. It applies at once. For a later day, ask there and a person answers.
answer-have-paid = Thank you. Nothing has arrived for invoice { $number } yet, so { $open } is still open. A bank transfer can take two working days; this page changes by itself as soon as the money is here.
answer-have-paid-part = Thank you. { $paid } has arrived, and { $open } is still open. A bank transfer can take two working days; this page changes by itself as soon as more is here.
answer-have-paid-pending = Thank you. Your payment of { $pending } is on its way. This page changes by itself as soon as it is here; until then { $open } is open.
answer-have-paid-all = Yes: everything has arrived, and invoice { $number } is paid. Thank you.
