/** Secret commands: that one was asked, and when, is in no log and no figure; others are reported as ever. */
import { expect, test } from "vitest";
import { z } from "zod";
import { here } from "../../src/cli/house.ts";
import { asStaffName, type Asker } from "../../src/core/asker.ts";
import { defineCommand, type Command } from "../../src/core/command.ts";
import { createDispatch, type Seen } from "../../src/core/dispatch.ts";
import { alone } from "../../src/core/manners.ts";
import { openHouse } from "../../src/main.ts";
import { joinCommands } from "../../src/main/commands.ts";
import type { Services } from "../../src/main/commands.ts";
import { tipCommands } from "../../src/tips/commands/index.ts";
import { pack } from "../support/bot.ts";

const house = await openHouse({ pack, fault: () => {} });
const editor: Asker = { ...here, role: "editor", staff: asStaffName("ana"), listed: "editor" };

/** A command that fails by a fault of ours, asked once. */
async function failing(command: Pick<Command, "name"> & Partial<Command>, asker: Asker = here) {
  const faults: unknown[] = [];
  const seen: Seen[] = [];
  const broken = defineCommand({
    summary: "Fails",
    examples: [`/${command.name}`],
    args: z.object({}),
    audience: "asker",
    role: "anyone",
    run: () => {
      throw new Error("the words of K7PQ2M could not be opened");
    },
    ...command,
  });
  const dispatch = createDispatch({
    context: (of) => ({ ...house.context(of), commands: [broken] }),
    manners: alone,
    fault: (error) => void faults.push(error),
    seen: (one) => void seen.push(one),
  });
  const begun = dispatch.call({ command: command.name, args: {}, asker });
  if (begun.kind === "form") throw new TypeError("a form was opened");
  return { faults, seen, said: (await begun.answer).reply.summary };
}

test("a stranger's secret command that fails is in no report and no figure, and says so", async () => {
  const { faults, seen, said } = await failing({ name: "whisper", secret: true });
  expect({ faults, seen }).toEqual({ faults: [], seen: [] });
  expect(said).toMatch(/No note is kept of it/);
});

test("an editor's is reported, without its name, its words or the error's", async () => {
  const { faults, seen, said } = await failing({ name: "whispers", secret: true, role: "editor" }, editor);
  expect(seen).toEqual([]);
  expect(faults).toHaveLength(1);
  const [fault] = faults;
  const told = fault instanceof Error ? `${fault.name} ${fault.message} ${fault.stack} ${String(fault.cause)}` : "";
  expect(told).toContain("a secret command of the newsroom failed");
  expect(told).not.toMatch(/whispers|K7PQ2M|opened/);
  expect(said).toMatch(/It has been noted, without a word of what you asked/);
});

test("a command is secret by what it says of itself, not by its name", async () => {
  const { faults, seen, said } = await failing({ name: "tippy" });
  expect(faults).toMatchObject([{ message: "the words of K7PQ2M could not be opened" }]);
  expect(seen).toMatchObject([{ command: "tippy", problem: "internal" }]);
  expect(said).toMatch(/It has been noted; please try again/);
});

test("every command of the tip line is secret, and no other", async () => {
  const names = tipCommands({} as NonNullable<Services["tips"]>).map(({ name }) => name);
  expect(names.length).toBeGreaterThan(12);
  const commands = await joinCommands();
  expect(commands.filter(({ secret }) => secret).map(({ name }) => name)).toEqual(names.toSorted());
});

test("one that succeeds is in no figure either", async () => {
  const { seen, faults } = await failing({ name: "whisper", secret: true, run: () => ({ summary: "Yes." }) });
  expect({ seen, faults }).toEqual({ seen: [], faults: [] });
});
