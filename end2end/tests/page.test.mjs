// How the page looks, reads and loads.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Billow, inDays } from "../lib/billow.mjs";
import { accessibility, amount, assertQuiet, launch, live, open, screenshot } from "../lib/browser.mjs";

/** What the first view may transfer, in bytes. */
const BUDGET = 110_000;
const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true };

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

test("the first view stays within its size budget, over the wire", async () => {
  const invoice = await billow.invoice();
  const page = await open(browser);
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const urls = new Map();
  let transferred = 0;
  const parts = [];
  session.on("Network.responseReceived", ({ requestId, response }) => urls.set(requestId, new URL(response.url).pathname));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    transferred += encodedDataLength;
    parts.push(`${(urls.get(requestId) ?? "?").replace(/^\/i\/.*/, "page")} ${encodedDataLength}`);
  });
  await page.goto(invoice.link);
  await live(page);
  console.log(`# ${transferred} bytes: ${parts.join(", ")}`);
  assert.ok(parts.some((part) => part.includes(".wasm")), "the measurement must include the module");
  assert.ok(transferred <= BUDGET, `${transferred} bytes, ${BUDGET} are allowed`);
  assertQuiet(page);
  await page.context().close();
});

test("the files are immutable, compressed and hashed; the page is private", async () => {
  const invoice = await billow.invoice();
  const page = await fetch(invoice.link);
  const html = await page.text();
  assert.equal(page.headers.get("cache-control"), "no-store");
  assert.equal(page.headers.get("referrer-policy"), "same-origin");
  assert.match(page.headers.get("x-robots-tag"), /noindex/);
  assert.match(page.headers.get("content-security-policy"), /default-src 'self'.*frame-ancestors 'none'/);
  assert.equal(page.headers.get("x-content-type-options"), "nosniff");
  const files = [...new Set(html.match(/\/pkg\/[\w.-]+/g))];
  assert.ok(files.length >= 3, `css, js and wasm, found ${files}`);
  for (const file of files) {
    const response = await fetch(billow.url + file, { headers: { "accept-encoding": "br" } });
    assert.equal(response.status, 200, file);
    assert.match(response.headers.get("cache-control"), /immutable/, file);
  }
});

test("without scripts everything is there, and a message can be sent", async () => {
  const invoice = await billow.invoice({ total: "1000.00" });
  await billow.pay(invoice, 45_000);
  const page = await open(browser, invoice.link, { javaScriptEnabled: false });
  assert.equal(await amount(page, "open"), 55_000);
  assert.equal(await amount(page, "paid"), 45_000);
  for (const text of ["Electricity, October", "1048 2073 4", "25"]) {
    assert.ok((await page.locator("body").innerText()).includes(text), text);
  }
  await page.locator("#say-text").fill("Can I pay the rest next week?");
  await page.locator("[data-say-form] button[type=submit]").click();
  await page.waitForSelector("[data-message-id]");
  assert.match(await page.locator("[data-message-id]").innerText(), /Can I pay the rest next week\?/);
  await screenshot(page, "without-scripts", { fullPage: true });
  await page.context().close();
});

for (const [language, locale, word, money] of [
  ["en", "en-GB", /History/i, "kr\u00a01,234.50"],
  ["de", "de-DE", /Verlauf/i, "1.234,50\u00a0kr"],
  ["sv", "sv-SE", /Historik/i, "1\u00a0234,50\u00a0kr"],
  ["nl", "nl-NL", /Geschiedenis|Verloop/i, "kr\u00a01.234,50"],
]) {
  test(`the page speaks ${language} and writes its amounts`, async () => {
    const invoice = await billow.invoice({ total: "1234.50", language });
    const page = await open(browser, invoice.link, { locale });
    await live(page);
    assert.equal(await page.locator("html").getAttribute("lang"), language);
    const text = await page.locator("body").innerText();
    assert.match(text, word);
    assert.ok(text.replaceAll("\u202f", "\u00a0").includes(money), `${money} in: ${text.slice(0, 400)}`);
    assert.doesNotMatch(text, /\{\s*\$/, "a text lacks an argument");
    assert.deepEqual(await accessibility(page), []);
    // What arrives live is written the same way as what the server wrote.
    await billow.pay(invoice, 10_000);
    await page.waitForSelector('[data-amount="open"][data-minor="113450"]', { state: "attached" });
    assert.doesNotMatch(await page.locator("body").innerText(), /\{\s*\$?\w+\s*\}/);
    await screenshot(page, `language-${language}`, { fullPage: true });
    assertQuiet(page);
    await page.context().close();
  });
}

const STATES = {
  open: async () => billow.invoice(),
  "partly-paid": async () => {
    const invoice = await billow.invoice();
    await billow.pay(invoice, 45_000);
    await billow.api("PATCH", `/invoices/${invoice.id}`, { due_date: inDays(35) });
    return invoice;
  },
  pending: async () => {
    const invoice = await billow.invoice();
    await billow.pay(invoice, 100_000, { status: "pending" });
    return invoice;
  },
  paid: async () => {
    const invoice = await billow.invoice();
    await billow.pay(invoice, 100_000);
    return invoice;
  },
  overpaid: async () => {
    const invoice = await billow.invoice();
    await billow.pay(invoice, 105_000);
    return invoice;
  },
  overdue: async () => billow.invoice({ issue_date: inDays(-40), due: inDays(-10) }),
  credited: async () => {
    const invoice = await billow.invoice();
    await billow.api("POST", `/invoices/${invoice.id}/credit`, { reason: "Meter was read twice" });
    return invoice;
  },
  void: async () => {
    const invoice = await billow.invoice();
    await billow.api("POST", `/invoices/${invoice.id}/void`, {});
    return invoice;
  },
  "written-off": async () => {
    const invoice = await billow.invoice();
    await billow.api("POST", `/invoices/${invoice.id}/write-off`, {});
    return invoice;
  },
  yen: async () =>
    billow.invoice({ currency: "JPY", lines: [{ name: "Charging", quantity: "3", unit: "C62", unit_price: "4100", vat: { code: "S", rate: "10" } }] }),
  dinars: async () =>
    billow.invoice({ currency: "KWD", lines: [{ name: "Charging", quantity: "3", unit: "C62", unit_price: "4.125", vat: { code: "S", rate: "5" } }] }),
};

for (const [state, make] of Object.entries(STATES)) {
  test(`${state}: nothing for axe to find, wide and narrow, light and dark`, async () => {
    const invoice = await make();
    for (const [name, options] of Object.entries({
      wide: {},
      "wide-dark": { colorScheme: "dark" },
      phone: PHONE,
      "phone-dark": { ...PHONE, colorScheme: "dark" },
    })) {
      const page = await open(browser, invoice.link, options);
      await live(page);
      assert.deepEqual(await accessibility(page), [], name);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${name}: the page is ${overflow} px too wide`);
      await screenshot(page, `${state}-${name}`, { fullPage: true });
      assertQuiet(page);
      await page.context().close();
    }
  });
}

test("hostile text stays text in every field", async () => {
  const evil = `"><script>document.title="owned"</script><img src=x onerror="document.title='owned'">{{7*7}}`;
  const invoice = await billow.invoice({
    buyer: { name: evil, email: "a@example.com" },
    lines: [{ name: evil, description: evil, quantity: "1", unit: "C62", unit_price: "800", vat: { code: "S", rate: "25" } }],
    notes: [evil],
    order_reference: evil,
  });
  const page = await open(browser, invoice.link);
  await live(page);
  assert.doesNotMatch(await page.title(), /owned/);
  assert.equal(await page.locator("img[src=x]").count(), 0);
  assert.ok((await page.locator("body").innerText()).includes(evil));
  assertQuiet(page);
  await page.context().close();
});

test("at 320 px, with large text, nothing is cut off", async () => {
  const invoice = await billow.invoice({ total: "1234567.89" });
  const page = await open(browser, invoice.link, { viewport: { width: 320, height: 640 } });
  await live(page);
  const tooWide = await page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && element.getClientRects().length > 0)
      .map((element) => `${element.tagName}.${element.className}`),
  );
  assert.deepEqual(tooWide, []);
  await page.context().close();
});

test("the keyboard reaches everything, and focus is always visible", async () => {
  const invoice = await billow.invoice();
  const page = await open(browser, invoice.link);
  await live(page);
  const reached = new Set();
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      return { name: element.tagName, visible: style.outlineStyle !== "none" || style.boxShadow !== "none" };
    });
    if (!focus) break;
    assert.ok(focus.visible, `${focus.name} shows no focus`);
    reached.add(focus.name);
  }
  for (const name of ["TEXTAREA", "BUTTON"]) assert.ok(reached.has(name), `${name} cannot be reached`);
  await page.context().close();
});

test("the reference is copied with a click", async () => {
  const invoice = await billow.invoice();
  const page = await open(browser, invoice.link);
  await live(page);
  const row = page.locator("[data-copy]", { hasText: "1048 2073 4" }).or(page.locator("[data-copy='1048 2073 4'], [data-copy='104820734']")).first();
  await row.click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied.replaceAll(" ", ""), "104820734");
  assertQuiet(page);
  await page.context().close();
});

test("print: the document without the chrome", async () => {
  const invoice = await billow.invoice();
  const page = await open(browser, invoice.link);
  await live(page);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#say-text").isVisible(), false);
  assert.ok(await page.getByText("Electricity, October").first().isVisible());
  await screenshot(page, "print", { fullPage: true });
  await page.context().close();
});
