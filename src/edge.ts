/**
 * The edge, where a stranger's id stops. Adapters ask here, and pass on a pseudonym that only this process can make,
 * only today. Nothing keeps the id, and nobody can work it back, not even with the key of another day.
 */
import { createHmac, randomBytes } from "node:crypto";
import { asPseudonym, asStaffName, type Edge, type Staff } from "./core/asker.ts";
import { day } from "./lib/local-time.ts";
import { placeKey, type PlatformId } from "./core/place.ts";

export interface EdgeOptions {
  /** The newsroom's list. */
  readonly staff: readonly {
    readonly name: string;
    readonly role: Staff["role"];
    readonly ids: readonly PlatformId[];
  }[];
  /** Accounts that manage every place, whether or not the list names them. */
  readonly managers: readonly PlatformId[];
  readonly now?: () => Date;
}

/**
 * Managers without a name of their own share one. Where two people are asked for they count as one: they may be one
 * person, with an account on each platform.
 */
const nameless = asStaffName("manager");

export function createEdge({ staff, managers, now = () => new Date() }: EdgeOptions): Edge {
  const pseudonym = createPseudonyms(now);
  const known = new Map<string, Staff>();
  for (const { name, role, ids } of staff)
    for (const id of ids) known.set(placeKey(id), { name: asStaffName(name), role });
  for (const id of managers)
    known.set(placeKey(id), { name: known.get(placeKey(id))?.name ?? nameless, role: "manager" });
  return {
    pseudonym,
    staff: (platform, id) => known.get(placeKey({ platform, id })),
  };
}

function createPseudonyms(now: () => Date): Edge["pseudonym"] {
  let key = { day: Number.NaN, secret: randomBytes(32) };
  return (platform, id) => {
    const today = Math.floor(now().getTime() / day);
    if (today !== key.day) {
      // Yesterday's pseudonyms mean nothing from here on: a key that is gone cannot be asked for.
      key.secret.fill(0);
      key = { day: today, secret: randomBytes(32) };
    }
    return asPseudonym(
      createHmac("sha256", key.secret).update(placeKey({ platform, id })).digest("base64url").slice(0, 22),
    );
  };
}
