/** Orders of seats: by majority, swing, turnout, a party's share, time or name. */
import { UserError } from "../errors.ts";
import type { Party } from "../election.ts";
import type { PartyFinder } from "../finder.ts";
import type { Outcome } from "../outcome.ts";
import { toldAt } from "../results.ts";
import { brief } from "../text.ts";

export interface Order {
  readonly by: "majority" | "swing" | "turnout" | "share" | "time" | "name";
  /** Majorities in votes, or in percentage points. */
  readonly unit?: "votes" | "points";
  /** Party whose share it is; absent, the winner's. */
  readonly party?: Party;
  readonly down: boolean;
}

const by: readonly (readonly [RegExp, Pick<Order, "by" | "down" | "unit">])[] = [
  [/^(?:majorit(?:y|ies)|maj|margins?)(?: votes| in votes)?$/, { by: "majority", down: false, unit: "votes" }],
  [
    /^(?:majorit(?:y|ies)|maj|margins?)(?: in)?(?: points| percent| pc| per cent)$/,
    { by: "majority", down: false, unit: "points" },
  ],
  [/^swings?$/, { by: "swing", down: true }],
  [/^turnouts?$/, { by: "turnout", down: true }],
  [/^(?:winning |winners )?shares?$/, { by: "share", down: true }],
  [/^times?$/, { by: "time", down: false }],
  [/^(?:names?|alphabet)$/, { by: "name", down: false }],
];
const upwards =
  /^(?:smallest|narrowest|closest|lowest|least|earliest|first|ascending) | (?:smallest|narrowest|closest|lowest|least|earliest|ascending)(?: first)?$/;
const downwards =
  /^(?:biggest|largest|highest|widest|safest|greatest|most|latest|newest|last|descending) | (?:biggest|largest|highest|widest|safest|greatest|latest|newest|descending)(?: first)?$/;
const ofParty = [/^shares? (?:of|for) (?:the )?(?<party>.+)$/, /^(?<party>.+?) (?:vote )?(?:shares?|votes?)$/];

/**
 * @param asked the words before an order, for the lines that an error offers
 * @throws UserError naming the orders that there are
 */
export function readOrder(typed: string, parties: PartyFinder, asked: string): Order {
  const text = typed
    .toLowerCase()
    .replaceAll("%", " percent")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/^by (?:the )?/, "");
  const up = upwards.test(text);
  const down = downwards.test(text);
  const bare = text.replace(upwards, "").replace(downwards, "").trim();
  const order = by.find(([pattern]) => pattern.test(bare))?.[1] ?? partyOrder(bare, parties);
  if (!order || (up && down))
    throw new UserError("usage", `I know no order “${brief(typed)}”.`, [
      `${asked} by majority`,
      `${asked} by turnout`,
      `${asked} by labour share`,
    ]);
  return up || down ? { ...order, down } : order;
}

function partyOrder(text: string, parties: PartyFinder): Order | undefined {
  const words = ofParty.map((pattern) => pattern.exec(text)?.groups?.["party"]).find((found) => found !== undefined);
  const party = words === undefined || !parties.has(words) ? undefined : parties.find(words);
  return party && { by: "share", party, down: true };
}

/** As it is typed, and read again as the same. */
export function orderWords({ by: name, unit, party, down }: Order): string {
  const usual = by.find(([, order]) => order.by === name)?.[1].down;
  const direction = down === usual ? "" : down ? " highest first" : " lowest first";
  return `${party ? `${party.short} ` : ""}${name}${unit === "points" ? " in points" : ""}${direction}`;
}

export function figureOf({ by: name, unit = "votes", party }: Order, outcome: Outcome): number | undefined {
  switch (name) {
    case "majority":
      return outcome.majority?.[unit];
    case "swing":
      return outcome.swing?.points;
    case "turnout":
      return outcome.turnout;
    case "share":
      return party ? shareOf(party, outcome) : outcome.winner?.share;
    case "time":
      return outcome.standing && toldAt(outcome);
    case "name":
      return undefined;
  }
}

/** The best share of a party's candidates: independents may be several. */
function shareOf(party: Party, { lines }: Outcome): number | undefined {
  const shares = lines.flatMap((line) => (line.party === party && line.share !== undefined ? [line.share] : []));
  return shares.length > 0 ? Math.max(...shares) : undefined;
}

// Made when something is first put in order.
let names: Intl.Collator | undefined;

/** Seats without the figure come last; equal ones by name. */
export function ordered(outcomes: readonly Outcome[], order: Order): readonly Outcome[] {
  names ??= new Intl.Collator("en-GB");
  const { compare } = names;
  const sign = order.down ? -1 : 1;
  const keyed = outcomes.map((outcome) => ({ outcome, figure: figureOf(order, outcome) }));
  const byName = order.by === "name" ? sign : 1;
  return keyed
    .toSorted(
      (a, b) =>
        (a.figure === undefined ? 1 : 0) - (b.figure === undefined ? 1 : 0) ||
        sign * ((a.figure ?? 0) - (b.figure ?? 0)) ||
        byName * compare(a.outcome.seat.name, b.outcome.seat.name),
    )
    .map(({ outcome }) => outcome);
}
