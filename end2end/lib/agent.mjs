// A person at the biller, as a payer's test needs one: logged in, and doing what the console's forms do.
import { open } from "./browser.mjs";

async function logIn(browser, billow, login, path) {
  const page = await open(browser, billow.url + path);
  await page.locator("[name=email]").fill(login.email);
  await page.locator("[name=password]").fill(login.password);
  const inside = page.waitForURL((url) => url.pathname !== "/console/login");
  await Promise.all([inside, page.locator("form button").first().click()]);
  return page;
}

export class Agent {
  constructor(browser, billow, page, login) {
    this.browser = browser;
    this.billow = billow;
    this.page = page;
    this.name = login.name;
  }

  /** Logs the demo's agent in. */
  static async start(browser, billow) {
    const login = billow.demo.logins.find(({ role }) => role === "agent");
    return new Agent(browser, billow, await logIn(browser, billow, login, "/console"), login);
  }

  /** Another window of theirs. */
  async window(path) {
    const login = this.billow.demo.logins.find(({ name }) => name === this.name);
    const page = await logIn(this.browser, this.billow, login, "/console");
    await page.goto(this.billow.url + path);
    return page;
  }

  /** Posts a form of the console; anything but success is an error. */
  async post(path, fields) {
    const { status, text } = await this.page.evaluate(
      async ([path, fields]) => {
        const answer = await fetch(`/console/invoices/${path}`, { method: "POST", body: new URLSearchParams(fields) });
        return { status: answer.status, text: answer.ok ? "" : await answer.text() };
      },
      [path, fields],
    );
    if (status !== 200) throw new Error(`${path}: ${status} ${text.replace(/<[^>]*>/g, " ").slice(0, 400)}`);
  }

  async say(invoice, text) {
    await this.post(`${invoice.id}/say`, { text, id: crypto.randomUUID() });
  }

  async propose(invoice, offer) {
    await this.post(`${invoice.id}/propose`, { ...offer, key: crypto.randomUUID() });
  }

  /** Opens the invoice's socket, as the console does; `tell` sends a word in passing. */
  async join(invoice) {
    await this.page.evaluate(async (id) => {
      const socket = new WebSocket(`${location.origin.replace("http", "ws")}/console/invoices/${id}/live?since=0&v=1`);
      await new Promise((done, fail) => {
        socket.onopen = done;
        socket.onerror = () => fail(new Error("no socket"));
      });
      window.heard = [];
      socket.onmessage = ({ data }) => window.heard.push(JSON.parse(data));
      window.joined = socket;
    }, invoice.id);
  }

  async tell(word) {
    await this.page.evaluate((word) => window.joined.send(JSON.stringify(word)), word);
  }

  async leave() {
    await this.page.evaluate(() => window.joined?.close());
  }

  /** Waits for a word of the socket that `test` accepts. */
  async hears(test) {
    const until = Date.now() + 10_000;
    while (!(await this.page.evaluate(() => window.heard)).some(test)) {
      if (Date.now() > until) throw new Error(`nothing that ${test} was heard`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  async end() {
    await this.page.context().close();
  }
}
