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
  standing(place: Place, delivery: DeliveryId, since: Date, how?: Looking): Promise<readonly MessageRef[] | Unread>;
  posts(place: Place, since: Date): Promise<readonly OwnPost[] | Unread>;
}

export interface ReaderOptions {
  /** Never tries again and never waits by itself. */
  readonly client: webApi.WebClient;
  /** Slack's reports of our own posts. */
  readonly heard: Pick<Heard, "of">;
  readonly complain: (event: string, error: unknown) => void;
  /** 1 is as fast as Slack lets us; 0 without a limit of ours. */
  readonly pace: number;
  readonly instances: () => number;
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
  readonly seen: readonly Message[];
  readonly until: number;
}

type Unread = "cannot-look" | "not now";

export function createReader(options: ReaderOptions): Reader {
  const { client, heard, complain, pace, instances, now = () => performance.now(), pause = wait } = options;
  const scale = (): number => pace * instances();
  const turns = createTurns(scale, now, pause);
  const searches = new Map<string, Progress>();

  /**
   * Posts of ours, the oldest first. A search that must wait goes on where it was when it is asked for again.
   * @param what names the search @param isWanted for those that are looked for @param enough whether the first will do
   */
  async function look(
    what: string,
    place: Place,
    since: Date,
    isWanted: (message: Message) => boolean,
    enough = false,
  ): Promise<readonly Message[] | Unread> {
    const key = `${what} ${place.id}`;
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
        // A search that has read nothing yet has missed nothing.
        searches.set(key, { ...at, stopped: at.cursor !== undefined });
        return "not now";
      }
      if (at.cursor === undefined) at = { ...at, began: Date.now() };
      const read = await readPage(place, at);
      if (read === "again") continue;
      // Reading may be tried again: it does nothing.
      if (read === "not now" && failures++ < reading.failures) {
        await pause(reading.pause * scale());
        continue;
      }
      if (typeof read === "string") return read;
      page++;
      const ours = read.messages.filter((one) => one.metadata?.event_type === postType && isWanted(one));
      const seen = [...at.seen, ...ours];
      if (enough && seen.length > 0) return seen;
      if (read.next) at = { ...at, cursor: read.next, seen };
      // Messages that came since its first page was read have not been looked at.
      else if (at.stopped) at = { ...fresh(at.began - reading.drift), seen };
      else return inOrder(seen);
    }
    return "cannot-look";
  }

  async function readPage(
    place: Place,
    { oldest, cursor }: Pick<Progress, "oldest" | "cursor">,
  ): Promise<Page | "again" | Unread> {
    try {
      const { messages = [], response_metadata: more } = await client.conversations.history({
        channel: place.id,
        oldest: (oldest / 1_000).toFixed(6),
        inclusive: true,
        include_all_metadata: true,
        limit: turns.page,
        ...(cursor && { cursor }),
      });
      const dated = messages.flatMap(({ ts, ...rest }): Message[] => (ts === undefined ? [] : [{ ts, ...rest }]));
      return { messages: dated, next: more?.next_cursor };
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

  function tidy(): void {
    for (const [key, { until }] of searches) if (until <= now()) searches.delete(key);
  }

  const standing = (place: Place, delivery: DeliveryId, since: Date, enough: boolean) =>
    look(`${enough ? "one" : "all"} ${delivery}`, place, since, (one) => carries(one, delivery), enough);

  return {
    async posts(place, since) {
      const found = await look("ours", place, since, () => true);
      if (typeof found === "string") return found;
      return found.map(({ ts, text = "" }) => ({
        message: { place, id: ts },
        at: new Date(Number(ts) * 1_000),
        text,
      }));
    },
    async find(place, delivery, since, { heard: isEnough = false } = {}) {
      const [id] = isEnough ? heard.of(place, delivery) : [];
      if (id !== undefined) return { place, id };
      const found = await standing(place, delivery, since, true);
      if (typeof found === "string") return found;
      const [first] = found;
      return first === undefined ? "absent" : { place, id: first.ts };
    },
    async standing(place, delivery, since, { heard: isEnough = false } = {}) {
      const ids = isEnough ? heard.of(place, delivery) : [];
      // A report of two is enough; that there was one does not say that no other was.
      if (ids.length > 1) return ids.map((id) => ({ place, id }));
      const found = await standing(place, delivery, since, false);
      return typeof found === "string" ? found : found.map(({ ts }) => ({ place, id: ts }));
    },
  };
}

interface Message {
  readonly ts: string;
  readonly text?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object };
}

interface Page {
  readonly messages: readonly Message[];
  readonly next: string | undefined;
}

/** The oldest first, each once: two pages may overlap. */
const inOrder = (messages: readonly Message[]): readonly Message[] =>
  [...new Map(messages.map((one) => [one.ts, one])).values()].toSorted((a, b) => Number(a.ts) - Number(b.ts));

function carries({ metadata }: Message, delivery: DeliveryId): boolean {
  const payload = metadata?.event_payload;
  return payload !== undefined && "delivery" in payload && payload.delivery === delivery;
}

/** Turns at reading, at the pace that Slack lets us; its refusals for haste teach which. */
function createTurns(scale: () => number, now: () => number, pause: (milliseconds: number) => Promise<unknown>) {
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
      const every = rate.every * scale();
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
