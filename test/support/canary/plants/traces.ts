/** Time, order, and what a watcher of log and figures sees. */
import { line, type Plant } from "./plant-line.ts";

/** A UUID of the seventh kind, which begins with its time. */
const uuid7 = (at: number): string => {
  const time = at.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7abc-9def-0123456789ab`;
};
let count = 0;

export const traces: readonly Plant[] = [
  line("the moment of a tip in the database", "times in columns", "time", "planted_time", (to) =>
    to.tip(() => to.row("planted_time", to.now().getTime())),
  ),
  line("the moment of a question in a file", "times in text", "time", "temporary/moments", (to) =>
    to.asked(() => to.file("moments", `${new Date().toISOString()}\n`)),
  ),
  line("the moment of a tip in a row’s key", "times in keys", "time", "planted_key", (to) =>
    to.tip(() => to.row("planted_key", uuid7(to.now().getTime()))),
  ),
  line("the moment of a tip as a number with a point", "times as doubles", "time", "temporary/julian", (to) =>
    to.tip(() => to.file("julian", Buffer.from(new Float64Array([Date.now() / 86_400_000 + 2_440_587.5]).buffer))),
  ),
  line("the moment of a tip as a file’s", "times of files", "time", "files, ", (to) =>
    to.tip(() => to.dated("mark", new Date())),
  ),
  line("a line of the log at the moment of a tip", "times of lines", "time", "its log, when planted", (to) =>
    to.tip(() => to.log("planted: tidied up")),
  ),
  line("a counter beside a case", "order in columns", "order", "planted_order", (to) =>
    to.held((held) => to.row("planted_order", held.number, (count += 1))),
  ),
  line("a list of cases", "order in files", "order", "temporary/cases", (to) =>
    to.held((held) => to.file("cases", `${held.number}\n`)),
  ),
  line("a platform beside a case", "platforms", "attribute", "planted_platform", (to) =>
    to.held((held) => to.row("planted_platform", held.number, held.platform.length)),
  ),
  line("a length beside a case", "lengths", "attribute", "planted_length", (to) =>
    to.held((held) => to.row("planted_length", held.number, held.text.length)),
  ),
  line("a figure that counts tips", "figures", "difference", "its pages", (to) =>
    to.tip(() => to.page("tips", `teller_tips_total ${(count += 1)}`)),
  ),
  line("a line for each tip", "lines", "difference", "its log", (to) =>
    to.tip(() => to.log('{"level":"info","msg":"one more"}')),
  ),
  line("minutes since 1970 in the database", "times in minutes", "time", "planted_minutes", (to) =>
    to.tip(() => to.row("planted_minutes", Math.floor(to.now().getTime() / 60_000))),
  ),
  line("how long the program had been up", "times since the start", "time", "temporary/uptime", (to) =>
    to.tip(() => to.file("uptime", `${performance.now().toFixed(1)}\n`)),
  ),
  line("a line with an ordinal for each case", "order in lines", "order", "temporary/ordinals", (to) =>
    to.held((held) => to.file("ordinals", `${held.number} `)),
  ),
];
