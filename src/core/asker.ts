/**
 * An asker, as far as anything inside an adapter may know: a pseudonym, a role, and a name only for people of the
 * newsroom.
 */
import { z } from "zod";
import type { Place, SecretReach } from "./place.ts";

/** The rights of an asker, least first. */
export type Role = "anyone" | "editor" | "manager";

const pseudonym = z.string().min(1).brand("pseudonym");
const staffName = z.string().min(1).brand("staff name");

/** A stranger under a key that lives in memory and is replaced: enough to count calls, not to know who. */
export type Pseudonym = z.output<typeof pseudonym>;
export const asPseudonym = (text: string): Pseudonym => pseudonym.parse(text);

/** Someone of the newsroom, by the one name that its list gives them on every platform. */
export type StaffName = z.output<typeof staffName>;
export const asStaffName = (text: string): StaffName => staffName.parse(text);

export interface Staff {
  readonly name: StaffName;
  readonly role: Exclude<Role, "anyone">;
}

/** An asker and their place, as the adapter's edge makes them: nothing here says who a stranger is. */
export interface Asker {
  readonly place: Place;
  /** The channel whose settings and limits hold here, where it is not the place itself: a thread's. */
  readonly ruledBy?: Place;
  readonly caller: Pseudonym;
  /** The role here: the platform's word for a manager of the channel, or the newsroom's list. */
  readonly role: Role;
  /** Only for people on the newsroom's list. */
  readonly staff?: StaffName;
  /** The role on the newsroom's list, without the rights that a channel adds to it. */
  readonly listed?: Staff["role"];
  /** Set where they may call any role here, by the platform's own word. */
  readonly callsAll?: true;
  /** Set where they ask in a thread of the place that takes no news of its own: news is told in the place itself. */
  readonly inThread?: true;
  /** Whether a form can be opened here. */
  readonly forms: boolean;
  /** The adapter's judgement of their own workspace or server, for this one question. Nowhere unless it says so. */
  readonly secrets?: SecretReach;
  /** Their workspace or server, as a caller is known: enough to count what comes from one. */
  readonly origin?: Pseudonym;
}

/** The edge, where a stranger's id stops: adapters ask here and pass on the answer, never the id. */
export interface Edge {
  /** @param id the platform's, of a person, or of a workspace or server */
  readonly pseudonym: (platform: string, id: string) => Pseudonym;
  /** Someone on the newsroom's list, or undefined. */
  readonly staff: (platform: string, user: string) => Staff | undefined;
}

/**
 * Managers run a channel, and a platform may say who they are; editors are the newsroom's own, on its list and nowhere
 * else. So whoever manages a channel of theirs is no editor by that.
 */
export function may(role: Role, { role: has, staff, listed }: Pick<Asker, "role" | "staff" | "listed">): boolean {
  switch (role) {
    case "anyone":
      return true;
    case "editor":
      return staff !== undefined || listed !== undefined;
    case "manager":
      return has === "manager";
  }
}
