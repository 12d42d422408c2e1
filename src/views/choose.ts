/** From the words someone typed to the thing they mean, or to a kind question back. */
import type { Context } from "../core/command.ts";
import type { Party, Seat } from "../core/election.ts";
import { UserError } from "../core/errors.ts";
import type { How, SeatMatch } from "../core/finder.ts";
import { whoIsMeant } from "../core/meant.ts";
import { asLine } from "../core/parse.ts";
import type { Action, Ask, Reply } from "../core/reply.ts";
import { brief, listed } from "../core/text.ts";
import { note, text } from "./answer.ts";
import { insteadOf } from "./instead.ts";
import { alsoWords, saidOf } from "./said.ts";

/** Namesakes for which there is a button. */
const mostInstead = 3;

/**
 * Either the thing, or a reply that offers what might be meant. `note` says how the words were read, where they are not a
 * name of the thing's own; `instead` are buttons to namesakes.
 */
export type Chosen<T> =
  | { readonly is: T; readonly note?: string; readonly instead: readonly Action[] }
  | { readonly reply: Reply };

/**
 * @param again the question to ask once the seat is known
 * @throws UserError when nothing fits, or for a postcode, which is neither looked up, repeated nor kept
 */
export function chooseSeat(context: Context, words: string, again: (name: string) => Ask): Chosen<Seat> {
  const found = context.seats.find(words);
  switch (found.kind) {
    case "one": {
      const { match, others, also = [] } = found;
      const is = context.results.lookup.seat(match.code);
      const said = [saidOf(words, match, others), alsoWords(also, match.place)]
        .filter((words) => words !== undefined)
        .join(" ");
      const namesakes = match.place ? others.filter(({ by, place }) => by === "place" && place !== undefined) : also;
      const instead = namesakes.slice(0, mostInstead).map((other) => ({ label: other.name, ask: again(other.name) }));
      return { is, ...(said !== "" && { note: said }), instead };
    }
    case "several":
      return { reply: whichSeat(words, found.matches, again) };
    case "none": {
      if (found.region !== undefined) {
        const also = alsoWords(found.also ?? []);
        const words = `${found.region} is a nation or a region, not a constituency.${also === undefined ? "" : ` ${also}`}`;
        const places = (found.also ?? []).slice(0, 1).map((match) => asLine(again(match.name)));
        throw new UserError("not-found", words, [`/region ${found.region}`, ...places]);
      }
      const nearest = found.nearest.slice(0, 3).map((match) => asLine(again(match.name)));
      const others = insteadOf(words, context);
      const instead = nearest.length + others.length > 0 ? [...others, ...nearest] : [`/help ${again("").command}`];
      throw new UserError("not-found", `I know no constituency by the name “${brief(words)}”.`, instead);
    }
    case "postcode":
      throw new UserError(
        "not-found",
        "I do not look up postcodes, and have not kept yours. Parliament does: members.parliament.uk/FindYourMP gives the name of your constituency. Ask me again with that.",
      );
  }
}

function whichSeat(words: string, matches: readonly SeatMatch[], again: (name: string) => Ask): Reply {
  const former = matches[0]?.former;
  const shared = former && matches.every((match) => match.former?.name === former.name);
  const title = shared ? `${former.name} is a former seat. Which part?` : `Which “${brief(words)}” do you mean?`;
  const names = listed(
    matches.map((match) => match.name),
    "or",
  );
  return {
    summary: `${title} ${names}.`,
    card: {
      title,
      blocks: matches.map((match) => (match.why ? note(`${match.name}: ${match.why}`) : text(match.name))),
      actions: matches.map((match) => ({ label: labelOf(match), ask: again(match.name) })),
      choose: "Which one?",
    },
    data: { choices: matches },
  };
}

/** Characters of the longest label that every platform shows. */
const longestLabel = 75;

/** "Mid Cheshire: Hartford, Cheshire West and Chester" */
function labelOf({ name, place }: SeatMatch): string {
  const label = place ? `${name}: ${place.name}, ${place.area}` : name;
  return label.length <= longestLabel ? label : name;
}

/** Whether the words are a nation, a region, or a city of several seats: more than part of a party's name. */
function isElsewhere(words: string, how: How, context: Context): boolean {
  const bare = words.replace(/^\s*(?:in\s+)?(?:the\s+)?/i, "");
  if (context.regions.has(words) || context.regions.has(bare)) return true;
  const [best] = how === "part" ? whoIsMeant(bare, context) : [];
  return best !== undefined && best.kind !== "party" && best.kind !== "person";
}

/** @throws UserError with the parties that have most seats to choose from */
export function chooseParty(context: Context, words: string, command: string): Party {
  const found = context.parties.read(words);
  if (found && (context.parties.has(words) || !isElsewhere(words, found.how, context))) return found.is;
  const others = insteadOf(words, context, command);
  const near = context.parties.rank(words, 3);
  // Words that are something else are no slip for a party's name.
  const parties = others.length > 0 ? [] : near.length > 0 ? near : context.results.election.parties.slice(0, 3);
  throw new UserError("not-found", `I know no party by the name “${brief(words)}”.`, [
    ...others,
    ...parties.map((party) => `/${command} ${party.short}`),
  ]);
}
