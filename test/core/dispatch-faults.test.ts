/** Faults of ours beside a question: it is answered all the same, and they are reported. */
import { expect, test } from "vitest";
import { z } from "zod";
import { here } from "../../src/cli/house.ts";
import { defineCommand, type Context } from "../../src/core/command.ts";
import { createDispatch } from "../../src/core/dispatch.ts";
import { UserError } from "../../src/core/errors.ts";
import { alone } from "../../src/core/manners.ts";
import { openBot } from "../support/bot.ts";

const { house } = await openBot();
const base = { examples: [], args: z.object({}), audience: "channel", role: "anyone" } as const;
const refusing = defineCommand({
  ...base,
  name: "refusing",
  summary: "Refuses",
  examples: ["/refusing"],
  run: () => {
    throw new UserError("not-found", "Nothing of the kind is here.", ["/broken", "/results"]);
  },
});
const broken = defineCommand({
  ...base,
  name: "broken",
  summary: "Fails",
  examples: ["/broken"],
  reads: true,
  run: () => {
    throw new TypeError("broken");
  },
});

function opened(change: (context: Context) => Context = (same) => same) {
  const faults: unknown[] = [];
  const dispatch = createDispatch({
    context: (asker) => change({ ...house.context(asker), commands: [...house.commands, refusing, broken] }),
    manners: alone,
    fault: (error) => void faults.push(error),
  });
  return { dispatch, faults };
}

test("a proposal that fails by a fault of ours leaves the refusal as it was said", async () => {
  const { dispatch, faults } = opened();
  const begun = dispatch.line("/refusing", here);
  if (begun.kind === "form") throw new TypeError("a form was opened");
  const { problem, reply } = await begun.answer;
  expect(problem).toBe("not-found");
  expect(reply.summary).toMatch(/^Nothing of the kind is here\. Try \/broken or \/results/);
  expect(faults).toMatchObject([{ message: "broken" }]);
});

test("where names cannot be completed, none are offered", () => {
  const { dispatch, faults } = opened((context) => ({
    ...context,
    seats: {
      ...context.seats,
      complete: () => {
        throw new TypeError("no seats");
      },
    },
  }));
  expect(dispatch.complete("seat", "ba", here, 5)).toEqual([]);
  expect(faults).toMatchObject([{ message: "no seats" }]);
  expect(dispatch.complete("party", "lab", here, 5)).toContain("Labour");
});
