/** Kills between the form and the relay, in their shortest form: `.ci/run` has two hundred of them, one at each step. */
import { expect, test } from "vitest";
import { onEveryDatabase, sqliteFile } from "../../support/databases.ts";
import { dieAt } from "../../support/mortal/index.ts";
import { isLong } from "../../support/long.ts";

const well = { lost: [], doubled: [], unasked: [], left: 0 };

onEveryDatabase(
  "killed between the form and the relay",
  ({ fresh }) => {
    test("what is confirmed is relayed, once to each channel; what is not never is, nor stays", async () => {
      const { steps, ...whole } = await dieAt(undefined, await fresh());
      expect(whole).toEqual({ step: undefined, receipts: 2, ...well });
      for (const part of isLong ? [1, 2] : [1]) {
        const death = await dieAt(Math.round((steps * part) / 3), await fresh());
        expect(death).toMatchObject(well);
      }
    });
  },
  isLong,
);

test.runIf(isLong)("a program that sends what nobody pressed would be found", async () => {
  const { receipts, unasked, ...rest } = await dieAt(undefined, sqliteFile(), "sends unasked");
  expect(receipts).toBe(2);
  // In each of both channels.
  expect(unasked).toHaveLength(2);
  expect(rest).toMatchObject({ lost: [], doubled: [], left: 0 });
});
