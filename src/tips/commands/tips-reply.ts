import { z } from "zod";
import { hinted } from "../../core/args.ts";
import { defineCommand } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import { actedReply, editorOf, caseArg, denied } from "../views/editors.ts";
import type { TipLine } from "../tip-line.ts";

export default (line: TipLine) =>
  defineCommand({
    name: "tips reply",
    summary: "Opens a form for a reply, which the source alone can open, by the codename",
    examples: ["/tips reply K7PQ2M"],
    args: z.object({
      case: caseArg(),
      text: hinted(z.string().optional(), { label: "reply", about: "what the source reads", long: true, secret: true }),
    }),
    audience: "asker",
    secret: true,
    role: "editor",
    denied: denied(line, "reply"),
    form({ case: number, text }) {
      if (text !== undefined) return undefined;
      return {
        title: "A reply",
        submit: "Send",
        ask: { command: "tips reply", args: {} },
        fields: [
          {
            name: "case",
            label: "Case",
            about: "its number",
            required: true,
            ...(number !== undefined && { value: number }),
          },
          {
            name: "text",
            label: "Reply",
            about: "Sealed to the codename. The platform sees it too. Do not ask who they are",
            required: true,
            long: true,
          },
        ],
      };
    },
    async run({ case: number, text }, context) {
      const me = editorOf(context);
      if (text === undefined)
        throw new UserError("usage", "A reply goes into a form: press Reply, or ask where one can open.", [
          "/tips list",
        ]);
      return actedReply(await line.reply(number, text, me), number, "Your reply waits, sealed.", text);
    },
  });
