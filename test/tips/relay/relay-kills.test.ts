/** Kills between the form and the relay, in their shortest form: `.ci/run` has two hundred of them, one at each step. */
import { expect, test } from "vitest";
import { onEveryDatabase } from "../../support/databases.ts";
import { dieAt } from "../../support/mortal/index.ts";
import { isLong } from "../../support/long.ts";

onEveryDatabase("killed between the form and the relay", ({ name, fresh }) => {
  test("what has a receipt is relayed, once to each channel", async () => {
    const { steps, ...whole } = await dieAt(undefined, await fresh());
    expect(whole).toEqual({ step: undefined, receipts: 2, lost: [], doubled: [] });
    // Early on one, late on the other.
    for (const part of isLong ? [1, 2] : [name === "SQLite" ? 1 : 2]) {
      const death = await dieAt(Math.round((steps * part) / 3), await fresh());
      expect(death).toMatchObject({ lost: [], doubled: [] });
    }
  });
});
