/** A channel's managers open the tip line there, or close it. */
import type { Context } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import type { Reply } from "../../core/reply.ts";
import { text } from "../../views/answer.ts";
import type { TipLine } from "../tip-line.ts";

/** @throws UserError where that is not theirs to say, or the line could not work */
export async function openHere(line: TipLine, context: Context, open: boolean): Promise<Reply> {
  const { place: here, ruledBy: place = here, secrets } = context.asker;
  if (secrets !== "opened")
    throw new UserError(
      "forbidden",
      "Whether tips are taken here is settled by the newsroom’s configuration, not in a channel.",
    );
  if (place.kind === "direct") throw new UserError("forbidden", "That is said in a channel, for the channel.");
  if (open && line.wants.length > 0)
    throw new UserError("forbidden", `The newsroom has not set its tip line up yet. ${line.wants.join(" ")}`);
  await line.openIn(place, open);
  const words = open
    ? "The tip line is open in this channel: /tip send shows who can see what, and then a form. What is sent appears nowhere here."
    : "The tip line is closed in this channel. Whoever has a codename can still use it.";
  return { summary: words, card: { title: `The tip line is ${open ? "open" : "closed"} here`, blocks: [text(words)] } };
}
