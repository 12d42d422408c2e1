import { expect, test } from "vitest";
import { openBot } from "../../test/support/bot.ts";

test("the highest turnout comes first", async () => {
  const bot = await openBot();
  expect((await bot.say("/turnout")).text).toMatch(/Harpenden and Berkhamsted +75\.2%/);
});
