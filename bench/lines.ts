/** CPU of the lines that cost most: those that somebody would type to keep everyone else waiting. */
import { here, type House } from "../src/cli/house.ts";
import { asStaffName, type Asker } from "../src/core/asker.ts";
import { quantile, row } from "./figures.ts";

const runs = 9;
const shown = 10;
const longest = 4_000;

/** Words that are, or nearly are, names of something; numbers and single letters, which may begin the next argument. */
const repeated = [
  "lab",
  "labor",
  "labour",
  "north",
  "east",
  "yorkshire",
  "bath",
  "a",
  "a 1",
  "1",
  "because",
  "=",
  "mr smith",
  "lib dem",
  "conservativ labuor",
  "north est somerset",
  "city of durham east",
  "brmngham hdgs",
  "st ives and the of upon",
];

const commands = "seat bath person target targets swing gains newmps region left portillo copy declare correct retract";

const lines: readonly string[] = [
  ...commands
    .split(" ")
    .flatMap((command) => repeated.map((words) => `/${command} ${words} `.concat(`${words} `.repeat(longest)))),
  ...repeated.map((words) => `${words} `.repeat(longest)),
  "/x".repeat(longest),
  `/declare bath ${"a 1 ".repeat(longest)}`,
  `/swing ${"lab con ".repeat(longest)}5`,
].map((line) => line.slice(0, longest));

/** An editor, for whom nothing is refused before it is read. */
const editor: Asker = { ...here, role: "manager", staff: asStaffName("ana"), listed: "editor" };

async function cost(house: House, line: string): Promise<number> {
  const times: number[] = [];
  for (let run = -1; run < runs; run++) {
    const began = process.cpuUsage();
    const begun = house.dispatch.line(line, editor);
    if (begun.kind === "answer") await begun.answer;
    const { user, system } = process.cpuUsage(began);
    if (run >= 0) times.push((user + system) / 1_000);
  }
  return quantile(times, 0.5);
}

export async function linesTable(house: House): Promise<string> {
  const all: { readonly line: string; readonly cpu: number }[] = [];
  for (const line of lines) all.push({ line, cpu: await cost(house, line) });
  const worst = all.toSorted((a, b) => b.cpu - a.cpu).slice(0, shown);
  return [
    row("", "CPU ms"),
    ...worst.map(({ line, cpu }) => row(`${line.slice(0, 40)}…`, cpu)),
    `lines of up to ${longest} characters tried: ${lines.length}`,
  ].join("\n");
}
