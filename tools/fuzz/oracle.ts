/** The oracle: everything that must hold of a source's answer to a document. */
import type { Found, Said } from "../../src/data/sources/source.ts";
import type { Counted } from "../../test/support/sheets.ts";
import type { Document } from "./documents.ts";

const mostWords = 500;

/** @returns faults; empty where all is well */
export function faultsOf({ harm, files, seats, sound }: Document, found: readonly Found[]): readonly string[] {
  const said = found.flatMap((one) => (one.kind === "declaration" ? [one.said] : []));
  const figures = numbersIn(files.map(({ bytes }) => bytes));
  return [
    ...said.flatMap((one) => invented(one, seats, figures)),
    ...sound.flatMap((about) => lost(about, said)),
    ...(harm === "figure"
      ? seats.filter((about) => !sound.includes(about)).flatMap((about) => believed(about, said))
      : []),
    ...found.flatMap(misworded),
  ];
}

/** Every declaration is of a seat that the document is of, for all of its candidates, and with figures that stand in it. */
function invented(
  { seat, votes, winner, state }: Said,
  seats: readonly Counted[],
  figures: ReadonlySet<number>,
): string[] {
  const about = seats.find((one) => one.seat.code === seat);
  if (!about) return [`${seat} is not in the document`];
  const ids = new Set(about.candidates.map(({ id }) => id));
  const faults: string[] = [];
  if (winner !== undefined && !ids.has(winner)) faults.push(`${seat}: ${winner} does not stand`);
  if (votes === undefined)
    return state === "result" || state === "correction" ? [...faults, `${seat}: no votes`] : faults;
  if (Object.keys(votes).length !== ids.size || !Object.keys(votes).every((id) => ids.has(id)))
    faults.push(`${seat}: not all candidates, or others`);
  for (const count of Object.values(votes)) if (!figures.has(count)) faults.push(`${seat}: ${count} stands nowhere`);
  return faults;
}

/** An undamaged seat is declared once, with all its figures right. */
function lost({ seat, votes, candidates }: Counted, said: readonly Said[]): string[] {
  const own = said.filter((one) => one.seat === seat.code && one.rehearsal === undefined);
  const [one, another] = own;
  if (!one || another) return [`${seat.name}: said ${own.length} times`];
  const right = one.votes !== undefined && candidates.every(({ id }) => one.votes?.[id] === votes[id]);
  return right ? [] : [`${seat.name}: other figures`];
}

/** A wrong figure that was believed, though the sums show it. */
const believed = ({ seat }: Counted, said: readonly Said[]): string[] =>
  said.some((one) => one.seat === seat.code) ? [`${seat.name}: believed, though its sums do not agree`] : [];

/** The desk reads one line, and not a long one. */
function misworded(one: Found): string[] {
  if (one.kind === "declaration") return [];
  const { where, why, excerpt } = one;
  const words = [where, why, excerpt];
  const bad =
    words.some((text) => /\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u.test(text) || text.length > mostWords) || why === "";
  return bad ? [`misworded: ${JSON.stringify(one).slice(0, 300)}`] : [];
}

/** Numbers of the document, in any encoding in which it could be read. */
function numbersIn(files: readonly Buffer[]): ReadonlySet<number> {
  const texts = files.flatMap((bytes) => [bytes.toString("utf8"), bytes.toString("utf16le"), swapped(bytes)]);
  const runs = texts.flatMap((text) => text.replaceAll(/&#(\d+|x[\da-f]+);/gi, "").match(/\d+/g) ?? []);
  const marked = texts.flatMap((text) => text.match(/\d{1,3}(?:,\d{3})+/g) ?? []);
  return new Set([...runs, ...marked.map((text) => text.replaceAll(",", ""))].map(Number));
}

const swapped = (bytes: Buffer): string =>
  Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString("utf16le");
