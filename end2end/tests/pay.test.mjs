// Paying on the page: every way it can end, in a browser, over the sandbox provider's own page on another origin.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Billow, freePort } from "../lib/billow.mjs";
import { accessibility, amount, assertQuiet, launch, live, open, screenshot, waitForAmount } from "../lib/browser.mjs";
import { codes } from "../lib/codes.mjs";

const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true };
const IBAN = "SE4550000000058398257466";

let billow;
let provider;
let browser;
before(async () => {
  // The provider's pages are served by another node: another port is another origin to a browser.
  const port = await freePort();
  billow = await Billow.start({ BILLOW_SANDBOX_URL: `http://127.0.0.1:${port}` });
  provider = await billow.another(port);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await provider?.stop();
  await billow?.end();
});

/** Presses the button, and is at the provider when this is done. */
async function toTheProvider(page) {
  await page.locator(".online button[type=submit]").click();
  await page.waitForURL(/\/sandbox\/pay\//, { timeout: 15_000 });
  assert.equal(new URL(page.url()).origin, provider.url, "the provider is another site");
}

/** Chooses what happens there, and is back at the invoice when this is done. */
async function choose(page, choice) {
  await page.locator(`[data-choice="${choice}"]`).click();
  await page.waitForURL(/\/i\/[^/]+\?checkout=/, { timeout: 15_000 });
}

/** Waits until the provider says that the payment is over: closing it there is a job. */
async function over(page) {
  for (let tries = 0; !(await page.locator("[data-over]").count()); tries += 1) {
    assert.ok(tries < 100, "it is still open at the provider");
    await page.reload();
  }
}

async function status(page, expected) {
  await page.waitForSelector(`[data-live][data-status="${expected}"]`, { state: "attached", timeout: 20_000 });
}

const text = (page) => page.locator("main").innerText();

test("what is open is paid by card, and the page says so when the money is there", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const page = await open(browser, invoice.link);
  await live(page);
  const between = [];
  page.on("framenavigated", (frame) => frame === page.mainFrame() && between.push(new URL(frame.url())));
  await toTheProvider(page);
  assert.equal(await page.locator("[data-amount-minor]").getAttribute("data-amount-minor"), "100000");
  assert.equal(between[0].origin, billow.url, "a page of our own leads there");
  assert.match(between[0].pathname, /\/i\/[^/]+\/pay$/);
  await choose(page, "succeed");
  await status(page, "paid");
  await waitForAmount(page, "open", 0);
  assert.equal(await amount(page, "paid"), 100_000);
  assert.match(await text(page), /We received your payment of kr\s1,000\.00\. Thank you\./);
  assert.equal(await page.locator(".online").isVisible(), false, "there is nothing to pay any more");
  // The page between is no step on the way back.
  await page.goBack();
  await page.waitForLoadState();
  assert.equal(new URL(page.url()).pathname.endsWith("/pay"), false, page.url());
  assertQuiet(page);
  await page.context().close();
});

test("another amount is paid, and the rest stays open", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const page = await open(browser, invoice.link, PHONE);
  await live(page);
  assert.equal(await page.locator("#pay-amount").isVisible(), false);
  await page.locator(".choice", { hasText: "Another amount" }).click();
  await page.locator("#pay-amount").fill("450,00");
  assert.equal(await page.locator(".online button[type=submit]").innerText(), "Pay this amount");
  await toTheProvider(page);
  assert.equal(await page.locator("[data-amount-minor]").getAttribute("data-amount-minor"), "45000");
  await choose(page, "succeed");
  await status(page, "partly_paid");
  await waitForAmount(page, "open", 55_000);
  assert.match(await page.locator(".online button[type=submit]").innerText(), /Pay kr\s550\.00/);
  assertQuiet(page);
  await page.context().close();
});

test("an amount that cannot be paid is refused with what to do, and stays in the field", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const page = await open(browser, invoice.link);
  page.tolerated.push(/status of 422/);
  await live(page);
  for (const [written, reason] of [
    ["a lot", /Please write an amount like 450\.00/],
    ["1000.01", /more than is open/],
    ["0.50", /less than .* accepts/],
  ]) {
    await page.locator(".choice", { hasText: "Another amount" }).click();
    await page.locator("#pay-amount").fill(written);
    await page.locator(".online button[type=submit]").click();
    await page.waitForSelector("#refused");
    assert.match(await page.locator("#refused").innerText(), reason, written);
    assert.equal(await page.locator("#pay-amount").inputValue(), written);
  }
  assertQuiet(page);
  await page.context().close();
});

test("a payment that fails takes nothing, says so, and leaves every way open", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const page = await open(browser, invoice.link);
  await live(page);
  await toTheProvider(page);
  await choose(page, "fail");
  await page.waitForSelector("text=did not go through. Nothing was taken");
  assert.equal(await amount(page, "open"), 100_000);
  assert.equal(await page.locator("[data-slot=begun]").isVisible(), false);
  // Another try, from the very page one comes back to.
  await toTheProvider(page);
  await choose(page, "succeed");
  await status(page, "paid");
  assertQuiet(page);
  await page.context().close();
});

test("a payment that is cancelled at the provider took nothing", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const page = await open(browser, invoice.link);
  await live(page);
  await toTheProvider(page);
  await choose(page, "cancel");
  await page.waitForSelector("text=was cancelled. Nothing was taken.");
  assert.equal(await amount(page, "open"), 100_000);
  assert.equal(await page.locator(".online").isVisible(), true);
  assertQuiet(page);
  await page.context().close();
});

test("pending is shown as pending, never as paid, until it is certain", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const page = await open(browser, invoice.link);
  await live(page);
  await toTheProvider(page);
  await choose(page, "pending");
  await waitForAmount(page, "pending", 100_000);
  assert.equal(await page.locator("[data-live]").getAttribute("data-status"), "open");
  assert.equal(await amount(page, "open"), 100_000);
  assert.match(await text(page), /Your payment of kr\s1,000\.00 is on its way/);
  assert.equal(await page.locator(".online").isVisible(), false, "nobody is asked to pay twice");
  await status(page, "paid");
  assert.equal(await amount(page, "pending"), 0);
  assertQuiet(page);
  await page.context().close();
});

test("pending that fails is open again", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const page = await open(browser, invoice.link);
  await live(page);
  await toTheProvider(page);
  await choose(page, "pending_fails");
  await waitForAmount(page, "pending", 100_000);
  await waitForAmount(page, "pending", 0, 30_000);
  assert.equal(await amount(page, "open"), 100_000);
  assert.match(await text(page), /did not go through/);
  assert.equal(await page.locator(".online").isVisible(), true);
  assertQuiet(page);
  await page.context().close();
});

for (const [choice, about] of [
  ["duplicate", "told five times at once"],
  ["late", "told long after the payer is back"],
  ["out_of_order", "told in the wrong order"],
]) {
  test(`a payment that is ${about} is one payment`, async () => {
    const invoice = await billow.invoice({ total: "1000.00" });
    const page = await open(browser, invoice.link);
    await live(page);
    await toTheProvider(page);
    await choose(page, choice);
    await status(page, "paid");
    // What comes late changes nothing.
    await new Promise((done) => setTimeout(done, 2_500));
    assert.equal(await amount(page, "paid"), 100_000);
    const now = await billow.api("GET", `/invoices/${invoice.id}`);
    assert.deepEqual([now.paid_minor, now.credit_minor, now.status], [100_000, 0, "paid"]);
    assertQuiet(page);
    await page.context().close();
  });
}

test("silence after a payment is neither paid nor failed until the provider can be asked", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const page = await open(browser, invoice.link);
  await live(page);
  await toTheProvider(page);
  page.tolerated.push(/status of 504/);
  await page.locator('[data-choice="timeout"]').click();
  await page.locator("a.back").click();
  await page.waitForURL(/\/i\/[^/]+\?checkout=/);
  await page.waitForSelector("text=We do not know yet whether your payment");
  assert.equal(await page.locator("[data-live]").getAttribute("data-status"), "open");
  await page.waitForSelector(`[data-live][data-status="paid"]`, { state: "attached", timeout: 60_000 });
  assertQuiet(page);
  await page.context().close();
});

test("a second window is warned, sees the first one's payment, and pays the rest that there is", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const [one, two] = await Promise.all([open(browser, invoice.link), open(browser, invoice.link)]);
  await Promise.all([live(one), live(two)]);
  await toTheProvider(one);
  await two.waitForSelector("[data-slot=begun]:not([hidden])");
  assert.match(await two.locator("[data-slot=begun]").innerText(), /A payment of kr\s1,000\.00 was begun/);
  assert.deepEqual(await accessibility(two), []);
  await choose(one, "succeed");
  await status(two, "paid");
  assert.equal(await two.locator("[data-slot=begun]").isVisible(), false);
  for (const page of [one, two]) {
    assertQuiet(page);
    await page.context().close();
  }
});

test("of two attempts at once the second is closed when the first is paid", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const [one, two] = await Promise.all([open(browser, invoice.link), open(browser, invoice.link)]);
  await Promise.all([live(one), live(two)]);
  await toTheProvider(one);
  await two.waitForSelector("[data-slot=begun]:not([hidden])");
  // Warned of it, and gone on: both are at the provider before either has paid.
  await toTheProvider(two);
  await choose(one, "succeed");
  await status(one, "paid");
  await over(two);
  await two.locator("a.back").click();
  await two.waitForSelector("text=because the open amount has changed");
  assert.equal(await amount(two, "open"), 0);
  for (const page of [one, two]) {
    assertQuiet(page);
    await page.context().close();
  }
});

test("who pays in both windows all the same keeps what is too much as credit", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const [one, two] = await Promise.all([open(browser, invoice.link), open(browser, invoice.link)]);
  await Promise.all([live(one), live(two)]);
  await toTheProvider(one);
  await two.waitForSelector("[data-slot=begun]:not([hidden])");
  await toTheProvider(two);
  // Paid, and nobody here hears of it before the other window has paid as well.
  one.tolerated.push(/status of 504/);
  await one.locator('[data-choice="timeout"]').click();
  await one.waitForSelector("a.back");
  await choose(two, "succeed");
  await status(two, "paid");
  await two.waitForSelector("text=is kept as your credit", { timeout: 60_000 });
  const now = await billow.api("GET", `/invoices/${invoice.id}`);
  assert.deepEqual([now.open_minor, now.credit_minor], [0, 100_000]);
  for (const page of [one, two]) {
    assertQuiet(page);
    await page.context().close();
  }
});

test("a page that has not heard of the other window is shown again before anything is begun", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const still = await open(browser, invoice.link, { javaScriptEnabled: false });
  const other = await open(browser, invoice.link);
  await live(other);
  await toTheProvider(other);
  still.tolerated.push(/status of 422/);
  await still.locator(".online button[type=submit]").click();
  await still.waitForSelector("#refused");
  assert.match(await still.locator("#refused").innerText(), /begun in another window/);
  assert.equal(await still.locator("[data-slot=begun]").isVisible(), true);
  // The way back out of it works without scripts as well.
  await still.locator("[data-slot=begun] button").click();
  await still.waitForSelector("text=You cancelled the payment. Nothing was taken.");
  await over(other);
  await still.context().close();
  await other.context().close();
});

test("a payment is cancelled on the page, and the page stays where it is", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const [page, other] = await Promise.all([open(browser, invoice.link), open(browser, invoice.link)]);
  await Promise.all([live(page), live(other)]);
  await toTheProvider(other);
  await page.waitForSelector("[data-slot=begun]:not([hidden])");
  const navigations = page.navigations;
  await page.locator("[data-slot=begun] button").click();
  await page.waitForSelector("[data-slot=begun]", { state: "hidden" });
  assert.equal(page.navigations, navigations);
  assertQuiet(page);
  await page.context().close();
  await other.context().close();
});

test("an amount that changes on the way is not paid unseen", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const still = await open(browser, invoice.link, { javaScriptEnabled: false });
  still.tolerated.push(/status of 422/);
  await billow.pay(invoice, 45_000);
  await still.locator(".online button[type=submit]").click();
  await still.waitForSelector("#refused");
  assert.match(await still.locator("#refused").innerText(), /open amount has changed/);
  assert.match(await still.locator(".online button[type=submit]").innerText(), /Pay kr\s550\.00/);
  await still.context().close();
});

test("an attempt whose amount is no longer right is closed at the provider and explained", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const [page, watcher] = await Promise.all([open(browser, invoice.link), open(browser, invoice.link)]);
  await Promise.all([live(page), live(watcher)]);
  await toTheProvider(page);
  await billow.pay(invoice, 45_000);
  await watcher.waitForSelector("[data-slot=attempt-closed]:not([hidden])");
  assert.match(await text(watcher), /We received your payment of kr\s450\.00/);
  await over(page);
  await page.locator("a.back").click();
  await page.waitForSelector("text=because the open amount has changed. Nothing was taken for it.");
  assert.equal(await amount(page, "open"), 55_000);
  for (const one of [page, watcher]) {
    assertQuiet(one);
    await one.context().close();
  }
});

test("everything can be paid without scripts", async () => {
  const invoice = await billow.invoice({ total: "1000.00", language: "sv" });
  const page = await open(browser, invoice.link, { javaScriptEnabled: false, locale: "sv-SE" });
  await page.locator(".choice", { hasText: "Ett annat belopp" }).click();
  await page.locator("#pay-amount").fill("600");
  await toTheProvider(page);
  await choose(page, "succeed");
  // Nothing moves by itself here: the way to look again is a button of the page.
  for (let tries = 0; (await amount(page, "open")) !== 40_000 && tries < 40; tries += 1) {
    const ask = page.locator("[data-check] button");
    await ((await ask.isVisible()) ? ask.click() : page.reload());
  }
  assert.equal(await amount(page, "open"), 40_000);
  assert.equal(await page.locator("html").getAttribute("lang"), "sv");
  await page.context().close();
});

test("the code for a transfer in euros says what remains, is another one after a payment, and is gone at zero", async () => {
  const means = { code: "58", reference: "RF18 5390 0754 7034", account: IBAN, account_name: "Lumen & Fjäll Energi AB" };
  const invoice = await billow.invoice({ total: "1249.50", currency: "EUR", payment_means: [means] });
  const page = await open(browser, invoice.link);
  await live(page);
  const says = (cents) =>
    `BCD\n002\n1\nSCT\n\nLumen & Fjäll Energi AB\n${IBAN}\nEUR${cents}\n\nRF18539007547034`;
  const picture = page.locator("[data-slot=code-epc]");
  await picture.scrollIntoViewIfNeeded();
  await picture.evaluate((image) => image.decode());
  assert.deepEqual(await codes(await picture.screenshot()), [says("1249.50")]);

  await billow.pay(invoice, 45_000, { currency: "EUR" });
  await waitForAmount(page, "open", 79_950);
  await picture.evaluate((image) => image.decode());
  assert.deepEqual(await codes(await picture.screenshot()), [says("799.50")]);

  const address = await picture.evaluate((image) => image.src);
  await billow.pay(invoice, 79_950, { currency: "EUR" });
  await waitForAmount(page, "open", 0);
  assert.equal(await picture.isVisible(), false);
  assert.equal((await fetch(address)).status, 404, "an old address makes no code of an amount that is paid");
  assertQuiet(page);
  await page.context().close();
});

test("the code for Swish is read in both themes, on paper, and on a telephone when it is asked for", async () => {
  const means = { code: "68", reference: "104820734", account: "123 000 00 08", bank: "SE:SWISH" };
  const invoice = await billow.invoice({ total: "799.00", payment_means: [means] });
  for (const colorScheme of ["light", "dark"]) {
    const page = await open(browser, invoice.link, { colorScheme });
    const picture = page.locator("[data-slot=code-swish]");
    await picture.scrollIntoViewIfNeeded();
    await picture.evaluate((image) => image.decode());
    assert.deepEqual(await codes(await picture.screenshot()), ["C1230000008;799,00;104820734;0"], colorScheme);
    await page.emulateMedia({ media: "print" });
    assert.deepEqual(await codes(await picture.screenshot()), ["C1230000008;799,00;104820734;0"], "print");
    assertQuiet(page);
    await page.context().close();
  }
  const page = await open(browser, invoice.link, PHONE);
  await live(page);
  const picture = page.locator("[data-slot=code-swish]");
  assert.equal(await picture.isVisible(), false);
  await page.locator(".code summary").click();
  await picture.evaluate((image) => image.decode());
  assert.deepEqual(await codes(await picture.screenshot()), ["C1230000008;799,00;104820734;0"]);
  assert.deepEqual(await accessibility(page), []);
  await page.context().close();
});

test("there is no code in another currency, for another scheme, or of another's invoice", async () => {
  const invoice = await billow.invoice({ total: "100.00" });
  for (const path of ["epc.svg", "swish.svg", "other.svg", "epc", "..%2Fepc.svg"]) {
    assert.equal((await fetch(`${invoice.link}/code/${path}?rest=10000`)).status, 404, path);
  }
  assert.equal((await fetch(`${billow.url}/i/${"A".repeat(22)}/code/epc.svg`)).status, 404);
});

for (const [name, options] of [
  ["phone", PHONE],
  ["phone-dark", { ...PHONE, colorScheme: "dark" }],
  ["wide", {}],
  ["wide-dark", { colorScheme: "dark" }],
]) {
  test(`paying is shown to everybody: ${name}`, async () => {
    const swish = { code: "68", reference: "104820734", account: "123 000 00 08", bank: "SE:SWISH" };
    const giro = { code: "30", reference: "1048 2073 4", account: "5050-1055", bank: "SE:BANKGIRO" };
    const invoice = await billow.invoice({ total: "1249.00", payment_means: [giro, swish] });
    const page = await open(browser, invoice.link, options);
    await live(page);
    assert.deepEqual(await accessibility(page), []);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(width <= 0, `the page is ${width} px too wide`);
    await page.locator(".choice", { hasText: "Another amount" }).click();
    await page.locator("#pay-amount").fill("450");
    assert.deepEqual(await accessibility(page), []);
    await screenshot(page, `pay-${name}`, { fullPage: true });
    assertQuiet(page);
    await page.context().close();
  });
}
