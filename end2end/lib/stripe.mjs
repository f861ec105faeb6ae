// A stand-in for Stripe on an origin of its own: the part of its interface that a checkout needs, its pay page, and
// webhooks signed as it signs them.
import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";

const SECRET = "whsec_stand_in";

export class StandIn {
  /** While this is true nothing is answered to Billow, as if the network were gone. */
  silent = false;
  #sessions = new Map();
  #server;

  static async start() {
    const standIn = new StandIn();
    standIn.#server = createServer((request, response) => {
      const parts = [];
      request.on("data", (part) => parts.push(part));
      request.on("end", () => standIn.#answer(request, response, Buffer.concat(parts).toString()));
    });
    await new Promise((done) => standIn.#server.listen(0, "127.0.0.1", done));
    standIn.url = `http://127.0.0.1:${standIn.#server.address().port}`;
    return standIn;
  }

  /** What `billow biller provider add stripe` reads. */
  get keys() {
    return `sk_test_stand_in\n${SECRET}\n`;
  }

  /** Every session, oldest first. */
  get sessions() {
    return [...this.#sessions.values()];
  }

  end() {
    this.#server.closeAllConnections();
    return new Promise((done) => this.#server.close(done));
  }

  /** Tells Billow that something has changed about a session. */
  tell(webhook, session, { at = Math.floor(Date.now() / 1000), secret = SECRET } = {}) {
    const body = JSON.stringify({
      id: `evt_${randomUUID()}`,
      object: "event",
      type: "checkout.session.async_payment_succeeded",
      data: { object: this.#shown(session) },
    });
    const signature = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
    const headers = { "content-type": "application/json", "stripe-signature": `t=${at},v1=${signature}` };
    return fetch(webhook, { method: "POST", headers, body });
  }

  #shown(session) {
    const { id, form, status, payment_status } = session;
    return {
      id,
      object: "checkout.session",
      client_reference_id: form.get("client_reference_id"),
      amount_total: Number(form.get("line_items[0][price_data][unit_amount]")),
      currency: form.get("line_items[0][price_data][currency]"),
      status,
      payment_status,
      payment_intent: status === "complete" ? `pi_${id}` : null,
      url: status === "open" ? `${this.url}/c/pay/${id}` : null,
    };
  }

  #answer(request, response, body) {
    const { pathname } = new URL(request.url, this.url);
    const json = (status, value) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(value));
    };
    if (this.silent && pathname.startsWith("/v1/")) return request.socket.destroy();
    const known = this.#sessions.get(pathname.split("/").find((part) => part.startsWith("cs_")));
    if (pathname.startsWith("/v1/") && request.headers.authorization !== "Bearer sk_test_stand_in") {
      return json(401, { error: { type: "invalid_request_error", message: "Invalid API Key provided" } });
    }
    if (request.method === "POST" && pathname === "/v1/checkout/sessions") {
      const session = { id: `cs_test_${randomUUID().slice(0, 8)}`, form: new URLSearchParams(body), status: "open", payment_status: "unpaid" };
      this.#sessions.set(session.id, session);
      return json(200, this.#shown(session));
    }
    if (pathname === "/v1/checkout/sessions") return json(200, { object: "list", data: [], has_more: false });
    if (!known) return json(404, { error: { type: "invalid_request_error", code: "resource_missing", message: "No such session" } });
    if (pathname.endsWith("/expire")) {
      known.status = "expired";
      return json(200, this.#shown(known));
    }
    if (pathname.startsWith("/v1/")) return json(200, this.#shown(known));
    if (request.method === "POST") {
      known.status = "complete";
      response.writeHead(303, { location: known.form.get("success_url") });
      return response.end();
    }
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'" });
    return response.end('<!doctype html><html lang="en"><title>Stand-in</title><form method="post"><button>Pay</button></form></html>');
  }
}
