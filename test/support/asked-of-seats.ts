/** Everything that can be asked about a seat: each command that takes a place, a filter, a person or words. */
import { choicesOf, hintOf } from "../../src/core/args.ts";
import type { Command } from "../../src/core/command.ts";
import type { Election, Seat } from "../../src/core/election.ts";
import { fullName } from "../../src/core/story.ts";
import type { Ask } from "../../src/core/reply.ts";

/** @returns each question once, with every choice that a command has beside the seat */
export function askedOf(seat: Seat, commands: readonly Command[], election: Election): readonly Ask[] {
  const standing = election.candidates.filter((one) => one.seat === seat.code);
  return commands.flatMap(({ name, args }): readonly Ask[] => {
    const shape = Object.entries(args.shape);
    const ask = (given: Ask["args"]): Ask => ({ command: name, args: given });
    const slot = shape.find(([key, schema]) => hintOf(key, schema).complete === "seat")?.[0];
    if (slot !== undefined) {
      const choices = shape.flatMap(([key, schema]) => (choicesOf(schema) ?? []).map((choice) => ({ [key]: choice })));
      return [{}, ...choices].map((more) => ask({ [slot]: seat.name, ...more }));
    }
    if ("filter" in args.shape) return [ask({ filter: seat.name })];
    if ("question" in args.shape)
      return [`who won ${seat.name}`, `majority in ${seat.name}`].map((question) => ask({ question }));
    const person = shape.find(([key, schema]) => hintOf(key, schema).complete === "person")?.[0];
    if (person !== undefined) return standing.map((one) => ask({ [person]: fullName({ candidate: one }) }));
    const sheet = shape.find(([key, schema]) => hintOf(key, schema).complete === "filter")?.[0];
    if (sheet !== undefined)
      return shape.flatMap(([key, schema]) =>
        (choicesOf(schema) ?? []).map((choice) => ask({ [key]: choice, [sheet]: seat.name })),
      );
    return [];
  });
}
