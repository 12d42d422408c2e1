/**
 * Slack's limits, kept honestly: a post a second and channel, and so many calls of a method in the workspace. Slack lets
 * somewhat more pass than it promises, and so does this.
 */

/** Milliseconds a call, and calls at once. */
const channel = [1_000, 5] as const;
const methods: Readonly<Record<string, readonly [every: number, burst: number]>> = {
  "chat.postMessage": [200, 30],
  "chat.update": [1_200, 20],
  "conversations.history": [1_200, 20],
};

export interface Limits {
  /** Calls that were too fast. */
  readonly provoked: number;
  /** @returns seconds to wait, where a call is too fast */
  take(method: string, channel: string): number | undefined;
}

/** @param scale of time: at 0.1 a second lasts 100 ms */
export function createLimits(scale: number): Limits {
  const buckets = new Map<string, { level: number; at: number }>();
  let provoked = 0;

  /** @returns milliseconds until there is room */
  function room(key: string, every: number, burst: number, now: number): number {
    const { level, at } = buckets.get(key) ?? { level: 0, at: now };
    const left = Math.max(0, level - (now - at) / (every * scale));
    buckets.set(key, { level: left, at: now });
    return Math.max(0, (left + 1 - burst) * every * scale);
  }

  return {
    get provoked() {
      return provoked;
    },
    take(method, id) {
      const rate = methods[method];
      if (!rate || scale === 0) return undefined;
      const now = performance.now();
      const keys = [[method, rate] as const, ...(method === "chat.postMessage" ? [[id, channel] as const] : [])];
      const wait = Math.max(...keys.map(([key, [every, burst]]) => room(key, every, burst, now)));
      if (wait > 0) {
        provoked++;
        return Math.ceil(wait / 1_000);
      }
      for (const [key] of keys) {
        const bucket = buckets.get(key);
        if (bucket) bucket.level++;
      }
      return undefined;
    },
  };
}
