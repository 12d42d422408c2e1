/** An election pack: its files as they were read, and the faults for which one cannot be used. */
import type { z } from "zod";
import type { ElectionFacts, peopleSchema, PlacesFile, PublishedResult, Seat } from "../../core/election.ts";

/** Each file by its own schema. */
export interface Pack {
  readonly election: ElectionFacts;
  readonly seats: readonly Seat[];
  readonly results: readonly PublishedResult[];
  readonly people: z.output<typeof peopleSchema>;
  /** Read when first asked for, and checked then; absent where there is no such file. @throws {PackError} */
  readonly places?: () => PlacesFile;
}

/** In votes before and in an exit poll: parties that the pack does not carry. */
export const others = "others";

/** A fault in a pack, worded for its makers and editors. */
export interface Fault {
  /** `seats.json` */
  readonly file: string;
  /** The place in the file: `row 12 (E14001394), field previous.votes`. */
  readonly at: string;
  /** The fault, and what would be right. */
  readonly what: string;
}

/** `seats.json, row 12 (E14001394), field short: …` */
export const faultLine = ({ file, at, what }: Fault): string => `- ${file}${at && `, ${at}`}: ${what}`;

const shown = 8;

/** A pack that cannot be used. Every fault found is in `faults`; the message shows the first few. */
export class PackError extends Error {
  override name = "PackError";
  readonly faults: readonly Fault[];

  constructor(folder: string, faults: readonly Fault[], options?: ErrorOptions) {
    const lines = faults.slice(0, shown).map(faultLine);
    const more = faults.length > shown ? [`- and ${faults.length - shown} more`] : [];
    const head = `The election pack in ${folder} cannot be used. Correct these, or build it again (CONTRIBUTING.md, "Add an election"):`;
    super([head, ...lines, ...more].join("\n"), options);
    this.faults = faults;
  }
}

/** Complains about the second and later use of a key. */
export function unique(what: string): (key: string, complain: (text: string) => void) => void {
  const seen = new Set<string>();
  return (key, complain) => {
    if (seen.has(key)) complain(`${what} "${key}" stands twice`);
    seen.add(key);
  };
}

export function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
