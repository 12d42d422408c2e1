/** The role that a channel's news is to call, as its manager named it. */
import type { Context } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import type { Announcing } from "../../core/news/announcing.ts";
import type { Subscription } from "../../core/news/subscription.ts";
import type { Place } from "../../core/place.ts";

interface Called {
  readonly is?: NonNullable<Subscription["mention"]> | "off";
  /** An obstacle to calling it, and how to mend it. */
  readonly caveat?: string;
}

/**
 * @param words undefined where none was named
 * @throws UserError for a role that is not there, is everybody, or is not this asker's to call
 */
export async function roleCalled(
  announcing: Announcing,
  { asker }: Context,
  place: Place,
  words: string | undefined,
): Promise<Called> {
  if (words === undefined) return {};
  if (/^off$/i.test(words)) return { is: "off" };
  const role = (await announcing.role?.(place, words)) ?? "absent";
  if (role === "absent") throw new UserError("usage", "There are no roles here that I could call.");
  if (role === "unclear")
    throw new UserError("too-early", "I could not look at this server’s roles. Please ask me again in a moment.");
  if (role === "none") throw new UserError("not-found", "I find no such role here. Type @ and pick it from the list.");
  if (role.isEveryone)
    throw new UserError("forbidden", "I never call everybody. Choose a role that people can take or leave.");
  if (!role.isOpen && !asker.callsAll)
    throw new UserError(
      "forbidden",
      "That role is not yours to call here: somebody who may mention everyone can choose it, or let anyone mention it.",
    );
  const { id, name, isOurs } = role;
  const caveat = `I may not mention @${name} yet, so that nobody is notified: let anyone mention that role (Server Settings, Roles), or give me Mention Everyone in this channel.`;
  return { is: { id, name }, ...(!isOurs && { caveat }) };
}
