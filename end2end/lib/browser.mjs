// Chromium, and pages that fail a test on any console error.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

/** Where screenshots go; `BILLOW_TEST_SCREENSHOTS=docs/screenshots` renews those of the documentation. */
const SCREENSHOTS = resolve(
  import.meta.dirname ?? ".",
  "../..",
  process.env.BILLOW_TEST_SCREENSHOTS ?? "target/screenshots",
);

export async function launch() {
  return chromium.launch({
    executablePath: process.env.BILLOW_TEST_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** A window of its own; `errors` collects what the console and the page complain of. */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 900 }, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]).catch(() => {});
  const page = await context.newPage();
  page.errors = [];
  page.tolerated = [];
  page.on("console", (message) => {
    if (message.type() === "error") page.errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => page.errors.push(String(error)));
  page.on("request", (request) => {
    const target = new URL(request.url());
    if (target.protocol.startsWith("http") && target.hostname !== "127.0.0.1") page.errors.push(`outside request: ${target}`);
  });
  page.navigations = 0;
  page.on("framenavigated", (frame) => {
    if (frame === page.mainFrame()) page.navigations += 1;
  });
  if (url) await page.goto(url);
  return page;
}

/** Fails on any error that the page did not announce as expected. */
export function assertQuiet(page) {
  const unexpected = page.errors.filter((error) => !page.tolerated.some((pattern) => pattern.test(error)));
  assert.deepEqual(unexpected, [], "the browser's console has errors");
}

/** Waits until the page is live. */
export async function live(page) {
  await page.waitForSelector('[data-live="on"]', { state: "attached", timeout: 20_000 });
}

/** The amount a mark shows, in minor units. */
export async function amount(page, name) {
  const minor = await page.locator(`[data-amount="${name}"]`).first().getAttribute("data-minor");
  return Number(minor);
}

/** Waits for an amount, and answers after how many milliseconds it was there. */
export async function waitForAmount(page, name, minor, timeout = 10_000) {
  const began = performance.now();
  await page.waitForSelector(`[data-amount="${name}"][data-minor="${minor}"]`, { state: "attached", timeout });
  return performance.now() - began;
}

/** What axe finds, as readable lines; `[]` is what a page should have. */
export async function accessibility(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")}: ${node.failureSummary}`),
  );
}

export async function screenshot(page, name, options = {}) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: resolve(SCREENSHOTS, `${name}.png`), ...options });
}
