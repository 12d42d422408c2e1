import { expect, test } from "vitest";
import { answerTo, type House } from "../../src/cli/house.ts";
import { openHouse } from "../../src/main.ts";
import { pack } from "../support/bot.ts";
import { inForm, isLong } from "../support/long.ts";

const alone = (line: string): Promise<House> => openHouse({ pack, line, fault: () => {} });
const whole = await openHouse({ pack, fault: () => {} });

test("a house for one line answers each example as the whole house does, or tells that it lacks commands", async () => {
  const answered = new Set<string>();
  const few = ["seat", "seats", "portillo", "targets"];
  for (const command of whole.commands.filter(({ name }) => isLong || few.includes(name)))
    for (const line of command.examples.slice(0, inForm(1, Infinity))) {
      const house = await alone(line);
      const [answer, other] = [await answerTo(line, house), await answerTo(line, whole)];
      if (!house.lacks || house.lacks() || answer.problem !== undefined) continue;
      answered.add(command.name);
      expect(answer, line).toStrictEqual(other);
    }
  expect([...answered]).toEqual(expect.arrayContaining(few));
});

test("a house for one line tells so where commands are listed, or one is looked for by its name", async () => {
  for (const line of ["/help", "/help seat", "/ask who won bath"]) {
    const house = await alone(line);
    await answerTo(line, house);
    expect(house.lacks?.(), line).toBe(true);
  }
});

test("a line that does not begin with a command's whole name gets every command", async () => {
  for (const line of ["bath", "/Seat bath", "/tip send", "/index", "/nothing bath", "/../main x"]) {
    const { commands } = await alone(line);
    expect(commands.length, line).toBe(whole.commands.length);
  }
});

test("no public command's name begins with the first word of a secret one", () => {
  const secret = whole.commands.filter((command) => command.secret).map(({ name }) => name.split(" ")[0] ?? name);
  const open = whole.commands.filter((command) => !command.secret && !command.name.includes(" "));
  expect(secret).toContain("tip");
  expect(open.filter(({ name }) => secret.some((word) => name.startsWith(word)))).toStrictEqual([]);
});
