// The payer's side of the conversation: messages, files, proposals, and what can be asked for.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Agent } from "../lib/agent.mjs";
import { Billow, inDays } from "../lib/billow.mjs";
import { accessibility, amount, assertQuiet, launch, live, open, screenshot } from "../lib/browser.mjs";

const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true };
const LINES = ["Electricity, October", "Grid fee, October", "Charging box, rent"].map((name) => ({
  name,
  quantity: "1",
  unit: "C62",
  unit_price: "400",
  vat: { code: "S", rate: "25" },
}));
/** A picture of one pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let billow;
let browser;
let agent;
before(async () => {
  billow = await Billow.start();
  browser = await launch();
  agent = await Agent.start(browser, billow);
});
after(async () => {
  await agent?.end();
  await browser?.close();
  await billow?.end();
});

const field = (page) => page.locator("#say-text");
const send = (page) => page.locator("[data-say-form] [type=submit]").click();
const messages = (page) => page.locator("[data-message-id]");
const proposal = (page) => page.locator("[data-list=conversation] > [data-kind=proposal]").last();

async function ready(invoice, options) {
  const page = await open(browser, invoice.link, options);
  await live(page);
  return page;
}

async function say(page, text) {
  await field(page).fill(text);
  await send(page);
  await page.locator("[data-message-id]", { hasText: text }).waitFor();
}

/** What the page shows of the conversation, in its order. */
async function told(page) {
  return page.locator("[data-list=conversation] > [data-item] [data-field=text]").allInnerTexts();
}

test("what is being written survives a reload, with the line it is about, until it is sent", async () => {
  const invoice = await billow.invoice({ lines: LINES });
  const page = await ready(invoice);
  await page.locator("[data-line='2'] [data-ask-line]").click();
  await field(page).fill("Why is this higher\nthan last month?");
  assert.match(await page.locator("[data-say=tie]").innerText(), /Grid fee, October/);
  await page.reload();
  await live(page);
  assert.equal(await field(page).inputValue(), "Why is this higher\nthan last month?");
  await send(page);
  await messages(page).first().waitFor();
  assert.match(await messages(page).first().innerText(), /About: Grid fee, October/);
  assert.equal(await page.locator("[data-say=tied]").isVisible(), false, "the next one is about nothing");
  await page.reload();
  await live(page);
  assert.equal(await field(page).inputValue(), "", "what was sent is no draft");
  assert.equal(await messages(page).count(), 1);
  assertQuiet(page);
  await page.context().close();
});

test("what was written offline is sent once, also after a reload, and tried again with the same id", async () => {
  const invoice = await billow.invoice();
  const page = await ready(invoice);
  page.tolerated.push(/ERR_INTERNET_DISCONNECTED|WebSocket|Failed to load|ERR_CONNECTION_REFUSED/);
  await billow.stop();
  await page.waitForSelector('[data-live="off"]', { state: "attached" });
  await field(page).fill("Written while the server was away");
  await send(page);
  const waiting = page.locator("[data-list=outbox] [data-unsent=waiting]");
  await waiting.waitFor();
  assert.match(await waiting.innerText(), /Not sent yet/);
  const kept = await page.evaluate(() => localStorage.getItem(Object.keys(localStorage).find((key) => key.startsWith("billow-outbox"))));
  assert.match(kept, /Written while the server was away/);
  await billow.serve();
  await page.reload();
  await live(page);
  await messages(page).first().waitFor();
  await page.waitForSelector("[data-list=outbox]:empty", { state: "attached" });
  // The answer to the first try may have been lost: the page would send it again, with the id it had.
  const [{ id }] = JSON.parse(kept);
  await page.evaluate(
    ([id]) =>
      new Promise((done) => {
        const socket = new WebSocket(`${location.href.replace("http", "ws").split("?")[0]}/live?since=0&v=1`);
        socket.onopen = () => socket.send(JSON.stringify({ id, do: { type: "say", text: "Written while the server was away" } }));
        socket.onmessage = ({ data }) => JSON.parse(data).ack === id && done();
      }),
    [id],
  );
  await page.reload();
  await live(page);
  assert.equal(await messages(page).count(), 1);
  await page.context().close();
});

test("a message that takes long offers another try, one that is refused says why and can be changed", async () => {
  const invoice = await billow.invoice();
  const page = await ready(invoice);
  await page.evaluate(() => {
    document.querySelector("#say-text").removeAttribute("maxlength");
  });
  await field(page).fill("x".repeat(4_001));
  await send(page);
  const refused = page.locator("[data-unsent=refused]");
  await refused.waitFor();
  assert.match(await refused.innerText(), /too long/);
  await refused.locator("[data-edit]").click();
  assert.equal((await field(page).inputValue()).length, 4_001);
  await field(page).fill("Short");
  await send(page);
  await page.locator("[data-message-id]", { hasText: "Short" }).waitFor();
  assert.equal(await messages(page).count(), 1);
  assertQuiet(page);
  await page.context().close();
});

test("payer and agent see each other write, read and point, and the same order", async () => {
  const invoice = await billow.invoice({ lines: LINES });
  const page = await ready(invoice);
  await say(page, "Could I get two more weeks?");
  assert.match(await page.locator("[data-message-id]").first().innerText(), /Delivered/);
  await agent.join(invoice);
  await page.locator("[data-say=staff-names]", { hasText: agent.name }).waitFor();

  await agent.tell({ typing: true });
  await page.locator("[data-say=typing]", { hasText: `${agent.name} is typing` }).waitFor();
  await agent.tell({ seen: Number(await page.locator("[data-seq]").first().getAttribute("data-seq")) });
  await page.locator("[data-message-id]", { hasText: /Read \d/ }).waitFor();
  await field(page).pressSequentially("I also");
  await agent.hears((word) => word.typing?.on);

  await agent.say(invoice, "Yes. The grid operator raised it: https://example.com/grid?year=2026.");
  await page.locator("[data-message-id]", { hasText: "The grid operator" }).waitFor();
  await page.waitForSelector("[data-say=typing][hidden]", { state: "attached" });
  const link = page.locator("[data-message-id] a[target=_blank]");
  assert.equal(await link.getAttribute("href"), "https://example.com/grid?year=2026");
  assert.match(await link.getAttribute("rel"), /noopener noreferrer/);
  await page.mouse.move(300, 300);
  await agent.hears((word) => word.event?.type === "messages_seen" && word.event.side === "payer");

  await agent.tell({ point: 3 });
  await page.locator("[data-line='3'][data-pointed]").waitFor();
  assert.match(await page.locator("[data-line='3']").innerText(), new RegExp(`${agent.name} points at this line`));
  assert.match(await page.locator("[data-say=announce]").innerText(), /points at: Charging box/);
  await screenshot(page, "pointing");
  assert.deepEqual(await accessibility(page), []);
  await agent.tell({ point: null });
  await page.waitForSelector("[data-pointed]", { state: "detached" });
  await agent.leave();

  const other = await ready(invoice);
  assert.deepEqual(await told(other), await told(page));
  assertQuiet(page);
  await page.context().close();
  await other.context().close();
});

test("the server is away for 20 seconds while both write: nothing is lost or doubled, and both read the same order", async () => {
  const invoice = await billow.invoice();
  const page = await ready(invoice);
  const agentPage = await agent.window(`/console/inbox/${invoice.id}`);
  await live(agentPage);
  await say(page, "Before");
  await agentPage.locator("[data-conversation] [data-message-id]", { hasText: "Before" }).waitFor();
  for (const one of [page, agentPage]) one.tolerated.push(/WebSocket|ERR_CONNECTION|Failed to (load|fetch)/);
  const navigations = page.navigations;
  await billow.stop();
  const stopped = Date.now();
  await page.waitForSelector('[data-live="off"]', { state: "attached" });
  for (const [one, text] of [
    [page, "Payer, first"],
    [agentPage, "Agent, first"],
    [page, "Payer, second"],
  ]) {
    await one.locator("#say-text").fill(text);
    await one.locator("#say-text").press("Control+Enter");
  }
  await page.locator("[data-unsent=waiting]", { hasText: "Payer, second" }).waitFor();
  await new Promise((done) => setTimeout(done, Math.max(0, 20_000 - (Date.now() - stopped))));
  await billow.serve();
  // The longest wait between two tries is 30 seconds.
  for (const text of ["Payer, first", "Payer, second", "Agent, first"]) {
    for (const one of [page, agentPage]) await one.locator("[data-message-id]", { hasText: text }).first().waitFor({ timeout: 45_000 });
  }
  await page.waitForSelector("[data-list=outbox]:empty", { state: "attached" });
  assert.equal(page.navigations, navigations, "the page was loaded again");
  const ids = (one) => one.locator("[data-message-id]").evaluateAll((all) => all.map((each) => each.dataset.messageId));
  const order = await ids(page);
  assert.equal(order.length, 4);
  assert.equal(new Set(order).size, 4);
  await page.reload();
  await live(page);
  assert.deepEqual(await ids(page), order, "the order is the log's");
  assert.deepEqual((await ids(agentPage)).filter((id) => order.includes(id)), order, "and the same for both");
  assertQuiet(page);
  await agentPage.context().close();
  await page.context().close();
});

test("pointing never moves the page of a reader who likes it still", async () => {
  const invoice = await billow.invoice({ lines: LINES });
  const page = await ready(invoice, { ...PHONE, reducedMotion: "reduce" });
  await agent.join(invoice);
  await page.locator("[data-say=staff-names]", { hasText: agent.name }).waitFor({ state: "attached" });
  await agent.tell({ point: 2 });
  await page.locator("[data-line='2'][data-pointed]").waitFor({ state: "attached" });
  assert.equal(await page.evaluate(() => scrollY), 0);
  await page.locator("[data-say=point] a").click();
  await page.waitForFunction(() => scrollY > 0);
  await agent.leave();
  await page.context().close();
});

test("on a phone, what is new is pointed out until it is on the screen, and only then read", async () => {
  const invoice = await billow.invoice();
  const page = await ready(invoice, PHONE);
  await agent.join(invoice);
  await page.locator("h1").tap();
  await agent.say(invoice, "Good morning");
  const newer = page.locator("[data-say=newer]");
  await newer.waitFor();
  assert.match(await newer.innerText(), new RegExp(`New message from ${agent.name}`));
  assert.deepEqual(await accessibility(page), []);
  const seen = () => agent.page.evaluate(() => window.heard.filter((word) => word.event?.type === "messages_seen").length);
  assert.equal(await seen(), 0, "it has not been on the screen");
  await newer.tap();
  await newer.waitFor({ state: "hidden" });
  await agent.hears((word) => word.event?.type === "messages_seen" && word.event.side === "payer");
  await agent.leave();
  assertQuiet(page);
  await page.context().close();
});

test("a proposal is accepted in place, once, and both windows see it", async () => {
  const invoice = await billow.invoice();
  const to = inDays(45);
  const windows = [await ready(invoice), await ready(invoice)];
  await agent.propose(invoice, { kind: "due_date", to, text: "Would that help?" });
  for (const page of windows) await proposal(page).locator("summary", { hasText: "Accept" }).waitFor();
  const [page] = windows;
  const terms = await proposal(page).locator("[data-field=terms]").innerText();
  assert.match(terms, /The invoice is due on .* instead of .*\./);
  await screenshot(page, "proposal");
  const navigations = page.navigations;
  await proposal(page).locator("summary", { hasText: "Accept" }).click();
  assert.deepEqual(await accessibility(page), []);
  await proposal(page).locator("button", { hasText: "Yes, I accept" }).click();
  for (const page of windows) {
    await page.waitForSelector(`[data-due="${to}"]`, { state: "attached" });
    await proposal(page).locator("[data-field=state]", { hasText: "You accepted" }).waitFor();
    assert.equal(await proposal(page).locator("[data-can=answer]").isVisible(), false);
    assert.match(await page.locator(".history").innerText(), /You accepted: New due date/);
    assertQuiet(page);
  }
  assert.equal(page.navigations, navigations, "the page was loaded again");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.kind), "proposal", "the focus stays where one answered");
  for (const page of windows) await page.context().close();
});

test("a proposal that the invoice has outrun cannot be accepted, and says so", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const page = await ready(invoice);
  await agent.propose(invoice, { kind: "part_payment", now: "400.00", now_by: inDays(10), rest_due: inDays(40) });
  await proposal(page).locator("summary", { hasText: "Accept" }).waitFor();
  const action = await proposal(page).locator("form").first().getAttribute("action");
  await billow.pay(invoice, 10_000);
  await proposal(page).locator("[data-field=state]", { hasText: "The invoice has changed since" }).waitFor();
  assert.equal(await proposal(page).locator("[data-can=answer]").isVisible(), false);
  // Somebody who still has the button gets the same answer.
  page.tolerated.push(/422/);
  const late = await page.evaluate(async (action) => {
    const answer = await fetch(action, { method: "POST", body: new URLSearchParams({ answer: "accept", lang: "en", id: "late" }) });
    return { status: answer.status, text: await answer.text() };
  }, action);
  assert.equal(late.status, 422);
  assert.match(late.text, /The invoice has changed since/);
  assertQuiet(page);
  await page.context().close();
});

test("a proposal is declined with a reason", async () => {
  const invoice = await billow.invoice();
  const page = await ready(invoice);
  await agent.propose(invoice, { kind: "credit", amount: "100.00" });
  await proposal(page).locator("summary", { hasText: "No, thanks" }).click();
  await proposal(page).locator("textarea").fill("I would rather pay it all.");
  await proposal(page).locator("button", { hasText: "Yes, decline" }).click();
  await proposal(page).locator("[data-field=state]", { hasText: "You declined" }).waitFor();
  assert.match(await proposal(page).innerText(), /I would rather pay it all\./);
  assert.equal(await amount(page, "open"), 100_000);
  assertQuiet(page);
  await page.context().close();
});

test("more time: two weeks at once, then the biller is asked and can be asked no more", async () => {
  const invoice = await billow.invoice({ due: inDays(5) });
  const page = await ready(invoice);
  const ask = async (day) => {
    await page.locator("summary", { hasText: "I need more time" }).click();
    await page.locator("#more-time-day").fill(day);
    await page.locator("button", { hasText: "Ask for more time" }).click();
  };
  assert.match(await page.locator("#more-time-hint").textContent(), /you get it at once/);
  await ask(inDays(15));
  await page.waitForSelector(`[data-due="${inDays(15)}"]`, { state: "attached" });
  await page.locator("[data-say=announce]", { hasText: "the due date has moved" }).waitFor({ state: "attached" });
  assert.match(await page.locator("#more-time-hint").textContent(), /is asked and answers here/);
  assert.match(await page.locator(".history").innerText(), /Due date moved to/);
  await ask(inDays(40));
  await proposal(page).locator("[data-field=state]", { hasText: "Waiting for" }).waitFor();
  assert.equal(await page.locator("[data-due]").first().getAttribute("data-due"), inDays(15));
  await proposal(page).locator("button", { hasText: "Take back" }).click();
  await proposal(page).locator("[data-field=state]", { hasText: "Taken back" }).waitFor();
  // A day that is no later is refused, at the form.
  page.tolerated.push(/422/);
  await page.evaluate(() => document.querySelector("#more-time-day").removeAttribute("min"));
  await ask(inDays(1));
  await page.locator(".ask [data-say=error]", { hasText: "a day after the due date" }).waitFor();
  assertQuiet(page);
  await page.context().close();
});

test("a line is disputed with a reason and a picture, and reminders pause", async () => {
  const invoice = await billow.invoice({ lines: LINES });
  const page = await ready(invoice);
  await page.locator("summary", { hasText: "Something is wrong" }).click();
  await page.locator("#dispute-line").selectOption("2");
  await page.locator("#dispute-reason").fill("The meter says 260.");
  await page.locator("#dispute-file").setInputFiles({ name: "meter <b>.png", mimeType: "image/png", buffer: PNG });
  await page.locator("button", { hasText: "Dispute" }).click();
  const dispute = page.locator("[data-kind=dispute]").first();
  await dispute.waitFor();
  assert.match(await dispute.innerText(), /Disputed: Grid fee, October[\s\S]*The meter says 260\.[\s\S]*Not settled yet/);
  assert.match(await page.locator("[data-line='2']").innerText(), /Disputed/);
  assert.match(await page.locator(".paused").innerText(), /No reminders until your dispute is settled/);
  const picture = dispute.locator("img");
  await picture.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector("[data-kind=dispute] img").naturalWidth === 1);
  assert.equal(await page.locator("summary", { hasText: "Something is wrong" }).isVisible(), false);
  assert.deepEqual(await accessibility(page), []);
  await screenshot(page, "dispute");
  assertQuiet(page);
  await page.context().close();
});

test("files are chosen, shown, removed, refused with a reason, and sent", async () => {
  const invoice = await billow.invoice();
  const page = await ready(invoice);
  const files = page.locator("[data-files]");
  const chips = page.locator("[data-list=uploads] li");
  await files.setInputFiles([
    { name: "meter.png", mimeType: "image/png", buffer: PNG },
    { name: "second.png", mimeType: "image/png", buffer: PNG },
  ]);
  await page.waitForFunction(() => document.querySelectorAll("[data-list=uploads] img:not([hidden])").length === 2);
  await chips.nth(1).locator("[data-remove]").click();
  assert.equal(await chips.count(), 1);

  const error = page.locator("[data-say-form] [data-say=error]");
  await files.setInputFiles({ name: "page.html", mimeType: "text/html", buffer: Buffer.from("<b>") });
  assert.match(await error.innerText(), /page\.html is neither a picture/);
  await files.setInputFiles({ name: "large.png", mimeType: "image/png", buffer: Buffer.alloc(11 * 1024 * 1024) });
  assert.match(await error.innerText(), /large\.png is larger than 10 MB/);
  // Its name lies: the server looks at what is in it.
  page.tolerated.push(/422/);
  await files.setInputFiles({ name: "lie.png", mimeType: "image/png", buffer: Buffer.from("<html><script>alert(1)</script>") });
  await page.locator("[data-say-form] [data-say=error]", { hasText: /lie\.png: .*neither a picture/ }).waitFor();
  assert.equal(await chips.count(), 1);
  assert.deepEqual(await accessibility(page), []);

  await field(page).fill("Here it is");
  await send(page);
  const message = page.locator("[data-message-id]", { hasText: "Here it is" });
  await message.locator("img").waitFor();
  assert.match(await message.innerText(), /meter\.png/);
  assert.equal(await chips.count(), 0);
  const [file] = await message.locator("a[download]").all();
  const answer = await page.request.get(new URL(await file.getAttribute("href"), page.url()).href);
  assert.equal(answer.headers()["content-type"], "image/png");
  assert.match(answer.headers()["content-disposition"], /^attachment/);
  assertQuiet(page);
  await page.context().close();
});

test("a picture is pasted and dropped", async () => {
  const invoice = await billow.invoice();
  const page = await ready(invoice);
  const give = (name, event) =>
    page.evaluate(
      ([bytes, name, event]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
        const target = document.querySelector("#say-text");
        const init = { bubbles: true, cancelable: true };
        target.dispatchEvent(
          event === "paste"
            ? new ClipboardEvent("paste", { ...init, clipboardData: data })
            : new DragEvent("drop", { ...init, dataTransfer: data }),
        );
      },
      [[...PNG], name, event],
    );
  await give("pasted.png", "paste");
  await give("dropped.png", "drop");
  await page.waitForFunction(() => document.querySelectorAll("[data-list=uploads] img:not([hidden])").length === 2);
  await send(page);
  await messages(page).first().locator("img").nth(1).waitFor();
  assertQuiet(page);
  await page.context().close();
});

test("a simple question is answered at once, and one click brings a person", async () => {
  const invoice = await billow.invoice();
  const page = await ready(invoice);
  await say(page, "How much do I have to pay?");
  const answer = page.locator("[data-kind=automatic]").first();
  await answer.waitFor();
  assert.match(await answer.innerText(), /Automatic answer/);
  await screenshot(page, "automatic-answer");
  await answer.locator("button", { hasText: "Talk to a person" }).click();
  await page.locator("[data-kind=mark]", { hasText: "You asked for a person" }).waitFor();
  assert.equal(await answer.locator("button").isVisible(), false);
  assertQuiet(page);
  await page.context().close();
});

test("a fee is a row and is taken off by agreement", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  const page = await ready(invoice);
  await agent.post(`${invoice.id}/fee`, { amount: "60.00", key: crypto.randomUUID() });
  await page.waitForSelector('[data-amount="open"][data-minor="106000"]', { state: "attached" });
  assert.match(await page.locator(".totals").innerText(), /Fee, .*60\.00/);
  assert.equal(await amount(page, "total"), 106_000);
  await agent.post(`${invoice.id}/pause`, { until: inDays(30), key: crypto.randomUUID() });
  await page.locator(".paused", { hasText: "No reminders until" }).waitFor();
  assertQuiet(page);
  await page.context().close();
});

test("hostile words stay words, whoever writes them and wherever they arrive", async () => {
  const evil = `"><script>document.title="owned"</script><img src=x onerror="document.title='owned'">javascript:alert(1) {name}`;
  const invoice = await billow.invoice({ lines: LINES });
  const page = await ready(invoice);
  await agent.say(invoice, evil);
  await agent.propose(invoice, { kind: "credit", amount: "10.00", text: evil });
  await say(page, `${evil} mine`);
  await proposal(page).locator("summary", { hasText: "No, thanks" }).click();
  await proposal(page).locator("textarea").fill(evil);
  await proposal(page).locator("button", { hasText: "Yes, decline" }).click();
  await proposal(page).locator("[data-field=state]", { hasText: "You declined" }).waitFor();
  for (const again of [false, true]) {
    if (again) {
      await page.reload();
      await live(page);
    }
    assert.doesNotMatch(await page.title(), /owned/);
    assert.equal(await page.locator("#conversation img[src=x], #conversation script, #conversation a[href^=javascript]").count(), 0);
    assert.equal((await told(page)).filter((text) => text.includes(evil)).length, 3);
  }
  assertQuiet(page);
  await page.context().close();
});

test("without scripts: a message with a file about a line, a dispute, more time and an answer", async () => {
  const invoice = await billow.invoice({ lines: LINES, due: inDays(5) });
  await agent.propose(invoice, { kind: "credit", amount: "100.00" });
  const page = await open(browser, invoice.link, { javaScriptEnabled: false });
  await page.locator("#line-2 .ask-line").click();
  assert.match(await page.locator("[data-say=tie]").innerText(), /Grid fee, October/);
  await field(page).fill("What is this?");
  await page.locator("[data-files]").setInputFiles({ name: "meter.png", mimeType: "image/png", buffer: PNG });
  await send(page);
  await page.locator("#done", { hasText: "Your message was sent." }).waitFor();
  const message = page.locator("[data-message-id]", { hasText: "What is this?" });
  assert.match(await message.innerText(), /About: Grid fee, October[\s\S]*meter\.png/);

  await page.locator("summary", { hasText: "Accept" }).click();
  await page.locator("button", { hasText: "Yes, I accept" }).click();
  await page.locator("#done", { hasText: "You accepted" }).waitFor();
  assert.equal(await amount(page, "open"), 140_000);

  await page.locator("summary", { hasText: "I need more time" }).click();
  await page.locator("#more-time-day").fill(inDays(12));
  await page.locator("button", { hasText: "Ask for more time" }).click();
  await page.locator("#done", { hasText: "the due date has moved" }).waitFor();
  assert.equal(await page.locator("[data-due]").first().getAttribute("data-due"), inDays(12));

  await page.locator("summary", { hasText: "Something is wrong" }).click();
  await page.locator("#dispute-reason").fill("   ");
  await page.locator("button", { hasText: "Dispute" }).click();
  await page.locator("#refused", { hasText: "Please write what is wrong." }).waitFor();
  await page.locator("#dispute-reason").fill("I never ordered this.");
  await page.locator("button", { hasText: "Dispute" }).click();
  await page.locator("#done", { hasText: "has got your dispute" }).waitFor();
  await screenshot(page, "conversation-without-scripts", { fullPage: true });
  await page.context().close();
});

for (const [language, locale] of [
  ["en", "en-GB"],
  ["de", "de-DE"],
  ["sv", "sv-SE"],
  ["nl", "nl-NL"],
]) {
  test(`the conversation speaks ${language}, on the server and live, at phone width and in the dark`, async () => {
    const invoice = await billow.invoice({ language, lines: LINES });
    const page = await ready(invoice, { ...PHONE, locale, colorScheme: "dark" });
    await say(page, "https://example.com/ …");
    await agent.say(invoice, "Ja.");
    await agent.propose(invoice, { kind: "part_payment", now: "500.00", now_by: inDays(10), rest_due: inDays(40) });
    await page.locator("[data-kind=proposal]").first().waitFor();
    const words = async () =>
      (await page.locator("[data-list=conversation] > [data-item]").allInnerTexts()).map((text) => text.replaceAll(/\s/g, " "));
    const before = await words();
    assert.doesNotMatch(before.join("\n"), /\{\s*\$?\w+\s*\}/);
    assert.deepEqual(await accessibility(page), []);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
    await page.locator("#conversation").scrollIntoViewIfNeeded();
    await screenshot(page, `conversation-phone-${language}`);
    await page.reload();
    await live(page);
    assert.deepEqual(await words(), before, "the browser and the server word it differently");
    assertQuiet(page);
    await page.context().close();
  });
}

test("by keyboard alone: ask about a line, write, send, and answer a proposal", async () => {
  const invoice = await billow.invoice({ lines: LINES });
  const page = await ready(invoice);
  await agent.propose(invoice, { kind: "credit", amount: "100.00" });
  await proposal(page).locator("summary").first().waitFor();
  const reach = async (selector) => {
    for (let step = 0; step < 80; step += 1) {
      if (await page.evaluate((selector) => document.activeElement?.matches(selector) && document.activeElement.checkVisibility(), selector)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`${selector} cannot be reached`);
  };
  await reach("[data-line='2'] [data-ask-line]");
  await page.keyboard.press("Enter");
  await reach("#say-text");
  await page.keyboard.type("What is it for?");
  await page.keyboard.press("Control+Enter");
  await page.locator("[data-message-id]", { hasText: "About: Grid fee, October" }).waitFor();
  await page.evaluate(() => document.activeElement.blur());
  await reach(".answer summary");
  await page.keyboard.press("Enter");
  await reach(".answer[open] button");
  await page.keyboard.press("Enter");
  await proposal(page).locator("[data-field=state]", { hasText: "You accepted" }).waitFor();
  assertQuiet(page);
  await page.context().close();
});
