import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { start, text } from "../../views/answer.ts";
import { editorOf, denied } from "../views/editors.ts";
import type { TipLine } from "../tip-line.ts";

/** Lines that one answer shows. */
const most = 40;

export default (line: TipLine) =>
  defineCommand({
    name: "tips audit",
    summary: "Which editor did what with which case, by days, with no word on sources",
    examples: ["/tips audit"],
    args: z.object({}),
    audience: "asker",
    secret: true,
    role: "editor",
    denied: denied(line, "audit"),
    async run(_, context) {
      editorOf(context);
      const lines = (await line.audit()).slice(0, most);
      const rows = lines.map(({ day, by = "not on the list", what, number = "" }) => [day, by, what, number]);
      const summary = lines.length === 0 ? "Nothing has been done yet." : "What was done, the newest day first.";
      const table = { kind: "table" as const, head: ["Day", "Who", "What", "Case"].map(start), rows };
      return {
        summary,
        card: { title: "The tip line’s record", blocks: [text(summary), ...(rows.length > 0 ? [table] : [])] },
        data: { lines },
      };
    },
  });
