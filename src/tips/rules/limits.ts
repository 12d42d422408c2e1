/**
 * Limits on how much may come, without knowing whose it is. Everything is counted under an HMAC whose key lives in memory alone and
 * is replaced each day and at each start, so a count says nothing of anybody once its day is over. Whoever holds a live key
 * could try members one by one; no one else can.
 *
 * Words that came before are known to their sender alone: were they known over all, anybody could ask whether a text they
 * suspect has been sent.
 */
import { createHmac } from "node:crypto";
import { lettersSeen, readable } from "./hostile.ts";
import { below, type Random } from "./random.ts";
import type { Pseudonym } from "../../core/asker.ts";
import { day } from "../../lib/local-time.ts";

/** Letters that can be seen, at the least; characters as platforms count them (UTF-16), at the most. */
export const tipLength = { least: 20, most: 4_000 } as const;

export interface TipCaps {
  /** Of one sender, each day: tips and answers; and codenames tried, as well as forms handed in, sent in the end or not. */
  readonly sends: number;
  readonly looks: number;
  /**
   * Of one workspace or server together, at the most, well below that for all: a crowd in one of them does not shut the line for
   * the others. Counted here alone: how much came from where is never kept.
   */
  readonly origin: number;
  /** Of all senders together, at the most, so that a flood ends; the store counts it for the whole line as well. */
  readonly all: number;
}

/**
 * A cap that many share, for one day: up to a quarter below its most. Were it known, whoever fills it up could reckon how many
 * tips of others there were before.
 */
export const capOfDay = (most: number, random: Random): number =>
  Number.isFinite(most) ? most - below(Math.floor(most / 4) + 1, random) : most;

export const usualTipCaps: TipCaps = { sends: 5, looks: 30, origin: 200, all: 500 };

export type Refusal = "paused" | "too-short" | "too-long" | "again" | "too-many" | "crowd" | "flood";

export type Admission =
  /** `text` is what is to be sealed: readable, harmless, within the limits. `instead`: of the same words, not yet sent. */
  | { readonly kind: "admitted"; readonly text: string; readonly instead?: string }
  /** `says` is for the sender alone, and repeats nothing. */
  | { readonly kind: "refused"; readonly why: Refusal; readonly says: string };

export interface Sending {
  readonly sender: Pseudonym;
  /** A text for their workspace or server, or for their place where there is neither. */
  readonly origin: string;
  readonly text: string;
  readonly now: Date;
  /** The newsroom has paused the whole line. */
  readonly paused: boolean;
  /** Of a tip that is yet to be sent: its id, and until when it can be. Unless it is, it counts for nothing. */
  readonly held?: { readonly id: string; readonly until: Date };
}

export interface TipLimits {
  /** Admits a tip or an answer and counts it, or tells why not. */
  readonly admit: (sending: Sending) => Admission;
  /** An admitted text could not be kept: it counts for nothing, and may come again. */
  readonly takeBack: (sending: Pick<Sending, "sender" | "origin" | "now">, text: string) => void;
  /** A held tip has been sent, and counts; or has been dropped, and does not. */
  readonly settle: (id: string, is: "sent" | "dropped") => void;
  /** Whether one more codename may be tried, and counts it. A paused line is still read. */
  readonly mayLook: (sender: Pseudonym, now: Date) => boolean;
}

export function createTipLimits(random: Random, caps: TipCaps = usualTipCaps): TipLimits {
  const epoch = createEpoch(random, caps);

  function decide({ sender, origin, text, now, paused, held }: Sending): Admission {
    if (paused) return refused("paused", "The tip line is closed for the moment.");
    const kept = readable(text);
    const letters = lettersSeen(kept);
    if (letters < tipLength.least)
      return refused(
        "too-short",
        `That is ${letters} letters, and ${tipLength.least} are the least. Tell a little more.`,
      );
    if (kept.length > tipLength.most)
      return refused(
        "too-long",
        `That is ${kept.length - tipLength.most} characters more than the ${tipLength.most.toLocaleString("en-GB")} that go through. Shorten it; more can follow with your codename.`,
      );
    const { count, add, digest, waiting, settle, shared } = epoch(now);
    for (const [id, { until }] of waiting) if (until <= now) settle(id, "dropped");
    const holds = digest("holds", sender);
    if (held && count(holds) >= caps.looks)
      return refused("too-many", "You have tried often today. Come back tomorrow.");
    const same = digest("same", sender, kept);
    // An answer may have been lost: whoever sends the same words again has not seen their codename.
    const instead = held && [...waiting].find(([, { keys }]) => keys.includes(same))?.[0];
    if (instead !== undefined) settle(instead, "dropped");
    if (count(same) > 0)
      return refused("again", "You have sent just these words today. They are here once, and that is enough.");
    const [own, theirs, all] = [digest("sends", sender), digest("origin", origin), digest("all")];
    if (count(own) >= caps.sends)
      return refused("too-many", `${caps.sends} messages a day are the most. Come back tomorrow.`);
    if (count(theirs) >= shared().origin)
      return refused("crowd", "Too much has come from here today. Come back tomorrow, or take a safer way.");
    if (count(all) >= shared().all) return refused("flood", flood);
    const keys = [same, own, theirs, all];
    for (const key of keys) add(key);
    if (held) {
      add(holds);
      waiting.set(held.id, { keys, until: held.until });
    }
    return { kind: "admitted", text: kept, ...(instead !== undefined && { instead }) };
  }

  return {
    admit: decide,
    takeBack({ sender, origin, now }, text) {
      const { drop, digest } = epoch(now);
      for (const key of [
        digest("same", sender, text),
        digest("sends", sender),
        digest("origin", origin),
        digest("all"),
      ])
        drop(key);
    },
    settle: (id, is) => epoch().settle(id, is),
    mayLook(sender, now) {
      const { count, add, digest } = epoch(now);
      const key = digest("looks", sender);
      if (count(key) >= caps.looks) return false;
      add(key);
      return true;
    },
  };
}

export const flood = "Too much has come in today. Come back tomorrow.";

const refused = (why: Refusal, says: string): Admission => ({ kind: "refused", why, says });

interface Counts {
  readonly digest: (...of: readonly string[]) => string;
  readonly count: (key: string) => number;
  readonly add: (key: string) => void;
  readonly drop: (key: string) => void;
  /** Tips that are held, by their ids, and the keys they were counted under. */
  readonly waiting: Map<string, { readonly keys: readonly string[]; readonly until: Date }>;
  readonly settle: TipLimits["settle"];
  /** Caps that many share, as chance has drawn them for today. */
  readonly shared: () => Pick<TipCaps, "origin" | "all">;
}

/** Counts of today. With the day the key goes, and what was counted under it. */
function createEpoch(random: Random, caps: TipCaps): (now?: Date) => Counts {
  const draw = () => ({ origin: capOfDay(caps.origin, random), all: capOfDay(caps.all, random) });
  let drawn = draw();
  let held = { today: Number.NaN, key: random(32) };
  const counts = new Map<string, number>();
  const current: Counts = {
    // As JSON no two lists of words meet in one text.
    digest: (...of) => createHmac("sha256", held.key).update(JSON.stringify(of)).digest("base64url"),
    count: (key) => counts.get(key) ?? 0,
    add: (key) => void counts.set(key, (counts.get(key) ?? 0) + 1),
    drop: (key) => void counts.set(key, Math.max(0, (counts.get(key) ?? 0) - 1)),
    waiting: new Map(),
    settle(id, is) {
      if (is === "dropped") current.waiting.get(id)?.keys.forEach(current.drop);
      current.waiting.delete(id);
    },
    shared: () => drawn,
  };
  return (now) => {
    if (!now) return current;
    const today = Math.floor(now.getTime() / day);
    if (today !== held.today) {
      held.key.fill(0);
      drawn = draw();
      held = { today, key: random(32) };
      counts.clear();
      current.waiting.clear();
    }
    return current;
  };
}
