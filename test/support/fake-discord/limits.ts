/** Discord's limits, kept honestly: 5 messages, and 5 edits, in 5 seconds and a channel; 50 requests a second of the bot. */

const bucket = { most: 5, spell: 5_000 };
/** A request takes a while to arrive: a second of the bot's is a little shorter here. */
const global = { most: 50, spell: 950 };

export interface Taken {
  readonly headers: Readonly<Record<string, string>>;
  /** Seconds to wait, where the request was too fast. */
  readonly after?: number;
}

export interface Limits {
  /** Requests that were too fast. */
  readonly provoked: number;
  take(method: string, path: string): Taken;
}

/** Discord's answer where there is plenty. */
export const plenty = {
  "x-ratelimit-limit": "50",
  "x-ratelimit-remaining": "49",
  "x-ratelimit-reset-after": "1.000",
} as const;

/** Requests outside the bot's limit: topics/rate-limits#global-rate-limit */
const exempt = /^\/(interactions|webhooks)\//;
const limited = /^(?:POST|PATCH) \/channels\/(\d+)\/messages(?:\/\d+)?$/;

/**
 * @param scale of time: at 0.1 a second lasts 100 ms
 * @param raised times that the bot may ask as often in all, as Discord allows some; the SDK counts by whole seconds, so that
 * its own limit fits no other scale of time
 */
export function createLimits(scale: number, raised = 1): Limits {
  const windows = new Map<string, { from: number; used: number }>();
  let provoked = 0;

  /** @returns requests left in the window, and milliseconds until the next; -1 for one too many */
  function use(key: string, { most, spell }: typeof bucket, now: number): { left: number; reset: number } {
    const found = windows.get(key);
    const window = found && now - found.from < spell * scale ? found : { from: now, used: 0 };
    windows.set(key, window);
    const left = most - window.used - 1;
    if (left >= 0) window.used++;
    return { left, reset: window.from + spell * scale - now };
  }

  const seconds = (milliseconds: number): string => (Math.ceil(milliseconds) / 1_000).toFixed(3);

  return {
    get provoked() {
      return provoked;
    },
    take(method, path) {
      if (scale === 0 || exempt.test(path)) return { headers: plenty };
      const now = performance.now();
      const whole = use("global", { ...global, most: global.most * raised }, now);
      if (whole.left < 0) {
        provoked++;
        const headers = {
          "retry-after": seconds(whole.reset),
          "x-ratelimit-global": "true",
          "x-ratelimit-scope": "global",
        };
        return { headers, after: whole.reset / 1_000 };
      }
      const channel = limited.exec(`${method} ${path}`)?.[1];
      if (channel === undefined) return { headers: plenty };
      const { left, reset } = use(`${method} ${channel}`, bucket, now);
      const headers = {
        "x-ratelimit-limit": String(bucket.most),
        "x-ratelimit-remaining": String(Math.max(0, left)),
        "x-ratelimit-reset-after": seconds(reset),
        "x-ratelimit-bucket": `messages-${method}`,
      };
      if (left >= 0) return { headers };
      provoked++;
      return {
        headers: { ...headers, "retry-after": seconds(reset), "x-ratelimit-scope": "user" },
        after: reset / 1_000,
      };
    },
  };
}
