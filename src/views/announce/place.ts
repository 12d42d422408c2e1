/** The channel that a command about news is asked in, and how it stands with it. */
import type { Announcing, Subscribed } from "../../core/news/announcing.ts";
import type { Context } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import { channelOf } from "../channel.ts";
import type { Place } from "../../core/place.ts";

/** @throws UserError where nothing is kept, as for a single question from the command line */
export function announcingOf({ announcing }: Context): Announcing {
  if (announcing) return announcing;
  throw new UserError(
    "usage",
    "Nothing is kept here, and so no channel can be told news: join me to a chat platform as the README says, start me with npm start, and ask me there.",
  );
}

/** @throws UserError also in a conversation with one person */
export function newsPlace(context: Context): { readonly announcing: Announcing; readonly place: Place } {
  return { announcing: announcingOf(context), place: channelOf(context) };
}

/** @throws UserError where this channel is told nothing */
export async function subscribedHere(context: Context): Promise<{
  readonly announcing: Announcing;
  readonly place: Place;
  readonly subscribed: Subscribed;
}> {
  const { announcing, place } = newsPlace(context);
  const subscribed = await announcing.of(place);
  if (!subscribed || subscribed.state === "stopped") throw toldNothing();
  return { announcing, place, subscribed };
}

export const toldNothing = (): UserError =>
  new UserError("not-found", "This channel is told no news.", ["/announce here", "/announce here gains"]);
