/**
 * A platform: the few things that Teller needs of a chat system. It carries questions, and can post, find, edit and
 * remove.
 */
import type { DeliveryId, MessageRef, Place, PlaceFacts, RoleFacts } from "./place.ts";
import type { Command } from "./command.ts";
import type { Dispatch } from "./dispatch.ts";
import type { Reply } from "./reply.ts";

export type Posted =
  | { readonly kind: "sent"; readonly message: MessageRef }
  /** The platform said no, and will again while things stand as they do. */
  | { readonly kind: "refused"; readonly about: Refused; readonly why: string }
  /** There was no answer, or no telling one: the post may stand there or not. `find` knows. */
  | { readonly kind: "unclear"; readonly why: string }
  /** The platform's own limit forbids it now. Nothing was posted; `after` is in milliseconds. */
  | { readonly kind: "later"; readonly after: number };

/**
 * The cause of a refusal. `place`: it is gone or archived, or we may not write there. `message`: there is none to edit.
 * `edit`: the post stands there, and may not be changed (any more). `words`: ours, malformed or not allowed; nothing is
 * wrong with the place.
 */
export type Refused = "place" | "message" | "edit" | "words";

/** `cannot-look`: we may not read there. `not now`: there was no answer, and there may be one later. */
export type Search = MessageRef | "absent" | "cannot-look" | "not now";

/**
 * A platform that cannot start, or takes no more calls, for a reason that lasts: told to wait, or a token that somebody
 * must mend. Its words are one clear line.
 */
export class Outage extends Error {
  /** Milliseconds before which another start is of no use; 0 where that is not known. */
  readonly after: number;
  constructor(words: string, after: number) {
    super(words);
    this.after = after;
  }
}

/** A post of ours, as a place's history has it. */
export interface OwnPost {
  readonly message: MessageRef;
  /** By the platform's clock. */
  readonly at: Date;
  /** All its words, marked up as the platform has them. */
  readonly text: string;
}

/** The effort that a look for a post is worth. */
export interface Looking {
  /**
   * Whether the platform's own report that a post was made is good enough. Only its history is for tips, whose words are
   * erased once they stand.
   */
  readonly heard?: boolean;
}

/** People whom a post notifies: nobody unless it says so, and an edit never does. */
export interface Calls {
  /** The id of one role. */
  readonly role: string;
}

export interface Platform {
  readonly name: string;
  /**
   * Settles when the platform takes no more calls, for reasons of its own. A revoked token, say, rejects with an Error
   * in one clear line. Absent where a platform cannot tell.
   */
  readonly ended?: Promise<unknown>;
  /**
   * Whether questions can reach it now; a connection comes and goes. Absent where a platform cannot tell, and then
   * taken for yes.
   */
  isReady?(): boolean;
  /** Resolves when calls are being taken. @throws Error in one clear line when it cannot be; an Outage where that will last */
  start(commands: readonly Command[], dispatch: Dispatch): Promise<void>;
  /**
   * Posts that are worth having under way: more would only wait for their turn, behind places that came first. Absent
   * where there is no such number.
   */
  atOnce?(): number;
  post(place: Place, reply: Reply, delivery: DeliveryId, calls?: Calls): Promise<Posted>;
  /** Looks for a post of ours made at or after a moment. */
  find(place: Place, delivery: DeliveryId, since: Date, how?: Looking): Promise<Search>;
  /**
   * Every post with this delivery id that stands there, the oldest first: a post that landed late may stand beside its
   * repeat. Absent where a platform has no such doubles.
   */
  standing?(
    place: Place,
    delivery: DeliveryId,
    since: Date,
    how?: Looking,
  ): Promise<readonly MessageRef[] | "cannot-look" | "not now">;
  /** All posts of ours in a place since a moment. Absent where a platform cannot tell. */
  ownPosts?(place: Place, since: Date): Promise<readonly OwnPost[] | "cannot-look" | "not now">;
  /** @param delivery the one that the post was made with: an edit replaces all of a post, and that must ride on it still */
  edit(message: MessageRef, reply: Reply, delivery: DeliveryId): Promise<Posted>;
  /** Removes a post of ours. `sent`: it is gone. `refused` about a message: it was gone before. */
  remove(message: MessageRef): Promise<Posted>;
  /**
   * Passes a post on to followers of its place elsewhere. Resolves with nothing where the place has none, or the platform
   * allows no more for now: the post itself stands. Absent where a platform has no such thing. Never rejects.
   */
  publish?(message: MessageRef): Promise<void>;
  /**
   * A role of the place's server, by its id or as people name it there. `none`: there is no such role (any more).
   * Absent where a platform has none. Never rejects.
   */
  role?(place: Place, words: string): Promise<RoleFacts | "none" | "unclear">;
  /** Asked before `start` as well, since the doctor looks into rooms without taking calls. @throws where the token is refused */
  inspect(place: Place): Promise<PlaceFacts>;
  /** A post's address for a browser; undefined where none can be told now. */
  link?(message: MessageRef): Promise<string | undefined>;
  /** Takes no new calls, finishes those in flight, leaves properly. Also before `start`. */
  stop(): Promise<void>;
}
