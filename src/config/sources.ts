/** Sources of declarations: `Wire:pa=/srv/pa;Count sheet:csv=https://…`, parted by `;` since names may have spaces. */
import type { z } from "zod";

export type SourceSetting = { readonly name: string; readonly staff: boolean } & (
  | { readonly type: "csv" | "pa"; readonly location: string }
  | { readonly type: "parliament"; readonly locations: readonly [string, string] }
);

type Context = Pick<z.core.$RefinementCtx, "addIssue">;

export function readSources(list: string, context: Context): readonly SourceSetting[] {
  const found: SourceSetting[] = [];
  for (const [index, entry] of list.split(";").entries()) {
    if (entry.trim() === "") continue;
    const complain = (why: string): void => context.addIssue(`entry ${index + 1} ${why}`);
    const source = readOne(entry, complain);
    if (source && found.some(({ name }) => name.toLowerCase() === source.name.toLowerCase()))
      complain("has a name that stands there already");
    else if (source) found.push(source);
  }
  return found;
}

/** The desk's own names in the log: a source so called would overwrite what people entered. */
const ours = new Set(["the desk", "the editors"]);

function readOne(entry: string, complain: (why: string) => void): SourceSetting | undefined {
  const [, given = "", type = "", staff, rest] = /^([^:=]*):([^:=]*)(?::([^:=]*))?=(.*)$/s.exec(entry) ?? [];
  if (rest === undefined) {
    complain("is written name:type=location, as in Wire:pa=/srv/pa; entries are parted by ;");
    return undefined;
  }
  const name = given.trim();
  const problems = [
    ...(/^[\p{L}\p{N}][\p{L}\p{N} .&'’-]{0,39}$/u.test(name)
      ? []
      : ["has a name of letters, digits and spaces, 40 at most"]),
    ...(ours.has(name.toLowerCase()) ? ["has a name that the newsroom’s own entries bear: choose another"] : []),
    ...(staff === undefined || staff.trim() === "staff" ? [] : ["may have :staff after its type, and nothing else"]),
  ];
  const where = locationsOf(type.trim(), rest.trim());
  if (typeof where === "string") problems.push(where);
  for (const problem of problems) complain(problem);
  if (typeof where === "string" || problems.length > 0) return undefined;
  return { name, staff: staff !== undefined, ...where };
}

type Where =
  | { readonly type: "csv" | "pa"; readonly location: string }
  | { readonly type: "parliament"; readonly locations: readonly [string, string] };

/** @returns a fault, in words that do not repeat the location: an address may be a secret */
function locationsOf(type: string, rest: string): Where | string {
  if (type === "parliament") {
    const [one, two, ...more] = rest.split(/[\s,]+/).filter((location) => location !== "");
    if (one === undefined || two === undefined || more.length > 0)
      return "names two files or addresses, parted by a space: candidacies and constituencies";
    return faultOf(one) ?? faultOf(two) ?? { type, locations: [one, two] };
  }
  if (type !== "csv" && type !== "pa") return "has a type of csv, pa or parliament";
  if (rest === "") return "has no location: a file, a folder or an https address";
  return faultOf(rest) ?? { type, location: rest };
}

function faultOf(location: string): string | undefined {
  if (!/^[a-z][a-z\d+.-]+:/i.test(location)) return undefined;
  if (!/^https?:\/\//i.test(location) || !URL.canParse(location)) return "has an address that is none: https://…";
  return undefined;
}

/** @returns faults, where private addresses are not to be read */
export function unsafe(sources: readonly SourceSetting[], allowPrivate: boolean): readonly string[] {
  if (allowPrivate) return [];
  return sources
    .filter((source) => addressesOf(source).some((location) => /^http:/i.test(location)))
    .map(({ name }) => `reads ${name} over http: give an https address, or set SOURCES_ALLOW_PRIVATE=true`);
}

/** An address of a published sheet is a secret: it is all that one needs to read the sheet. */
export const addressesOf = (source: SourceSetting): readonly string[] =>
  (source.type === "parliament" ? source.locations : [source.location]).filter((location) =>
    /^https?:/i.test(location),
  );
