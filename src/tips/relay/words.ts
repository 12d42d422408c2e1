/** The posts that kept words make, opened only while they are relayed. */
import type { Reply } from "../../core/reply.ts";
import { asCaseNumber } from "../rules/case-number.ts";
import { readable } from "../rules/hostile.ts";
import { armoured, open, SealError } from "../rules/seal.ts";
import { dayOf } from "../rules/state.ts";
import { openReplies, sealedReplies } from "../views/relay.ts";
import type { TipRelayOptions } from "./options.ts";
import type { Place } from "../../core/place.ts";

/** @param place whose owner hears that they cannot be opened @returns undefined where they are gone, or cannot be */
export async function repliesOf(
  id: string,
  place: Place,
  { db, window, identities, held }: TipRelayOptions,
): Promise<readonly Reply[] | undefined> {
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
