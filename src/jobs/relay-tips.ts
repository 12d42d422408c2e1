/**
 * Tips go to the editors' channels: in a later window than they came in, shuffled, at moments of chance. A post is written
 * down before it is made, looked for before it is repeated, and a repeat bears the same case number; words leave the store
 * when they stand in every channel. What is to be taken away is tried until it is gone.
 */
import { createHash } from "node:crypto";
import type { Kysely, Selectable } from "kysely";
import type { Log } from "../core/log.ts";
import { localTime } from "../core/news/quiet.ts";
import { asDeliveryId, type Place, type Platform, type Posted } from "../core/platform.ts";
import type { Reply } from "../core/reply.ts";
import type { Leases } from "../data/store/leases.ts";
import type { Schema } from "../data/store/schema.ts";
import { move } from "../data/tips/cases.ts";
import { newDelivery } from "../data/tips/keys.ts";
import { planRelay, windowOf, type Planned } from "../tips/blur.ts";
import { asCaseNumber } from "../tips/case-number.ts";
import { readable } from "../tips/hostile.ts";
import type { Random } from "../tips/random.ts";
import { armoured, open, SealError } from "../tips/seal.ts";
import { dayOf } from "../tips/state.ts";
import { countReply, openReplies, sealedReplies } from "../views/tips/relay.ts";
import { attempt } from "./deliver/say.ts";

export interface TipRelayOptions {
  readonly db: Kysely<Schema>;
  readonly leases: Leases;
  readonly now: () => Date;
  /** Milliseconds of this machine's clock. */
  readonly real: () => number;
  readonly random: Random;
  /** Milliseconds: of the window, and for which a post of unclear fate is waited for. */
  readonly window: number;
  readonly grace: number;
  /** What opens tips while they are relayed; absent where only editors do. */
  readonly identities?: readonly string[];
  /** The editors' channels. */
  readonly channels: readonly { readonly platform: string; readonly id: string }[];
  readonly platforms: () => readonly Platform[];
  /** Tells the owner, without a word of what waits. */
  readonly held: (place: Place, why: string) => Promise<unknown>;
  readonly scrub: () => Promise<void>;
  /** When what waits is counted each day, and by which clock. */
  readonly morning: { readonly at: string; readonly zone: string };
  readonly log: Log;
}

export interface TipRelay {
  /** Does what is due. Never rejects. */
  look(): Promise<void>;
}

type Post = Selectable<Schema["tip_posts"]>;

/** Milliseconds, in which so many are relayed at most. */
const lease = 120_000;
const most = 8;
/** After so many windows a post that cannot be looked for is given up, whatever became of it. */
const longest = 24 * 30;

export function createTipRelay(options: TipRelayOptions): TipRelay {
  const { db, leases, now, real, random, window, grace, identities, platforms, held, scrub, morning, log } = options;
  const channels: readonly Place[] = [
    ...new Map(
      options.channels.map(({ platform, id }) => [`${platform} ${id}`, { platform, id, kind: "channel" } as const]),
    ).values(),
  ];
  /** When each was last tried; what an earlier process tried counts from our start. */
  const tried = new Map<string, number>();
  const started = real();
  let plan: { readonly window: number; left: readonly Planned[] } | undefined;

  const platformOf = ({ platform }: Pick<Place, "platform">): Platform | undefined =>
    platforms().find(({ name }) => name === platform);
  const placeOf = ({ platform, place: id }: Post): Place => ({ platform, id, kind: "channel" });
  const sinceOf = ({ since }: Post): Date => new Date(since * window);
  const lastTry = ({ id }: Post): number => tried.get(id) ?? started;

  /** The posts that some words make; undefined where they are gone, or cannot be opened. */
  async function repliesOf(id: string, place: Place): Promise<readonly Reply[] | undefined> {
    const words = await db.selectFrom("tip_words").selectAll().where("id", "=", id).executeTakeFirst();
    if (!words) return undefined;
    const number = asCaseNumber(words.number);
    const about = { number, day: dayOf(new Date(words.came * window)) };
    const sealed = new Uint8Array(words.sealed);
    if (!identities) return sealedReplies(about, armoured(sealed));
    try {
      const framed = await open(number, sealed, identities);
      const end = framed.indexOf("\n");
      return openReplies(about, readable(framed.slice(0, end)), readable(framed.slice(end + 1)));
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      await held(place, `what waits cannot be opened: ${error.message.toLowerCase()}`);
      return undefined;
    }
  }

  async function say(post: Post, reply: Reply, platform: Platform, isFirst: boolean): Promise<boolean> {
    tried.set(post.id, real());
    const place = placeOf(post);
    const posted = await attempt(() => platform.post(place, reply, asDeliveryId(post.id)));
    return settle(post, posted, isFirst);
  }

  /** @returns whether it stands there */
  async function settle(post: Post, posted: Posted, isFirst: boolean): Promise<boolean> {
    switch (posted.kind) {
      case "sent":
        await db.updateTable("tip_posts").set({ ref: posted.message.id }).where("id", "=", post.id).execute();
        // Not where it is to be taken away by now, as what was deleted while it was on its way is.
        await db
          .updateTable("tip_posts")
          .set({ state: (await isGone(post)) ? "removing" : "sent" })
          .where("id", "=", post.id)
          .where("state", "=", "posting")
          .execute();
        tried.delete(post.id);
        return true;
      case "unclear":
        return false;
      case "later":
      case "refused":
        if (posted.kind === "refused")
          await held(
            placeOf(post),
            posted.about === "words" ? "the platform does not take how tips are shown" : posted.why,
          );
        // Nothing was posted, so there is nothing to be found.
        if (isFirst)
          await db.deleteFrom("tip_posts").where("id", "=", post.id).where("state", "=", "posting").execute();
        return false;
    }
  }

  /** Its case is no more. */
  async function isGone({ number }: Post): Promise<boolean> {
    if (number === null) return false;
    const row = await db.selectFrom("tip_cases").select("state").where("number", "=", number).executeTakeFirst();
    return row === undefined || row.state === "deleted";
  }

  /** Whether a channel may have a tip now. The owner hears why not. */
  async function mayHave(place: Place): Promise<Platform | undefined> {
    const platform = platformOf(place);
    const facts = await platform?.inspect(place).catch(() => undefined);
    if (!platform || !facts) return undefined;
    if (!facts.mayPost) await held(place, facts.wants[0] ?? "I may not post there");
    else if (!facts.isPrivate) await held(place, "the channel is not private: others could read there");
    return facts.mayPost && facts.isPrivate ? platform : undefined;
  }

  async function relay(words: string): Promise<void> {
    for (const place of channels) {
      // One channel after another.
      // oxlint-disable-next-line no-await-in-loop
      await relayTo(words, place);
    }
    await finish(words);
  }

  async function relayTo(words: string, place: Place): Promise<void> {
    const platform = await mayHave(place);
    const row =
      platform && (await db.selectFrom("tip_words").select("number").where("id", "=", words).executeTakeFirst());
    if (!platform || !row) return;
    const replies = await repliesOf(words, place);
    for (const [index, reply] of (replies ?? []).entries()) {
      // oxlint-disable-next-line no-await-in-loop -- in their order
      const post = await begin({ number: row.number, words, part: index + 1, place });
      // oxlint-disable-next-line no-await-in-loop
      if (post && !(await say(post, reply, platform, true))) return;
    }
  }

  /** Written down before anything is posted. @returns undefined where it has been begun before */
  function begin(of: {
    readonly number: string | null;
    readonly words: string | null;
    readonly part: number;
    readonly place: Place;
    readonly id?: string;
  }): Promise<Post | undefined> {
    const { number, words, part, place, id = newDelivery(random) } = of;
    return db
      .insertInto("tip_posts")
      .values({
        id,
        number,
        words,
        part,
        platform: place.platform,
        place: place.id,
        state: "posting",
        ref: null,
        since: windowOf(now(), window),
      })
      .onConflict((there) => there.doNothing())
      .returningAll()
      .executeTakeFirst();
  }

  /** What stands whole in a channel has been relayed; what stands in all of them leaves the store. */
  async function finish(words: string): Promise<void> {
    const row = await db.selectFrom("tip_words").selectAll().where("id", "=", words).executeTakeFirst();
    const [first] = channels;
    if (!row || !first) return;
    const parts = (await repliesOf(words, first))?.length ?? Number.POSITIVE_INFINITY;
    const posts = await db.selectFrom("tip_posts").selectAll().where("words", "=", words).execute();
    const whole = channels.filter(
      ({ platform, id }) =>
        posts.filter((post) => post.platform === platform && post.place === id && post.state === "sent").length >=
        parts,
    );
    if (whole.length === 0) return;
    const isDone = whole.length === channels.length;
    await db.transaction().execute(async (transaction) => {
      if (isDone) await transaction.deleteFrom("tip_words").where("id", "=", words).execute();
      const moved = await move(transaction, asCaseNumber(row.number), { kind: "delivered" });
      // Its case went meanwhile: what was left behind goes too.
      if (moved.kind !== "moved")
        await transaction.updateTable("tip_posts").set({ state: "removing" }).where("words", "=", words).execute();
    });
    if (isDone) await scrub();
  }

  /** A post that was begun earlier, perhaps by a process that is no more. */
  async function resume(post: Post): Promise<void> {
    const place = placeOf(post);
    const platform = platformOf(post);
    if (!platform) return;
    const found = await platform.find(place, asDeliveryId(post.id), sinceOf(post)).catch(() => "cannot-look" as const);
    if (found === "not now") return;
    if (typeof found === "object") await settle(post, { kind: "sent", message: found }, false);
    // It may still land; where nobody can look, a repeat is better than a loss.
    else if (real() >= lastTry(post) + (found === "absent" ? grace : window)) await repeat(post, place);
    if (post.words !== null) await finish(post.words);
  }

  async function repeat(post: Post, place: Place): Promise<void> {
    const replies = post.words === null ? [await count()] : await repliesOf(post.words, place);
    const reply = replies?.[post.part - 1];
    if (!reply) {
      await db.updateTable("tip_posts").set({ state: "removing" }).where("id", "=", post.id).execute();
      return;
    }
    const platform = post.words === null ? platformOf(post) : await mayHave(place);
    if (platform) await say(post, reply, platform, false);
  }

  async function remove(post: Post): Promise<void> {
    const platform = platformOf(post);
    if (!platform) return;
    const place = placeOf(post);
    const found =
      post.ref === null
        ? await platform.find(place, asDeliveryId(post.id), sinceOf(post)).catch(() => "cannot-look" as const)
        : { place, id: post.ref };
    if (typeof found !== "object") {
      const isOver =
        found === "absent" ? real() >= lastTry(post) + grace : windowOf(now(), window) > post.since + longest;
      if (isOver) await forget(post);
      return;
    }
    // What was refused is tried again in the next window.
    if ((refusedAt.get(post.id) ?? -Infinity) + window > real()) return;
    const gone = await attempt(() => platform.remove(found));
    if (gone.kind === "sent" || (gone.kind === "refused" && gone.about === "message")) return forget(post);
    if (gone.kind !== "refused") return;
    refusedAt.set(post.id, real());
    await held(place, `a post that is to be taken away cannot be: ${gone.why}`);
  }
  const refusedAt = new Map<string, number>();

  async function forget({ id }: Post): Promise<void> {
    await db.deleteFrom("tip_posts").where("id", "=", id).execute();
    tried.delete(id);
    refusedAt.delete(id);
    await scrub();
  }

  async function count(): Promise<Reply> {
    const rows = await db.selectFrom("tip_cases").select("state").execute();
    const of = (wanted: string): number => rows.filter(({ state }) => state === wanted).length;
    return countReply({ unclaimed: of("relayed"), claimed: of("claimed"), replied: of("replied") });
  }

  /** Each day once in each channel, whether or not anything waits. */
  async function sayCount(): Promise<void> {
    const { day, time } = localTime(now(), morning.zone);
    if (time < morning.at) return;
    for (const place of channels) {
      const platform = platformOf(place);
      if (!platform) continue;
      const id = createHash("sha256").update(`${day} ${place.platform} ${place.id}`).digest("hex").slice(0, 24);
      // oxlint-disable-next-line no-await-in-loop -- few
      const post = await begin({ number: null, words: null, part: 1, place, id });
      // oxlint-disable-next-line no-await-in-loop
      if (post) await say(post, await count(), platform, true);
    }
    const old = windowOf(now(), window) - Math.ceil((3 * 24 * 3_600_000) / window);
    await db.deleteFrom("tip_posts").where("number", "is", null).where("since", "<", old).execute();
  }

  async function due(): Promise<readonly Planned[]> {
    const current = windowOf(now(), window);
    if (plan?.window !== current) {
      const waiting = await db.selectFrom("tip_words").select(["id as key", "came as window"]).execute();
      // What was to go out in the last moments of a window goes now.
      const late = plan?.left ?? [];
      const others = waiting.filter(({ key }) => late.every((one) => one.key !== key));
      plan = { window: current, left: [...late, ...planRelay(others, now(), random, window)] };
    }
    const at = now();
    const ready = plan.left.filter((one) => one.at <= at).slice(0, most);
    plan.left = plan.left.filter((one) => !ready.includes(one));
    return ready;
  }

  async function work(): Promise<void> {
    const begun = await db.selectFrom("tip_posts").selectAll().where("state", "in", ["posting", "removing"]).execute();
    // One after another: each is looked at before the next is begun.
    // oxlint-disable-next-line no-await-in-loop
    for (const post of begun) await (post.state === "posting" ? resume(post) : remove(post));
    // oxlint-disable-next-line no-await-in-loop
    for (const { key } of await due()) await relay(key);
    await sayCount();
  }

  return {
    async look() {
      try {
        const mine = await leases.claim("tips", lease);
        if (!mine) return;
        try {
          await work();
        } finally {
          await leases.release(mine);
        }
      } catch {
        // What was due is planned anew.
        plan = undefined;
        // Not even its name: what failed here had words of a stranger in hand.
        log.error("relaying tips met an error of ours", {});
      }
    },
  };
}
