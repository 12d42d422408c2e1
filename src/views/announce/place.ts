/** The channel of a command about news, and its subscription. */
import type { Announcing, Subscribed } from "../../core/news/announcing.ts";
import type { Context } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import { channelOf } from "../channel.ts";
import type { Place } from "../../core/place.ts";

/** @throws UserError where this channel is told no news */
export async function subscribedHere(
  announcing: Announcing,
  context: Context,
): Promise<{
  readonly place: Place;
  readonly subscribed: Subscribed;
}> {
  const place = channelOf(context);
  const subscribed = await announcing.of(place);
  if (!subscribed || subscribed.state === "stopped") throw toldNothing();
  return { place, subscribed };
}

export const toldNothing = (): UserError =>
  new UserError("not-found", "This channel is told no news.", ["/announce here", "/announce here gains"]);
