/** The count of waiting cases, posted each morning in each channel, whether or not there are any. */
import { createHash } from "node:crypto";
import type { Reply } from "../../core/reply.ts";
import { windowOf } from "../rules/blur.ts";
import { countReply } from "../views/relay.ts";
import type { TipRelayOptions } from "./options.ts";
import type { Posts } from "./posts.ts";
import { day as wholeDay, localTime } from "../../lib/local-time.ts";
import { asDeliveryId, placeKey, type Place } from "../../core/place.ts";

export async function count({ db }: Pick<TipRelayOptions, "db">): Promise<Reply> {
  const rows = await db.selectFrom("tip_cases").select("state").execute();
  const of = (wanted: string): number => rows.filter(({ state }) => state === wanted).length;
  return countReply({ unclaimed: of("relayed"), claimed: of("claimed"), replied: of("replied") });
}

/**
 * Once a day in each channel: its id is that of the day and the channel.
 * @param mine rejects where another goes on in our place
 */
export async function sayCount(
  channels: readonly Place[],
  posts: Posts,
  options: TipRelayOptions,
  mine: () => Promise<void>,
): Promise<void> {
  const { db, now, window, morning } = options;
  const { day, time } = localTime(now(), morning.zone);
  if (time < morning.at) return;
  for (const place of channels) {
    const hash = createHash("sha256")
      .update(`${day} ${placeKey(place)}`)
      .digest("hex");
    const id = asDeliveryId(hash.slice(0, 24));
    const said = await db.selectFrom("tip_posts").select("id").where("id", "=", id).executeTakeFirst();
    const platform = said ? undefined : await posts.mayHave(place);
    if (!platform) continue;
    await mine();
    const post = await posts.begin({ number: null, words: null, part: 1, place, id });
    if (post) await posts.say(post, await count(options), platform);
  }
  const old = windowOf(now(), window) - Math.ceil((3 * wholeDay) / window);
  await db.deleteFrom("tip_posts").where("number", "is", null).where("since", "<", old).execute();
}
