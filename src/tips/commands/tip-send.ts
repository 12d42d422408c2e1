import { z } from "zod";
import { hinted } from "../../core/args.ts";
import { defineCommand } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import { goneReply, heldReply, sendForm, sentReply, subjectOf } from "../views/sending.ts";
import { closedReply, closedWords, privacyReply } from "../views/source.ts";
import { mayCount } from "../views/polls.ts";
import type { TipLine } from "../tip-line.ts";

export default (line: TipLine) =>
  defineCommand({
    name: "tip send",
    summary: "Sends the newsroom a tip: first the words on who can see it, then a form",
    examples: ["/tip send"],
    args: z.object({
      agreed: hinted(z.literal("yes").optional(), { label: "agreed", about: "the words were read", carried: true }),
      held: hinted(z.string().optional(), { label: "held", about: "a tip that was written down", carried: true }),
      subject: hinted(z.string().optional(), { label: "subject", about: "what it is about", secret: true }),
      text: hinted(z.string().optional(), { label: "text", about: "the tip", long: true, secret: true }),
    }),
    audience: "asker",
    secret: true,
    role: "anyone",
    form({ agreed, text }, context) {
      const isReady = agreed === "yes" && text === undefined;
      return isReady && line.door(context.asker).kind === "open" ? sendForm(mayCount(context), line.length) : undefined;
    },
    async run({ agreed, held, subject, text }, context) {
      const { asker } = context;
      const closed = closedReply(line, context);
      if (held !== undefined) {
        // Not as an answer, which would take the codename from the screen.
        if (closed) throw new UserError("forbidden", `It is not sent. ${closedWords(line, context, closed)}`);
        const sent = await line.confirm(asker, held);
        if (sent.kind === "not-taken") throw new UserError("too-many", sent.why);
        return sent.kind === "sent" ? sentReply() : goneReply();
      }
      if (text === undefined) return closed ?? privacyReply(line, context);
      const { days } = line.words(asker.place, context.whoCanSee);
      if (closed) throw new UserError("forbidden", closedWords(line, context, closed), [], text);
      if (agreed !== "yes") throw new UserError("usage", "Read who can see it first: /tip send.", [], text);
      const about = subjectOf(subject, mayCount(context), text);
      const sent = await line.send(asker, { subject: about, text });
      if (sent.kind === "not-taken") throw new UserError("too-many", sent.why, [], text);
      return heldReply(sent, days);
    },
  });
