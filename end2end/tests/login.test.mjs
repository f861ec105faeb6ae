// The console's door: who gets in, what the browser keeps, and what another site cannot do.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Billow } from "../lib/billow.mjs";
import { accessibility, assertQuiet, launch, open, screenshot } from "../lib/browser.mjs";

let billow;
let browser;
let amira;
before(async () => {
  billow = await Billow.start();
  amira = billow.demo.logins.find((one) => one.role === "agent");
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await billow?.end();
});

async function fill(page, email, password) {
  await page.locator("[name=email]").fill(email);
  await page.locator("[name=password]").fill(password);
  await page.locator("form button").click();
}

/** Whether the page of the own password is shown, or the door. */
async function isIn(page) {
  await page.goto(`${billow.url}/console/password`);
  return new URL(page.url()).pathname === "/console/password";
}

test("whoever has the password comes to the page that was wanted, without scripts too", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await open(browser, `${billow.url}/console/password`, { javaScriptEnabled });
    assert.equal(new URL(page.url()).pathname, "/console/login");
    page.tolerated.push(/status of 401/);
    await fill(page, amira.email, "not the password");
    assert.match(await page.locator("[role=alert]").innerText(), /E-mail address or password is not right/);
    assert.equal(await page.locator("[name=email]").inputValue(), amira.email);
    await fill(page, amira.email, amira.password);
    assert.equal(new URL(page.url()).pathname, "/console/password");
    assert.match(await page.locator("main").innerText(), /Amira Haddad/);
    assertQuiet(page);
    await page.context().close();
  }
});

test("the browser keeps the cookie for this host alone, out of reach of scripts", async () => {
  const page = await open(browser, `${billow.url}/console/login?next=/console/password`);
  await fill(page, amira.email, amira.password);
  const cookies = await page.context().cookies();
  assert.equal(cookies.length, 1);
  const [cookie] = cookies;
  assert.deepEqual(
    [cookie.name, cookie.domain, cookie.path, cookie.httpOnly, cookie.secure, cookie.sameSite],
    ["__Host-billow", "127.0.0.1", "/", true, true, "Lax"],
  );
  assert.equal(await page.evaluate(() => document.cookie), "");
  assertQuiet(page);
  await page.context().close();
});

test("a link from a mail arrives logged in, and a form of another site changes nothing", async () => {
  const page = await open(browser, `${billow.url}/console/login?next=/console/password`);
  await fill(page, amira.email, amira.password);
  await page.goto(`data:text/html,<a href="${billow.url}/console/password">Look at it</a>`);
  await page.locator("a").click();
  await page.waitForURL(`${billow.url}/console/password`);

  page.tolerated.push(/status of 40[13]/);
  for (const path of ["logout", "logout-everywhere", "password"]) {
    await page.goto(`data:text/html,<form method="post" action="${billow.url}/console/${path}"><button>Win</button></form>`);
    const answered = page.waitForResponse((response) => response.url().endsWith(path));
    await page.locator("button").click();
    assert.equal((await answered).status(), 403, path);
    assert.match(await page.locator("h1").innerText(), /That did not come from here/);
    assert.ok(await isIn(page), path);
  }
  assertQuiet(page);
  await page.context().close();
});

test("logging out everywhere ends the session in the other window", async () => {
  const windows = [];
  for (let number = 0; number < 2; number += 1) {
    const page = await open(browser, `${billow.url}/console/login?next=/console/password`);
    await fill(page, amira.email, amira.password);
    windows.push(page);
  }
  const [here, there] = windows;
  assert.ok(await isIn(there));
  await here.evaluate(() => {
    const form = Object.assign(document.createElement("form"), { method: "post", action: "/console/logout-everywhere" });
    document.body.append(form);
    form.submit();
  });
  await here.waitForURL(/\/console\/login/);
  assert.match(await here.locator("[role=status]").innerText(), /You have logged out/);
  assert.deepEqual(await here.context().cookies(), []);
  assert.equal(await isIn(there), false);
  for (const page of windows) {
    assertQuiet(page);
    await page.context().close();
  }
});

test("the door is readable in the dark, on the smallest phone and by a screen reader", async () => {
  for (const [name, options] of [
    ["console-login", {}],
    ["console-login-phone", { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true, colorScheme: "dark" }],
  ]) {
    const page = await open(browser, `${billow.url}/console/login`, options);
    page.tolerated.push(/status of 401/);
    assert.deepEqual(await accessibility(page), []);
    await screenshot(page, name);
    await fill(page, amira.email, "not the password");
    assert.deepEqual(await accessibility(page), []);
    assert.equal(await page.evaluate(() => document.activeElement?.name), "password", "one goes on typing");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, "nothing is cut off");
    await fill(page, amira.email, amira.password);
    await page.goto(`${billow.url}/console/password`);
    assert.deepEqual(await accessibility(page), []);
    assertQuiet(page);
    await page.context().close();
  }
});
