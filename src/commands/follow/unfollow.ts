import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import type { Announcing } from "../../core/news/announcing.ts";
import { branchesOf, branchWords, joinedBranches, readWanted, without } from "../../core/news/following.ts";
import { filterArg } from "../../core/seats/filter-arg.ts";
import { button, text } from "../../views/answer.ts";
import { conversationOf, followedIn } from "./follow.ts";

export default (announcing: Announcing) =>
  defineCommand({
    name: "unfollow",
    summary: "Ends what you follow: one thing, or all of it, and then erases this conversation",
    examples: ["/unfollow", "/unfollow bath"],
    asks: { title: "Stop following", submit: "Unfollow" },
    args: z.object({ filter: filterArg() }),
    audience: "asker",
    role: "anyone",
    async run({ filter: words = "all" }, context) {
      const place = conversationOf(context);
      const before = await followedIn(announcing, place);
      if (!before) throw new UserError("not-found", "You follow nothing here.", ["/follow bath"]);
      const branches = branchesOf(before.subscription.filter);
      const gone = /^(?:all|everything)$/i.test(words.trim())
        ? branches
        : readWanted(words, context, "/unfollow").branches;
      const left = without(branches, gone);
      if (left.length === branches.length)
        throw new UserError(
          "not-found",
          `You do not follow that. You follow: ${branchWords(branches, context).join("; ")}.`,
          branchWords(branches, context)
            .slice(0, 3)
            .map((one) => `/unfollow ${one}`),
        );
      if (left.length === 0) await announcing.forget(place);
      else await announcing.change(place, { ...before.subscription, filter: joinedBranches(left) });
      const summary =
        left.length === 0
          ? "You follow nothing any more. This conversation’s id and what I told you here are erased from my database; the messages that you see are the platform’s."
          : `You still follow: ${branchWords(left, context).join("; ")}.`;
      return {
        summary,
        card: {
          title: "Unfollowed",
          blocks: [text(summary)],
          ...(left.length > 0 && { actions: [button("All that I follow", "follow")] }),
        },
        data: { follows: branchWords(left, context) },
      };
    },
  });
