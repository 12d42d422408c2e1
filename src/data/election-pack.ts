/**
 * Reads an election pack: the four JSON files of `elections/<id>`, each checked against its schema and then against the
 * others, so that nothing after this needs to doubt a reference. A fifth, of places, is large and is read when needed.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { z } from "zod";
import {
  type Election,
  electionSchema,
  peopleSchema,
  type PlacesFile,
  placesSchema,
  type PublishedResult,
  resultsSchema,
  seatsSchema,
} from "../core/election.ts";
import { remembered } from "../lib/remembered.ts";
import { areChecked, checkedFile } from "./pack/checked.ts";
import { disagreements } from "./pack/checks.ts";
import { PackError, type Fault, type Pack } from "./pack/pack.ts";
import { readPart } from "./pack/read-part.ts";

export { PackError } from "./pack/pack.ts";

/** @throws {PackError} naming file, row and field of every fault */
export function loadElection(folder: string | URL): Election {
  return electionOf(loadPack(folder));
}

/** The same object for the same pack: much that is made of an election is remembered by it. */
export const electionOf = remembered(({ election, seats, people, places }: Pack): Election => ({
  ...election,
  seats,
  ...people,
  ...(places && { places }),
}));

/** The publisher's results, for a replay or as the official source; empty before an election. @throws {PackError} */
export function loadResults(folder: string | URL): readonly PublishedResult[] {
  return loadPack(folder).results;
}

/** Packs by folder, with the stamp of their files: checking a pack takes longer than most work with it. */
const known = new Map<string, { readonly stamp: string; readonly pack: Pack }>();
/** Files that every pack has. */
const always = ["election.json", "seats.json", "results.json", "people.json"] as const;
const files = [...always, "places.json", checkedFile];

/** The whole folder, read again after any of its files has changed. @throws {PackError} */
export function loadPack(folder: string | URL): Pack {
  const path = folder instanceof URL ? fileURLToPath(folder) : folder;
  const stamp = files.map((file) => stampOf(join(path, file))).join(" ");
  const found = known.get(path);
  if (found?.stamp === stamp) return found.pack;
  const pack = readPack(path);
  known.set(path, { stamp, pack });
  return pack;
}

function stampOf(file: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(file);
    return `${mtimeMs}-${size}-${ino}`;
  } catch {
    // The file cannot be looked at; reading it tells why.
    return "none";
  }
}

/** @throws {PackError} */
function readPack(path: string): Pack {
  const checked = packChecked(path);
  if (checked) return checked;
  const { pack, faults } = lookOver(path);
  if (!pack || faults.length > 0) throw new PackError(path, faults);
  return pack;
}

/**
 * The pack of files whose digests say that they were checked, and that hold what their schemas make of them; undefined where a
 * file is another by now.
 */
function packChecked(path: string): Pack | undefined {
  let texts: Readonly<Record<(typeof always)[number], string>>;
  try {
    const [election, seats, results, people] = always.map((file) => readFileSync(join(path, file), "utf8"));
    if (election === undefined || seats === undefined || results === undefined || people === undefined)
      return undefined;
    texts = { "election.json": election, "seats.json": seats, "results.json": results, "people.json": people };
  } catch {
    return undefined;
  }
  if (!areChecked(path, texts)) return undefined;
  const seats: Pack["seats"] = JSON.parse(texts["seats.json"]);
  return {
    election: JSON.parse(texts["election.json"]),
    seats,
    results: JSON.parse(texts["results.json"]),
    people: JSON.parse(texts["people.json"]),
    ...(existsSync(join(path, "places.json")) && { places: placesOf(path, seats) }),
  };
}

/** Every fault of a pack at once: rows that cannot be read are left out, and the others are compared all the same. */
export function checkPack(folder: string | URL): readonly Fault[] {
  const path = folder instanceof URL ? fileURLToPath(folder) : folder;
  const { pack, faults, gone } = lookOver(path);
  if (!pack) return faults;
  const places = faults.length === 0 ? faultsOfPlaces(pack) : [];
  // A row that was left out is no fault of those that name it.
  const own = faults.filter(({ what }) => !gone.some((key) => what.includes(`"${key}"`)));
  return [...own, ...places];
}

function faultsOfPlaces({ places }: Pack): readonly Fault[] {
  try {
    places?.();
    return [];
  } catch (error) {
    if (error instanceof PackError) return error.faults;
    throw error;
  }
}

interface LookedOver {
  /** Absent where one of the files is beyond reading. */
  readonly pack?: Pack;
  readonly faults: readonly Fault[];
  /** Codes and ids of rows that could not be read. */
  readonly gone: readonly string[];
}

function lookOver(path: string): LookedOver {
  const faults: Fault[] = [];
  const gone: string[] = [];
  const of = <S extends z.ZodType>(file: string, schema: S) => readPart(path, file, schema, faults, gone);
  const election = of("election.json", electionSchema);
  const seats = of("seats.json", seatsSchema);
  const results = of("results.json", resultsSchema);
  const people = of("people.json", peopleSchema);
  if (!election || !seats || !results || !people) return { faults, gone };
  const places = existsSync(join(path, "places.json")) ? { places: once(() => readPlaces(path, seats)) } : {};
  const pack: Pack = { election, seats, results, people, ...places };
  return { pack, faults: [...faults, ...disagreements(pack)], gone };
}

function placesOf(path: string, seats: Pack["seats"]): () => PlacesFile {
  return once(() => placesChecked(path) ?? readPlaces(path, seats));
}

function once(read: () => PlacesFile): () => PlacesFile {
  let known: PlacesFile | undefined;
  return () => (known ??= read());
}

function placesChecked(path: string): PlacesFile | undefined {
  try {
    const text = readFileSync(join(path, "places.json"), "utf8");
    return areChecked(path, { "places.json": text }) ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function readPlaces(path: string, seats: Pack["seats"]): PlacesFile {
  const faults: Fault[] = [];
  const file = readPart(path, "places.json", placesSchema, faults);
  if (!file) throw new PackError(path, faults);
  const shorts = new Set(seats.map(({ short }) => short));
  for (const [i, line] of file.places.entries()) {
    const [name = "", , , areas = "", within = ""] = line.split("|", 5);
    const wrong = (what: string): void =>
      void faults.push({ file: "places.json", at: `places row ${i + 1} (${name})`, what });
    for (let at = 0; at < within.length; at = within.indexOf(".", at) + 1 || within.length)
      if (!shorts.has(within.slice(at, at + 3))) wrong(`no seat ${within.slice(at, at + 3)} in seats.json`);
    for (const area of areas.length < 3 ? [areas] : areas.split("."))
      if (Number.parseInt(area, 36) >= file.areas.length) wrong(`no area ${area} in areas`);
  }
  if (faults.length > 0) throw new PackError(path, faults);
  return file;
}
