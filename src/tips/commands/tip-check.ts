import { z } from "zod";
import { hinted, wholeNumber } from "../../core/args.ts";
import { defineCommand } from "../../core/command.ts";
import type { Context } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import type { Reply } from "../../core/reply.ts";
import { button, text } from "../../views/answer.ts";
import { checkedReply, checkForm, closedBook, erasedReply, slipReply } from "../views/checking.ts";
import { unknownCodename, unsentReply } from "../views/checking.ts";
import { closedReply, closedWords } from "../views/source.ts";
import type { TipChecked, TipLine } from "../tip-line.ts";

const title = "Your tip";

/** `slip`: a codename was typed where it does not belong. */
const whats = ["answer", "delete", "read", "drop", "slip"] as const;

export default (line: TipLine) => {
  function shown(seen: TipChecked, page: number, { asker }: Context, unknown: () => Reply): Reply {
    switch (seen.kind) {
      case "found":
        return checkedReply(seen, page, line.mayWrite(asker));
      case "unsent":
        return unsentReply(seen, line.mayWrite(asker));
      case "unknown":
        return unknown();
      case "not-taken":
        throw new UserError("too-many", seen.why);
    }
  }

  return defineCommand({
    name: "tip check",
    summary: "Opens a form for your codename: replies, and the state of your tip; answer, or delete it",
    examples: ["/tip check"],
    args: z.object({
      what: hinted(z.enum(whats).optional(), { label: "what", about: "answer or delete", carried: true }),
      reading: hinted(z.string().optional(), { label: "reading", about: "what is being read", carried: true }),
      page: hinted(wholeNumber(9_999).optional(), { label: "page", about: "which page, from 1", carried: true }),
      codename: hinted(z.string().optional(), { label: "codename", about: "your seven words", secret: true }),
      answer: hinted(z.string().optional(), { label: "answer", about: "your answer", long: true, secret: true }),
    }),
    audience: "asker",
    secret: true,
    role: "anyone",
    form({ codename, what, reading }, { asker }) {
      if (codename !== undefined || reading !== undefined || what === "slip") return undefined;
      if (!(what === "answer" ? line.mayWrite(asker) : line.mayRead(asker))) return undefined;
      return checkForm(line.length, what === "answer" || what === "delete" ? what : undefined);
    },
    async run({ what, reading, page = 1, codename, answer }, context) {
      if (what === "slip") return slipReply();
      const { asker } = context;
      const isClosed = !line.mayRead(asker) || (what === "answer" && !line.mayWrite(asker));
      const closed = isClosed ? closedReply(line, context) : undefined;
      // Whose workspace is not listed is not to type a codename there either.
      if (closed && answer === undefined) return closed;
      if (closed) throw new UserError("forbidden", closedWords(line, context, closed), [], answer);
      if (reading !== undefined) {
        const seen = what === "drop" ? line.drop(asker, reading, page) : line.read(asker, reading);
        return shown(await seen, what === "drop" ? 1 : page, context, closedBook);
      }
      if (codename === undefined) {
        const words = "Your codename goes into a form, and nowhere else.";
        const isOfForm = what === "answer" || what === "delete";
        const actions = [button("Open the form", "tip check", isOfForm ? { what } : {})];
        return { summary: words, card: { title, blocks: [text(words)], actions } };
      }
      if (what === "delete") {
        const erased = await line.erase(asker, codename);
        if (erased.kind === "unknown") throw unknownCodename();
        if (erased.kind === "not-taken") throw new UserError("too-many", erased.why);
        return erasedReply(erased.number);
      }
      if (what === "answer") {
        const words = answer ?? "";
        const answered = await line.answer(asker, codename, words);
        if (answered.kind === "unknown") throw unknownCodename(words);
        if (answered.kind === "not-taken") throw new UserError("too-many", answered.why, [], words);
        const said = `Your answer to case ${answered.number} is kept, sealed, and reaches editors as your tip did.`;
        return { summary: said, card: { title, blocks: [text(said)] } };
      }
      return shown(await line.check(asker, codename), 1, context, () => {
        throw unknownCodename();
      });
    },
  });
};
