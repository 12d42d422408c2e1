/** Questions of our own at the start: they warm what the first asker needs, and nobody hears of them. */
import { expect, test } from "vitest";
import { openHouse } from "../../src/main.ts";
import { warm } from "../../src/main/warm.ts";
import { pack } from "../support/bot.ts";

test("they are counted nowhere, and no fault is told", async () => {
  const heard: unknown[] = [];
  const house = await openHouse({
    pack,
    fault: (error) => void heard.push(error),
    seen: (seen) => void heard.push(seen),
  });
  await warm(house);
  expect(heard).toEqual([]);
});

test("a command that fails keeps nothing else from being asked", async () => {
  const house = await openHouse({ pack, fault: () => {} });
  const asked: string[] = [];
  const commands = house.commands.map((command) => ({
    ...command,
    run() {
      asked.push(command.name);
      throw new Error("of ours");
    },
  }));
  await warm({ ...house, context: (asker) => ({ ...house.context(asker), commands }) });
  expect(asked).toEqual(["seat", "results", "person", "ask"]);
});
