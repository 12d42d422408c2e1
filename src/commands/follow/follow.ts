import { z } from "zod";
import { defineCommand, type Context } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import type { Announcing, Subscribed } from "../../core/news/announcing.ts";
import { branchesOf, branchWords, joinedBranches, most, readWanted, without } from "../../core/news/following.ts";
import { usualSubscription } from "../../core/news/subscription.ts";
import type { Place } from "../../core/place.ts";
import type { Reply } from "../../core/reply.ts";
import { filterArg } from "../../core/seats/filter-arg.ts";
import { listed } from "../../core/text.ts";
import { button, note, text } from "../../views/answer.ts";

export default (announcing: Announcing) =>
  defineCommand({
    name: "follow",
    summary: "Tells you, in our direct messages, when a seat or what a filter asks for declares or changes",
    examples: ["/follow bath", "/follow labour gains and wales", "/follow"],
    asks: { title: "Follow seats", submit: "Follow" },
    args: z.object({ filter: filterArg() }),
    audience: "asker",
    role: "anyone",
    async run({ filter: words }, context) {
      const place = conversationOf(context);
      const before = await followedIn(announcing, place);
      const branches = before ? branchesOf(before.subscription.filter) : [];
      if (words === undefined) return listing(branches, context);
      const { branches: wanted, because } = readWanted(words, context, "/follow");
      const fresh = without(wanted, branches);
      const all = [...branches, ...fresh];
      if (all.length > most.branches)
        throw new UserError("usage", `You can follow ${most.branches} things at a time. Leave one first.`, ["/follow"]);
      const subscription = { ...usualSubscription, filter: joinedBranches(all) };
      if (before) {
        if (fresh.length > 0) await announcing.change(place, subscription);
      } else {
        if ((await announcing.conversations()) >= most.people)
          throw new UserError(
            "forbidden",
            "As many people follow something here as I can tell in time. Ask again when the night is over, or ask for a channel: its managers type /announce here.",
          );
        await announcing.subscribe(place, subscription);
      }
      const said = listed(branchWords(wanted, context));
      const lead = fresh.length === 0 ? `You follow this already: ${said}.` : `I tell you here from now on: ${said}.`;
      return {
        summary: `${lead} ${kept}`,
        card: {
          title: "Following",
          blocks: [text(lead), ...(because === undefined ? [] : [text(`${because}.`)]), note(kept)],
          actions: [button("All that I follow", "follow"), button("Unfollow", "unfollow", { filter: words })],
        },
        data: { follows: branchWords(all, context) },
      };
    },
  });

/** Said plainly before anything is kept for long. */
const kept =
  "What has been is not told. Until you /unfollow I keep this conversation’s id, which leads to you, and what you follow: nothing else reaches you here. Both are erased then, with what I said.";

function listing(branches: readonly Parameters<typeof branchesOf>[0][], context: Context): Reply {
  if (branches.length === 0)
    return {
      summary: "You follow nothing. Try /follow bath, or /follow labour gains and wales",
      card: {
        title: "You follow nothing",
        blocks: [text("Name a seat, or what should happen, and I tell you here when it does."), note(kept)],
        actions: [
          button("Every gain", "follow", { filter: "gains" }),
          button("Milestones", "follow", { filter: "milestones" }),
        ],
      },
      data: { follows: [] },
    };
  const words = branchWords(branches, context);
  return {
    summary: `You follow: ${words.join("; ")}.`,
    card: {
      title: `You follow ${words.length === 1 ? "one thing" : `${words.length} things`}`,
      blocks: [text(words.join("\n")), note(kept)],
      actions: [
        ...words.slice(0, 8).map((one) => button(`Unfollow ${one}`, "unfollow", { filter: one })),
        button("Unfollow all", "unfollow", { filter: "all" }),
      ],
    },
    data: { follows: words },
  };
}

/** @throws UserError outside a conversation with one person */
export function conversationOf({ asker }: Context): Place {
  if (asker.place.kind === "direct") return asker.place;
  throw new UserError(
    "usage",
    "I tell people what they follow in our direct messages, and nowhere else. Write to me there: open my profile, and Message. In a channel its managers type /announce here.",
  );
}

export async function followedIn(announcing: Announcing, place: Place): Promise<Subscribed | undefined> {
  const found = await announcing.of(place);
  return found && found.state !== "stopped" ? found : undefined;
}
