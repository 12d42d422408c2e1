/**
 * Tips go to the editors' channels: in a later window than they came in, shuffled, at moments of chance. A repeated post
 * bears the same case number; words leave the store when they stand in every channel.
 */
import { move } from "../store/cases.ts";
import { inTurn } from "../store/in-turn.ts";
import { showChanges } from "../store/changes.ts";
import { planRelay, windowOf, type Planned } from "../rules/blur.ts";
import { asCaseNumber } from "../rules/case-number.ts";
import { count, sayCount } from "./count.ts";
import type { TipRelayOptions } from "./options.ts";
import { createPosts } from "./posts.ts";
import { repliesOf } from "./words.ts";
import { placeKey, type Place } from "../../core/place.ts";
import { hushed } from "../../jobs/hush.ts";

export type { TipRelayOptions } from "./options.ts";

export interface TipRelay {
  /** Does what is due. Never rejects. */
  look(): Promise<void>;
}

/** Relayed at one look. */
const most = 8;

/** Another goes on in our place. */
class LostTurn extends Error {
  override readonly name = "LostTurn";
}

/** Rejects where it is not ours to go on. */
type Mine = () => Promise<void>;

export function createTipRelay(options: TipRelayOptions): TipRelay {
  const { db, leases, now, random, window, lease, scrub, log } = options;
  const channels: readonly Place[] = [
    ...new Map(
      options.channels
        .map(({ platform, id }): Place => ({ platform, id, kind: "channel" }))
        .map((place) => [placeKey(place), place]),
    ).values(),
  ];
  let plan: { readonly window: number; left: readonly Planned[] } | undefined;
  const posts = createPosts(options, async ({ words, part, platform, place: id }) => {
    if (words === null) return count(options);
    return (await repliesOf(words, { platform, id, kind: "channel" }, options))?.[part - 1];
  });

  async function relay(words: string, mine: Mine): Promise<void> {
    for (const place of channels) {
      // One channel after another.
      await relayTo(words, place, mine);
    }
    await finish(words);
  }

  async function relayTo(words: string, place: Place, mine: Mine): Promise<void> {
    const platform = await posts.mayHave(place);
    const row =
      platform && (await db.selectFrom("tip_words").select("number").where("id", "=", words).executeTakeFirst());
    if (!platform || !row) return;
    const replies = await repliesOf(words, place, options);
    for (const [index, reply] of (replies ?? []).entries()) {
      await mine();
      // Others may have been let in since the part before.
      if (index > 0 && !(await posts.mayHave(place))) return;
      const post = await posts.begin({ number: row.number, words, part: index + 1, place });
      if (post && !(await posts.say(post, reply, platform))) return;
    }
  }

  /** Words that stand whole in a channel have been relayed; those that stand in all of them leave the store. */
  async function finish(words: string): Promise<void> {
    const row = await db.selectFrom("tip_words").selectAll().where("id", "=", words).executeTakeFirst();
    const [first] = channels;
    if (!row || !first) return;
    const parts = (await repliesOf(words, first, options))?.length ?? Number.POSITIVE_INFINITY;
    const made = await db.selectFrom("tip_posts").selectAll().where("words", "=", words).execute();
    const whole = channels.filter(
      ({ platform, id }) =>
        made.filter((post) => post.platform === platform && post.place === id && post.state === "sent").length >= parts,
    );
    if (whole.length === 0) return;
    const isDone = whole.length === channels.length;
    await inTurn(db, async (transaction) => {
      if (isDone) await transaction.deleteFrom("tip_words").where("id", "=", words).execute();
      const moved = await move(transaction, asCaseNumber(row.number), { kind: "delivered" });
      // Its case went meanwhile: what was left behind goes too.
      if (moved.kind !== "moved")
        await transaction.updateTable("tip_posts").set({ state: "removing" }).where("words", "=", words).execute();
    });
    if (isDone) await scrub();
  }

  async function due(): Promise<readonly Planned[]> {
    const current = windowOf(now(), window);
    if (plan?.window !== current) {
      const words = await db.selectFrom("tip_words").select(["id as key", "came as window"]).execute();
      const leaving = await db.selectFrom("tip_posts").select(["id as key"]).where("state", "=", "leaving").execute();
      const waiting = [...words, ...leaving.map(({ key }) => ({ key, window: current - 1 }))];
      // Posts that were due in the last moments of a window go now.
      const late = plan?.left ?? [];
      const others = waiting.filter(({ key }) => late.every((one) => one.key !== key));
      plan = { window: current, left: [...late, ...planRelay(others, now(), random, window)] };
    }
    const at = now();
    const ready = plan.left.filter((one) => one.at <= at).slice(0, most);
    plan.left = plan.left.filter((one) => !ready.includes(one));
    return ready;
  }

  async function goOrRelay(key: string, mine: Mine): Promise<void> {
    const post = await db
      .updateTable("tip_posts")
      .set({ state: "removing" })
      .where("id", "=", key)
      .where("state", "=", "leaving")
      .returningAll()
      .executeTakeFirst();
    await (post ? posts.remove(post) : relay(key, mine));
  }

  async function work(mine: Mine): Promise<void> {
    if (await showChanges(db, windowOf(now(), window))) await scrub();
    const begun = await db.selectFrom("tip_posts").selectAll().where("state", "in", ["posting", "removing"]).execute();
    // One after another: each is looked at before the next is begun.
    for (const post of begun) {
      await mine();
      if (post.state === "removing") await posts.remove(post);
      else if ((await posts.resume(post)) && post.words !== null) await finish(post.words);
    }
    for (const { key } of await due()) await goOrRelay(key, mine);
    await sayCount(channels, posts, options, mine);
  }

  return {
    async look() {
      try {
        const held = await leases.claim("tips", lease);
        if (!held) return;
        const mine = async (): Promise<void> => {
          if (!(await leases.renew(held, lease))) throw new LostTurn();
        };
        try {
          // A platform's refusal would be told by its adapter, with the moment of the post.
          await hushed(log.warn, () => work(mine));
        } finally {
          await leases.release(held);
        }
      } catch (error) {
        // The plan is made anew.
        plan = undefined;
        if (error instanceof LostTurn) return;
        // Not even its name: what failed here had words of a stranger in hand.
        log.error("relaying tips met an error of ours", {});
      }
    },
  };
}
