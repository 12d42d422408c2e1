/** The places that are told news: what commands may do with them. `src/data` implements it. */
import type { Contest } from "../declaration.ts";
import type { History } from "./history.ts";
import type { Message } from "./message.ts";
import type { Subscription } from "./subscription.ts";
import type { Place, PlaceFacts } from "../place.ts";

export type PlaceState =
  | "on"
  /** Its managers want nothing for a while; what came is told when they resume. */
  | "paused"
  /** Its managers ended it; kept, so that it can be told what was. */
  | "stopped";

export interface Subscribed {
  readonly place: Place;
  readonly subscription: Subscription;
  readonly state: PlaceState;
  /** The newsroom's own: told also what is for staff, and the desk's notices. */
  readonly staff: boolean;
  /** It cannot be posted to, and is tried again sparingly. */
  readonly blocked?: { readonly since: Date; readonly why: string };
  readonly since: Date;
  /** The log's entry up to which it has been told. */
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
  /** All that are not stopped, the oldest first. */
  all(): Promise<readonly Subscribed[]>;
  /** From here on; nothing old is told. A place that stopped begins anew. */
  subscribe(place: Place, subscription: Subscription): Promise<void>;
  /** @throws RangeError for a place that is not subscribed, as `state` does */
  change(place: Place, subscription: Subscription): Promise<void>;
  state(place: Place, state: PlaceState): Promise<void>;
  /** What the platform lets us do there; undefined where the platform is not up. */
  inspect(place: Place): Promise<PlaceFacts | undefined>;
  /** What was said of a contest, the newest first. @param place everywhere unless given */
  told(contest: Contest, place?: Place): Promise<readonly PlacedMessage[]>;
  /** What those places are told from. */
  history(staff: boolean): History;
}
