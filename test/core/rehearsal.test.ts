import { expect, test } from "vitest";
import { here } from "../../src/cli/house.ts";
import { createDispatch } from "../../src/core/dispatch.ts";
import { alone } from "../../src/core/manners.ts";
import { rehearse } from "../../src/core/rehearsal.ts";
import type { Reply } from "../../src/core/reply.ts";
import { openBot } from "../support/bot.ts";

test("title and summary are marked, once, and nothing else is", () => {
  const reply: Reply = { summary: "s", card: { title: "t", blocks: [] }, source: "x" };
  const marked = { ...reply, summary: "REHEARSAL: s", card: { title: "REHEARSAL: t", blocks: [] } };
  expect(rehearse(reply)).toEqual(marked);
  expect(rehearse(rehearse(reply))).toEqual(marked);
  expect(rehearse({ summary: "s" })).toEqual({ summary: "REHEARSAL: s" });
});

test("whatever is answered is marked, a refusal too, during a rehearsal, and only then", async () => {
  const { house } = await openBot();
  const rehearsing = createDispatch({
    context: (asker) => ({ ...house.context(asker), rehearsal: true }),
    manners: alone,
    fault: (error) => {
      throw error;
    },
  });
  const ask = async (dispatch: typeof rehearsing, line: string): Promise<Reply> => {
    const begun = dispatch.line(line, { ...here, role: "manager" });
    if (begun.kind === "form") throw new TypeError("a form was opened");
    return (await begun.answer).reply;
  };
  for (const { examples, role } of house.commands) {
    if (role === "editor") continue;
    const [line] = examples;
    const reply = await ask(rehearsing, line);
    expect(reply.summary).toMatch(/^REHEARSAL: /);
    if (reply.card) expect(reply.card.title).toMatch(/^REHEARSAL: /);
    expect((await ask(house.dispatch, line)).summary).not.toMatch(/REHEARSAL/);
  }
});
