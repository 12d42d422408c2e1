/** Of each thing a line, for a screen that a night rolls past. */
import { expect, test } from "vitest";
import type { Subject } from "../../src/core/news/message.ts";
import type { Reply } from "../../src/core/reply.ts";
import type { HeldPlace } from "../../src/data/store/delivery/index.ts";
import { inBrief } from "../../src/jobs/deliver/words.ts";

const place = {} as HeldPlace;
const colour = { base: "#e4003b", onLight: "#e4003b", onDark: "#ff5577" };
const words = inBrief({
  isSilent: async () => false,
  fitting: (items) => items.length,
  async reply({ kind, items }): Promise<Reply> {
    const title = `${kind} of ${items.length}: ${items.map((item) => item.kind).join(", ")}`;
    const block = { kind: "text", text: ["more"] } as const;
    return { summary: `${title}. All of it.`, card: { title, colour, blocks: [block], actions: [] } };
  },
});
const declaration = { kind: "declaration", contest: "E1", seq: 1 } as const;
const milestone = { kind: "milestone", milestone: "first", contest: "E1", seq: 1 } as const;
const subject = (over: Partial<Subject>): Subject => ({ kind: "news", items: [declaration], shows: 1, ...over });

test("an entry of the log stands by itself, with a line for each thing that it brought", async () => {
  expect(words.fitting([declaration, { ...declaration, seq: 2 }], place)).toBe(1);
  const { summary, card } = await words.reply(subject({ items: [declaration, milestone] }), place);
  expect(summary).toBe("news of 1: declaration. All of it.\nnews of 1: milestone. All of it.");
  expect(card).toEqual({ title: "news of 1: declaration", colour, blocks: [], actions: [] });
});

test("a scoreboard is whole", async () => {
  const { summary, card } = await words.reply(subject({ kind: "scoreboard", items: [] }), place);
  expect(summary).toBe("scoreboard of 0: . All of it.");
  expect(card?.blocks).toHaveLength(1);
});
