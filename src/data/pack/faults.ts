/** Faults in an election pack, worded for whoever made or edited it: which file, where in it, what would be right. */

export interface Fault {
  /** `seats.json` */
  readonly file: string;
  /** Where: `row 12 (E14001394), field previous.votes`. */
  readonly at: string;
  /** What is wrong and what would be right. */
  readonly what: string;
}

const shown = 8;

/** A pack that cannot be used. Every fault found is in `faults`; the message shows the first few. */
export class PackError extends Error {
  override name = "PackError";
  readonly faults: readonly Fault[];

  constructor(folder: string, faults: readonly Fault[], options?: ErrorOptions) {
    const lines = faults.slice(0, shown).map(({ file, at, what }) => `- ${file}${at && `, ${at}`}: ${what}`);
    const more = faults.length > shown ? [`- and ${faults.length - shown} more`] : [];
    const head = `The election pack in ${folder} cannot be used. Correct these, or build it again (CONTRIBUTING.md, "Add an election"):`;
    super([head, ...lines, ...more].join("\n"), options);
    this.faults = faults;
  }
}

/** Reports one fault: `row` counts from 0. */
export type Report = (row: number, name: string | number, field: string, what: string) => void;

export function collect(file: string, list: string, check: (report: Report) => void): Fault[] {
  const faults: Fault[] = [];
  check((row, name, field, what) => {
    faults.push({ file, at: `${list && `${list} `}row ${row + 1} (${name}), field ${field}`, what });
  });
  return faults;
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
