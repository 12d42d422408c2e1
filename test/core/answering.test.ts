/** The policy of answers, setback by setback: what is done about each, and that nothing is silent or told twice. */
import { describe, expect, test } from "vitest";
import { giveAnswer, longestWait, type Miss, type Way } from "../../src/core/answering.ts";

class Setback extends Error {
  readonly miss: Miss;
  constructor(miss: Miss) {
    super(miss.setback);
    this.miss = miss;
  }
}
const missOf = (error: unknown): Miss => (error as Setback).miss;
const [haste, words, place, unclear, late] = (["haste", "words", "place", "unclear", "late"] as const).map(
  (setback): Miss => ({ setback }),
) as [Miss, Miss, Miss, Miss, Miss];

/** @param script what becomes of each send, way by way: a miss, or "sent"; the last holds on */
async function play(script: Readonly<Record<string, readonly (Miss | "sent")[]>>, stands?: boolean) {
  const sent: string[] = [];
  const paused: number[] = [];
  const way = (name: string, alone: boolean, addressed?: true): Way => {
    let tries = 0;
    return {
      name,
      alone,
      ...(addressed && { addressed }),
      send: async (dress) => {
        sent.push(`${name} ${dress}`);
        const all = script[name] ?? ["sent"];
        const what = all[Math.min(tries++, all.length - 1)];
        if (what !== undefined && what !== "sent") throw new Setback(what);
      },
      ...(stands !== undefined && { stands: async () => stands }),
    };
  };
  const ways = [way("address", false, true), way("channel", false), way("aside", true), way("direct", true)];
  const pause = async (milliseconds: number) => void paused.push(milliseconds);
  const arrived = await giveAnswer({ ways, missOf, pause });
  return { by: arrived?.name, sent, paused };
}

test("nothing wrong: sent once", async () => {
  expect(await play({})).toEqual({ by: "address", sent: ["address whole"], paused: [] });
});

describe("told to wait", () => {
  test("waits as long, and sends again the same way", async () => {
    const told = { ...haste, after: 12_000 };
    expect(await play({ address: [told, told, "sent"] })).toEqual({
      by: "address",
      sent: ["address whole", "address whole", "address whole"],
      paused: [12_000, 12_000],
    });
  });

  test("no more than half a minute in all; then another way is tried", async () => {
    const { by, paused } = await play({ address: [{ ...haste, after: 12_000 }] });
    expect(by).toBe("channel");
    expect(paused).toEqual([12_000, 12_000]);
    expect(await play({ address: [{ ...haste, after: 31_000 }] })).toMatchObject({ by: "channel", paused: [] });
  });

  test("a wait of no time grows, so that nothing is hammered", async () => {
    const { sent, paused } = await play({ address: [{ ...haste, after: 0 }], channel: [haste], aside: [haste] });
    expect(paused).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(paused.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(longestWait);
    expect(sent.at(-1)).toBe("direct whole");
  });
});

test("refused about words: the plain text, and no card in any other way either", async () => {
  expect(await play({ address: [words, "sent"] })).toMatchObject({ sent: ["address whole", "address plain"] });
  expect((await play({ address: [words] })).sent).toEqual(["address whole", "address plain", "channel plain"]);
});

test("refused about the place: aside, then a direct message", async () => {
  const { sent } = await play({ address: [place], channel: [place], aside: [place] });
  expect(sent).toEqual(["address whole", "channel whole", "aside whole", "direct whole"]);
});

describe("unclear", () => {
  test("what stands there is well", async () => {
    expect(await play({ address: [unclear] }, true)).toMatchObject({ by: "address", sent: ["address whole"] });
  });

  test.each([false, undefined])("what may yet land is not told to all again (%s)", async (stands) => {
    const { by, sent } = await play({ address: [unclear] }, stands);
    expect(by).toBe("aside");
    expect(sent).toEqual(["address whole", "aside whole"]);
  });

  test("what is for the asker alone is repeated", async () => {
    expect((await play({ address: [place], channel: [place], aside: [unclear, unclear, "sent"] })).sent).toEqual([
      "address whole",
      "channel whole",
      "aside whole",
      "aside whole",
      "aside whole",
    ]);
    expect((await play({ address: [unclear], aside: [unclear] })).by).toBe("direct");
  });
});

test("too late: a new message, by nothing that came with the question", async () => {
  expect(await play({ address: [late] })).toMatchObject({ by: "channel", sent: ["address whole", "channel whole"] });
});

test("where every way fails, that is told", async () => {
  expect((await play({ address: [place], channel: [place], aside: [place], direct: [place] })).by).toBeUndefined();
});
