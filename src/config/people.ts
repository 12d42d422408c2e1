/** The newsroom's list: `ana:editor=slack:U1,discord:2;lin:manager=slack:U9`. One name a person, over all platforms. */
import type { z } from "zod";
import { placeKey, type PlatformId } from "../core/place.ts";

export interface Member {
  readonly name: string;
  readonly role: "editor" | "manager";
  readonly ids: readonly PlatformId[];
}

/** What an id looks like on each platform: people write a display name there, which anyone may take. */
const shapes: Readonly<Record<string, { readonly id: RegExp; readonly example: string }>> = {
  slack: { id: /^[A-Z0-9]+$/, example: "slack:U012AB3CD (profile, More, Copy member ID)" },
  discord: { id: /^\d+$/, example: "discord:80351110224678912 (Developer Mode on, right-click, Copy User ID)" },
};

type Context = Pick<z.core.$RefinementCtx, "addIssue">;

export function readStaff(list: string, context: Context): readonly Member[] {
  const found: Member[] = [];
  const entries = list.split(";").filter((entry) => entry.trim() !== "");
  for (const [index, entry] of entries.entries()) {
    const where = `entry ${index + 1}`;
    const [, name, role, ids] = /^\s*([^:=]*):([^:=]*)=(.*)$/.exec(entry) ?? [];
    if (name === undefined || role === undefined || ids === undefined) {
      context.addIssue(
        `${where} is written name:role=ids, as in ana:editor=slack:U1,discord:2; entries are parted by ;`,
      );
      continue;
    }
    const known = nameOf(name.trim(), where, context);
    const rank = roleOf(role.trim(), where, context);
    if (found.some((one) => one.name === known)) context.addIssue(`${where} has a name that stands there already`);
    if (known && rank) found.push({ name: known, role: rank, ids: platformIds(ids, context, `${where}: `) });
  }
  return found;
}

/** "manager" is what those are called whom MANAGERS lists without a name. */
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

/** @param list `slack:U9,discord:123` @param where said before what is wrong */
export function platformIds(list: string, context: Context, where = ""): readonly PlatformId[] {
  return list.split(",").flatMap((given) => {
    const [platform = "", id = "", ...more] = given.trim().split(":");
    const shape = Object.hasOwn(shapes, platform) ? shapes[platform] : undefined;
    if (shape && more.length === 0 && shape.id.test(id)) return [{ platform, id }];
    const like = shape ? [shape] : Object.values(shapes);
    context.addIssue(`${where}an id is written like ${like.map(({ example }) => example).join(" or ")}`);
    return [];
  });
}

/** An account is one person's. @returns what is wrong, without the id */
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
