/** The newsroom's list: `ana:editor=PLATFORM:ID,PLATFORM:ID;lin:manager=PLATFORM:ID`. One name a person, over all platforms. */
import type { z } from "zod";
import { kits } from "../adapters/kits.ts";
import { placeKey, type PlatformId } from "../core/place.ts";

export interface Member {
  readonly name: string;
  readonly role: "editor" | "manager";
  readonly ids: readonly PlatformId[];
}

type Context = Pick<z.core.$RefinementCtx, "addIssue">;

export function readStaff(list: string, context: Context): readonly Member[] {
  const found: Member[] = [];
  const entries = list.split(";").filter((entry) => entry.trim() !== "");
  for (const [index, entry] of entries.entries()) {
    const where = `entry ${index + 1}`;
    const [, name, role, ids] = /^\s*([^:=]*):([^:=]*)=(.*)$/.exec(entry) ?? [];
    if (name === undefined || role === undefined || ids === undefined) {
      const ids = kits.flatMap(({ name, id }) => (id ? `${name}:${id.example}` : [])).join(",");
      context.addIssue(`${where} is written name:role=ids, as in ana:editor=${ids}; entries are parted by ;`);
      continue;
    }
    const known = nameOf(name.trim(), where, context);
    const rank = roleOf(role.trim(), where, context);
    if (found.some((one) => one.name === known)) context.addIssue(`${where} has a name that stands there already`);
    if (known && rank) found.push({ name: known, role: rank, ids: platformIds(ids, context, `${where}: `) });
  }
  return found;
}

/** The name shared by accounts that MANAGERS lists without one. */
export const nameless = "manager";

function nameOf(given: string, where: string, context: Context): string | undefined {
  const fits = /^[a-z][a-z0-9-]{0,31}$/.test(given) && given !== nameless;
  if (!fits) context.addIssue(`${where}: a name is lower-case letters, digits and hyphens, and not “${nameless}”`);
  return fits ? given : undefined;
}

function roleOf(given: string, where: string, context: Context): Member["role"] | undefined {
  if (given === "editor" || given === "manager") return given;
  context.addIssue(`${where}: a role is editor or manager`);
  return undefined;
}

/** @param list `PLATFORM:ID,PLATFORM:ID` @param where words before each complaint */
export function platformIds(list: string, context: Context, where = ""): readonly PlatformId[] {
  return list.split(",").flatMap((given) => {
    const [platform = "", id = "", ...more] = given.trim().split(":");
    const kit = kits.find(({ name }) => name === platform);
    if (kit?.id && more.length === 0 && kit.id.shape.test(id)) return [{ platform, id }];
    const like = (kit?.id ? [kit] : kits).flatMap((one) =>
      one.id ? `${one.name}:${one.id.example} (${one.id.find})` : [],
    );
    context.addIssue(`${where}an id is written like ${like.join(" or ")}`);
    return [];
  });
}

/** An account is one person's. @returns the fault, without the id */
export function sharedIds(staff: readonly Member[]): readonly string[] {
  const owner = new Map<string, string>();
  return staff.flatMap(({ name, ids }) =>
    ids.flatMap((account) => {
      const key = placeKey(account);
      const other = owner.get(key);
      owner.set(key, name);
      return other === undefined
        ? []
        : [`gives ${other === name ? `${name} one id twice` : `${other} and ${name} the same id`}`];
    }),
  );
}
