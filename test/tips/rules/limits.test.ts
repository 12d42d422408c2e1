/** Abuse is limited, and nobody known by it. */
import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Random } from "../../../src/tips/rules/random.ts";
import { createTipLimits, tipLength, type Sending } from "../../../src/tips/rules/limits.ts";
import { asPseudonym } from "../../../src/core/asker.ts";

const [ann, bob] = [asPseudonym("pseudonym of one"), asPseudonym("pseudonym of another")];
const noon = new Date("2024-07-05T12:00Z");
const midnight = new Date("2024-07-06T00:00Z");
const words = (n: number) => `The boxes were opened before ${n} o'clock.`;

function line(caps?: Parameters<typeof createTipLimits>[1], random: Random = randomBytes) {
  const limits = createTipLimits(random, caps);
  const send = (text: string, over: Partial<Sending> = {}) => {
    const admission = limits.admit({ sender: ann, origin: "one", text, now: noon, paused: false, ...over });
    return admission.kind === "admitted" ? "admitted" : admission.why;
  };
  return { ...limits, send };
}

describe("rule 6: abuse is limited without identity", () => {
  test("twenty letters that can be seen are the least", () => {
    const { send } = line();
    expect(send("x".repeat(19))).toBe("too-short");
    expect(send(`${"x ".repeat(19)}${" ".repeat(100)}`)).toBe("too-short");
    expect(send("\u{200B}".repeat(200))).toBe("too-short");
    expect(send("x".repeat(20))).toBe("admitted");
    expect(send("👩‍👩‍👧‍👦".repeat(19))).toBe("too-short");
    expect(tipLength.least).toBe(20);
  });

  test("4,000 characters are the most, counted as they will be sealed", () => {
    const { send } = line();
    expect(send("x".repeat(4_001))).toBe("too-long");
    expect(send("x".repeat(4_000))).toBe("admitted");
    expect(send(`  ${"y".repeat(4_000)}\n\n\n`)).toBe("admitted");
    expect(send("😀".repeat(3_500))).toBe("too-long");
    expect(send("😀".repeat(1_750))).toBe("admitted");
    const { admit } = line();
    expect(admit({ sender: ann, origin: "one", text: "x".repeat(4_012), now: noon, paused: false })).toMatchObject({
      says: expect.stringContaining("12 characters more than the 4,000"),
    });
  });

  test("a cap for each sender, and another for all, until the day ends", () => {
    const { send } = line({ sends: 2, looks: 9, origin: 3, all: 3 });
    for (const n of [1, 2]) expect(send(words(n))).toBe("admitted");
    expect(send(words(4))).toBe("too-many");
    expect(send(words(4), { sender: bob, origin: "two" })).toBe("admitted");
    expect(send(words(5), { sender: bob, origin: "two" })).toBe("flood");
    expect(send(words(6), { sender: bob, now: midnight })).toBe("admitted");
    expect(send(words(4), { now: midnight })).toBe("admitted");
  });

  test("a cap for each workspace or server beside the cap for all, which what could not be kept gives back", () => {
    const { send, takeBack } = line({ sends: 9, looks: 9, origin: 2, all: 9 });
    for (const n of [1, 2]) expect(send(words(n))).toBe("admitted");
    expect(send(words(3), { sender: bob })).toBe("crowd");
    expect(send(words(3), { sender: bob, origin: "two" })).toBe("admitted");
    takeBack({ sender: ann, origin: "one", now: noon }, words(2));
    expect(send(words(4), { sender: bob })).toBe("admitted");
    expect(send(words(5), { sender: bob })).toBe("crowd");
    expect(send(words(5), { sender: bob, now: midnight })).toBe("admitted");
  });

  test("where the caps that many share lie is drawn each day: by filling them up nobody learns how much others sent", () => {
    const { send } = line({ sends: 1, looks: 1, origin: 16, all: 20 });
    const filled = (day: number, origin?: string): number => {
      for (let n = 0; ; n += 1) {
        const sender = asPseudonym(`one of a crowd ${day} ${n}`);
        const over = { sender, origin: origin ?? `${n}`, now: new Date(noon.getTime() + day * 86_400_000) };
        if (send(words(n), over) !== "admitted") return n;
      }
    };
    const days = Array.from({ length: 12 }, (_, day) => day);
    const caps = { origin: days.map((day) => filled(day, "one")), all: days.map((day) => filled(day + 12)) };
    for (const [drawn, most] of [
      [caps.origin, 16],
      [caps.all, 20],
    ] as const) {
      expect(Math.max(...drawn)).toBeLessThanOrEqual(most);
      expect(Math.min(...drawn)).toBeGreaterThanOrEqual((most * 3) / 4);
      // All alike come by chance once in tens of millions.
      expect(new Set(drawn).size).toBeGreaterThan(1);
    }
  });

  test("the same words again are told to whoever sent them, and to nobody else", () => {
    const { send } = line();
    expect(send(words(1))).toBe("admitted");
    expect(send(`  ${words(1)}\u{200B}\n`)).toBe("again");
    // Else anybody could ask whether a text that they suspect has come.
    expect(send(words(1), { sender: bob })).toBe("admitted");
  });

  test("what was refused counts for nothing", () => {
    const { send } = line({ sends: 1, looks: 1, origin: 1, all: 1 });
    for (let i = 0; i < 9; i += 1) expect(send("short")).toBe("too-short");
    expect(send(words(1))).toBe("admitted");
  });

  test("a pause of the whole line takes nothing in, and is said before anything is judged", () => {
    const { send, mayLook } = line();
    expect(send("short", { paused: true })).toBe("paused");
    expect(send(words(1), { paused: true })).toBe("paused");
    expect(mayLook(ann, noon)).toBe(true);
    expect(send(words(1))).toBe("admitted");
  });

  test("codenames are tried thirty times a day", () => {
    const { mayLook, send } = line();
    for (let i = 0; i < 30; i += 1) expect(mayLook(ann, noon)).toBe(true);
    expect([mayLook(ann, noon), mayLook(bob, noon), mayLook(ann, midnight)]).toEqual([false, true, true]);
    expect(send(words(1))).toBe("admitted");
  });

  test("the key is new each day and at each start, and yesterday's is wiped", () => {
    const keys: Uint8Array[] = [];
    const random = (bytes: number) => {
      const key = Uint8Array.from(randomBytes(bytes));
      keys.push(key);
      return key;
    };
    const { send } = line(undefined, random);
    send(words(1));
    const today = keys.at(-1);
    const before = today?.join();
    send(words(2), { now: new Date("2024-07-05T23:59:59Z") });
    expect(keys.at(-1)).toBe(today);
    send(words(3), { now: midnight });
    expect(keys.at(-1)).not.toBe(today);
    expect(today?.every((byte) => byte === 0)).toBe(true);
    const another = line(undefined, random);
    another.send(words(1));
    expect(keys.at(-1)?.join()).not.toBe(before);
  });

  test("no refusal repeats a word of the tip", () => {
    const secret = "zanzibar";
    const { admit } = createTipLimits(randomBytes);
    for (const text of [secret, `${secret} ${"x".repeat(4_000)}`, `${secret} ${words(1)}`, `${secret} ${words(1)}`]) {
      const said = admit({ sender: ann, origin: "one", text, now: noon, paused: false });
      if (said.kind === "refused") expect(said.says).not.toContain(secret);
    }
  });
});
