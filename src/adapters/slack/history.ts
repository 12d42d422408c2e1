/**
 * Posts of ours as they stand in a channel's history. Reading has a client and a pace of its own, so that no answer and no
 * post waits behind it: Slack may let an app read but once a minute.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { webApi } from "@slack/bolt";
import type { Looking, OwnPost, Search } from "../../core/platform.ts";
import type { DeliveryId, MessageRef, Place } from "../../core/place.ts";
import type { Heard } from "./heard.ts";
import { reading } from "./limits.ts";
import { postType } from "./names.ts";
import { codeOf, fateOf, isHaste } from "./trouble.ts";

export interface Reader {
  /** @throws nothing: a look that fails says so */
  find(place: Place, delivery: DeliveryId, since: Date, how?: Looking): Promise<Search>;
  standing(
    place: Place,
    delivery: DeliveryId,
    since: Date,
    how?: Looking,
  ): Promise<readonly MessageRef[] | "cannot-look" | "not now">;
  posts(place: Place, since: Date): Promise<readonly OwnPost[] | "cannot-look" | "not now">;
}

export interface ReaderOptions {
  /** Never tries again and never waits by itself. */
  readonly client: webApi.WebClient;
  /** Slack's reports of our own posts. */
  readonly heard: Pick<Heard, "of">;
  readonly complain: (event: string, error: unknown) => void;
  /** 1 is as fast as Slack lets us; 0 without a limit of ours. */
  readonly pace: number;
  readonly instances: number;
  /** A clock in milliseconds that never goes back. */
  readonly now?: () => number;
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** A search that had to stop: its next page, and whether newer messages came since it began. */
interface Progress {
  readonly oldest: number;
  readonly cursor: string | undefined;
  /** Milliseconds since 1970, by our clock. */
  readonly began: number;
  readonly stopped: boolean;
  readonly seen: readonly string[];
  readonly until: number;
}

export function createReader(options: ReaderOptions): Reader {
  const { client, heard, complain, pace, instances, now = () => performance.now(), pause = wait } = options;
  const scale = pace * instances;
  const turns = createTurns(scale, now, pause);
  const searches = new Map<string, Progress>();

  /** @param enough whether a look may end with the first that it finds @returns their ids, or why there is no telling */
  async function look(
    place: Place,
    delivery: DeliveryId,
    since: Date,
    enough: boolean,
  ): Promise<readonly string[] | "cannot-look" | "not now"> {
    const key = `${enough ? "one" : "all"} ${place.id} ${delivery}`;
    const kept = searches.get(key);
    searches.delete(key);
    const fresh = (oldest: number): Progress => ({
      oldest,
      cursor: undefined,
      began: Date.now(),
      stopped: false,
      seen: [],
      until: now() + reading.memory,
    });
    let at = kept && kept.until > now() ? kept : fresh(since.getTime() - reading.drift);
    for (let tries = 0, page = 0, failures = 0; tries < reading.pages * 2 && page < reading.pages; tries++) {
      if (!(await turns.take())) {
        tidy();
        searches.set(key, { ...at, stopped: true });
        return "not now";
      }
      const read = await readPage(place, at);
      if (read === "again") continue;
      // Reading may be tried again: it does nothing.
      if (read === "not now" && failures++ < reading.failures) {
        await pause(reading.pause * scale);
        continue;
      }
      if (typeof read === "string") return read;
      page++;
      const seen = [...at.seen, ...read.messages.flatMap((one) => (carries(one, delivery) ? (one.ts ?? []) : []))];
      if (enough && seen.length > 0) return seen;
      if (read.next) at = { ...at, cursor: read.next, seen };
      // Messages that came since its first page was read have not been looked at.
      else if (at.stopped) at = { ...fresh(at.began - reading.drift), seen };
      else return [...new Set(seen)].toSorted((a, b) => Number(a) - Number(b));
    }
    return "cannot-look";
  }

  async function readPage(
    place: Place,
    { oldest, cursor }: Pick<Progress, "oldest" | "cursor">,
  ): Promise<Page | "again" | "cannot-look" | "not now"> {
    try {
      const { messages = [], response_metadata: more } = await client.conversations.history({
        channel: place.id,
        oldest: (oldest / 1_000).toFixed(6),
        inclusive: true,
        include_all_metadata: true,
        limit: turns.page,
        ...(cursor && { cursor }),
      });
      return { messages, next: more?.next_cursor };
    } catch (error) {
      const fate = fateOf(error);
      if (fate.kind === "later" && isHaste(error)) {
        turns.hold(fate.after);
        return "again";
      }
      complain("the history of a channel could not be read", error);
      return fate.kind === "refused" || codeOf(error) === "missing_scope" ? "cannot-look" : "not now";
    }
  }

  async function posts(place: Place, since: Date): Promise<readonly OwnPost[] | "cannot-look" | "not now"> {
    const oldest = since.getTime() - reading.drift;
    const found: OwnPost[] = [];
    let cursor: string | undefined;
    for (let tries = 0, page = 0; tries < reading.pages * 2 && page < reading.pages; tries++) {
      if (!(await turns.take())) return "not now";
      const read = await readPage(place, { oldest, cursor });
      if (read === "again") continue;
      if (typeof read === "string") return read;
      page++;
      for (const { ts, text = "", metadata } of read.messages)
        if (ts !== undefined && metadata?.event_type === postType)
          found.push({ message: { place, id: ts }, at: new Date(Number(ts) * 1_000), text });
      cursor = read.next;
      if (!cursor) return found.toSorted((a, b) => a.at.getTime() - b.at.getTime());
    }
    return "cannot-look";
  }

  function tidy(): void {
    for (const [key, { until }] of searches) if (until <= now()) searches.delete(key);
  }

  return {
    posts,
    async find(place, delivery, since, { heard: isEnough = false } = {}) {
      const [id] = isEnough ? heard.of(place, delivery) : [];
      if (id !== undefined) return { place, id };
      const found = await look(place, delivery, since, true);
      if (typeof found === "string") return found;
      const [ts] = found;
      return ts === undefined ? "absent" : { place, id: ts };
    },
    async standing(place, delivery, since, { heard: isEnough = false } = {}) {
      const ids = isEnough ? heard.of(place, delivery) : [];
      // A report of two is enough; that there was one does not say that no other was.
      const found = ids.length > 1 ? ids : await look(place, delivery, since, false);
      return typeof found === "string" ? found : found.map((id) => ({ place, id }));
    },
  };
}

interface Page {
  readonly messages: readonly {
    readonly ts?: string;
    readonly text?: string;
    readonly metadata?: { readonly event_type?: string; readonly event_payload?: object };
  }[];
  readonly next: string | undefined;
}

function carries({ metadata }: Page["messages"][number], delivery: DeliveryId): boolean {
  const payload = metadata?.event_payload;
  return (
    metadata?.event_type === postType && payload !== undefined && "delivery" in payload && payload.delivery === delivery
  );
}

/** Turns at reading, at the pace that Slack lets us; its refusals for haste teach which. */
function createTurns(scale: number, now: () => number, pause: (milliseconds: number) => Promise<unknown>) {
  let rate: { readonly every: number; readonly burst: number; readonly page: number } = reading.usual;
  let due = 0;
  let held = 0;
  return {
    get page(): number {
      return rate.page;
    },
    /** @returns false where the turn is too far away, and then none is taken */
    async take(): Promise<boolean> {
      const at = now();
      const every = rate.every * scale;
      const long = Math.max(0, due - (rate.burst - 1) * every - at, held - at);
      if (long > reading.patience) return false;
      due = Math.max(due, at + long) + every;
      if (long > 0) await pause(long);
      return true;
    },
    hold(milliseconds: number): void {
      held = Math.max(held, now() + milliseconds);
      if (milliseconds >= reading.isSlow) rate = { ...reading.slow, every: Math.max(milliseconds, reading.slow.every) };
    },
  };
}
