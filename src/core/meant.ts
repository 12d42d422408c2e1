/** Whose name words are: of all kinds of names at once, by the order in which one kind wins over another. */
import type { Command, Context } from "./command.ts";
import type { Party } from "./election.ts";
import { matchesOf, type Area, type How, type PersonMatch, type SeatMatch } from "./finder.ts";
import { plain } from "./seats/read-filter/names.ts";
import { slips } from "./slips.ts";
import { isTerm, type Term } from "./terms.ts";

/** One thing that words may mean. `name` is what it is called; `how`, how the words stand to that. */
export type Meant = { readonly how: How; readonly name: string } & (
  | { readonly kind: "command"; readonly command: Command }
  | { readonly kind: "term"; readonly term: Term }
  | { readonly kind: "party"; readonly party: Party }
  | { readonly kind: "area"; readonly area: Area }
  | { readonly kind: "seat" | "former" | "place"; readonly seat: SeatMatch }
  | { readonly kind: "person"; readonly person: PersonMatch }
);

/** The order between kinds whose exact name the words are; the first wins. */
const order = [
  "command",
  "term",
  "party",
  "area",
  "seat",
  "former",
  "person",
  "place",
] as const satisfies readonly Meant["kind"][];
const hows = ["exact", "part", "prefix", "slip"] as const satisfies readonly How[];

/** Slips beyond which names are not told apart. */
const mostAway = 4;

type Finders = Pick<Context, "commands" | "parties" | "regions" | "seats" | "people">;

/**
 * Everything that the words, all of them, may be the name of; best first. Exact names come before all others, whatever
 * their kind. Of seats, people and places there are several where it must be asked which is meant.
 */
export function whoIsMeant(words: string, finders: Finders): readonly Meant[] {
  const text = words.trim().replaceAll(/\s+/gu, " ");
  if (text === "") return [];
  const bare = text.replace(/^the /i, "");
  const found = [
    ...commandNamed(text, finders.commands),
    ...termNamed(bare),
    ...partyNamed(bare, finders),
    ...areaNamed(bare, finders),
    ...seatsNamed(text, finders),
    ...peopleNamed(text, finders),
  ];
  const isArea = found.some(({ kind, how }) => kind === "area" && how === "exact");
  const isPerson = found.some(({ kind, how, name }) => kind === "person" && how === "exact" && name.includes(" "));
  const rank = (meant: Meant): number => {
    const { how, kind } = meant;
    // A region, or a person, is not a small party that calls itself after it, for short.
    const isShort = kind === "party" && meant.party.name.toLowerCase() !== text.toLowerCase();
    const after = !isShort ? undefined : isArea ? "area" : isPerson ? "person" : undefined;
    // "Liverpool" is the city's seats before a party that has it in its name.
    const isPartOfParty = how === "part" && kind === "party";
    return (
      hows.indexOf(how) * order.length +
      (isPartOfParty ? 0.5 : 0) +
      (how === "exact" ? order.indexOf(after ?? kind) + (after === undefined ? 0 : 0.5) : 0)
    );
  };
  // Of slips the nearer: "ashfeild" is Ashfield, and no party that is called after it.
  const away = new Map(
    found.filter(({ how }) => how === "slip").map((meant) => [meant, slips(plain(bare), plain(meant.name), mostAway)]),
  );
  return found.toSorted((a, b) => rank(a) - rank(b) || (away.get(a) ?? 0) - (away.get(b) ?? 0));
}

function commandNamed(text: string, commands: readonly Command[]): Meant[] {
  const command = commands.find(({ name }) => name === text.toLowerCase());
  return command ? [{ kind: "command", how: "exact", name: command.name, command }] : [];
}

function termNamed(text: string): Meant[] {
  const term = isTerm(text);
  return term ? [{ kind: "term", how: "exact", name: term.name, term }] : [];
}

function partyNamed(text: string, { parties }: Finders): Meant[] {
  const found = parties.read(text);
  return found ? [{ kind: "party", how: found.how, name: found.read, party: found.is }] : [];
}

function areaNamed(text: string, { regions }: Finders): Meant[] {
  const found = regions.read(text);
  return found ? [{ kind: "area", how: found.how, name: found.read, area: found.is }] : [];
}

function seatsNamed(text: string, { seats }: Finders): Meant[] {
  // A person's seat is theirs to lead to.
  return matchesOf(seats.find(text))
    .filter(({ by }) => by !== "person")
    .map((seat) => ({ kind: kindOf(seat), how: seat.how, name: seat.read, seat }));
}

const kindOf = ({ by }: SeatMatch): "seat" | "former" | "place" => (by === "former" || by === "place" ? by : "seat");

/** People whose family name the words have whole, or nearly; of a given name alone everybody is one of many. */
function peopleNamed(text: string, { people }: Finders): Meant[] {
  return matchesOf(people.find(text)).map((person) => ({ kind: "person", how: person.how, name: person.name, person }));
}
