// A page and a server of different versions: during a deploy both are there.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Billow } from "../lib/billow.mjs";
import { accessibility, amount, assertQuiet, launch, live, open, screenshot, waitForAmount } from "../lib/browser.mjs";

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

/**
 * An open page to which the server speaks through `changed`: what a message, or the answer to a question for what is
 * missing, is made into on the way. `line.cut()` breaks the socket, `line.asked` counts the questions.
 */
async function openThrough(url, changed, options) {
  const page = await open(browser, null, options);
  const line = { asked: 0, cut: () => {} };
  await page.routeWebSocket(/\/live\?/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => socket.send(JSON.stringify(changed(JSON.parse(message), "socket"))));
    line.cut = () => socket.close({ code: 1001 });
  });
  await page.route(/\/live\?/, async (route) => {
    line.asked += 1;
    const response = await route.fetch();
    await route.fulfill({ response, json: changed(await response.json(), "poll") });
  });
  await page.goto(url);
  await live(page);
  return { page, line };
}

const notice = (page) => page.locator("[data-say=stale]");

/** Waits until the page says that something new happened. */
async function saysSo(page) {
  await notice(page).waitFor({ state: "visible" });
  assert.equal(await page.locator("[data-say=stale-text]").innerText(), "Something new happened that this page cannot show yet.");
  assert.equal(await notice(page).getByRole("link", { name: "Load again" }).isVisible(), true);
  assert.equal(await page.locator("[data-live]").first().getAttribute("data-live"), "on", "the page is live, but for that");
}

test("a page from before a deploy goes on showing what it knows, says that there is more, and offers to load again", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  let newer = true;
  // A type that the page has never heard of, and a type that it knows with a value that it does not.
  const event = (event) => {
    if (!newer) return event;
    if (event?.type === "message_posted") return { type: "voice_message_posted", seconds: 7, clip: { id: event.message_id } };
    if (event?.type === "due_date_changed") return { ...event, by: { kind: "robot" } };
    return event;
  };
  const frame = (one) => (one.event ? { ...one, event: event(one.event) } : one);
  const { page, line } = await openThrough(invoice.link, (message) => ({ ...frame(message), ...(message.frames && { frames: message.frames.map(frame) }) }));
  const navigations = page.navigations;
  await page.locator("#say-text").fill("half a sen");
  assert.equal(await notice(page).isVisible(), false);

  await billow.api("POST", `/invoices/${invoice.id}/messages`, { text: "We have sent you the plan." });
  await saysSo(page);
  assert.equal(await page.locator("[data-say=announce]").innerText(), "Something new happened that this page cannot show yet.");
  assert.equal(await page.locator("[data-message-id]").count(), 0);
  assert.deepEqual(await accessibility(page), []);
  await screenshot(page, "newer-than-the-page");

  // What it knows goes on live, after what it does not know as before it.
  await billow.pay(invoice, 10_000);
  await waitForAmount(page, "open", 90_000);
  const { due_date } = await billow.api("GET", `/invoices/${invoice.id}`);
  await billow.api("PATCH", `/invoices/${invoice.id}`, { due_date: "2031-01-31", reason: "asked" });
  await billow.pay(invoice, 10_000);
  await waitForAmount(page, "open", 80_000);
  assert.equal(await page.locator("[data-due]").first().getAttribute("data-due"), due_date, "what it cannot read it leaves as it was");
  await saysSo(page);

  // A line that breaks and comes back does not make it forget; and the page writes as ever.
  line.cut();
  await page.waitForSelector('[data-live="off"]', { state: "attached" });
  await live(page);
  await saysSo(page);
  await page.locator("#say-text").fill("Noted, and filed.");
  await page.locator("[data-say-form] button[type=submit]").click();
  await page.waitForFunction(() => document.querySelectorAll("[data-list=outbox] [data-item]").length === 0);
  await page.locator("#say-text").fill("half a sen");
  assert.equal(line.asked, 0, "nothing was missing, so nothing was asked for");
  assert.equal(page.navigations, navigations, "nobody's page loads itself again over this");

  // Loaded again it is a page of the new version.
  newer = false;
  await notice(page).getByRole("link", { name: "Load again" }).click();
  await live(page);
  assert.equal(await notice(page).isVisible(), false);
  assert.deepEqual(await page.locator("[data-message-id] [data-field=text]").allInnerTexts(), ["We have sent you the plan.", "Noted, and filed."]);
  assert.equal(await page.locator("[data-due]").first().getAttribute("data-due"), "2031-01-31");
  assert.equal(await amount(page, "open"), 80_000);
  assert.equal(await page.locator("#say-text").inputValue(), "half a sen", "nothing that was written is lost");
  assertQuiet(page);
  await page.context().close();
});

test("a server from before a deploy has the page look elsewhere, and where nobody knows more it says so", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  let older = { socket: true, poll: false };
  let resyncs = 0;
  // As a node answers that does not know messages: see the server's own tests.
  const changed = (message, way) => {
    const hidden = (one) => (older[way] && one.event?.type === "message_posted" ? { ...one, event: { type: "unknown" } } : one);
    if (way === "socket" && older.socket && message.event?.type === "message_posted" && resyncs === 0) {
      resyncs += 1;
      return { resync: true };
    }
    return { ...hidden(message), ...(message.frames && { frames: message.frames.map(hidden) }) };
  };
  const { page, line } = await openThrough(invoice.link, changed);
  const navigations = page.navigations;
  // Another node knows it.
  await billow.api("POST", `/invoices/${invoice.id}/messages`, { text: "first" });
  await page.waitForSelector("[data-message-id]", { state: "attached" });
  assert.equal(line.asked, 1);
  assert.equal(await notice(page).isVisible(), false);
  // None does.
  older.poll = true;
  resyncs = 0;
  await billow.api("POST", `/invoices/${invoice.id}/messages`, { text: "second" });
  await saysSo(page);
  assert.equal(line.asked, 2);
  // It is told so at once from then on, and everything else arrives.
  await billow.api("POST", `/invoices/${invoice.id}/messages`, { text: "third" });
  await billow.pay(invoice, 45_000);
  await waitForAmount(page, "open", 55_000);
  assert.equal(line.asked, 2);
  assert.equal(await page.locator("[data-message-id]").count(), 1);
  assert.equal(page.navigations, navigations);
  older = { socket: false, poll: false };
  await notice(page).getByRole("link", { name: "Load again" }).click();
  await live(page);
  assert.equal(await page.locator("[data-message-id]").count(), 3);
  assertQuiet(page);
  await page.context().close();
});
