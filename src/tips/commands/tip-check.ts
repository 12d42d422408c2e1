import { z } from "zod";
import { hinted } from "../../core/args.ts";
import { defineCommand } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import { button, text } from "../../views/answer.ts";
import { checkedReply, checkForm, closedReply, closedWords, erasedReply, unknownCodename } from "../views/source.ts";
import type { TipLine } from "../tip-line.ts";

const title = "Your tip";

export default (line: TipLine) =>
  defineCommand({
    name: "tip check",
    summary: "Opens a form for your codename: replies, and the state of your tip; answer, or delete it",
    examples: ["/tip check"],
    args: z.object({
      what: hinted(z.enum(["answer", "delete"]).optional(), {
        label: "what",
        about: "answer or delete",
        carried: true,
      }),
      codename: hinted(z.string().optional(), { label: "codename", about: "your seven words", secret: true }),
      answer: hinted(z.string().optional(), { label: "answer", about: "your answer", long: true, secret: true }),
    }),
    audience: "asker",
    secret: true,
    role: "anyone",
    form({ codename, what }, { asker }) {
      const may = what === "answer" ? line.mayWrite(asker) : line.mayRead(asker);
      if (codename !== undefined || !may) return undefined;
      return checkForm(what === "answer" || what === "delete" ? what : undefined);
    },
    async run({ what, codename, answer }, context) {
      const { asker } = context;
      const { caller } = asker;
      const isClosed = !line.mayRead(asker) || (what === "answer" && !line.mayWrite(asker));
      const closed = isClosed ? closedReply(line, context) : undefined;
      // Whose workspace is not listed is not to type a codename there either.
      if (closed && answer === undefined) return closed;
      if (closed) throw new UserError("forbidden", closedWords(line, context, closed), [], answer);
      if (codename === undefined) {
        const words = "Your codename goes into a form, and nowhere else.";
        const actions = [button("Open the form", "tip check", what === undefined ? {} : { what })];
        return { summary: words, card: { title, blocks: [text(words)], actions } };
      }
      if (what === "delete") {
        const erased = await line.erase(caller, codename);
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
      const checked = await line.check(caller, codename);
      if (checked.kind === "unknown") throw unknownCodename();
      if (checked.kind === "not-taken") throw new UserError("too-many", checked.why);
      return checkedReply(checked, line.mayWrite(asker));
    },
  });
