/** All that there is to look at after a night. */
import type { Receipt } from "./lives.ts";
import type { Moment } from "./moments.ts";
import type { CanaryStage } from "./stage.ts";
import type { Server } from "./tables.ts";
import type { Run } from "./times.ts";

/** All that was kept at one moment. */
export interface Kept {
  readonly when: string;
  /** Milliseconds of the real clock. */
  readonly at: number;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly rows: Server;
}

export interface Evidence {
  readonly stage: CanaryStage;
  readonly mode: "text" | "sealed";
  /** The number of sources at each platform. */
  readonly each: number;
  readonly kept: readonly Kept[];
  readonly receipts: readonly Receipt[];
  readonly moments: readonly Moment[];
  readonly run: Run;
  /** Milliseconds of the program's clock that a window takes. */
  readonly window: number;
}
