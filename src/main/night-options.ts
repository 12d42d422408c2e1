/** A night's means: its sources and clock, its database, its platforms. */
import type { Config } from "../config.ts";
import type { Declaration } from "../core/declaration.ts";
import type { Election } from "../core/election.ts";
import type { Platform } from "../core/platform.ts";
import type { Source } from "../data/sources/source.ts";
import type { Store } from "../data/store/index.ts";
import type { usualWaits } from "../jobs/deliver/index.ts";
import type { startSchedule } from "../jobs/schedule.ts";
import type { Log } from "../lib/log.ts";
import type { Clocks } from "../lib/shared-clock.ts";

/** The night's sources and its clock. */
export interface Feed {
  readonly sources: readonly Source[];
  /** The publisher's own results; empty in a replay. */
  readonly published: readonly Declaration[];
  /** The election's clock, simulated in a replay. */
  readonly now: () => Date;
  readonly rehearsal: boolean;
  /** Matches what sources say against the election as it is known now. */
  readonly renew?: (election: Election) => void;
  /** Called each second, for a replay to keep its clock. */
  readonly tick?: () => Promise<void>;
  /** Delivery's waits, where they are not the usual ones. */
  readonly waits?: Partial<typeof usualWaits>;
  /** The night rolls past on a screen: nothing is joined, and each thing is a line. */
  readonly brief?: boolean;
}

export interface NightOptions extends Feed {
  readonly config: Config;
  readonly store: Store;
  readonly election: Election;
  readonly log: Log;
  /** Platforms that are up. */
  readonly platforms: () => readonly Platform[];
  /** The clock that instances share, in milliseconds since 1970, for tests that wind it. */
  readonly real?: () => number;
  /** This machine's clocks, for tests that wind them. */
  readonly clocks?: Pick<Clocks, "wall" | "steady">;
  /** Looks whether overlays have changed. */
  readonly overlays?: () => Promise<void>;
  /** Counts the instances that run at once, and is counted among them. */
  readonly crew?: () => Promise<void>;
  /** Runs jobs now and again. */
  readonly schedule?: typeof startSchedule;
}
