// What moves on an open page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Billow, inDays } from "../lib/billow.mjs";
import { amount, assertQuiet, launch, live, open, waitForAmount } from "../lib/browser.mjs";

let billow;
let browser;
before(async () => {
  billow = await Billow.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await billow?.end();
});

async function twoWindows(invoice) {
  const windows = [await open(browser, invoice.link), await open(browser, invoice.link)];
  await Promise.all(windows.map(live));
  return windows;
}

test("a part payment arrives in two windows without reload", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const windows = await twoWindows(invoice);
  const navigations = windows.map((page) => page.navigations);
  const arrivals = Promise.all(windows.map((page) => waitForAmount(page, "open", 55_000)));
  await billow.pay(invoice, 45_000);
  console.log(`# after ${(await arrivals).map((ms) => ms.toFixed(0)).join(" and ")} ms from before the call`);
  for (const [at, page] of windows.entries()) {
    assert.equal(await amount(page, "paid"), 45_000);
    assert.equal(await page.locator("[data-status]").first().getAttribute("data-status"), "partly_paid");
    assert.equal(page.navigations, navigations[at], "the page was loaded again");
    assertQuiet(page);
    await page.context().close();
  }
});

test("a new due date arrives in two windows, the old one struck through", async () => {
  const invoice = await billow.invoice();
  const windows = await twoWindows(invoice);
  const due = inDays(40);
  await billow.api("PATCH", `/invoices/${invoice.id}`, { due_date: due, reason: "asked on the telephone" });
  for (const page of windows) {
    await page.waitForSelector(`[data-due="${due}"]`, { state: "attached" });
    assert.equal(await page.locator("s, del, .was").first().isVisible(), true);
    assert.equal((await page.content()).includes("asked on the telephone"), false, "the reason is for staff");
    assertQuiet(page);
    await page.context().close();
  }
});

test("a payment by the command line moves the open page", async () => {
  const invoice = await billow.invoice({ total: "500.00" });
  const page = await open(browser, invoice.link);
  await live(page);
  await billow.command("pay", invoice.number, "500");
  await waitForAmount(page, "open", 0);
  assert.equal(await page.locator("[data-status]").first().getAttribute("data-status"), "paid");
  assertQuiet(page);
  await page.context().close();
});

test("pending is shown as pending, a failure as open again", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const page = await open(browser, invoice.link);
  await live(page);
  const { payment_id } = await billow.pay(invoice, 100_000, { status: "pending" });
  await waitForAmount(page, "pending", 100_000);
  assert.equal(await amount(page, "open"), 100_000);
  assert.equal(await amount(page, "paid"), 0);
  await billow.api("POST", `/payments/${payment_id}/fail`, { reason: "no cover" });
  await page.waitForFunction(() => !document.querySelector('[data-amount="pending"][data-minor="100000"]'));
  assert.equal(await amount(page, "open"), 100_000);
  assertQuiet(page);
  await page.context().close();
});

test("a message written in one window is read in the other, once, as text", async () => {
  const invoice = await billow.invoice();
  const [writer, reader] = await twoWindows(invoice);
  const text = `<img src=x onerror="alert(1)"> "två" & 'tre' ${"\u202e"}`;
  await writer.locator("#say-text").fill(text);
  await writer.locator("[data-say-form] button[type=submit]").click();
  for (const page of [writer, reader]) {
    await page.waitForSelector("[data-message-id]", { state: "attached" });
    assert.equal(await page.locator("[data-message-id]").count(), 1);
    assert.match(await page.locator("[data-message-id]").innerText(), /<img src=x onerror="alert\(1\)"> "två" & 'tre'/);
    assert.equal(await page.locator("[data-message-id] img").count(), 0);
    assertQuiet(page);
  }
  await writer.reload();
  await live(writer);
  assert.equal(await writer.locator("[data-message-id]").count(), 1);
  for (const page of [writer, reader]) await page.context().close();
});

test("the server stops for 20 seconds: the page says so, then catches up with nothing lost or doubled", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const page = await open(browser, invoice.link);
  await live(page);
  await billow.pay(invoice, 10_000);
  await waitForAmount(page, "open", 90_000);
  const navigations = page.navigations;
  await billow.stop();
  // A refused connection is what this test is about; Chromium writes it to the console.
  page.tolerated.push(/WebSocket connection|ERR_CONNECTION_REFUSED|Failed to load resource/);
  const stopped = Date.now();
  await page.waitForSelector('[data-live="off"]', { state: "attached" });
  for (const minor of ["100", "200"]) await billow.command("pay", invoice.number, minor);
  await new Promise((done) => setTimeout(done, Math.max(0, 20_000 - (Date.now() - stopped))));
  assert.equal(await amount(page, "open"), 90_000, "nothing can have arrived while the server was away");
  await billow.serve();
  // The longest wait between two tries is 30 seconds.
  await waitForAmount(page, "open", 60_000, 45_000);
  await live(page);
  assert.equal(await amount(page, "paid"), 40_000);
  assert.equal(page.navigations, navigations, "the page was loaded again");
  assertQuiet(page);
  await page.context().close();
});

test("two servers on one database show each other's payments", async () => {
  const other = await billow.another();
  try {
    const invoice = await billow.invoice({ total: "300.00" });
    const page = await open(browser, invoice.link.replace(billow.url, other.url));
    await live(page);
    await billow.pay(invoice, 30_000);
    await waitForAmount(page, "open", 0);
    assertQuiet(page);
    await page.context().close();
  } finally {
    await other.stop();
  }
});

test("a revoked link closes the open page and shows the helpful one", async () => {
  const invoice = await billow.invoice();
  const page = await open(browser, invoice.link);
  await live(page);
  const { links } = await billow.api("GET", `/invoices/${invoice.id}/links`);
  for (const link of links) await billow.api("DELETE", `/links/${link.id}`, undefined);
  page.tolerated.push(/404/);
  await page.reload();
  const wrong = await open(browser, `${billow.url}/i/AAAAAAAAAAAAAAAAAAAAAA`);
  wrong.tolerated.push(/404/);
  const text = (page) => page.locator("main").innerText();
  assert.equal(await text(page), await text(wrong), "revoked and wrong links must look the same");
  for (const one of [page, wrong]) await one.context().close();
});
