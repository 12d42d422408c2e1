/** Places that are told news, and the ways in which commands may change them. `src/data` implements this. */
import type { Contest } from "../declaration.ts";
import type { History } from "./history.ts";
import type { Message } from "./message.ts";
import type { Subscription } from "./subscription.ts";
import type { Place, PlaceFacts, RoleFacts } from "../place.ts";

export type PlaceState =
  | "on"
  /** Its managers want nothing for a while; news of that time is told when they resume. */
  | "paused"
  /** Its managers ended it. The row is kept, so that `why` can still tell what was said here. */
  | "stopped";

export interface Subscribed {
  readonly place: Place;
  readonly subscription: Subscription;
  readonly state: PlaceState;
  /** Marks the newsroom's own: told also entries that are for staff, and the desk's notices. */
  readonly staff: boolean;
  /** Present where posting fails. The place is tried again sparingly. */
  readonly blocked?: { readonly since: Date; readonly why: string };
  readonly since: Date;
  /** The entry up to which it has been told. */
  readonly cursor: number;
}

/** A message, and the place where it was or will be said. */
export interface PlacedMessage extends Message {
  readonly place: Place;
}

export interface Announcing {
  of(place: Place): Promise<Subscribed | undefined>;
  /** The same from memory, as this process knew it last: a form opens before anything is looked up. */
  remembered(place: Place): Subscribed | undefined;
  /** All channels that have not stopped, the oldest first. */
  all(): Promise<readonly Subscribed[]>;
  /** Tells from here on, and nothing old. A place that had stopped begins anew. */
  subscribe(place: Place, subscription: Subscription): Promise<void>;
  /** @throws RangeError for a place that is not subscribed, as `state` does */
  change(place: Place, subscription: Subscription): Promise<void>;
  state(place: Place, state: PlaceState): Promise<void>;
  /** Erases a place with all that was said there; nothing is told there any more. */
  forget(place: Place): Promise<void>;
  /** Conversations with people that are told something. */
  conversations(): Promise<number>;
  /** Our permissions there; undefined where the platform is not up. */
  inspect(place: Place): Promise<PlaceFacts | undefined>;
  /** See `Platform.role`. `absent`: there are no roles there. */
  role?(place: Place, words: string): Promise<RoleFacts | "none" | "unclear" | "absent">;
  /** Messages about a contest, the newest first. @param place every channel unless given */
  told(contest: Contest, place?: Place): Promise<readonly PlacedMessage[]>;
  /** The history that such places are told from. */
  history(staff: boolean): History;
}
