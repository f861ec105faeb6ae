// Money that came in, as staff see it: matched while the payer looks on, undone, asked about, and taken in from bank files.
import assert from "node:assert/strict";
import { randomInt, randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { statement } from "../lib/bank.mjs";
import { Billow } from "../lib/billow.mjs";
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
async function staff(path, role = "agent", options = {}) {
  const login = billow.demo.logins.find((one) => one.role === role);
  const page = await open(browser, `${billow.url}/console`, options);
  await page.fill("input[name=email]", login.email);
  await page.fill("input[name=password]", login.password);
  await Promise.all([page.waitForURL(/\/console\/inbox/), page.click("form button")]);
  await page.goto(billow.url + path);
  return page;
}

/** Sends a bank file as the biller's own systems do. */
async function sendFile(text) {
  const answer = await fetch(`${billow.url}/api/v1/bank/files`, {
    method: "POST",
    headers: { authorization: `Bearer ${billow.key}`, "content-type": "application/octet-stream", "idempotency-key": randomUUID() },
    body: text,
  });
  const said = await answer.text();
  assert.ok(answer.ok, `${answer.status} ${said}`);
  return said;
}

/** A sum that nobody else owes, and that a net amount with 25 % on top comes to. */
const odd = () => `${randomInt(1_000, 9_000)}.${randomInt(2, 20) * 5}`;
const minor = (amount) => Math.round(Number(amount) * 100);

/** A name of its own, that no search confuses with another. */
function somebody() {
  const letters = Array.from({ length: 7 }, () => String.fromCharCode(97 + randomInt(26))).join("");
  return { name: `${letters[0].toUpperCase()}${letters.slice(1)} Exempel-${letters.split("").reverse().join("")}`, mark: letters };
}

/** An invoice, and a transfer of its amount that names its payer nearly right and states no reference. */
async function doubtful(more = {}) {
  const amount = odd();
  const { name, mark } = somebody();
  const invoice = await billow.invoice({ total: amount, buyer: { name, email: `${mark}@example.com` } });
  await sendFile(statement([{ amount, name: name.toUpperCase().replace("EXEMPEL-", ""), text: "el oktober", ...more }]));
  return { ...invoice, amount, name, mark };
}

const row = (page, { mark }) => page.locator("[data-row]", { hasText: new RegExp(mark, "i") });
const choice = (page, { number }) => page.locator(`[data-choice="${number}"]`);

/** What the payer is asked on their page. */
const question = (page) => page.locator("[data-list=conversation] > [data-kind=claim]").last();

/** The payer's page of an invoice, live. */
async function payerOf({ link }) {
  const page = await open(browser, link);
  await live(page);
  return page;
}

test("the demo has money to match, whose reasons are in words, from a bank file that is listed", async () => {
  const page = await staff("/console/matching");
  await live(page);
  assert.ok(Number(await page.locator("[data-waiting]").getAttribute("data-waiting")) >= 3);
  await page.locator("[data-row]", { hasText: "10487" }).click();
  const best = page.locator('[data-choice="10487"]');
  await best.getByText("Like its reference, with two errors").waitFor();
  assert.equal((await best.locator("mark").textContent()).length, 2, "the digits that differ are marked");
  await page.goto(`${billow.url}/console/bank`);
  await page.locator("table tr", { hasText: "kontoutdrag.xml" }).getByText("4 wait").waitFor();
  assertQuiet(page);
  await page.context().close();
});

test("an agent books a doubtful payment by keyboard, and the payer's open page turns to paid without a reload", async () => {
  const waiting = await doubtful();
  const payer = await payerOf(waiting);
  const page = await staff("/console/matching");
  await live(page);
  await row(page, waiting).waitFor();
  const at = (await page.locator("[data-row]").allTextContents()).findIndex((text) => text.toLowerCase().includes(waiting.mark));
  for (let step = 0; step <= at; step += 1) await page.keyboard.press("j");
  await Promise.all([page.waitForURL(/\/console\/matching\/[0-9a-f-]+/), page.keyboard.press("Enter")]);
  await live(page);
  await choice(page, waiting).getByText("Exactly what is open").waitFor();
  const visits = payer.navigations;

  // The key goes to the button; another one presses it.
  await page.keyboard.press("b");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-shortcut")), "b");
  assert.equal(await payer.locator("[data-status]").first().getAttribute("data-status"), "open");
  await Promise.all([page.waitForURL(/done=matched/), page.keyboard.press("Enter")]);
  await waitForAmount(payer, "open", 0);
  await payer.waitForSelector('[data-status="paid"]', { state: "attached" });
  assert.equal(payer.navigations, visits, "nothing was loaded again");
  await page.getByText(`is booked on ${waiting.number}`).waitFor();
  assert.equal(await row(page, waiting).count(), 0, "it waits no longer");

  // Undo stands on the next page, with a key of its own.
  await live(page);
  await Promise.all([page.waitForURL(/done=undone/), page.keyboard.press("u")]);
  await waitForAmount(payer, "open", minor(waiting.amount));
  assert.equal(payer.navigations, visits);
  await row(page, waiting).waitFor();
  assertQuiet(payer);
  assertQuiet(page);
  await payer.context().close();
  await page.context().close();
});

test("a payer who is asked says that it was theirs, and the money is booked while the agent looks on", async () => {
  const waiting = await doubtful();
  const payer = await payerOf(waiting);
  const page = await staff("/console/matching");
  await row(page, waiting).click();
  await live(page);
  await choice(page, waiting).locator("summary").click();
  assert.equal(await choice(page, waiting).locator("[data-payer-reads] p").count(), 2, "what the payer will read");
  await choice(page, waiting).locator("textarea").fill("Your reference was missing.");
  await Promise.all([page.waitForURL(/done=asked/), choice(page, waiting).getByRole("button", { name: "Ask", exact: true }).click()]);
  await choice(page, waiting).locator("[data-asked]").waitFor();
  await live(page);

  const asked = question(payer);
  await asked.getByText("Your reference was missing.").waitFor();
  await asked.locator("summary", { hasText: "Yes, that was me" }).click();
  await asked.getByRole("button", { name: "Yes, it was mine" }).click();
  await waitForAmount(payer, "open", 0);
  await page.locator(".ways .notice.good").waitFor();
  assert.match(await page.locator(".ways .notice.good").textContent(), new RegExp(waiting.number));
  assertQuiet(page);
  await payer.context().close();
  await page.context().close();
});

test("a payer who says no is not asked again, and the money goes on waiting", async () => {
  const waiting = await doubtful();
  const payer = await payerOf(waiting);
  const page = await staff("/console/matching");
  await row(page, waiting).click();
  await choice(page, waiting).locator("summary").click();
  await Promise.all([page.waitForURL(/done=asked/), choice(page, waiting).getByRole("button", { name: "Ask", exact: true }).click()]);
  await live(page);
  const asked = question(payer);
  await asked.locator("summary", { hasText: "No, not mine" }).click();
  await asked.getByRole("button", { name: "No, it was not mine" }).click();
  await choice(page, waiting).getByText("Says it is not theirs").waitFor();
  assert.equal(await choice(page, waiting).locator("summary").count(), 0);
  await row(page, waiting).waitFor();
  await payer.context().close();
  await page.context().close();
});

test("an invoice that money waits for says that nobody is reminded, and leads to it", async () => {
  const waiting = await doubtful();
  const page = await staff(`/console/invoices/${waiting.id}`);
  await page.locator("[data-held]").getByRole("link", { name: "Match it" }).click();
  await page.waitForURL(/\/console\/matching\//);
  await choice(page, waiting).waitFor();
  await page.context().close();
});

test("money without any sign is booked on an invoice that was searched for, or kept, or split", async () => {
  const { name, mark } = somebody();
  const invoice = await billow.invoice({ total: "800.00", buyer: { name } });
  const sender = somebody();
  await sendFile(statement([{ amount: "950.00", name: sender.name, text: "tack" }]));
  const page = await staff("/console/matching");
  await row(page, sender).click();
  await live(page);
  await page.keyboard.press("/");
  await page.keyboard.type(mark);
  await Promise.all([page.waitForURL(/q=/), page.keyboard.press("Enter")]);
  await choice(page, invoice).getByText(/150.00 becomes .*credit/).waitFor();
  await page.locator("#split summary").click();
  await page.locator(`#split [name="part-${invoice.id}"]`).fill("800");
  await Promise.all([page.waitForURL(/done=matched/), page.getByRole("button", { name: "Book the parts" }).click()]);
  await page.getByRole("link", { name: "See the payment" }).first().click();
  await page.locator('[data-free="15000"]').waitFor();
  assert.equal((await billow.api("GET", `/invoices/${invoice.id}`)).status, "paid");
  await page.context().close();
});

/** Drops a file on the page; answers its row. */
async function drop(page, name, content) {
  const data = await page.evaluateHandle(
    ([name, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], name, { type: "text/xml" }));
      return data;
    },
    [name, content],
  );
  await page.dispatchEvent("[data-drop]", "dragover", { dataTransfer: data });
  assert.notEqual(await page.locator("[data-drop][data-over]").count(), 0, "the place lights up");
  await page.dispatchEvent("[data-drop]", "drop", { dataTransfer: data });
  return page.locator("[data-taking] li", { hasText: name });
}

const is = (row, state) => row.and(row.page().locator(`[data-state="${state}"]`)).waitFor();

test("a bank file that is dropped is looked at, then taken in while one watches, and a second time nothing is new", async () => {
  const amount = odd();
  const { name } = somebody();
  const reference = `55${randomInt(1_000_000, 9_999_999)}`;
  const invoice = await billow.invoice({
    total: amount,
    buyer: { name },
    payment_means: [{ code: "30", reference, account: "SE4550000000058398257466", account_name: "Lumen & Fjäll Energi AB" }],
  });
  const payer = await payerOf(invoice);
  const text = statement([
    { amount, name, reference },
    { amount: odd(), name: somebody().name, text: "hej" },
  ]);
  const page = await staff("/console/bank");
  await live(page);
  const first = await drop(page, "first.xml", text);
  await is(first, "looked");
  assert.match(await first.textContent(), /2 transactions: 2 new, 0 known before/);
  assert.match(await first.textContent(), /1 matches and is booked/);
  assert.equal(await page.locator("table tr", { hasText: "first.xml" }).count(), 0, "nothing is taken in before somebody says so");
  assert.notEqual((await billow.api("GET", `/invoices/${invoice.id}`)).status, "paid");
  await first.getByRole("button", { name: "Import it" }).click();
  await is(first, "done");
  assert.match(await first.textContent(), /2 entries · 1 booked · 1 to match/);
  await waitForAmount(payer, "open", 0);
  await page.locator("table tr", { hasText: "first.xml" }).getByText("1 booked").waitFor();

  const again = await drop(page, "again.xml", text);
  await is(again, "looked");
  assert.match(await again.textContent(), /0 new, 2 known before/);
  await again.getByRole("button", { name: "Discard" }).click();
  await again.waitFor({ state: "detached" });

  const wrong = await drop(page, "wrong.xml", statement([{ amount: odd(), name }], { count: 7 }));
  await is(wrong, "refused");
  assert.match(await wrong.locator("[data-field=problem]").textContent(), /7/);
  assertQuiet(page);
  await payer.context().close();
  await page.context().close();
});

test("a file of another account is taken in only once somebody says that the account is the biller's", async () => {
  const page = await staff("/console/bank");
  await live(page);
  await billow.api("POST", "/biller/accounts", { account: "SE4550000000058398257466" });
  const text = statement([{ amount: odd(), text: "x" }], { account: "DE02120300000000202051" });
  const row = await drop(page, "other-account.xml", text);
  await is(row, "looked");
  assert.match(await row.textContent(), /DE02 1203 0000 0000 2020 51, which is not among your bank accounts/);
  assert.equal((await billow.api("GET", "/biller/accounts")).accounts.length, 1);
  await row.getByRole("button", { name: "Add the account and import it" }).click();
  await is(row, "done");
  const accounts = (await billow.api("GET", "/biller/accounts")).accounts.map(({ account }) => account);
  assert.equal(accounts.length, 2);
  assert.ok(accounts.includes("DE02120300000000202051"));
  assertQuiet(page);
  await page.context().close();
});

test("an import is undone while the payer looks on, unless somebody has moved a part of it on", async () => {
  const amount = odd();
  const { name } = somebody();
  const reference = `56${randomInt(1_000_000, 9_999_999)}`;
  const invoice = await billow.invoice({
    total: amount,
    buyer: { name },
    payment_means: [{ code: "30", reference, account: "SE4550000000058398257466", account_name: "Lumen & Fjäll Energi AB" }],
  });
  const payer = await payerOf(invoice);
  const stranger = { amount: odd(), name: somebody().name, text: "hej" };
  const text = statement([{ amount, name, reference }, stranger]);
  const page = await staff("/console/bank");
  await live(page);
  const row = await drop(page, "mistake.xml", text);
  await is(row, "looked");
  await row.getByRole("button", { name: "Import it" }).click();
  await is(row, "done");
  await waitForAmount(payer, "open", 0);

  const listed = page.locator("table tr", { hasText: "mistake.xml" });
  await listed.getByText("Undo this import", { exact: true }).click();
  await Promise.all([page.waitForURL(/done=import-undone/), listed.getByRole("button", { name: "Undo the import" }).click()]);
  await waitForAmount(payer, "open", minor(amount));
  await page.locator("table tr", { hasText: "mistake.xml" }).getByText("Undone", { exact: false }).first().waitFor();

  await sendFile(text);
  await waitForAmount(payer, "open", 0);
  const waiting = (await billow.api("GET", "/payments?status=unidentified&limit=200")).payments;
  const payment = waiting.find(({ amount_minor }) => amount_minor === minor(stranger.amount));
  const other = await billow.invoice({ total: stranger.amount, buyer: { name: somebody().name } });
  await billow.api("POST", `/payments/${payment.payment_id}/match`, {
    allocations: [{ invoice_id: other.id, amount_minor: payment.amount_minor }],
  });
  await page.goto(`${billow.url}/console/bank`);
  const again = page.locator("table tr", { hasText: "API" }).first();
  await again.getByText("Undo this import", { exact: true }).click();
  await Promise.all([page.waitForNavigation(), again.getByRole("button", { name: "Undo the import" }).click()]);
  await page.getByText("somebody has said whose its payment is", { exact: false }).waitFor();
  assert.equal((await billow.api("GET", `/invoices/${invoice.id}`)).status, "paid");
  await payer.context().close();
  await page.context().close();
});

test("without scripts a file is looked at, chosen once more and taken in", async () => {
  const page = await staff("/console/bank", "agent", { javaScriptEnabled: false });
  const file = { name: "plain.xml", mimeType: "text/xml", buffer: Buffer.from(statement([{ amount: odd(), text: "x" }])) };
  await page.setInputFiles("#bank-files", file);
  await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: "Look at the files" }).click()]);
  const look = page.locator("[data-look]", { hasText: "plain.xml" });
  assert.match(await look.textContent(), /1 transaction: 1 new/);
  assert.equal(await page.locator("table tr", { hasText: "plain.xml" }).count(), 0);
  await look.locator("input[type=file]").setInputFiles({ ...file, buffer: Buffer.from(statement([{ amount: odd(), text: "y" }])) });
  await Promise.all([page.waitForNavigation(), look.getByRole("button", { name: "Import it", exact: true }).click()]);
  await page.getByText("this is not the file that was looked at before", { exact: false }).waitFor();
  await page.goto(`${billow.url}/console/bank`);
  await page.setInputFiles("#bank-files", file);
  await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: "Look at the files" }).click()]);
  await page.locator("[data-look] input[type=file]").setInputFiles(file);
  await Promise.all([page.waitForNavigation(), page.locator("[data-look]").getByRole("button", { name: "Import it", exact: true }).click()]);
  await page.locator("table tr", { hasText: "plain.xml" }).getByText("1 waits").waitFor();
  await page.context().close();
});

test("the report leads to a spreadsheet in which nothing is a formula", async () => {
  await sendFile(statement([{ amount: "321.00", name: '=HYPERLINK("https://example.com")', text: "x" }]));
  const page = await staff("/console/payments?state=unidentified");
  await page.locator('[data-payment="unidentified"]', { hasText: "HYPERLINK" }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Export CSV" }).click()]);
  assert.match(download.suggestedFilename(), /^payments-\d{4}-\d\d-\d\d\.csv$/);
  const text = await (await fetch(download.url(), { headers: { cookie: (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ") } })).text();
  assert.match(text, /'=HYPERLINK/);
  assert.doesNotMatch(text, /(^|,)"?=/m);
  assert.match(text, /,321\.00,SEK,bank_transfer,unidentified,/);
  await page.context().close();
});

test("the counter in the navigation goes on by itself when money waits", async () => {
  const page = await staff("/console/matching");
  await live(page);
  const count = async () => Number(await page.locator("[data-waiting]").getAttribute("data-waiting"));
  const before = await count();
  await page.mouse.move(5, 5);
  await doubtful();
  await page.waitForFunction((before) => Number(document.querySelector("[data-waiting]").dataset.waiting) > before, before);
  assertQuiet(page);
  await page.context().close();
});

test("every page about money is accessible and fits a phone, light and dark", async () => {
  const waiting = await doubtful();
  for (const [colorScheme, width] of [["light", 1280], ["dark", 360]]) {
    const page = await staff("/console/matching", "agent", { colorScheme, viewport: { width, height: 900 } });
    await row(page, waiting).click();
    await live(page);
    const doubt = new URL(page.url()).pathname;
    await page.evaluate(() => document.querySelectorAll("main details").forEach((details) => (details.open = true)));
    for (const path of [doubt, "/console/matching", "/console/payments", doubt.replace("matching", "payments"), "/console/bank"]) {
      if (path !== doubt) {
        await page.goto(billow.url + path);
        await live(page);
      }
      assert.deepEqual(await accessibility(page), [], `${path} ${colorScheme}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${path} is ${over} px wider than ${width}`);
      if (width === 1280) {
        const name = path === doubt ? "matching" : path.split("/")[2] === "payments" && path.split("/").length === 3 ? "payments" : null;
        if (name) await screenshot(page, `console-${name}`);
      }
    }
    assertQuiet(page);
    await page.context().close();
  }
});
