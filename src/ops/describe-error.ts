/**
 * An error without its message, which may quote what someone said: its name, its code, and its places in our files. Two
 * kinds of words quote nobody and are told: a `PlainError`'s line, and SQLite's own words for a result code.
 */
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { BotError } from "../core/errors.ts";
import { PlainError } from "../lib/plain-error.ts";

const root = join(import.meta.dirname, "..", "..") + sep;
/** The folder as modules name it, and as everything else does. */
const roots = [pathToFileURL(root).href, root];

export interface DescribedError {
  readonly name: string;
  readonly code?: string;
  /** "database or disk is full" */
  readonly says?: string;
  /** Frames, the innermost first. */
  readonly stack: readonly string[];
  readonly cause?: DescribedError;
}

/** Frames tell where, and causes why: more of either is noise. */
const most = { frames: 12, causes: 3 };

/**
 * @param strike takes secrets out of a text
 * @param isCode whether a text has the shape of a code
 */
export function describeError(
  error: Error,
  strike: (text: string) => string,
  isCode: (value: unknown) => value is string,
  depth = 0,
): DescribedError {
  const { cause } = error;
  const code: unknown = "code" in error ? error.code : undefined;
  const says = wordsOf(error, code);
  return {
    name: /^\w{1,64}$/.test(error.name) ? error.name : "Error",
    // Numbers are the platforms': 50013, 429.
    ...((isCode(code) || error instanceof BotError) && { code: String(code) }),
    ...(typeof code === "number" && { code: String(code) }),
    ...(says !== undefined && { says: strike(says) }),
    stack: frames(error).map(strike),
    ...(cause instanceof Error && depth < most.causes && { cause: describeError(cause, strike, isCode, depth + 1) }),
  };
}

/** Node gives SQLite's words for a result code, which name nothing of ours, beside a message that may. */
function wordsOf(error: Error, code: unknown): string | undefined {
  if (error instanceof PlainError) return error.message.replaceAll(/\s+/g, " ");
  const words: unknown = code === "ERR_SQLITE_ERROR" && "errstr" in error ? error.errstr : undefined;
  return typeof words === "string" && /^[a-z][a-z /]{1,60}$/i.test(words) ? words : undefined;
}

/** Lines of the message may look like frames: only a place in our folder passes, and nothing else of the line. */
function frames({ stack = "" }: Error): readonly string[] {
  return stack
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .flatMap((line) => {
      const from = roots.find((one) => line.includes(one));
      const place = from && /^[\w./@-]+:\d+:\d+/.exec(line.slice(line.indexOf(from) + from.length))?.[0];
      return place ? [place] : [];
    })
    .slice(0, most.frames);
}
