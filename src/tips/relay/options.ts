/** All that the relay of tips works with. */
import type { Kysely, Selectable } from "kysely";
import type { Log } from "../../lib/log.ts";
import type { Platform } from "../../core/platform.ts";
import type { Leases } from "../../data/store/leases.ts";
import type { Schema } from "../../data/store/schema.ts";
import type { Random } from "../rules/random.ts";
import type { Place } from "../../core/place.ts";

export interface TipRelayOptions {
  readonly db: Kysely<Schema>;
  readonly leases: Leases;
  readonly now: () => Date;
  /** Milliseconds of this machine's clock. */
  readonly real: () => number;
  readonly random: Random;
  /** Milliseconds: of the window, for which a post of unclear fate is waited for, and for which the dead are. */
  readonly window: number;
  readonly grace: number;
  readonly lease: number;
  /** Keys that open tips while they are relayed; absent where only editors open them. */
  readonly identities?: readonly string[];
  /** The editors' channels. */
  readonly channels: readonly { readonly platform: string; readonly id: string }[];
  readonly platforms: () => readonly Platform[];
  /** Tells the owner, without a word of what waits. */
  readonly held: (place: Place, why: string) => Promise<unknown>;
  readonly scrub: () => Promise<void>;
  /** The time of the daily count, and its clock. */
  readonly morning: { readonly at: string; readonly zone: string };
  readonly log: Log;
}

/** A post as it is kept, from before its first attempt until it has been taken away. */
export type Post = Selectable<Schema["tip_posts"]>;
