/** A way for Slack to reach us. */
import type { Receiver } from "@slack/bolt";

export interface Wire {
  readonly receiver: Receiver;
  /** @throws where calls cannot be taken */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Whether requests can reach us now. */
  isReady(): boolean;
  /** The port of requests, once it has started. */
  readonly port?: number | undefined;
}
