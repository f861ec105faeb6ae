// Billow under test: a database in a temporary folder, the server, and its API.
import { execFile, spawn } from "node:child_process";
import { createServer } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { randomUUID } from "node:crypto";

const BINARY = process.env.BILLOW_BIN ?? resolve(import.meta.dirname ?? ".", "../../target/debug/billow");
const run = promisify(execFile);

/** A port that was free a moment ago. */
export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

export class Billow {
  #child = null;
  #folder;

  constructor(folder, port, environment) {
    this.#folder = folder;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.environment = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      RUST_LOG: process.env.RUST_LOG ?? "warn",
      BILLOW_DATABASE_URL: `sqlite:${join(folder, "billow.db")}`,
      BILLOW_ADDR: `127.0.0.1:${port}`,
      BILLOW_BASE_URL: this.url,
      ...environment,
    };
  }

  /** A server with the demo biller. */
  static async start(environment = {}) {
    const folder = mkdtempSync(join(tmpdir(), "billow-browser-"));
    const billow = new Billow(folder, await freePort(), environment);
    billow.demo = JSON.parse(await billow.command("demo", "--json"));
    billow.key = (await billow.command("apikey", "add", `test-${randomUUID().slice(0, 8)}`)).trim();
    await billow.serve();
    return billow;
  }

  /** Another node on the same database. */
  async another(port) {
    const other = new Billow(this.#folder, port ?? (await freePort()), {
      ...this.environment,
      BILLOW_ADDR: undefined,
      BILLOW_BASE_URL: undefined,
    });
    other.environment.BILLOW_ADDR = `127.0.0.1:${other.port}`;
    other.environment.BILLOW_BASE_URL = other.url;
    other.key = this.key;
    await other.serve();
    return other;
  }

  /** Runs a command and answers what it prints. */
  async command(...args) {
    const { stdout } = await run(BINARY, args, { env: this.environment, cwd: this.#folder, maxBuffer: 1 << 24 });
    return stdout;
  }

  /** The same for a command that reads what is not to stand in its arguments. */
  async told(input, ...args) {
    const running = run(BINARY, args, { env: this.environment, cwd: this.#folder });
    running.child.stdin.end(input);
    return (await running).stdout;
  }

  /** Starts the server and waits until it is ready. */
  async serve() {
    this.#child = spawn(BINARY, ["serve"], { env: this.environment, cwd: this.#folder, stdio: ["ignore", "inherit", "inherit"] });
    const gone = new Promise((_, fail) => this.#child.once("exit", (code) => fail(new Error(`billow serve ended with ${code}`))));
    gone.catch(() => {});
    for (;;) {
      const ready = await Promise.race([fetch(`${this.url}/readyz`).catch(() => null), gone]);
      if (ready?.ok) return;
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  /** Stops the server as an operator would, or kills it. */
  async stop(signal = "SIGTERM") {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill(signal);
    await ended;
    this.#child = null;
  }

  async end() {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Calls the API; anything but success is an error, unless `expected` says otherwise. */
  async api(method, path, body, { key = randomUUID(), expected } = {}) {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.key}`, "content-type": "application/json", "idempotency-key": key },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (expected ? response.status !== expected : !response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return text ? JSON.parse(text) : null;
  }

  /** An invoice over `total` (major units, VAT included at 25 %). */
  async invoice({ total = "1000.00", currency = "SEK", rate = "25", due, language, buyer = {}, lines, ...more } = {}) {
    const net = (Number(total) / (1 + Number(rate) / 100)).toString();
    return this.api("POST", "/invoices", {
      number: `T-${randomUUID().slice(0, 8)}`,
      currency,
      due_date: due ?? inDays(20),
      language,
      buyer: { name: "Maja Lindqvist-Exempel", email: "maja@example.com", identifier: randomUUID(), ...buyer },
      lines: lines ?? [
        { name: "Electricity, October", quantity: "1", unit: "C62", unit_price: net, vat: { code: "S", rate } },
      ],
      payment_means: [
        { code: "30", reference: "1048 2073 4", account: "SE4550000000058398257466", account_name: "Lumen & Fjäll Energi AB" },
      ],
      ...more,
    });
  }

  async pay(invoice, amountMinor, more = {}) {
    return this.api("POST", `/invoices/${invoice.id}/payments`, {
      amount_minor: amountMinor,
      currency: "SEK",
      method: "bank_transfer",
      source: "test",
      source_id: randomUUID(),
      status: "settled",
      ...more,
    });
  }
}

/** The biller's civil date so many days from now, ISO: its days begin and end in Stockholm. */
export function inDays(days) {
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm" }).format(Date.now());
  const day = new Date(`${today}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}
