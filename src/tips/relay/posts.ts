/**
 * One post in an editors' channel: written down before it is made, looked for before it is repeated, and, when it is to go,
 * tried to be taken away until it is gone.
 */
import { attempt, fateOf, search, type Attempts, type FatePolicy } from "../../core/fate.ts";
import type { Platform, Posted } from "../../core/platform.ts";
import type { Reply } from "../../core/reply.ts";
import { newDelivery } from "../store/keys.ts";
import { windowOf } from "../rules/blur.ts";
import type { Post, TipRelayOptions } from "./options.ts";
import { asDeliveryId, type DeliveryId, type Place } from "../../core/place.ts";

export interface NewPost {
  /** Of its case; null for the count. */
  readonly number: string | null;
  readonly words: string | null;
  /** From 1. */
  readonly part: number;
  readonly place: Place;
  /** Random, unless given. */
  readonly id?: DeliveryId;
}

export interface Posts {
  /** Whether a channel may have a tip now. The owner hears why not. */
  mayHave(place: Place): Promise<Platform | undefined>;
  /** Written down before anything is posted. @returns undefined where it has been begun before */
  begin(post: NewPost): Promise<Post | undefined>;
  /** Its first attempt. @returns whether it stands there */
  say(post: Post, reply: Reply, platform: Platform): Promise<boolean>;
  /** One that was begun earlier, perhaps by a process that is no more. @returns whether its platform could be asked */
  resume(post: Post): Promise<boolean>;
  remove(post: Post): Promise<void>;
}

/** Windows after which a post that is to be taken away, and that nobody can look for, is given up. */
const longest = 24 * 30;
/** Milliseconds between two searches without an answer: each look of the relay searches again. */
const pause = [0, 0] as const;

/** @param replyOf what a post that was begun says; undefined where that is gone */
export function createPosts(options: TipRelayOptions, replyOf: (post: Post) => Promise<Reply | undefined>): Posts {
  const { db, now, real, random, window, grace, platforms, held, scrub } = options;
  /** A source has no second chance: where nobody can look, a second post under the same number is better than none. */
  const relayed: FatePolicy = { grace, patience: Infinity, pause, unreadable: { repeatAfter: window } };
  /** Nothing is lost by waiting for a post that is to go: its history may be readable again. */
  const removed: FatePolicy = { grace, patience: 0, pause, unreadable: { giveUpAfter: longest * window } };
  /** Moments of the last attempts at posts; one of an earlier process counts from the start of this one. */
  const tried = new Map<string, number>();
  const started = real();
  const refusedAt = new Map<string, number>();

  const platformOf = ({ platform }: Pick<Place, "platform">): Platform | undefined =>
    platforms().find(({ name }) => name === platform);
  const placeOf = ({ platform, place: id }: Post): Place => ({ platform, id, kind: "channel" });
  /** The store has the window of the first attempt and no finer time: the window's end stands for it. */
  const attemptsOf = ({ id, since }: Post): Attempts => ({
    first: (since + 1) * window,
    last: tried.get(id) ?? started,
  });

  const find = (post: Post, platform: Platform): ReturnType<Platform["find"]> =>
    search(() => platform.find(placeOf(post), asDeliveryId(post.id), new Date(post.since * window)));

  async function mayHave(place: Place): Promise<Platform | undefined> {
    const platform = platformOf(place);
    const facts = await platform?.inspect(place).catch(() => undefined);
    if (!platform || !facts) return undefined;
    if (!facts.mayPost) await held(place, facts.wants[0] ?? "I may not post there");
    else if (!facts.isPrivate)
      await held(place, `the channel is not private: ${facts.openTo ?? "others could read there"}`);
    return facts.mayPost && facts.isPrivate ? platform : undefined;
  }

  async function say(post: Post, reply: Reply, platform: Platform, isFirst: boolean): Promise<boolean> {
    tried.set(post.id, real());
    const place = placeOf(post);
    const posted = await attempt(() => platform.post(place, reply, asDeliveryId(post.id)));
    return settle(post, posted, isFirst);
  }

  async function settle(post: Post, posted: Posted, isFirst: boolean): Promise<boolean> {
    switch (posted.kind) {
      case "sent":
        await db.updateTable("tip_posts").set({ ref: posted.message.id }).where("id", "=", post.id).execute();
        // A case may have been deleted while its post was on its way: the post is then taken away again.
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
        // The platform took no post, so none has to be looked for.
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

  async function repeat(post: Post): Promise<void> {
    const reply = await replyOf(post);
    if (!reply) {
      await db.updateTable("tip_posts").set({ state: "removing" }).where("id", "=", post.id).execute();
      return;
    }
    const platform = await mayHave(placeOf(post));
    if (platform) await say(post, reply, platform, false);
  }

  async function forget({ id }: Post): Promise<void> {
    await db.deleteFrom("tip_posts").where("id", "=", id).execute();
    tried.delete(id);
    refusedAt.delete(id);
    await scrub();
  }

  return {
    mayHave,
    begin: ({ number, words, part, place, id = newDelivery(random) }) =>
      db
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
        .executeTakeFirst(),
    say: (post, reply, platform) => say(post, reply, platform, true),
    async resume(post) {
      const platform = platformOf(post);
      if (!platform) return false;
      const found = await find(post, platform);
      const fate = fateOf(found, attemptsOf(post), real(), relayed);
      if (fate.kind === "found") await settle(post, { kind: "sent", message: fate.message }, false);
      else if (fate.kind === "repeat") await repeat(post);
      return found !== "not now";
    },
    async remove(post) {
      const platform = platformOf(post);
      if (!platform) return;
      const place = placeOf(post);
      const found = post.ref === null ? await find(post, platform) : { place, id: post.ref };
      const fate = fateOf(found, attemptsOf(post), real(), removed);
      if (fate.kind === "wait") return;
      // A post that does not stand there need not be taken away.
      if (fate.kind !== "found") return forget(post);
      // A removal that was refused is tried again a window later.
      if ((refusedAt.get(post.id) ?? -Infinity) + window > real()) return;
      const gone = await attempt(() => platform.remove(fate.message));
      if (gone.kind === "sent" || (gone.kind === "refused" && gone.about === "message")) return forget(post);
      if (gone.kind !== "refused") return;
      refusedAt.set(post.id, real());
      await held(place, `a post that is to be taken away cannot be: ${gone.why}`);
    },
  };
}
