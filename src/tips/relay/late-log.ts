/**
 * Failures of the tip line are told in the next window, each once and without a time: at what moment something of a source
 * failed is nobody's to know.
 */
import type { Log } from "../../lib/log.ts";
import { windowOf } from "../rules/blur.ts";

export interface LateLog extends Log {
  /** Tells what failed in windows before this one. To be called now and again. */
  readonly tell: () => void;
}

/** @param window in milliseconds */
export function createLateLog(log: Log, now: () => Date, window: number): LateLog {
  const failed = new Map<string, number>();
  const note = (event: string): void => {
    if (!failed.has(event)) failed.set(event, windowOf(now(), window));
  };
  return {
    info: () => {},
    warn: note,
    error: note,
    tell() {
      const current = windowOf(now(), window);
      for (const [event, when] of failed) {
        if (when >= current) continue;
        failed.delete(event);
        log.error(event, { untimed: true });
      }
    },
  };
}
