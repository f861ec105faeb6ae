// A payment provider that is not ours, as a browser meets it: another origin with policies of its own, reached under
// the real policy of our pages. The stand-in speaks Stripe's interface.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Billow } from "../lib/billow.mjs";
import { amount, assertQuiet, launch, live, open, waitForAmount } from "../lib/browser.mjs";
import { StandIn } from "../lib/stripe.mjs";

let billow;
let stripe;
let webhook;
let browser;
before(async () => {
  [billow, stripe, browser] = await Promise.all([Billow.start(), StandIn.start(), launch()]);
  const known = JSON.parse(await billow.command("biller", "provider", "list"));
  await billow.command("biller", "provider", "remove", known.connection);
  const add = ["biller", "provider", "add", "stripe", "--methods", "card", "--base-url", stripe.url];
  webhook = JSON.parse(await billow.told(stripe.keys, ...add)).webhook_url;
});
after(async () => {
  await browser?.close();
  await stripe?.end();
  await billow?.end();
});

async function paidThere(invoice) {
  const page = await open(browser, invoice.link);
  await live(page);
  assert.equal(await page.locator(".way").count(), 1, "what this provider has, and nothing else");
  await page.locator(".online button[type=submit]").click();
  await page.waitForURL(`${stripe.url}/c/pay/**`);
  await page.locator("button").click();
  await page.waitForURL(`${billow.url}/i/**`);
  return { page, session: stripe.sessions.at(-1) };
}

test("the way leads over our policy to another site and back, and only its word makes a payment", async () => {
  const invoice = await billow.invoice({ total: "799.00" });
  const { page, session } = await paidThere(invoice);
  assert.equal(session.form.get("line_items[0][price_data][unit_amount]"), "79900");
  await live(page);
  // It was asked, and says that the money is on its way.
  await waitForAmount(page, "pending", 79_900);
  assert.equal(await amount(page, "open"), 79_900);

  session.payment_status = "paid";
  const forged = await stripe.tell(webhook, session, { secret: "whsec_other" });
  const stale = await stripe.tell(webhook, session, { at: Math.floor(Date.now() / 1000) - 600 });
  assert.deepEqual([forged.status, stale.status], [400, 400]);
  assert.equal(await amount(page, "pending"), 79_900, "a forged word changes nothing");
  const navigations = page.navigations;
  assert.equal((await stripe.tell(webhook, session)).status, 200);
  await waitForAmount(page, "open", 0);
  assert.equal(page.navigations, navigations, "without a reload");
  assertQuiet(page);
  await page.context().close();
});

test("fifty copies of a webhook at once are one payment", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const { page, session } = await paidThere(invoice);
  session.payment_status = "paid";
  const answers = await Promise.all(Array.from({ length: 50 }, () => stripe.tell(webhook, session)));
  assert.ok(answers.every((answer) => answer.status === 200));
  await waitForAmount(page, "open", 0);
  const now = await billow.api("GET", `/invoices/${invoice.id}`);
  assert.deepEqual([now.paid_minor, now.credit_minor], [100_000, 0]);
  assertQuiet(page);
  await page.context().close();
});

test("a provider that does not answer keeps nobody: the page waits, and goes on when it does", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const page = await open(browser, invoice.link);
  await live(page);
  stripe.silent = true;
  await page.locator(".online button[type=submit]").click();
  await page.waitForSelector("text=the payment page is being opened", { timeout: 20_000 });
  assert.equal(await page.locator("[data-going]").innerText(), "Look again");
  stripe.silent = false;
  await page.waitForURL(`${stripe.url}/c/pay/**`, { timeout: 60_000 });
  assertQuiet(page);
  await page.context().close();
});
