/** Places, messages of ours in them, and our permissions there. */
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

/** The address of a post on its platform. */
export interface MessageRef {
  readonly place: Place;
  readonly id: string;
}

/** Our permissions in a place, as far as the platform tells. */
export interface PlaceFacts {
  readonly mayPost: boolean;
  /** Whether `find` can look. */
  readonly mayReadBack: boolean;
  /** Whether only people who were let in can see it. What the platform does not say counts against it. */
  readonly isPrivate: boolean;
  /** Who else could read there, in words, where it is not private and the platform says so. */
  readonly openTo?: string;
  /** Obstacles to posting here, each with how to mend it; empty when there are none. */
  readonly wants: readonly string[];
}

/** A role of a place's server: people who can be called together. */
export interface RoleFacts {
  readonly id: string;
  readonly name: string;
  /** Whether anyone may call it. */
  readonly isOpen: boolean;
  /** Whether it is everybody there. */
  readonly isEveryone: boolean;
  /** Whether we may call it. */
  readonly isOurs: boolean;
}

const deliveryId = z
  .string()
  .regex(/^[A-Za-z0-9]{1,25}$/)
  .brand("delivery");

/** Random, at most 25 characters of letters and digits: rides on a post so that it can be found again. */
export type DeliveryId = z.output<typeof deliveryId>;
/** @throws ZodError for text that cannot ride on a post */
export const asDeliveryId = (text: string): DeliveryId => deliveryId.parse(text);

/** Places where strangers may ask secret commands. `opened`: channels whose managers have opened them. */
export type SecretReach = "everywhere" | "opened" | "nowhere";
