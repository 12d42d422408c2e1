import { z } from "zod";
import { pageArg } from "../../core/args.ts";
import { defineCommand } from "../../core/command.ts";
import { paged, start, text } from "../../views/answer.ts";
import { editorOf, denied } from "../views/editors.ts";
import type { TipLine } from "../tip-line.ts";

/** Lines of a page. */
const size = 30;

export default (line: TipLine) =>
  defineCommand({
    name: "tips audit",
    summary: "Which editor did what with which case, by days, with no word on sources",
    examples: ["/tips audit", "/tips audit 2"],
    args: z.object({ page: pageArg() }),
    audience: "asker",
    secret: true,
    role: "editor",
    denied: denied(line, "audit"),
    async run({ page }, context) {
      editorOf(context);
      const { items: lines, more, says } = paged(await line.audit(), page, { command: "tips audit", args: {} }, size);
      const rows = lines.map(({ day, by = "not on the list", what, number = "", times = 1 }) => [
        day,
        by,
        times === 1 ? what : `${what}, ${times} times`,
        number,
      ]);
      const which = says === "" ? "" : ` ${says}.`;
      const summary =
        lines.length === 0 ? "Nothing has been done yet." : `What was done, the newest day first.${which}`;
      const table = { kind: "table" as const, head: ["Day", "Who", "What", "Case"].map(start), rows };
      return {
        summary,
        card: {
          title: "The tip line’s record",
          blocks: [text(summary), ...(rows.length > 0 ? [table] : [])],
          actions: more,
        },
        data: { lines },
      };
    },
  });
