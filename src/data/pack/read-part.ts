/** One file of an election pack: read by its schema, with every fault by row and field. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { kinds } from "../../core/election.ts";
import { listed } from "../../core/text.ts";
import { isObject } from "../../lib/json.ts";
import type { Fault } from "./pack.ts";
import { partyOf, register } from "./register.ts";

/** @returns what can be read of it; undefined where nothing can */
export function readPart<S extends z.ZodType>(
  folder: string,
  file: string,
  schema: S,
  faults: Fault[],
  gone: string[] = [],
): z.output<S> | undefined {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(join(folder, file), "utf8"));
  } catch (error) {
    faults.push({ file, at: "", what: unreadable(error) });
    return undefined;
  }
  if (file === "election.json") {
    json = withParties(json);
    // An exit poll is of a general election; without one nobody can tell, and two seats would have a majority.
    if (isObject(json) && !("kind" in json) && !("exitPoll" in json))
      faults.push({ file, at: "field kind", what: `is missing: say ${listed(kinds, "or")}` });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) faults.push({ file, at: place(json, issue.path), what: issue.message });
  return schema.safeParse(without(json, parsed.error.issues, gone)).data;
}

/** Parties that a pack names by their ids alone are the register's. */
function withParties(json: unknown): unknown {
  const parties = member(json, "parties");
  if (!Array.isArray(parties) || typeof json !== "object") return json;
  if (!parties.some((party) => typeof party === "string")) return json;
  const known = new Map(register().map((party) => [party.id, partyOf(party)]));
  return {
    ...json,
    parties: parties.map((party: unknown) => (typeof party === "string" ? (known.get(party) ?? party) : party)),
  };
}

/** The data read, but for rows or fields that cannot be. */
function without(json: unknown, issues: readonly { readonly path: readonly PropertyKey[] }[], gone: string[]): unknown {
  const copy: unknown = structuredClone(json);
  const rows = new Map<unknown, Set<number>>();
  for (const { path } of issues) {
    const at = path.findIndex((key) => typeof key === "number");
    const list = path.slice(0, Math.max(at, 0)).reduce<unknown>((value, key) => member(value, key), copy);
    if (at >= 0 && Array.isArray(list)) rows.set(list, (rows.get(list) ?? new Set()).add(Number(path[at])));
    else if (typeof copy === "object" && copy !== null && path[0] !== undefined) Reflect.deleteProperty(copy, path[0]);
  }
  for (const [list, out] of rows) {
    if (!Array.isArray(list)) continue;
    for (const row of [...out].toSorted((a, b) => b - a)) {
      const [removed]: unknown[] = list.splice(row, 1);
      const keys = ["code", "id", "seat"].map((key) => member(removed, key)).filter((key) => isName(key));
      gone.push(...keys.slice(0, 1).map(String));
    }
  }
  return copy;
}

function unreadable(error: unknown): string {
  if (error instanceof SyntaxError) return `is not JSON, perhaps cut short (${error.message}); copy it again`;
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return code === "ENOENT" ? "there is no such file; a pack has four" : `cannot be read (${code})`;
}

/** `members row 3 (Jane Doe), field seat.code`: rows count from 1, as the lines of a list do. */
function place(json: unknown, path: readonly PropertyKey[]): string {
  const at = path.findIndex((key) => typeof key === "number");
  if (at < 0) return path.length === 0 ? "" : `field ${path.join(".")}`;
  const row = path.slice(0, at + 1).reduce<unknown>((value, key) => member(value, key), json);
  const name = ["code", "id", "name", "seat", "mnis"].map((key) => member(row, key)).find((key) => isName(key));
  const list = path.slice(0, at).join(".");
  const field = path.slice(at + 1).join(".");
  return [
    `${list && `${list} `}row ${Number(path[at]) + 1}${name === undefined ? "" : ` (${String(name)})`}`,
    ...(field === "" ? [] : [`field ${field}`]),
  ].join(", ");
}

function member(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function isName(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}
