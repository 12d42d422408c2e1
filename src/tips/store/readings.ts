/**
 * Replies that are being read: a page needs no codename, which no button may carry, but a token that stands for it for a few
 * minutes, in memory alone. After a restart the codename is asked for again.
 */
import type { CaseNumber } from "../rules/case-number.ts";
import type { Random } from "../rules/random.ts";
import { newKey } from "./keys.ts";

interface Reading {
  readonly number: CaseNumber;
  /** Opens the replies. */
  readonly identity: string;
}

export interface Readings {
  begin(reading: Reading, now: Date): string;
  of(token: string, now: Date): Reading | undefined;
  /** Nothing of a case is read any more. */
  end(number: CaseNumber): void;
  /** Forgets what is over. */
  sweep(now: Date): void;
}

const minutes = 10;
/** At the same time: the oldest gives way. */
const most = 200;

export function createReadings(random: Random): Readings {
  const held = new Map<string, Reading & { readonly until: number }>();
  const sweep = (now: Date): void => {
    for (const [token, { until }] of held) if (until <= now.getTime()) held.delete(token);
  };
  return {
    begin(reading, now) {
      sweep(now);
      const [oldest] = held.keys();
      if (held.size >= most && oldest !== undefined) held.delete(oldest);
      const token = newKey(random);
      held.set(token, { ...reading, until: now.getTime() + minutes * 60_000 });
      return token;
    },
    of(token, now) {
      sweep(now);
      return held.get(token);
    },
    end(number) {
      for (const [token, one] of held) if (one.number === number) held.delete(token);
    },
    sweep,
  };
}
