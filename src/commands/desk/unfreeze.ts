import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import { atDesk } from "../../views/desk/at-desk.ts";
import { draftReply } from "../../views/desk/draft.ts";
import type { Desk } from "../../core/desk/desk.ts";

export default (desk: Desk) =>
  defineCommand({
    name: "unfreeze",
    summary: "Lets posts go on after a freeze, once a second editor confirms",
    examples: ["/unfreeze"],
    args: z.object({}),
    audience: "asker",
    role: "editor",
    async run(_, context) {
      const { me } = atDesk(desk, context);
      const frozen = await desk.frozen();
      if (!frozen) throw new UserError("usage", "Nothing is frozen: posts go out.", ["/desk"]);
      // The second who asks for it is asked to look at the first one's, and not to enter another.
      const waits = (await desk.waiting()).find(
        ({ proposal, saw }) => proposal.what === "unfreeze" && saw === frozen.at.getTime(),
      );
      const draft = waits ?? (await desk.propose({ what: "unfreeze" }, me, context.now));
      const mayConfirm = draft.by !== me || (await desk.solo()) !== undefined;
      return draftReply(draft, desk.history(), mayConfirm);
    },
  });
