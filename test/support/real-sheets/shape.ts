/** The parts of sheets in the shapes of real ones: figures of the pack, written by hand as a publisher would write them. */
import { stringify } from "csv-stringify/sync";
import { counted, election } from "../source-stage.ts";

export interface Shape {
  /** The kind of publisher or program in whose files the oddities were seen. */
  readonly seen: string;
  readonly text: string | Uint8Array;
  /** Names of seats that have their whole result. */
  readonly results?: readonly string[];
  /** Names of seats whose winner alone is told. */
  readonly calls?: readonly string[];
  /** Names of seats that are put to the desk. */
  readonly held?: readonly string[];
  /** The whole sheet is refused, in these words. */
  readonly refused?: RegExp;
  readonly rejected?: number;
}

export interface Standing {
  readonly given: string;
  readonly family: string;
  readonly name: string;
  readonly id: string;
  readonly party: string;
  readonly short: string;
  readonly abbreviation: string;
  readonly full: string;
  readonly printed: string;
  readonly votes: number;
}

export function of(name: string) {
  const { seat, candidates, votes, result } = counted(name);
  const all = candidates.map((one): Standing => {
    const party = election.parties.find(({ id }) => id === one.party);
    const full = party?.name ?? one.party;
    return {
      id: one.id,
      given: one.given,
      family: one.family,
      name: `${one.given} ${one.family}`.trim(),
      party: one.party,
      short: party?.short ?? one.party,
      abbreviation: party?.abbreviation ?? one.party,
      full,
      printed: one.printed ?? party?.printed[0] ?? full,
      votes: votes[one.id] ?? 0,
    };
  });
  const sorted = all.toSorted((a, b) => b.votes - a.votes);
  const [winner, second] = sorted;
  if (!winner || !second) throw new RangeError(`nobody stands in ${name}`);
  const valid = all.reduce((sum, one) => sum + one.votes, 0);
  const majority = winner.votes - second.votes;
  return {
    name,
    code: seat.code,
    electorate: seat.electorate ?? 0,
    all,
    sorted,
    winner,
    valid,
    majority,
    rejected: result.rejected ?? 0,
  };
}
export type Seat = ReturnType<typeof of>;

type Cell = string | number;
export const csv = (rows: readonly (readonly Cell[])[], delimiter = ","): string =>
  stringify(
    rows.map((row) => [...row]),
    { delimiter, record_delimiter: "\r\n" },
  );
export const gb = (n: number): string => n.toLocaleString("en-GB");
export const share = (n: number, valid: number, places = 1): string => ((100 * n) / valid).toFixed(places);

/** As programs on Windows save it. */
export function windows1252(text: string): Uint8Array {
  const own: Readonly<Record<string, number>> = { "‘": 0x91, "’": 0x92, "“": 0x93, "”": 0x94, "–": 0x96 };
  return Uint8Array.from(Array.from(text, (letter) => own[letter] ?? letter.charCodeAt(0)));
}
export const utf16 = (text: string): Uint8Array =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
export const utf16Big = (text: string): Uint8Array =>
  Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()]);
