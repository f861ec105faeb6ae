// The signatures that Billow checks and makes, against Stripe's own library: the vectors in crates/psp are what it
// signs, and it takes what Billow's tests hold equal to them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import Stripe from "stripe";

const vectors = JSON.parse(
  readFileSync(new URL("../../crates/psp/tests/stripe-signatures.json", import.meta.url), "utf8"),
);
const stripe = new Stripe("sk_test_never_used");
const TOLERANCE = 300;

test("Stripe's own library signs the vectors in the same way", () => {
  assert.ok(vectors.length >= 5);
  for (const { secret, timestamp, payload, header } of vectors) {
    assert.equal(stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp }), header);
  }
});

test("Stripe's own library takes them for five minutes, and nothing that was changed", () => {
  for (const { secret, timestamp, payload, header } of vectors) {
    const signature = stripe.webhooks.signature;
    const check = (body, at) =>
      signature.verifyHeader(body, header, secret, TOLERANCE, undefined, at * 1000);
    assert.ok(check(payload, timestamp));
    assert.ok(check(payload, timestamp + TOLERANCE));
    assert.throws(() => check(payload, timestamp + TOLERANCE + 1), /tolerance/);
    assert.throws(() => check(`${payload} `, timestamp), /signature/);
  }
});
