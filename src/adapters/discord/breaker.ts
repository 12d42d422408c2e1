/**
 * One breaker over all that we ask of Discord. 10,000 answers of 401, 403 or 429 in ten minutes shut an address out
 * (topics/rate-limits#invalid-request-limit-aka-cloudflare-bans): they are counted here, and what was told to wait is held
 * back here, whatever it was for.
 */
import { invalid } from "./limits.ts";

/** A request that was not sent: it would have been refused, or have cost too much. */
export class HeldBack extends Error {
  override readonly name = "HeldBack";
  /** Milliseconds until it may be sent. */
  readonly after: number;
  constructor(after: number) {
    super("held back");
    this.after = Math.max(1, Math.ceil(after));
  }
}

/** Parts of Discord's answer that the breaker reads. */
export interface Told {
  readonly status: number;
  /** Milliseconds to wait, as a 429 names them; 0 where it names none. */
  readonly wait: number;
  /** The reach of a 429. `edge`: a page from before Discord's API, and so about our address. */
  readonly reach: "route" | "bot" | "edge";
  /** Whether it is Discord's own doing, and not counted: the scope `shared`. */
  readonly isShared?: boolean;
  /** Whether a 429 refuses this one request for good, and asks nothing to wait. */
  readonly isRefusal?: boolean;
}

export interface Breaker {
  /** @throws HeldBack for a request that must not be sent now */
  admit(request: Asked): void;
  /** Takes an answer in. @returns the milliseconds to wait after a 429: never none, and more after each in a row */
  answered(request: Asked, told: Told): number;
  /** The request got no answer: another may try. */
  failed(): void;
  /** Whether too many answers were invalid, so that nothing is asked at all. */
  readonly isOpen: boolean;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
}

export interface BreakerOptions {
  /** Milliseconds, never going back. */
  readonly now?: () => number;
  /** Called when everything is stopped, and when it goes on. */
  readonly changed?: (isOpen: boolean) => void;
}

/** Milliseconds after a 429 that names no time: at first, and at the most. */
const floor = 5_000;
const ceiling = 10 * 60_000;
/** 429s without a time and without a good answer between them, after which the address is meant and not a route. */
const mostInARow = 5;

interface Hold {
  until: number;
  /** 429s in a row, each of a request that was sent after the one before it was answered. */
  times: number;
  /** The moment of the last of them. */
  since: number;
}

const unheld = (): Hold => ({ until: 0, times: 0, since: -Infinity });

export function createBreaker({ now = () => performance.now(), changed }: BreakerOptions = {}): Breaker {
  /** Moments of invalid answers, the oldest first. */
  let counted: number[] = [];
  let isOpen = false;
  const routes = new Map<string, Hold>();
  /** All requests of the bot but answers to people, which are outside its limit. */
  const bot = unheld();
  const address = unheld();
  /** The moments at which requests were let out. */
  const sent = new WeakMap<Asked, number>();
  /** After the address was held, one request alone tries whether it is let in again. */
  let probing = false;
  let timeless = 0;

  function count(at: number): void {
    counted.push(at);
    if (!isOpen && recent(at) >= invalid.stop) turn(true);
  }

  function recent(at: number): number {
    if ((counted[0] ?? at) <= at - invalid.spell) counted = counted.filter((one) => one > at - invalid.spell);
    return counted.length;
  }

  function turn(open: boolean): void {
    isOpen = open;
    changed?.(open);
  }

  /** Half of the count has to pass: one that only just fits again would be at its end at once. */
  function openFor(at: number): number {
    const left = recent(at);
    if (left <= invalid.stop / 2) {
      turn(false);
      return 0;
    }
    return (counted[left - invalid.stop / 2 - 1] ?? at) + invalid.spell - at;
  }

  function grown(hold: Hold, wait: number): number {
    hold.times++;
    // A time that is named is believed twice in a row.
    const free = wait > 0 ? 2 : 0;
    const least = hold.times <= free ? 0 : Math.min(ceiling, floor * 2 ** Math.min(20, hold.times - free - 1));
    return Math.max(wait, least);
  }

  function hold(one: Hold, wait: number, at: number, from: number): number {
    // Of many that were on their way when the first was told to wait, the others are told the same once more.
    if (one.times > 0 && from <= one.since) {
      one.until = Math.max(one.until, at + wait);
      return one.until - at;
    }
    const grew = grown(one, wait);
    one.until = Math.max(one.until, at + grew);
    one.since = at;
    return grew;
  }

  function routeOf(key: string, at: number): Hold {
    if (routes.size >= mostRoutes) for (const [old, { until }] of routes) if (until <= at) routes.delete(old);
    const found = routes.get(key) ?? unheld();
    routes.set(key, found);
    return found;
  }

  return {
    get isOpen() {
      if (isOpen) openFor(now());
      return isOpen;
    },
    admit(request) {
      const at = now();
      const shut = isOpen ? openFor(at) : 0;
      if (shut > 0) throw new HeldBack(shut);
      const until = Math.max(
        address.until,
        isAnswer(request.path) ? 0 : bot.until,
        routes.get(keyOf(request))?.until ?? 0,
      );
      if (until > at) throw new HeldBack(until - at);
      sent.set(request, at);
      if (address.times === 0) return;
      if (probing) throw new HeldBack(floor / 2);
      probing = true;
    },
    failed() {
      probing = false;
    },
    answered(request, { status, wait, reach, isShared, isRefusal }) {
      const at = now();
      probing = false;
      if (status === 401 || status === 403 || (status === 429 && !isShared)) count(at);
      if (status !== 429 || isRefusal) {
        // A page of the edge's is no answer of Discord's.
        if (reach === "edge") return 0;
        timeless = 0;
        address.times = 0;
        bot.times = 0;
        routes.delete(keyOf(request));
        return 0;
      }
      timeless = wait > 0 ? 0 : timeless + 1;
      const whole = reach === "edge" || timeless >= mostInARow;
      const held = whole ? address : reach === "bot" ? bot : routeOf(keyOf(request), at);
      return Math.max(1, hold(held, wait, at, sent.get(request) ?? at));
    },
  };
}

/** Routes that are remembered; those that may be asked again are forgotten above this. */
const mostRoutes = 1_000;

/** Requests outside the bot's limit: topics/rate-limits#global-rate-limit */
export const isAnswer = (path: string): boolean => /\/(?:interactions|webhooks)\//.test(path);

/** A route by what shares its limit: its method and its channel, server or interaction. */
function keyOf({ method, path }: Asked): string {
  const [, first = "", second = "", third = ""] =
    /\/(\w+)\/([^/?]+)(?:\/([^/?]+))?/.exec(path.replace(/^.*?\/v\d+(?=\/)/, "")) ?? [];
  return [method, first, second, ...(first === "webhooks" ? [third] : [])].join(" ");
}
