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
problem-server-title = Something went wrong on our side
problem-server-text = Nothing was lost and nothing was paid twice. Please load the page again in a minute.
problem-server-id = If it stays so, tell the biller this number: { $id }
