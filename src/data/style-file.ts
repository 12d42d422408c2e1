/** Reads the publisher's style file. */
import { readFileSync } from "node:fs";
import { styleSchema, type Style } from "../core/style.ts";

/** Names the file and every field that is not right. */
export class StyleError extends Error {
  override readonly name = "StyleError";
}

/** @throws StyleError */
export function readStyle(path: string): Style {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new StyleError(`The style file ${path} cannot be read as JSON. Mend it, or unset STYLE.`, { cause: error });
  }
  const read = styleSchema.safeParse(json);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `${issue.path.join(".") || "the file"}: ${issue.message}`);
  throw new StyleError(`The style file ${path} needs mending:\n${faults.join("\n")}`);
}
