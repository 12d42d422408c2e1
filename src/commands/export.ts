import { z } from "zod";
import { hinted } from "../core/args.ts";
import { defineCommand, type Context } from "../core/command.ts";
import type { Reply } from "../core/reply.ts";
import { besideWords, mapPicture } from "../pictures/index.ts";
import { filterWords, readPossible } from "../core/seats/read-filter.ts";
import { answer, text } from "../views/answer.ts";
import { chooseParty } from "../views/choose.ts";
import { sheetCsv, sheetRows, sheets } from "../views/sheets.ts";
import { many } from "../views/words.ts";

export default defineCommand({
  name: "export",
  summary: "The seats, the candidates or a target list as a CSV file, or the map as a picture",
  examples: [
    "/export seats",
    "/export seats labour gains but wales",
    "/export targets green",
    "/export picture scotland",
  ],
  args: z.object({
    sheet: hinted(z.enum([...sheets, "picture"]), { label: "sheet", about: "seats, candidates, targets or picture" }),
    of: hinted(z.string().trim().min(1).max(3_000, "that is too long to be a filter").optional(), {
      label: "filter",
      complete: "filter",
      about: "of seats, candidates and picture, which seats, as for /seats; of targets, whose",
    }),
  }),
  asks: { title: "A file", submit: "Export" },
  audience: "asker",
  role: "editor",
  run({ sheet, of }, context) {
    if (sheet === "picture") return pictureFile(of, context);
    const isTargets = sheet === "targets";
    const party = isTargets && of !== undefined ? chooseParty(context, of, "export targets") : undefined;
    const filter = isTargets || of === undefined ? undefined : readPossible(of, context, `/export ${sheet}`);
    const rows = sheetRows(sheet, context, { party: party?.id, filter });
    const some = party ? `-${party.id}` : filter ? "-some" : "";
    const name = `${context.results.election.id}-${sheet}${some}.csv`;
    const which = filter ? ` (${filterWords(filter, context.results.lookup)})` : "";
    const summary = `${many(rows.length, "row")} of ${sheet}${which}, as a CSV file: ${name}.`;
    return answer(context, summary, {
      title: name,
      blocks: [text(summary), { kind: "file", name, text: sheetCsv(rows) }],
    });
  },
});

/** The map as it is, to look at, and as a file that can be made larger without loss. */
function pictureFile(of: string | undefined, context: Context): Reply {
  const filter = of === undefined ? undefined : readPossible(of, context, "/export picture");
  const picture = mapPicture(context, filter);
  const name = `${context.results.election.id}-${picture.name}.svg`;
  const summary = `${picture.alt} As an SVG file: ${name}.`;
  return answer(context, summary, {
    title: name,
    blocks: [
      besideWords(picture),
      text("The words for readers who do not see it: ", picture.alt),
      { kind: "file", name, text: picture.svg },
    ],
  });
}
