/** A codename's keys, and the cost of asking. */
import { hkdfSync, scryptSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { fromBech32, isIdentity, isRecipient } from "../../../src/lib/age-key.ts";
import { UserError } from "../../../src/core/errors.ts";
import { asCaseNumber } from "../../../src/tips/rules/case-number.ts";
import { newCodename } from "../../../src/tips/rules/codename.ts";
import { createDerive, newSalt } from "../../../src/tips/rules/derive.ts";
import { open, seal } from "../../../src/tips/rules/seal.ts";
import { createTurns } from "../../../src/tips/rules/queue.ts";
import { repeatable } from "../../support/chance.ts";

const random = repeatable(11);
const salt = newSalt(random);
const derive = createDerive(salt);
const number = asCaseNumber("K7M4QX");

describe("rule 4: from the codename come a lookup id and a key", () => {
  test("the same each time, after any restart; others for another codename or another salt", async () => {
    const [one, other] = [newCodename(random), newCodename(random)];
    const keys = await derive(one);
    expect(await createDerive(salt)(one)).toEqual(keys);
    const strangers = [await derive(other), await createDerive(newSalt(random))(one)];
    for (const stranger of strangers)
      for (const part of ["lookup", "identity", "recipient"] as const) expect(stranger[part]).not.toBe(keys[part]);
  });

  test("by scrypt with N = 2^14, r = 8, p = 1, and HKDF: what is promised, computed apart", async () => {
    const codename = newCodename(random);
    const { lookup, identity } = await derive(codename);
    const secret = scryptSync(codename, salt, 32, { N: 16_384, r: 8, p: 1 });
    const part = (name: string, length: number) =>
      Buffer.from(hkdfSync("sha256", secret, "", `teller tip line, ${name}`, length));
    expect(lookup).toBe(part("lookup", 16).toString("base64url"));
    expect(Buffer.from(fromBech32(identity)?.bytes ?? [])).toEqual(part("identity", 32));
  });

  test("the store's part holds nothing of the key's, and the key opens replies", async () => {
    const { lookup, identity, recipient } = await derive(newCodename(random));
    expect([isIdentity(identity), isRecipient(recipient)]).toEqual([true, true]);
    const scalar = Buffer.from(fromBech32(identity)?.bytes ?? []);
    const id = Buffer.from(lookup, "base64url");
    for (let at = 0; at + 4 <= id.length; at += 1) expect(scalar.includes(id.subarray(at, at + 4))).toBe(false);
    expect(await open(number, await seal(number, "We rang. It was as you say.", [recipient]), [identity])).toContain(
      "as you say",
    );
  });

  test("there is nothing to look in, so a codename of nobody's costs what one of somebody's does", () => {
    // The codename is all that it takes: whether a case has it cannot change the work.
    expect(derive).toHaveLength(1);
    expect(() => createDerive(salt.slice(1))).toThrow(RangeError);
  });

  test("too many at once: some wait, the rest are told so kindly, and it goes on", async () => {
    const busy = createDerive(salt, { atOnce: 2, waiting: 3 });
    const asked = await Promise.allSettled(Array.from({ length: 9 }, () => busy(newCodename(random))));
    const failed = asked.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
    expect(failed).toHaveLength(4);
    for (const error of failed) {
      expect(error).toBeInstanceOf(UserError);
      expect(error).toMatchObject({ code: "too-many", message: expect.stringContaining("try again in a moment") });
    }
    expect(isRecipient((await busy(newCodename(random))).recipient)).toBe(true);
  });
});

describe("turns", () => {
  test("never more than two at once, in order, whether they end well or badly", async () => {
    const inTurn = createTurns({ atOnce: 2, waiting: 100 });
    let [running, most] = [0, 0];
    const begun: number[] = [];
    const all = await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) =>
        inTurn(async () => {
          begun.push(n);
          running += 1;
          most = Math.max(most, running);
          await new Promise((done) => void setTimeout(done, n % 3));
          running -= 1;
          if (n % 5 === 0) throw new RangeError(String(n));
          return n;
        }),
      ),
    );
    expect(most).toBe(2);
    expect(begun).toEqual(Array.from({ length: 40 }, (_, n) => n));
    expect(all.filter(({ status }) => status === "rejected")).toHaveLength(8);
  });
});
