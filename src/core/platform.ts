/** A place where people talk, and the few things that Teller needs of whatever carries it. */
import type { DeliveryId, MessageRef, Place, PlaceFacts } from "./place.ts";
import type { Command } from "./command.ts";
import type { Dispatch } from "./dispatch.ts";
import type { Reply } from "./reply.ts";

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

export interface Platform {
  readonly name: string;
  /**
   * Settles when it takes no more calls, for reasons of its own: a token was revoked, say, and then it rejects with an
   * Error in one clear line. Never, unless it can tell.
   */
  readonly ended?: Promise<unknown>;
  /** Whether questions can reach it now; a connection comes and goes. Always, unless it can tell. */
  isReady?(): boolean;
  /** Resolves when calls are being taken. @throws Error in one clear line when it cannot be */
  start(commands: readonly Command[], dispatch: Dispatch): Promise<void>;
  post(place: Place, reply: Reply, delivery: DeliveryId): Promise<Posted>;
  /** Looks for a post of ours made at or after a moment. */
  find(place: Place, delivery: DeliveryId, since: Date): Promise<Search>;
  edit(message: MessageRef, reply: Reply): Promise<Posted>;
  /** Takes a post of ours away: `sent` says that it is gone; `refused` about a message, that it was. */
  remove(message: MessageRef): Promise<Posted>;
  /** Asked before `start` as well, since the doctor looks into rooms without taking calls. @throws where the token is refused */
  inspect(place: Place): Promise<PlaceFacts>;
  /** Where people can open a post of ours, as an address; undefined where that cannot be told now. */
  link?(message: MessageRef): Promise<string | undefined>;
  /** Takes no new calls, finishes those in flight, leaves properly. Also before `start`. */
  stop(): Promise<void>;
}
