/** The register of parties, shared by all packs: a pack may name a party by its id alone, and new packs are made from it. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { partySchema, type Party } from "../../core/election.ts";
import { slug } from "../../lib/slug.ts";
import { others } from "./pack.ts";
import { readable } from "../make/colour.ts";

const file = new URL("../../../elections/parties.json", import.meta.url);
const registerSchema = z.array(
  z.strictObject({
    ...partySchema.shape,
    /** Ids of the Electoral Commission: "PP53". */
    registered: z.array(z.string()).default([]),
    /**
     * Short and long forms in which sheets write it, joined and in small letters, parted by spaces. Whichever of a line a pack knows
     * is meant by all of it. Nobody who asks in words is read by them: "c" and "all" mean other things there.
     */
    sheets: z.array(z.string()).default([]),
  }),
);
export type Registered = z.output<typeof registerSchema>[number];

let known: readonly Registered[] | undefined;

/** @throws where the shipped file is damaged */
export const register = (): readonly Registered[] =>
  (known ??= registerSchema.parse(JSON.parse(readFileSync(file, "utf8"))));

let forms: ReadonlyMap<string, readonly string[]> | undefined;

/** @param key a party's form, joined and in small letters @returns the forms that mean the same */
export function sameFormsOf(key: string): readonly string[] {
  forms ??= new Map(
    register()
      .flatMap(({ sheets }) => sheets.map((line) => line.split(" ")))
      .flatMap((line) => line.map((form) => [form, line] as const)),
  );
  return forms.get(key) ?? [];
}

/** For parties without a well-known colour. */
const neutral = readable("#8a8a8a");

/** A party as a pack has it. */
export const partyOf = (party: Registered): Party => partySchema.strip().parse(party);

/** @param taken ids and names, in small letters, that other parties of the pack have */
export function unknownParty(printed: string, taken: ReadonlySet<string>): Party {
  const name = printed.trim();
  const short = name.replace(/^The /, "").replace(/ party$/i, "") || name;
  const id = slug(name).slice(0, 40) || "party";
  const initials = short
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.slice(0, 1))
    .join("")
    .toUpperCase()
    .slice(0, 6);
  const free = (wanted: string): boolean => !taken.has(wanted.toLowerCase());
  const abbreviation =
    [initials, short.slice(0, 5).toUpperCase(), short.toUpperCase()].find((one) => one.length > 1 && free(one)) ??
    name.toUpperCase();
  const ids = [id, `${id}-party`, ...Array.from({ length: 99 }, (_, i) => `${id}-party-${i + 2}`)];
  return {
    id: ids.find((one) => free(one) && one !== others) ?? id,
    name,
    short: free(short) ? short : name,
    abbreviation,
    said: { subject: short, plural: false, elected: `for ${short}` },
    printed: [name],
    aliases: [],
    kind: "party",
    colour: neutral,
  };
}
