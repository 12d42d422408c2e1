/** A place where people talk, a message of ours in it, and what we may do there. */
import { z } from "zod";

/** A channel, or a conversation with one person. `id` means something to its platform alone. */
export interface Place {
  readonly platform: string;
  readonly id: string;
  /** In a conversation with one person everything is for the asker alone already. */
  readonly kind: "channel" | "direct";
}

/** A place, or a person's account, as settings and the database name it: its platform, and its id there. */
export type PlatformId = Pick<Place, "platform" | "id">;

/** One text for a place, to look it up by: no platform has a space in its name, so no two places share one. */
export const placeKey = ({ platform, id }: PlatformId): string => `${platform} ${id}`;

/** Where a post is. */
export interface MessageRef {
  readonly place: Place;
  readonly id: string;
}

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

const deliveryId = z
  .string()
  .regex(/^[A-Za-z0-9]{1,25}$/)
  .brand("delivery");

/** Random, at most 25 characters of letters and digits: rides on a post so that it can be found again. */
export type DeliveryId = z.output<typeof deliveryId>;
/** @throws ZodError for what cannot ride on a post */
export const asDeliveryId = (text: string): DeliveryId => deliveryId.parse(text);

/** Where somebody may ask what is secret. `opened`: in channels whose managers have opened it. */
export type SecretReach = "everywhere" | "opened" | "nowhere";
