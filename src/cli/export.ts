import { UserError } from "../core/errors.ts";
import { readPossible } from "../core/seats/read-filter.ts";
import { listed } from "../core/text.ts";
import { sheetCsv, sheetRows, sheets } from "../views/sheets.ts";
import { here } from "./house.ts";
import { aboutAt, atOption, exit, open, print, type Verb } from "./verb.ts";
import { UsageError } from "./usage-error.ts";

const formats = ["csv", "json"] as const;

const exportSheet: Verb = {
  name: "export",
  summary: "Prints the seats, the candidates or a target list for a spreadsheet",
  usage: "export seats|candidates [FILTER] | targets  [--format csv|json] [--party PARTY] [--at TIME]",
  options: { format: { type: "string" }, party: { type: "string" }, ...atOption },
  about: { format: "csv (the default) or json", party: "whose target list", ...aboutAt },
  async run(given, world) {
    const [name = "", ...more] = given.words;
    const sheet = sheets.find((known) => known === name);
    if (!sheet || (sheet === "targets" && more.length > 0))
      throw new UsageError(`say what to export: ${listed(sheets, "or")}`);
    const asked = given.text("format") ?? "csv";
    const format = formats.find((known) => known === asked);
    if (!format) throw new UsageError(`there is no format “${asked.slice(0, 20)}”: choose ${formats.join(" or ")}`);
    const words = given.text("party");
    if (words !== undefined && sheet !== "targets") throw new UsageError("--party goes with targets");
    const house = await open(given, world);
    const party = words === undefined ? undefined : house.context(here).parties.find(words);
    if (words !== undefined && !party) throw new UsageError(`I know no party by the name “${words.slice(0, 40)}”`);
    try {
      const filter = more.length > 0 ? readPossible(more.join(" "), house.context(here), `export ${sheet}`) : undefined;
      const rows = sheetRows(sheet, house.context(here), { party: party?.id, filter });
      await print(world.out, format === "json" ? JSON.stringify(rows, null, 1) : sheetCsv(rows));
      return exit.answered;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      world.err.write(`teller export: ${error.message}\n`);
      return exit.unanswered;
    }
  },
};
export default exportSheet;
