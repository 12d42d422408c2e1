/** Searches bytes for secrets, in every reading, and remembers what it has read. */
import { createHash } from "node:crypto";
import { codenameWords } from "../../../src/tips/rules/codename-words.ts";
import { folded, shifted, xored } from "./folded.ts";
import type { Mark, Needles, Secret } from "./needle-box.ts";
import { printed, readings } from "./readings.ts";

export interface Found {
  /** The secret, or another kind of trace: "time", "order", "audience", "host" … */
  readonly secret: Secret | Trace;
  readonly form: string;
  readonly where: string;
  /** The text around it. */
  readonly around: string;
}

/** Leaks that are no secret's own letters. */
export type Trace =
  | "time"
  | "order"
  | "attribute"
  | "audience"
  | "preview"
  | "request"
  | "host"
  | "process"
  | "file"
  | "invisible"
  | "difference";

/** @returns secrets of kinds that may not stand there */
export type Search = (
  bytes: Buffer,
  where: string,
  allowed?: readonly Secret[],
) => readonly (Found & { readonly secret: Secret })[];

const listed = new Set(codenameWords);
/** In English text no four words of the list follow one another by chance, in seven words of the list there are four such. */
const windowOf = 4;

interface Hit extends Mark {
  readonly around: string;
}

export function createSearch(needles: Needles): Search {
  const known = new Map<string, readonly Hit[]>();

  function hits(bytes: Buffer): readonly Hit[] {
    const key = createHash("sha1").update(bytes).digest("base64");
    const before = known.get(key);
    if (before) return before;
    const found = new Map<string, Hit>();
    for (const { form: outer, bytes: read } of readings(bytes)) {
      const told = ({ secret, form }: Mark, around: string): void => {
        const whole = outer === "plain" ? form : form === "plain" ? outer : `${outer}, ${form}`;
        const name = `${secret} ${whole}`;
        if (!found.has(name)) found.set(name, { secret, form: whole, around });
      };
      for (const [matcher, hay] of [
        [needles.folded, folded(read)],
        [needles.raw, read],
        ...(/base64|hex/.test(outer)
          ? []
          : ([
              [needles.xored, xored(read)],
              [needles.shifted, shifted(read)],
            ] as const)),
      ] as const)
        matcher.scan(hay, (mark, at, length) => told(mark, printable(hay, at, length)));
      const text = printed(read);
      words(text, needles, told);
      if (outer === "plain") needles.alphabets.scan(read, text, told);
    }
    // A constant of zero leaves bytes as they are: what is plain, and what is in capitals, is told as that alone.
    const all = [...found.values()].filter(
      ({ secret, form }) => !/^(XOR|shifted|another alphabet)$/.test(form) || !found.has(`${secret} plain`),
    );
    known.set(key, all);
    return all;
  }

  return (bytes, where, allowed = []) =>
    hits(bytes)
      .filter(({ secret }) => !allowed.includes(secret))
      .map(({ secret, form, around }) => ({ secret, form, where, around }));
}

const printable = (hay: Uint8Array, at: number, length: number): string =>
  Buffer.from(hay.subarray(Math.max(0, at - 30), at + length + 30))
    .toString("latin1")
    .replaceAll(/[^ -~]/g, "·");

/** Secrets that are told word by word. */
function words(text: string, needles: Needles, told: (mark: Mark, around: string) => void): void {
  const context = (at: number): string => text.slice(Math.max(0, at - 60), at + 60).replaceAll(/[^ -~]/g, "·");
  for (const [needle, mark] of needles.exact) {
    const at = text.indexOf(needle);
    if (at >= 0) told(mark, context(at));
  }
  const run = new Set<string>();
  let end = 0;
  for (const { 0: word, index } of text.matchAll(/[A-Z]?[a-z]{2,}|[A-Z]{3,}|[0-9]+/g)) {
    // Whatever stands between them, as long as it is short: an index, a tag, quotes.
    const lower = word.toLowerCase();
    if (/^\d/.test(word)) continue;
    if (!listed.has(lower) || index - end > 12) run.clear();
    if (!listed.has(lower)) continue;
    run.add(lower);
    end = index + word.length;
    if (run.size >= windowOf) told({ secret: "codename", form: "plain" }, context(index));
  }
  for (const { 0: word, index } of text.matchAll(/-?[A-Za-z0-9]{7,}/g)) {
    const lower = word.toLowerCase();
    const sum = needles.sums.get(lower) ?? needles.sums.get(lower.replace("-", ""));
    if (sum) told(sum, context(index));
    const initials = word.length === 7 ? needles.initials.get(lower) : undefined;
    if (initials) told(initials, context(index));
  }
  for (const { 0: apart, index } of text.matchAll(/\b(?:[a-zA-Z][ .,;:_/|-]{1,2}){6}[a-zA-Z]\b/g)) {
    const initials = needles.initials.get(apart.replaceAll(/[^a-z]/gi, "").toLowerCase());
    if (initials) told(initials, context(index));
  }
}
