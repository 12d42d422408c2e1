/**
 * Overlays: files that add to a pack without touching it, or put something in it right: by-elections, parties, names of
 * seats. Each is checked with the pack before it counts.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { byElectionSchema, partySchema, seatSchema, upcomingSchema } from "../../core/election.ts";
import { disagreements } from "./checks.ts";
import { faultLine, type Pack } from "./pack.ts";

const overlaySchema = z.strictObject({
  /** The id of the election that it is for; for every one unless given. */
  election: z.string().optional(),
  parties: z.array(partySchema).default([]),
  /** By-elections to come. */
  upcoming: z.array(upcomingSchema).default([]),
  /** By-elections that are over, in full. */
  byElections: z.array(byElectionSchema).default([]),
  /** More names of seats, by code. */
  aliases: z.record(z.string(), z.array(z.string().min(1))).default({}),
  /** Fields of seats, by code. */
  seats: z.record(z.string(), seatSchema.partial()).default({}),
  credits: z.array(z.string().min(1)).default([]),
});
type Overlay = z.output<typeof overlaySchema>;

export interface Overlaid {
  readonly pack: Pack;
  /** Overlays that were refused, a line each: the file, and why. */
  readonly refused: readonly { readonly file: string; readonly why: string }[];
  /** Files of those that count. */
  readonly taken: readonly string[];
  /** Changes with any change of the files. */
  readonly stamp: string;
}

/** A stamp of the files as they are; empty where there are none. */
export function overlaysStamp(folder: string): string {
  return filesIn(folder)
    .map((file) => {
      try {
        const { mtimeMs, size } = statSync(join(folder, file));
        return `${file} ${mtimeMs} ${size}`;
      } catch {
        return file;
      }
    })
    .join("|");
}

/** @param folder which need not be there @returns the pack with every overlay that is sound, in the order of their names */
export function overlay(pack: Pack, folder: string): Overlaid {
  const stamp = overlaysStamp(folder);
  const refused: { file: string; why: string }[] = [];
  const taken: string[] = [];
  let so = pack;
  for (const file of filesIn(folder)) {
    const read = readOverlay(join(folder, file));
    if (typeof read === "string") {
      refused.push({ file, why: read });
      continue;
    }
    if (read.election !== undefined && read.election !== pack.election.id) continue;
    const next = joined(so, read);
    const [fault] = typeof next === "string" ? [next] : disagreements(next).map(faultLine);
    if (typeof next === "string" || fault !== undefined) refused.push({ file, why: (fault ?? "").replace(/^- /, "") });
    else {
      so = next;
      taken.push(file);
    }
  }
  return { pack: so, refused, taken, stamp };
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .toSorted();
  } catch {
    return [];
  }
}

/** @returns why it cannot be read */
function readOverlay(path: string): Overlay | string {
  try {
    const read = overlaySchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
    if (read.success) return read.data;
    return read.error.issues
      .slice(0, 1)
      .map(({ path: at, message }) => (at.length > 0 ? `field ${at.join(".")}: ${message}` : message))
      .join("");
  } catch (error) {
    return error instanceof SyntaxError ? "is not JSON, perhaps cut short" : "cannot be read";
  }
}

/** @returns why it cannot be joined */
function joined(pack: Pack, over: Overlay): Pack | string {
  const { election, seats } = pack;
  const codes = new Set(seats.map(({ code }) => code));
  const stray = [...Object.keys(over.aliases), ...Object.keys(over.seats)].find((code) => !codes.has(code));
  if (stray !== undefined) return `no seat "${stray}" in the election`;
  const isNew = (party: { readonly id: string }): boolean => !election.parties.some(({ id }) => id === party.id);
  const upcoming = [...(election.upcoming ?? []), ...over.upcoming];
  const byElections = [...election.byElections, ...over.byElections].toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return {
    ...pack,
    election: {
      ...election,
      parties: [...election.parties, ...over.parties.filter(isNew)],
      byElections,
      // One that is over is no more to come.
      ...(upcoming.length > 0 && {
        upcoming: upcoming.filter(
          (one) => !byElections.some(({ seat, date }) => seat === one.seat && date === one.date),
        ),
      }),
      credits: [...new Set([...election.credits, ...over.credits])],
    },
    seats: seats.map((seat) => {
      const put = Object.fromEntries(
        Object.entries(over.seats[seat.code] ?? {}).filter(
          ([key, value]) => value !== undefined && isGiven(key, value),
        ),
      );
      const more = over.aliases[seat.code] ?? [];
      return more.length === 0 && Object.keys(put).length === 0
        ? seat
        : { ...seat, ...put, aliases: [...seat.aliases, ...more] };
    }),
  };
}

/** Lists that the schema makes of nothing correct nothing. */
const isGiven = (key: string, value: unknown): boolean =>
  !((key === "from" || key === "aliases") && Array.isArray(value) && value.length === 0);
