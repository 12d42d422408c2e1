/** An error without its message, which may quote what someone said: its name, its code, and where in our files it was. */
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { BotError } from "../core/errors.ts";

const root = join(import.meta.dirname, "..", "..") + sep;
/** As modules name it, and as everything else does. */
const roots = [pathToFileURL(root).href, root];

export interface DescribedError {
  readonly name: string;
  readonly code?: string;
  /** Frames, the innermost first. */
  readonly stack: readonly string[];
  readonly cause?: DescribedError;
}

/** Frames that tell where, and causes that tell why: more is noise. */
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
  return {
    name: /^\w{1,64}$/.test(error.name) ? error.name : "Error",
    // Numbers are the platforms': 50013, 429.
    ...((isCode(code) || error instanceof BotError) && { code: String(code) }),
    ...(typeof code === "number" && { code: String(code) }),
    stack: frames(error).map(strike),
    ...(cause instanceof Error && depth < most.causes && { cause: describeError(cause, strike, isCode, depth + 1) }),
  };
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
