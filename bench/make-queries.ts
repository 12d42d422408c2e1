/**
 * Published names -> queries by rule, with the seats they should lead to: `node bench/make-queries.ts`. Everything expected
 * comes from the pack; no line of the finder's is called. Another seed draws other names and other slips.
 */
import { writeFileSync } from "node:fs";
import type { Seat } from "../src/core/election.ts";
import { loadElection } from "../src/data/election-pack.ts";

const pack = new URL("../elections/uk-2024/", import.meta.url);
const election = loadElection(pack);
const { seats } = election;

type Row = readonly [kind: string, query: string, first: readonly string[], five: readonly string[], answer: string];

/** Mulberry32. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * sides);
  };
}

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/['’]/g, "")
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();
const partsOf = (name: string): string[] => name.split(/, | and /);

/** Plain Levenshtein, the textbook's. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let line = 1; line <= one.length; line++) {
    const next = [line];
    for (let column = 1; column <= other.length; column++) {
      next.push(
        Math.min(
          (row[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (row[column - 1] ?? 0) + (one[line - 1] === other[column - 1] ? 0 : 1),
        ),
      );
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

/** Every whole name that means one thing, to see that a slip has not made another name. */
const allNames = new Map<string, Set<string>>();
const codes = new Set(seats.map(({ short = "" }) => short.toLowerCase()));
for (const seat of seats) {
  for (const name of [
    seat.name,
    seat.pa ?? seat.name,
    ...partsOf(seat.name),
    ...seat.from.map((former) => former.name),
  ]) {
    const known = allNames.get(plain(name)) ?? new Set();
    allNames.set(plain(name), known.add(seat.code));
  }
}
const tooNear = (typed: string, meant: string, slips: number): boolean =>
  codes.has(typed) ||
  [...allNames.keys()].some(
    (name) => name !== meant && Math.abs(name.length - typed.length) <= slips && distance(typed, name) <= slips,
  );

function slip(text: string, roll: (sides: number) => number): string {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const letter = letters[roll(26)] ?? "e";
  const at = roll(text.length);
  switch (roll(4)) {
    case 0:
      return text.slice(0, at) + letter + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1);
    case 2:
      return text.slice(0, at) + letter + text.slice(at + 1);
    default:
      return at + 1 < text.length
        ? text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)
        : text.slice(0, -1);
  }
}

const shortCompass: Readonly<Record<string, string>> = { north: "n", south: "s", east: "e", west: "w" };
const counties: Readonly<Record<string, string>> = {
  bedfordshire: "beds",
  buckinghamshire: "bucks",
  cambridgeshire: "cambs",
  derbyshire: "derbys",
  hampshire: "hants",
  hertfordshire: "herts",
  lancashire: "lancs",
  leicestershire: "leics",
  northamptonshire: "northants",
  staffordshire: "staffs",
  wiltshire: "wilts",
  worcestershire: "worcs",
};

interface Settlement {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly areas: readonly string[];
  /** ONS codes, the one at the centre first. */
  readonly seats: readonly string[];
  readonly other?: string;
}

const codeOf = new Map(seats.map(({ short, code }) => [short, code]));
const file = election.places?.() ?? { areas: [], places: [] };
const gazetteer: readonly Settlement[] = file.places.map((line) => {
  const [name = "", type = "", size = "", areas = "", within = "", other] = line.split("|");
  return {
    name,
    type,
    size: size === "" ? 0 : parseInt(size, 36),
    areas: areas.split(".").map((area) => file.areas[parseInt(area, 36)] ?? ""),
    seats: within.split(".").map((one) => codeOf.get(one.slice(0, 3)) ?? ""),
    ...(other === undefined ? {} : { other }),
  };
});
const settlements = new Map<string, Settlement[]>();
for (const one of gazetteer) {
  if (one.type === "ward" || one.type === "council") continue;
  for (const name of one.other === undefined ? [one.name] : [one.name, one.other])
    settlements.set(plain(name), [...(settlements.get(plain(name)) ?? []), one]);
}
/** Names of seats, of their parts and of former ones: these come before any place of the name. */
const seatWords = new Set([
  ...allNames.keys(),
  ...seats.flatMap((seat) => [...seat.aliases, seat.welsh ?? ""].map(plain)),
  ...[...allNames.keys()].flatMap((name) => name.split(" ")),
]);

/** Places that are no seats: each query's first answer is any seat of a place that the words name. */
function makePlaces(seed: number): Row[] {
  const roll = dice(seed);
  const rows: Row[] = [];
  const draw = <T>(from: readonly T[], count: number): T[] => {
    const rest = [...from];
    return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(roll(rest.length), 1)).flat();
  };
  const open = [...settlements].filter(([name]) => !seatWords.has(name) && !codes.has(name) && name.length > 2);
  const seatsAt = (all: readonly Settlement[]): string[] => [...new Set(all.flatMap((one) => one.seats))];
  const add = (kind: string, query: string, all: readonly Settlement[]): void => {
    const at = seatsAt(all);
    rows.push([kind, query, at, at.length === 1 ? at : [], ""]);
  };
  const big = open.filter(([, all]) => all.some(({ type }) => ["city", "town", "village"].includes(type)));
  const towns = open.filter(([, all]) => all.some(({ type }) => type === "city" || type === "town"));
  for (const [name, all] of draw(open, 150)) add("place", name, all);
  for (const [name, all] of draw(towns, 100)) add("town", roll(2) === 0 ? name : (all[0]?.name ?? name), all);
  const shared = open.filter(([, all]) => new Set(all.map(({ areas }) => areas[0])).size > 1);
  for (const [name, all] of draw(shared, 100)) {
    const one = all[roll(all.length)];
    const area = one?.areas[roll(one.areas.length)] ?? "";
    const there = all.filter(({ areas }) => areas.includes(area));
    add("place, county", `${name}${[", ", " ", " in "][roll(3)]}${area}`, there);
  }
  const others = open.filter(([name, all]) => all.some(({ other }) => other !== undefined && plain(other) === name));
  for (const [name, all] of draw(others, 40)) add("place, other language", name, all);
  for (const [, all] of draw(
    open.filter(([name, all]) => name.startsWith("st ") || all.some((one) => /['’-]|\band\b/i.test(one.name))),
    60,
  )) {
    const written = (all[0]?.name ?? "").replace(/^St /, roll(2) === 0 ? "Saint " : "St. ").replaceAll(/\band\b/g, "&");
    add("place, spelling", roll(2) === 0 ? written.replaceAll("-", " ") : written.replaceAll(/['’]/g, ""), all);
  }
  const names = [...settlements.keys()];
  for (const [name, all] of draw(
    towns.filter(([known]) => known.length > 6),
    60,
  )) {
    const typed = name.slice(0, Math.ceil(name.length * (0.6 + roll(30) / 100))).trim();
    const going = big.filter(([other]) => other.startsWith(typed));
    if (settlements.has(typed) || [...allNames.keys()].some((other) => other.startsWith(typed))) continue;
    if (going.length === 1) add("place, half typed", typed, all);
  }
  for (const [name, all] of draw(
    towns.filter(([known]) => known.length > 6),
    80,
  )) {
    const typed = slip(name, roll).trim();
    const isNear = (other: string): boolean =>
      Math.abs(other.length - typed.length) <= 1 && distance(other, typed) <= 1;
    if (typed === name || names.some((other) => other !== name && isNear(other))) continue;
    if (tooNear(typed, name, 1)) continue;
    add("place, a slip", typed, all);
  }
  return rows;
}

/** Successors of each former seat, those with most of its people first. */
const formers = new Map<string, { name: string; heirs: { seat: Seat; kept: number }[] }>();
for (const seat of seats) {
  for (const { code, name, kept } of seat.from) {
    const former = formers.get(code) ?? { name, heirs: [] };
    formers.set(code, former);
    former.heirs.push({ seat, kept });
  }
}
for (const former of formers.values()) former.heirs.sort((a, b) => b.kept - a.kept);

function make(seed: number): Row[] {
  const roll = dice(seed);
  const rows: Row[] = [];
  const draw = <T>(from: readonly T[], count: number): T[] => {
    const rest = [...from];
    return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(roll(rest.length), 1)).flat();
  };
  const one = (kind: string, query: string, code: string, answer = "one"): void => {
    rows.push([kind, query, [code], [code], answer]);
  };

  for (const { name, code } of draw(seats, 50)) one("name", name.toLowerCase(), code);
  for (const { name, code } of draw(
    seats.filter((seat) => /[^A-Za-z ]/.test(seat.name)),
    30,
  )) {
    one("punctuation", plain(name), code);
  }
  for (const { name, code } of draw(
    seats.filter((seat) => seat.name.includes(" and ")),
    30,
  )) {
    one("ampersand", name.replaceAll(" and ", roll(2) === 0 ? " & " : "&").replaceAll(",", ""), code);
  }
  for (const { name, pa = name, code } of draw(
    seats.filter((seat) => plain((seat.pa ?? seat.name).replaceAll("&", "and")) !== plain(seat.name)),
    30,
  )) {
    one("press style", pa, code);
  }
  for (const { welsh, code } of draw(
    seats.filter((seat) => seat.welsh !== undefined),
    12,
  )) {
    one("welsh", roll(2) === 0 ? (welsh ?? "") : plain(welsh ?? ""), code);
  }
  const sided = seats.filter((seat) => /\b(north|south|east|west)\b/i.test(seat.name));
  for (const { name, code } of draw(sided, 50)) {
    const typed = plain(name)
      .replaceAll(
        /\b(north|south) (east|west)\b/g,
        (_, ns: string, ew: string) => `${shortCompass[ns]}${shortCompass[ew]}`,
      )
      .replaceAll(/\b(north|south|east|west)\b/g, (word) => shortCompass[word] ?? word);
    one("compass short", typed, code);
  }
  const quarters = /^((?:North|South|East|West|Mid|Central)(?: East| West)?) ([^,]+?)$/;
  for (const { name, code } of draw(
    seats.filter((seat) => quarters.test(seat.name) && !seat.name.includes(" and ")),
    30,
  )) {
    one("compass moved", name.replace(quarters, "$2 $1").toLowerCase(), code);
  }
  const ending = /^([^,]+?) ((?:North|South|East|West|Central)(?: East| West)?)$/;
  for (const { name, code } of draw(
    seats.filter((seat) => ending.test(seat.name) && !seat.name.includes(" and ")),
    20,
  )) {
    one("compass moved", name.replace(ending, "$2 $1").toLowerCase(), code);
  }
  const several = seats.filter((seat) => partsOf(seat.name).length > 1);
  for (const { name, code } of draw(several, 30)) {
    one("order", partsOf(plain(name).replaceAll(" and ", ", ")).toReversed().join(" "), code);
  }
  for (const { name, code } of draw(
    seats.filter((seat) => new RegExp(`\\b(${Object.keys(counties).join("|")})\\b`, "i").test(seat.name)),
    16,
  )) {
    one(
      "county short",
      plain(name).replaceAll(/\b\w+shire\b/g, (word) => counties[word] ?? word),
      code,
    );
  }
  for (const { name, code } of draw(
    seats.filter((seat) => /\bSt\b/.test(seat.name)),
    8,
  )) {
    one("saint", name.replaceAll(/\bSt\b/g, roll(2) === 0 ? "Saint" : "St."), code);
  }
  for (const [kind, slips, count] of [
    ["slip", 1, 110],
    ["two slips", 2, 60],
  ] as const) {
    for (const { name, code } of draw(
      seats.filter((seat) => seat.name.length >= (slips === 1 ? 5 : 9)),
      count,
    )) {
      const meant = plain(name);
      let typed = meant;
      for (let count = 0; count < slips; count++) typed = slip(typed, roll);
      typed = typed.trim();
      if (typed === meant || tooNear(typed, meant, slips)) continue;
      one(kind, typed, code, slips === 1 ? "one" : "");
    }
  }
  for (const { name, code } of draw(
    seats.filter((seat) => seat.name.length >= 9),
    60,
  )) {
    const meant = plain(name);
    const typed = meant.slice(0, Math.max(5, Math.ceil(meant.length * (0.5 + roll(35) / 100)))).trim();
    const starting = [...allNames].filter(([other]) => other.startsWith(typed));
    if (codes.has(typed) || allNames.has(typed)) continue;
    if (starting.length > 0 && starting.every(([, at]) => at.has(code))) one("as typed", typed, code, "");
  }
  const parts = new Map<string, string[]>();
  for (const seat of seats) {
    for (const part of several.includes(seat) ? partsOf(seat.name) : []) {
      parts.set(plain(part), [...(parts.get(plain(part)) ?? []), seat.code]);
    }
  }
  const compassAlone = /^(north|south|east|west|central|mid)( east| west)?$/;
  const wholeNames = new Set(seats.map((seat) => plain(seat.name)));
  for (const [part, at] of draw(
    [...parts].filter(([part]) => !compassAlone.test(part) && !wholeNames.has(part)),
    60,
  )) {
    if (!codes.has(part)) rows.push(["part", part, at, at, ""]);
  }
  const gone = [...formers.values()].filter(({ name }) => !wholeNames.has(plain(name)));
  for (const { name, heirs } of draw(gone, 80)) {
    const carriers = heirs.filter(({ seat }) => plain(seat.name).split(" ").join(" ").includes(plain(name)));
    const top = heirs[0];
    if (top === undefined) continue;
    const first = carriers.length > 0 ? carriers.map(({ seat }) => seat.code) : [top.seat.code];
    const five = heirs.filter(({ kept }) => kept >= 0.2).map(({ seat }) => seat.code);
    const answer = top.kept >= 0.75 && carriers.length === 0 ? "one" : carriers.length === 0 ? "several" : "";
    rows.push(["former", roll(3) === 0 ? name : plain(name), first, five, answer]);
  }
  for (const [name, heirs] of draw(
    [...formers].filter(([code]) => !seats.some((seat) => seat.code === code)),
    10,
  ).map(([code, { heirs }]) => [code, heirs] as const)) {
    rows.push([
      "code",
      name,
      heirs.slice(0, 1).map(({ seat }) => seat.code),
      heirs.filter(({ kept }) => kept >= 0.2).map(({ seat }) => seat.code),
      "",
    ]);
  }
  for (const { short = "", code } of draw(
    seats.filter((seat) => !allNames.has((seat.short ?? "").toLowerCase())),
    25,
  )) {
    one("code", roll(2) === 0 ? short.toLowerCase() : short, code);
  }
  for (const { code } of draw(seats, 10)) one("code", roll(2) === 0 ? code.toLowerCase() : code, code);

  const again = new Set(
    election.byElections.flatMap(({ candidates }) => candidates.map(({ family }) => plain(family))),
  );
  const once = election.candidates.filter(({ family }) => !again.has(plain(family)));
  const members = new Set(election.members.filter(({ stood }) => !stood).map(({ name }) => plain(name)));
  const notMembers = once.filter(({ given, family }) => !members.has(plain(`${given} ${family}`)));
  const fullNames = Map.groupBy(notMembers, ({ given, family }) => plain(`${given} ${family}`));
  for (const [name, [person]] of draw(
    [...fullNames].filter(([, all]) => all.length === 1),
    60,
  )) {
    if (person !== undefined) one("person", roll(2) === 0 ? name : `${person.given} ${person.family}`, person.seat);
  }
  const families = Map.groupBy(election.candidates, ({ family }) => plain(family));
  const placeWords = new Set([...allNames.keys()].flatMap((name) => name.split(" ")));
  const sittingFamilies = [...families].filter(
    ([family, all]) =>
      all.length === 1 && all[0]?.sitting === true && family.split(" ").every((word) => !placeWords.has(word)),
  );
  for (const [family, [person]] of draw(sittingFamilies, 40)) {
    if (person !== undefined) rows.push(["family name", family, [person.seat], [person.seat], ""]);
  }
  const sitting = [...fullNames].filter(
    ([name, all]) => all.length === 1 && all[0]?.sitting === true && name.length > 9,
  );
  for (const [name, [person]] of draw(sitting, 40)) {
    if (person !== undefined) one("person, a slip", slip(name, roll), person.seat, "");
  }
  for (const text of draw(
    [
      "sw1a 0aa",
      "BA11AA",
      "M1 1AE",
      "ec1a 1bb",
      "cr2 6xh",
      "DN551PT",
      "w1p1hq",
      "BT1 5GS",
      "EH8",
      "LS1",
      "se1p",
      "CF10 1",
    ],
    8,
  )) {
    rows.push(["postcode", text, [], [], "postcode"]);
  }
  const nonsense = Array.from({ length: 12 }, () =>
    Array.from({ length: 6 + roll(8) }, () => "bcdfgjkpqvxz"[roll(12)]).join(""),
  );
  for (const text of nonsense) rows.push(["nonsense", text, [], [], "none"]);
  const seen = new Set<string>();
  return rows.filter(
    ([kind, query]) =>
      query !== "" && !seen.has(query) && seen.add(query) && !(inexact.has(kind) && settlements.has(plain(query))),
  );
}

/** Kinds of queries that are no whole name of what is meant: where they are a settlement's name, that is meant. */
const inexact = new Set(["slip", "two slips", "as typed", "family name", "person, a slip"]);

for (const [set, rows] of [
  ["rules-tuned", make(1)],
  ["rules-held-out", make(2)],
  ["places-tuned", makePlaces(3)],
  ["places-held-out", makePlaces(4)],
] as const) {
  const lines = rows.map(([kind, query, first, five, answer]) =>
    [kind, query, first.join(","), five.join(","), answer].join("\t"),
  );
  writeFileSync(
    new URL(`queries/${set}.tsv`, import.meta.url),
    ["kind\tquery\tfirst\tfive\tanswer", ...lines, ""].join("\n"),
  );
}
