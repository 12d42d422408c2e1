/** The three lists that share a shape: a party's gains, losses and holds. */
import { isMeasured, theBefore } from "./before.ts";
import { z } from "zod";
import { pageArg, partyArg } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import type { Party } from "../core/election.ts";
import type { Outcome } from "../core/outcome.ts";
import { end, start } from "./answer.ts";
import { chooseParty } from "./choose.ts";
import { seatList, soFar } from "./seat-list.ts";
import { int, many, one, subject } from "./words.ts";

type Name = "gains" | "losses" | "holds";

interface Kind {
  readonly summary: string;
  readonly verb: string;
  readonly has: (outcome: Outcome, party: Party) => boolean;
  /** The other party of the change; absent for a hold. */
  readonly other?: { readonly head: string; readonly of: (result: NonNullable<Outcome["result"]>) => Party };
}

const kinds: Readonly<Record<Name, Kind>> = {
  gains: {
    summary: "The seats a party has gained",
    verb: "gained",
    has: ({ result }, party) => result?.kind === "gain" && result.to === party,
    other: { head: "From", of: (result) => result.from },
  },
  losses: {
    summary: "The seats a party has lost, and to whom",
    verb: "lost",
    has: ({ result }, party) => result?.kind === "gain" && result.from === party,
    other: { head: "To", of: (result) => result.to },
  },
  holds: {
    summary: "The seats a party has held",
    verb: "held",
    has: ({ result }, party) => result?.kind === "hold" && result.to === party,
  },
};

/** `/gains`, `/losses` or `/holds`. Seats come by the size of the majority, the narrowest first. */
export function changesCommand(name: Name) {
  const kind = kinds[name];
  return defineCommand({
    name,
    summary: kind.summary,
    examples: [`/${name} labour`, `/${name} lib dem 2`],
    args: z.object({ party: partyArg(), page: pageArg() }),
    audience: "channel",
    role: "anyone",
    reads: true,
    needs: isMeasured,
    run({ party: words, page }, context) {
      const party = chooseParty(context, words, name);
      const seats = context.results.known
        .filter((outcome) => kind.has(outcome, party))
        .toSorted((a, b) => (a.majority?.votes ?? 0) - (b.majority?.votes ?? 0));
      const { other } = kind;
      return seatList(context, {
        title: `${subject(party)} ${kind.verb} ${many(seats.length, "seat")}${soFar(context)}`,
        colour: party.colour,
        seats,
        head: [start("Seat"), ...(other ? [start(other.head)] : []), end("Majority"), end("Points")],
        row: ({ seat, majority, result }) => [
          seat.name,
          ...(other ? [result ? other.of(result).abbreviation : ""] : []),
          majority ? int(majority.votes) : "called",
          majority ? one(majority.points) : "",
        ],
        none: `None${soFar(context)}.`,
        notes: [`Against ${theBefore(context.results.election)}; narrowest majority first.`],
        ask: { command: name, args: { party: party.short } },
        page,
      });
    },
  });
}
