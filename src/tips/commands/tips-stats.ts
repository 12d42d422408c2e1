import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { end, start, text } from "../../views/answer.ts";
import { editorOf, denied } from "../views/editors.ts";
import type { TipLine } from "../tip-line.ts";

export default (line: TipLine) =>
  defineCommand({
    name: "tips stats",
    summary: "How many cases came in each week, and how many had a reply",
    examples: ["/tips stats"],
    args: z.object({}),
    audience: "asker",
    secret: true,
    role: "editor",
    denied: denied(line, "stats"),
    async run(_, context) {
      editorOf(context);
      const weeks = await line.weeks();
      const rows = weeks.map(({ week, cases, replied }) => [week, String(cases), String(replied)]);
      const summary =
        weeks.length === 0 ? "No cases are held." : `Cases of ${weeks.length} weeks, as far as they are held.`;
      const table = { kind: "table" as const, head: [start("Week of"), end("Cases"), end("Replied to")], rows };
      return {
        summary,
        card: { title: "The tip line by weeks", blocks: [text(summary), ...(rows.length > 0 ? [table] : [])] },
        data: { weeks },
      };
    },
  });
