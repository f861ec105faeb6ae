// The console: what staff see and do, beside a payer's open page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Billow, inDays } from "../lib/billow.mjs";
import { accessibility, assertQuiet, launch, live, open, screenshot, waitForAmount } from "../lib/browser.mjs";

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

/** A window of somebody at the biller, logged in. */
async function staff(role = "agent", options = {}) {
  const login = billow.demo.logins.find((one) => one.role === role);
  const page = await open(browser, `${billow.url}/console`, options);
  await page.fill("input[name=email]", login.email);
  await page.fill("input[name=password]", login.password);
  await Promise.all([page.waitForURL(/\/console\/(inbox|invoices)/), page.click("form button")]);
  page.me = login;
  return page;
}

/** A picture of one pixel. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** An invoice with a name of its own, so that it can be told from others. */
async function invoice(name, more = {}) {
  return billow.invoice({ total: "1000.00", buyer: { name, email: `${name.toLowerCase().replaceAll(/\W+/g, ".")}@example.com` }, ...more });
}

async function say(page, text) {
  await page.fill("[data-say-form] textarea", text);
  await page.click("[data-say-form] button[type=submit]");
}

const conversation = (page) => page.locator("[data-conversation]");
const row = (page, name) => page.locator("[data-row]", { hasText: name });

test("who is not logged in is asked to, and comes to what was asked for", async () => {
  const { id } = await invoice("Ada Return-Exempel");
  const page = await open(browser, `${billow.url}/console/invoices/${id}`);
  assert.match(page.url(), /\/console\/login/);
  const login = billow.demo.logins.find((one) => one.role === "agent");
  await page.fill("input[name=email]", login.email);
  await page.fill("input[name=password]", login.password);
  await Promise.all([page.waitForURL(`**/console/invoices/${id}`), page.click("form button")]);
  await live(page);
  assertQuiet(page);
  await page.context().close();
});

test("invoices are found by number, name, e-mail address, reference and amount", async () => {
  const wanted = await invoice("Zelda Sökbar-Exempel", { total: "4321.50", payment_means: [{ code: "30", reference: "9911 2233 4", account: "SE4550000000058398257466" }] });
  const page = await staff();
  await page.goto(`${billow.url}/console/invoices`);
  for (const search of [wanted.number, "zelda", "sökbar", "zelda.s", "991122334", "9911 2233", "4321.50", "4.321,50", "zelda 4321.50"]) {
    await page.fill("#find", search);
    await Promise.all([page.waitForNavigation(), page.press("#find", "Enter")]);
    assert.deepEqual(await page.locator("[data-row]").allTextContents(), [wanted.number], search);
  }
  await page.fill("#find", "nobody-at-all");
  await Promise.all([page.waitForNavigation(), page.press("#find", "Enter")]);
  await page.getByText("Nothing was found").waitFor();
  assertQuiet(page);
  await page.context().close();
});

test("the inbox moves by itself, and holds new rows back while somebody is in the list", async () => {
  const first = await invoice("Bodil Först-Exempel");
  const page = await staff();
  await page.goto(`${billow.url}/console/inbox?tab=open`);
  await live(page);
  const payer = await open(browser, first.link);
  await live(payer);
  await say(payer, "Is anybody there? This is about my meter.");
  await row(page, "Bodil").waitFor();
  const count = () => page.locator('[data-count="open"]').textContent();
  const before = Number(await count());

  await row(page, "Bodil").hover();
  const second = await invoice("Cilla Andra-Exempel");
  const other = await open(browser, second.link);
  await live(other);
  await say(other, "And here is another question about heating.");
  await page.locator("[data-new]:not([hidden])").waitFor();
  assert.equal(await row(page, "Cilla").count(), 0, "nothing moves under the pointer");
  assert.equal(Number(await count()), before + 1, "the counter goes on");
  await page.click("[data-new]");
  await page.mouse.move(900, 400);
  await row(page, "Cilla").waitFor();
  await page.locator("[data-new][hidden]").waitFor({ state: "attached" });
  for (const one of [page, payer, other]) {
    assertQuiet(one);
    await one.context().close();
  }
});

test("a conversation is taken, snoozed and solved by keyboard alone", async () => {
  const { link } = await invoice("Disa Tangent-Exempel");
  const payer = await open(browser, link);
  await live(payer);
  await say(payer, "May somebody look at this strange figure?");
  const page = await staff();
  await page.goto(`${billow.url}/console/inbox?tab=open`);
  await live(page);
  await row(page, "Disa").waitFor();
  const at = (await page.locator("[data-row]").allTextContents()).findIndex((text) => text.includes("Disa"));
  for (let step = 0; step <= at; step += 1) await page.keyboard.press("j");
  assert.equal(await row(page, "Disa").evaluate((one) => one === document.activeElement), true, "the row has the focus");
  await Promise.all([page.waitForURL(/\/console\/inbox\/[0-9a-f-]+/), page.keyboard.press("Enter")]);
  await live(page);

  await Promise.all([page.waitForURL(/done=assigned/), page.keyboard.press("a")]);
  await page.getByText("Yours", { exact: true }).waitFor();
  await live(page);
  await page.keyboard.press("r");
  await page.keyboard.type("jkez/");
  assert.equal(await page.locator("#say-text").inputValue(), "jkez/", "letters in a field are text");
  await page.locator("#say-text").fill("");
  await page.keyboard.press("Escape");

  await page.keyboard.press("z");
  await Promise.all([page.waitForURL(/done=snoozed/), page.keyboard.press("Enter")]);
  await page.goto(`${billow.url}/console/inbox?tab=snoozed`);
  await live(page);
  await page.keyboard.press("j");
  await Promise.all([page.waitForURL(/\/console\/inbox\/[0-9a-f-]+/), page.keyboard.press("Enter")]);
  await live(page);
  await Promise.all([page.waitForURL(/done=solved/), page.keyboard.press("e")]);

  await page.goto(`${billow.url}/console/inbox?tab=solved`);
  await row(page, "Disa").first().waitFor();
  await page.goto(`${billow.url}/console/inbox?tab=mine`);
  await live(page);
  await say(payer, "One more thing.");
  await row(page, "Disa").waitFor();
  for (const one of [page, payer]) {
    assertQuiet(one);
    await one.context().close();
  }
});

test("what staff write is read by the payer, and a note by no payer", async () => {
  const { id, link } = await invoice("Ebba Samtal-Exempel");
  const payer = await open(browser, link);
  await live(payer);
  const bytes = [];
  payer.on("websocket", (socket) => socket.on("framereceived", (frame) => bytes.push(String(frame.payload))));
  await payer.reload();
  await live(payer);
  const page = await staff();
  await page.goto(`${billow.url}/console/inbox/${id}`);
  await live(page);

  await page.keyboard.press("n");
  await page.keyboard.type("secret: pays late since March");
  await page.keyboard.press("Control+Enter");
  await conversation(page).getByText("secret: pays late since March").waitFor();
  await page.locator("[data-note]").waitFor();

  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  await page.keyboard.type("Good morning, how can I help?");
  await page.keyboard.press("Control+Enter");
  await payer.getByText("Good morning, how can I help?").waitFor();
  await page.locator('[data-conversation] [data-message-id]', { hasText: "Good morning" }).waitFor();
  assert.equal(await page.locator("[data-conversation] [data-message-id]").count(), 1, "sent once");

  await payer.locator("[data-say-form] textarea").pressSequentially("Hello");
  await page.locator("[data-say=typing]", { hasText: "is typing" }).waitFor();
  await say(payer, "Hello there");
  await conversation(page).getByText("Hello there").waitFor();
  await page.locator("[data-conversation]", { hasText: "· seen" }).waitFor();

  assert.equal(bytes.join("").includes("secret"), false, "no byte of a note reaches a payer");
  assert.equal((await payer.content()).includes("secret"), false);
  for (const one of [page, payer]) {
    assertQuiet(one);
    await one.context().close();
  }
});

test("what is written survives a reload, and a stop of the server", async () => {
  const { id, link } = await invoice("Frida Avbrott-Exempel");
  const page = await staff();
  await page.goto(`${billow.url}/console/inbox/${id}`);
  await live(page);
  await page.fill("#say-text", "half a sent");
  await page.reload();
  await live(page);
  assert.equal(await page.locator("#say-text").inputValue(), "half a sent");

  page.tolerated.push(/WebSocket|ERR_CONNECTION|Failed to (load|fetch)/);
  await billow.stop("SIGKILL");
  await page.fill("#say-text", "written while away");
  await page.keyboard.press("Control+Enter");
  await page.locator("[data-outbox] [data-unsent=waiting]", { hasText: "written while away" }).waitFor();
  await page.locator("[data-say=stale]:not([hidden])").waitFor({ timeout: 20_000 });
  await billow.serve();
  await page.locator("[data-conversation] [data-message-id]", { hasText: "written while away" }).waitFor({ timeout: 40_000 });
  await page.waitForFunction(() => document.querySelectorAll("[data-outbox] li").length === 0);
  const payer = await open(browser, link);
  assert.equal(await payer.getByText("written while away").count(), 1, "once");
  assertQuiet(payer);
  assertQuiet(page);
  await page.context().close();
  await payer.context().close();
});

test("a tool says what the payer will read, in the payer's language, and the open page moves", async () => {
  const { id, link } = await invoice("Gerd Verktyg-Exempel", { language: "sv" });
  const payer = await open(browser, link);
  await live(payer);
  const page = await staff();
  await page.goto(`${billow.url}/console/invoices/${id}`);
  await live(page);
  await page.getByRole("link", { name: "Due date" }).click();
  const due = inDays(45);
  await page.fill("[name=to]", due);
  await page.fill("[name=reason]", "asked by telephone, confidential");
  await page.getByRole("button", { name: "Continue" }).click();
  const reads = page.locator("[data-payer-reads] p");
  await reads.first().waitFor();
  const sentence = (await reads.first().textContent()).trim();
  assert.equal(await reads.first().getAttribute("lang"), "sv");
  assert.equal(await payer.locator(`[data-due="${due}"]`).count(), 0, "nothing has changed yet");
  await page.locator(".confirm form[method=post] button").click();
  await page.waitForURL(/done=due/);
  await payer.waitForSelector(`[data-due="${due}"]`, { state: "attached" });
  assert.equal((await payer.content()).includes(sentence), true, `the payer reads: ${sentence}`);
  assert.equal((await payer.content()).includes("confidential"), false);

  await page.getByRole("link", { name: "Record payment" }).click();
  await page.fill("[name=amount]", "nonsense");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.locator("[name=amount][aria-invalid]").waitFor();
  await page.fill("[name=amount]", "400,00");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: /Record .*400.00/ }).click();
  await waitForAmount(payer, "open", 60_000);
  await waitForAmount(page, "open", 60_000);
  for (const one of [page, payer]) {
    assertQuiet(one);
    await one.context().close();
  }
});

test("a proposal is accepted by the payer in place, and both pages change", async () => {
  const { id, link } = await invoice("Hedda Kort-Exempel");
  const payer = await open(browser, link);
  await live(payer);
  const page = await staff();
  await page.goto(`${billow.url}/console/inbox/${id}`);
  await live(page);
  await Promise.all([page.waitForURL(/\/propose$/), page.keyboard.press("p")]);
  await page.getByRole("link", { name: "Another due date" }).click();
  const due = inDays(50);
  await page.fill("[name=to]", due);
  await page.fill("[name=text]", "Would this help?");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.locator(".confirm form[method=post] button").click();
  await page.waitForURL(/done=propose/);
  await live(page);
  await page.locator('[data-proposal-state="waits"]').waitFor();

  await payer.getByText("Would this help?").waitFor();
  const accept = payer.locator("[data-kind=proposal] details.answer").first();
  await accept.locator("summary").click();
  await accept.locator("button[type=submit]").click();
  await payer.waitForSelector(`[data-due="${due}"]`, { state: "attached" });
  await page.locator('[data-proposal-state="accepted"]').waitFor();
  await page.waitForSelector(`.side [data-due="${due}"]`, { state: "attached" });
  for (const one of [page, payer]) {
    assertQuiet(one);
    await one.context().close();
  }
});

test("staff point at a line, and it lights up on the payer's page", async () => {
  const { id, link } = await invoice("Inga Pekar-Exempel");
  const payer = await open(browser, link);
  await live(payer);
  const page = await staff();
  await page.goto(`${billow.url}/console/inbox/${id}`);
  await live(page);
  await page.locator("[data-point]").first().click();
  await payer.waitForSelector("[data-pointed]", { state: "attached" });
  await page.locator("[data-point]").first().click();
  await payer.waitForSelector("[data-pointed]", { state: "detached" });
  assertQuiet(page);
  assertQuiet(payer);
  await page.context().close();
  await payer.context().close();
});

test("a canned reply is written once, found by \"/\", and filled with the invoice's figures", async () => {
  const admin = await staff("admin");
  await admin.goto(`${billow.url}/console/replies`);
  await admin.locator("summary", { hasText: "New canned reply" }).click();
  const form = admin.locator("details[open] form");
  await form.locator("[name=name]").fill("Thanks for asking");
  await form.locator("[name=text-en]").fill("Thank you, {name}. Still open: {open}. {agent}");
  await form.getByRole("button", { name: "Save" }).click();
  await admin.waitForURL(/done=saved/);
  await admin.getByText("Thanks for asking").waitFor();

  const { id, link } = await invoice("Kerstin Mall-Exempel", { language: "en" });
  const payer = await open(browser, link);
  await live(payer);
  const page = await staff();
  await page.goto(`${billow.url}/console/inbox/${id}`);
  await live(page);
  await page.keyboard.press("r");
  await page.keyboard.type("/thanks");
  await page.locator("[data-reply][data-chosen]").waitFor();
  await page.keyboard.press("Enter");
  const text = await page.locator("#say-text").inputValue();
  assert.match(text, /^Thank you, Kerstin Mall-Exempel\. Still open: .*1,000\.00.*Amira/);
  await page.keyboard.press("Control+Enter");
  await payer.getByText("Thank you, Kerstin Mall-Exempel.").first().waitFor();
  for (const one of [admin, page, payer]) {
    assertQuiet(one);
    await one.context().close();
  }
});

test("a picture goes with a message, and what is no picture is refused with the reason", async () => {
  const { id, link } = await invoice("Lisen Bild-Exempel");
  const payer = await open(browser, link);
  await live(payer);
  const page = await staff();
  await page.goto(`${billow.url}/console/inbox/${id}`);
  await live(page);
  const file = page.locator("[data-composer] input[type=file]");
  page.tolerated.push(/422/);
  await file.setInputFiles({ name: "page.png", mimeType: "image/png", buffer: Buffer.from("<html><script>alert(1)</script></html>") });
  await page.locator("[data-refused-file]").waitFor();
  await page.locator("[data-refused-file] button").click();
  await file.setInputFiles({ name: "meter.png", mimeType: "image/png", buffer: PICTURE });
  await page.locator("[data-file]", { hasText: "meter.png" }).waitFor();
  await page.fill("#say-text", "This is your meter.");
  await page.keyboard.press("Control+Enter");
  await conversation(page).locator("img").waitFor();
  await payer.getByText("This is your meter.").waitFor();
  await payer.getByText("meter.png").first().waitFor();
  for (const one of [page, payer]) {
    assertQuiet(one);
    await one.context().close();
  }
});

test("a payer's details are changed, checked, and found under the new name", async () => {
  await invoice("Jorun Gammal-Exempel");
  const page = await staff();
  await page.goto(`${billow.url}/console/payers?q=jorun`);
  await Promise.all([page.waitForNavigation(), page.locator("[data-row]").first().click()]);
  await page.getByRole("link", { name: "Change details" }).click();
  await page.fill("[name=email]", "no address");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator("[name=email][aria-invalid]").waitFor();
  page.tolerated.push(/422/);
  await page.fill("[name=email]", "jorun.ny@example.com");
  await page.fill("[name=name]", "Jorun Nygift-Exempel");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/done=saved/);
  await page.getByText("Details changed").waitFor();
  for (const search of ["nygift", "jorun.ny@"]) {
    await page.goto(`${billow.url}/console/payers?q=${search}`);
    assert.equal(await page.locator("[data-row]").count(), 1, search);
  }
  await page.goto(`${billow.url}/console/payers?q=gammal`);
  assert.equal(await page.locator("[data-row]").count(), 0, "the old name finds nobody");
  assertQuiet(page);
  await page.context().close();
});

test("marketing sees invoices and neither who said what nor how payers are reached", async () => {
  const { id, number } = await invoice("Kaja Reklam-Exempel");
  for (const [colorScheme, width] of [["light", 1280], ["dark", 360]]) {
    const page = await staff("marketing", { colorScheme, viewport: { width, height: 900 } });
    await page.goto(`${billow.url}/console`);
    assert.equal(new URL(page.url()).pathname, "/console/invoices");
    await live(page);
    assert.deepEqual(await page.locator('nav[aria-label="Console"] li a > span:first-child').allInnerTexts(), ["Invoices"]);
    await page.goto(`${billow.url}/console/invoices/${id}`);
    await live(page);
    await page.getByRole("heading", { name: `Invoice ${number}` }).waitFor();
    await page.getByText("Kaja Reklam-Exempel").first().waitFor();
    assert.equal(await page.locator("iframe, [data-composer], main form, main a[href*=payments]").count(), 0);
    assert.equal(await page.getByText("@example.com").count(), 0);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, "it fits");
    assert.deepEqual(await accessibility(page), []);
    for (const [method, path] of [["POST", `invoices/${id}/solve`], ["GET", `inbox/${id}`], ["GET", "payments"], ["GET", "payers"]]) {
      const status = await page.evaluate(async ([method, path]) => (await fetch(`/console/${path}`, { method })).status, [method, path]);
      assert.equal(status, 403, path);
    }
    page.tolerated.push(/403/);
    assertQuiet(page);
    await page.context().close();
  }
});

test("every page works without scripts", async () => {
  const { id } = await invoice("Lova Skriptlös-Exempel");
  const page = await staff("admin", { javaScriptEnabled: false });
  await page.goto(`${billow.url}/console/inbox/${id}`);
  await page.fill("#say-text", "written without a script");
  await page.getByRole("button", { name: /Send/ }).click();
  await conversation(page).getByText("written without a script").waitFor();
  await page.locator("summary", { hasText: "Snooze" }).click();
  await page.getByRole("button", { name: "Until tomorrow" }).click();
  await page.getByText("Snoozed.").waitFor();
  assertQuiet(page);
  await page.context().close();
});

test("hostile names and texts are shown as text", async () => {
  const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)> & 'Åsa'`;
  const { id, link } = await invoice("Moa", { buyer: { name: hostile, email: "moa@example.com" }, lines: [{ name: hostile, quantity: "1", unit: "C62", unit_price: "800", vat: { code: "S", rate: "25" } }] });
  const payer = await open(browser, link);
  await live(payer);
  await say(payer, hostile);
  const page = await staff("admin");
  page.on("dialog", () => assert.fail("something ran"));
  for (const path of [`inbox/${id}`, `invoices/${id}`, "inbox?tab=open", "invoices?q=moa", "payers?q=moa", `invoices/${id}/payment`, "audit"]) {
    await page.goto(`${billow.url}/console/${path}`);
    await live(page);
    assert.equal(await page.locator("img[src=x], [onerror]").count(), 0, path);
  }
  await page.goto(`${billow.url}/console/inbox/${id}`);
  await conversation(page).locator(".bubble", { hasText: hostile }).waitFor();
  await page.fill("#say-text", hostile);
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(() => document.querySelectorAll("[data-conversation] [data-message-id]").length === 2);
  for (const one of [page, payer]) {
    assertQuiet(one);
    await one.context().close();
  }
});

test("every page is complete for assistive tools, wide, narrow, light and dark", async () => {
  // The demo's own conversation: these pictures stand in the documentation too.
  const { id, link } = billow.demo.invoices.find((one) => one.number === "10483");
  const payer = await open(browser, link);
  await live(payer);
  await say(payer, "Noch eine Frage: Warum ist der Grundpreis höher als im Oktober?");
  const paths = {
    inbox: "inbox?tab=open",
    conversation: `inbox/${id}`,
    invoices: "invoices",
    invoice: `invoices/${id}`,
    tool: `invoices/${id}/due`,
    confirmation: `invoices/${id}/due?go=1&to=${inDays(60)}`,
    links: `invoices/${id}/links`,
    payers: "payers",
    replies: "replies",
    staff: "staff",
    audit: "audit",
  };
  for (const [look, options] of [
    ["wide", { viewport: { width: 1440, height: 860 } }],
    ["phone-dark", { viewport: { width: 360, height: 780 }, colorScheme: "dark", hasTouch: true, isMobile: true }],
  ]) {
    const page = await staff("admin", options);
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(`${billow.url}/console/${path}`);
      await live(page);
      assert.deepEqual(await accessibility(page), [], `${name}, ${look}`);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wider <= 0, true, `${name} is wider than the window, ${look}`);
      if (["inbox", "conversation", "invoices", "invoice", "confirmation"].includes(name)) {
        await screenshot(page, `console-${name}-${look}`);
      }
    }
    assertQuiet(page);
    await page.context().close();
  }
  assertQuiet(payer);
  await payer.context().close();
});
