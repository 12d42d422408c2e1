/** Regions and nations by the names people type. */
import type { Context } from "../core/command.ts";
import type { Seat } from "../core/election.ts";
import { UserError } from "../core/errors.ts";
import type { Area } from "../core/finder.ts";
import { brief } from "../core/text.ts";
import { insteadOf } from "./instead.ts";

export const inArea = (seat: Seat, area: Area): boolean =>
  area.kind === "region" ? seat.region === area.region.name : seat.nation === area.nation;

/** @throws UserError with names that exist */
export function chooseArea(context: Context, words: string, command: string): Area {
  const found = context.regions.find(words);
  if (found) return found;
  const near = context.regions.rank(words, 3);
  const others = insteadOf(words, context);
  const instead = near.length > 0 ? near : context.results.election.regions.slice(0, 3).map(({ name }) => name);
  throw new UserError("not-found", `I know no nation or region by the name “${brief(words)}”.`, [
    ...others,
    ...instead.map((name) => `/${command} ${name}`),
  ]);
}
