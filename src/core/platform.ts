/** A place where people talk, and the few things that Teller needs of whatever carries it. */
import { z } from "zod";
import type { Command, Role } from "./command.ts";
import type { Dispatch } from "./dispatch.ts";
import type { Reply } from "./reply.ts";

const pseudonym = z.string().min(1).brand("pseudonym");
const staffName = z.string().min(1).brand("staff name");
const deliveryId = z
  .string()
  .regex(/^[A-Za-z0-9]{1,25}$/)
  .brand("delivery");

/** A channel, or a conversation with one person. `id` means something to its platform alone. */
export interface Place {
  readonly platform: string;
  readonly id: string;
  /** In a conversation with one person everything is for the asker alone already. */
  readonly kind: "channel" | "direct";
}

/** A stranger under a key that lives in memory and is replaced: enough to count calls, not to know who. */
export type Pseudonym = z.output<typeof pseudonym>;
export const asPseudonym = (text: string): Pseudonym => pseudonym.parse(text);

/** Someone of the newsroom, by the one name that its list gives them on every platform. */
export type StaffName = z.output<typeof staffName>;
export const asStaffName = (text: string): StaffName => staffName.parse(text);

/** Random, at most 25 characters of letters and digits: rides on a post so that it can be found again. */
export type DeliveryId = z.output<typeof deliveryId>;
/** @throws ZodError for what cannot ride on a post */
export const asDeliveryId = (text: string): DeliveryId => deliveryId.parse(text);

/** Where a post is. */
export interface MessageRef {
  readonly place: Place;
  readonly id: string;
}

export type Posted =
  | { readonly kind: "sent"; readonly message: MessageRef }
  /** The platform said no, and will again while things stand as they do. */
  | { readonly kind: "refused"; readonly about: Refused; readonly why: string }
  /** No answer, or none that tells: it may stand there or not. `find` knows. */
  | { readonly kind: "unclear"; readonly why: string }
  /** Not now: the platform's own limit. Nothing was posted; `after` is in milliseconds. */
  | { readonly kind: "later"; readonly after: number };

/**
 * What the platform would not have. `place`: it is gone or archived, or we may not write there. `message`: there is none
 * such to edit. `edit`: it stands there, and may not be changed (any more). `words`: ours, malformed or not allowed, and
 * nothing is wrong with the place.
 */
export type Refused = "place" | "message" | "edit" | "words";

/** `cannot-look`: we may not read there. `not now`: there was no answer, and there may be one later. */
export type Search = MessageRef | "absent" | "cannot-look" | "not now";

/** What may be done in a place, as far as the platform tells. */
export interface PlaceFacts {
  readonly mayPost: boolean;
  /** Whether `find` can look. */
  readonly mayReadBack: boolean;
  /** Nobody sees it who was not let in. */
  readonly isPrivate: boolean;
  /** What stands in the way, and how to mend it; empty when nothing does. */
  readonly wants: readonly string[];
}

/** Where a stranger's id stops: adapters ask here and pass on what comes back, never the id. */
export interface Edge {
  /** @param user the platform's id, together with the platform's name */
  readonly pseudonym: (platform: string, user: string) => Pseudonym;
  /** Someone on the newsroom's list, or undefined. */
  readonly staff: (platform: string, user: string) => Staff | undefined;
}

export interface Staff {
  readonly name: StaffName;
  readonly role: Exclude<Role, "anyone">;
}

/** `opened`: in channels whose managers have opened the line. */
export type TipReach = "everywhere" | "opened" | "nowhere";

export interface Platform {
  readonly name: string;
  /** Who besides the asker can see what is asked and answered here, in plain words. */
  readonly whoCanSee: readonly string[];
  /** Where strangers may send tips, as far as the platform's owner and Teller's configuration let them; nowhere unless it says so. */
  readonly takesTips?: TipReach;
  /** Resolves when calls are being taken. @throws Error in one clear line when it cannot be */
  start(commands: readonly Command[], dispatch: Dispatch): Promise<void>;
  post(place: Place, reply: Reply, delivery: DeliveryId): Promise<Posted>;
  /** Looks for a post of ours made at or after a moment. */
  find(place: Place, delivery: DeliveryId, since: Date): Promise<Search>;
  edit(message: MessageRef, reply: Reply): Promise<Posted>;
  /** Takes a post of ours away: `sent` says that it is gone; `refused` about a message, that it was. */
  remove(message: MessageRef): Promise<Posted>;
  inspect(place: Place): Promise<PlaceFacts>;
  /** Where people can open it, as an address; undefined where there is none, or it cannot be told now. */
  link(message: MessageRef): Promise<string | undefined>;
  /** Takes no new calls, finishes those in flight, leaves properly. */
  stop(): Promise<void>;
}
