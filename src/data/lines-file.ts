/** Reads the publisher's standing lines, which a briefing ends with: subscribe, donate, partner, send a tip. */
import { readFileSync } from "node:fs";
import { z } from "zod";

export interface StandingLine {
  readonly text: string;
  readonly href: string;
}

/** Names the file and every line that is not right. */
export class LinesError extends Error {
  override readonly name = "LinesError";
}

const lines = z
  .array(z.strictObject({ text: z.string().trim().min(1).max(80), href: z.httpUrl() }))
  .max(8, "eight lines are the most that a briefing ends with");

/** @throws LinesError */
export function readLines(path: string): readonly StandingLine[] {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new LinesError(`The lines of ${path} cannot be read as JSON. Mend the file, or unset LINES.`, {
      cause: error,
    });
  }
  const read = lines.safeParse(json);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `${issue.path.join(".") || "the file"}: ${issue.message}`);
  throw new LinesError(`The lines of ${path} need mending; each is {"text": …, "href": …}:\n${faults.join("\n")}`);
}
