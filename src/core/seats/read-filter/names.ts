/** Names, compared as people write them, with "and", commas and brackets in them. */
import { remembered } from "../../../lib/remembered.ts";
import type { County, Election, Seat } from "../../election.ts";
import { slips } from "../../slips.ts";

/** Lower case, no accents, no punctuation, single spaces; `&` and `+` read as "and". */
export const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\p{M}'’‘`´]/gu, "")
    .toLowerCase()
    .replace(/[&+]/g, " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const compass: Readonly<Record<string, string>> = {
  n: "north",
  s: "south",
  e: "east",
  w: "west",
  ne: "north east",
  nw: "north west",
  se: "south east",
  sw: "south west",
  northeast: "north east",
  northwest: "north west",
  southeast: "south east",
  southwest: "south west",
  st: "saint",
};

/** Plain, with points of the compass spelt out. */
export const spelt = (text: string): string =>
  plain(text)
    .split(" ")
    .map((word) => (Object.hasOwn(compass, word) ? compass[word] : word))
    .join(" ");

/** Words and marks that would otherwise part a name in two. */
const parting =
  /[(),&|+]|\b(and|or|not|in|within|but|except|excepting|excluding|exclude|excl|without|outside|other than|rather than|apart from|aside from|leaving out|save for|bar|barring|minus|less|neither|nor)\b/i;

/** A seat's own names: official, Welsh, the Press Association's, and those that people use. */
export const namesOfSeat = ({ name, pa, welsh, aliases }: Seat): readonly string[] => [
  name,
  ...(pa === undefined ? [] : [pa]),
  ...(welsh === undefined ? [] : [welsh]),
  ...aliases,
];

/**
 * Every name of a seat, a party, a region or a county, now or formerly, that has such a word or mark in it; plain, with
 * whether it is written with a comma.
 */
export const partedNames = remembered((election: Election): ReadonlyMap<string, boolean> => {
  const names = [
    ...election.seats.flatMap((seat) => [...namesOfSeat(seat), ...seat.from.map(({ name }) => name)]),
    ...election.parties.flatMap(({ name, short, printed, aliases }) => [name, short, ...printed, ...aliases]),
    ...[...election.regions, ...(election.counties ?? [])].flatMap(({ name, aliases }) => [name, ...aliases]),
  ];
  const parted = names.filter((name) => parting.test(name));
  const withComma = new Set(parted.filter((name) => name.includes(",")).map(spelt));
  return new Map(parted.map(spelt).map((name) => [name, withComma.has(name)]));
});

/** The same for a name however its words stand: "Durham, City of". Nothing is left out, begun or mistyped. */
const keyOf = (text: string): string =>
  spelt(text)
    .split(" ")
    .filter((word) => word !== "the" && word !== "and")
    .toSorted()
    .join(" ");

const seatsByName = remembered((election: Election): ReadonlyMap<string, readonly Seat[]> => {
  const named = election.seats.flatMap((seat) => namesOfSeat(seat).map((name) => ({ key: keyOf(name), seat })));
  return new Map(
    [...Map.groupBy(named, ({ key }) => key)].map(([key, all]) => [key, [...new Set(all.map(({ seat }) => seat))]]),
  );
});

/** Seats that have exactly this name, now: one, unless a name is shared. */
export const seatsNamed = (text: string, election: Election): readonly Seat[] =>
  seatsByName(election).get(keyOf(text)) ?? [];

const countiesByName = remembered(
  (election: Election): ReadonlyMap<string, County> =>
    new Map(
      (election.counties ?? []).flatMap((county) =>
        [county.name, ...county.aliases].map((name): readonly [string, County] => [spelt(name), county]),
      ),
    ),
);

/** The county that has this name, and nothing left over: "Essex", "the county of Essex". */
export const countyNamed = (text: string, election: Election): County | undefined =>
  countiesByName(election).get(
    spelt(text)
      .replace(/^the /, "")
      .replace(/^county of |^(?:ceremonial )?county (?!durham$)/, ""),
  );

/** Words that are a name but for a slip or two of the finger, or the beginning of one. Parts of a name are not near it. */
export function isNear(words: string, names: readonly string[]): boolean {
  const typed = plain(words);
  const most = typed.length > 6 ? 2 : 1;
  return (
    typed.length > 2 &&
    names.map(plain).some((name) => (typed.length > 4 && name.startsWith(typed)) || slips(typed, name, most) <= most)
  );
}
