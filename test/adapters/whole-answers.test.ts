/**
 * Every question about every seat, before it declared and after, as Slack and Discord would be sent the answer: nothing that
 * they refuse, nothing cut, no line too wide for a phone, every figure in the words for screen readers.
 */
import { describe, expect, test } from "vitest";
import { modalOf as discordModal } from "../../src/adapters/discord/modal.ts";
import { modalOf as slackModal } from "../../src/adapters/slack/blocks/modal.ts";
import { asStaffName, type Asker } from "../../src/core/asker.ts";
import { formFor } from "../../src/core/command-form.ts";
import type { Seat } from "../../src/core/election.ts";
import type { Form } from "../../src/core/form.ts";
import type { Ask, Reply } from "../../src/core/reply.ts";
import { fullName } from "../../src/core/story.ts";
import { askedOf } from "../support/asked-of-seats.ts";
import { openBot } from "../support/bot.ts";
import { repeatable } from "../support/chance.ts";
import { ana, openDeskStage } from "../support/desk-stage.ts";
import { faultsDrawn } from "../support/drawn.ts";
import { isLong } from "../support/long.ts";
import * as discord from "../support/strict/discord.ts";
import * as slack from "../support/strict/slack.ts";

const houses = [
  ["after it declared", await openBot(undefined, { kept: true })],
  ["before it declared", await openBot("2024-07-04T22:30:00+01:00", { kept: true })],
] as const;
const { commands, election } = houses[0][1].house;

/** A share of the seats, the same each time; all of them in the long form. */
function share(count: number): readonly Seat[] {
  const chance = repeatable(16);
  const { seats } = election;
  if (isLong) return seats;
  const picked = Array.from({ length: count }, () => chance(2).reduce((sum, byte) => sum * 256 + byte, 0));
  return picked.flatMap((nth) => seats[nth % seats.length] ?? []);
}

const manager: Asker = {
  ...ana,
  role: "manager",
  staff: asStaffName("mia"),
  listed: "manager",
  place: { platform: "slack", id: "C1", kind: "channel" },
};
/** People follow in their own messages. */
const askerOf = ({ command }: Ask): Asker =>
  /follow/.test(command) ? { ...manager, place: { platform: "slack", id: "D1", kind: "direct" } } : manager;

describe.each(houses)("every command about a seat, %s", (_, { house }) => {
  test.each(share(2).map((seat) => [seat.name, seat] as const))("%s", async (__, seat) => {
    for (const ask of askedOf(seat, commands, election)) {
      const begun = house.dispatch.call({ ...ask, asker: askerOf(ask) });
      if (begun.kind === "form") throw new TypeError(`a form was opened by ${JSON.stringify(ask)}`);
      expect([ask, faultsDrawn((await begun.answer).reply, commands, election.timeZone)]).toEqual([ask, []]);
    }
  });
});

/** Faults of a form as both platforms would open it. */
const faultsOfForm = (form: Form): readonly string[] => [
  ...discord
    .modalFaults(discordModal(form, commands) as unknown as Readonly<Record<string, unknown>>)
    .map((fault) => `Discord: ${fault}`),
  ...slack
    .viewFaults(
      slackModal(form, { channel: "C1", url: "https://hooks.slack.com/x" }, commands) as unknown as Readonly<
        Record<string, unknown>
      >,
    )
    .map((fault) => `Slack: ${fault}`),
];

test("every command's form, empty and filled in", () => {
  for (const command of commands)
    for (const value of ["", "bath", "x".repeat(5_000)]) {
      const given = Object.fromEntries(Object.keys(command.args.shape).map((name) => [name, value]));
      const form = formFor(command, value === "" ? {} : given);
      if (form)
        expect([command.name, value.slice(0, 9), faultsOfForm(form)]).toEqual([command.name, value.slice(0, 9), []]);
    }
});

test("the desk: a seat's form, its draft, a recount, the log", { timeout: 300_000 }, async () => {
  const stage = await openDeskStage();
  const whole = (what: string, reply: Reply): void =>
    expect([what, faultsDrawn(reply, stage.house.commands, election.timeZone)]).toEqual([what, []]);
  // Each draft makes the desk's list longer.
  for (const { name, code } of share(2).slice(0, 40)) {
    const candidate = election.candidates.find(({ seat }) => seat === code);
    if (!candidate) throw new RangeError(`nobody stands in ${name}`);
    expect([name, faultsOfForm(await stage.form(`/declare ${name}`, ana))]).toEqual([name, []]);
    const draft = await stage.say(`/declare ${name} officer = ${fullName({ candidate })}: won`, ana);
    expect(draft.problem, name).toBeUndefined();
    whole(`declare ${name}`, draft.reply);
    for (const line of [`/recount ${name} officer`, `/log ${name}`, "/desk"])
      whole(`${line} ${name}`, (await stage.say(line, ana)).reply);
  }
});
