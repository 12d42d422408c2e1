import { z } from "zod";
import { hinted, optionalParty } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import { answer, text } from "../views/answer.ts";
import { chooseParty } from "../views/choose.ts";
import { sheetCsv, sheetRows, sheets } from "../views/sheets.ts";
import { many } from "../views/words.ts";

export default defineCommand({
  name: "export",
  summary: "The seats, the candidates or a target list as a CSV file",
  examples: ["/export seats", "/export targets green"],
  args: z.object({
    sheet: hinted(z.enum(sheets), { label: "sheet", about: "seats, candidates or targets" }),
    party: optionalParty(),
  }),
  asks: { title: "A CSV file", submit: "Export" },
  audience: "asker",
  role: "editor",
  run({ sheet, party: words }, context) {
    if (words !== undefined && sheet !== "targets")
      throw new UserError("usage", `A party goes with targets; ${sheet} are of all parties.`, [`/export ${sheet}`]);
    const party = words === undefined ? undefined : chooseParty(context, words, "targets");
    const rows = sheetRows(sheet, context.results, party?.id);
    const name = `${context.results.election.id}-${sheet}${party ? `-${party.id}` : ""}.csv`;
    const summary = `${many(rows.length, "row")} of ${sheet}, as a CSV file: ${name}.`;
    return answer(context, summary, {
      title: name,
      blocks: [text(summary), { kind: "file", name, text: sheetCsv(rows) }],
    });
  },
});
