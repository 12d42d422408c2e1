/** The source that CONTRIBUTING walks through, by the contract. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { linesSource } from "../../../examples/source/json-lines.ts";
import { sourceContract } from "../../support/source-contract.ts";
import type { Counted } from "../../support/sheets.ts";
import { clock, election, folder, write } from "../../support/source-stage.ts";

sourceContract("a seat a line, as JSON", async () => {
  const within = folder();
  let lines: readonly string[] = [];
  const put = (all: readonly string[]): void => {
    lines = all;
    write(within, "night.jsonl", all.join("\n"));
  };
  const lineOf = ({ seat, candidates }: Counted, votes: Readonly<Record<string, number>>): string =>
    JSON.stringify({
      seat: seat.name,
      votes: Object.fromEntries(candidates.map(({ id, given, family }) => [`${given} ${family}`, votes[id]])),
    });
  return {
    open: () =>
      linesSource({
        name: "Lines",
        staff: false,
        location: join(within, "night.jsonl"),
        election,
        reach: {},
        now: clock,
      }),
    publish: (figures) => put([...figures].map(([about, votes]) => lineOf(about, votes))),
    damage: ({ seat }) => put(lines.map((line) => (line.includes(seat.name) ? line.replace(/\d+/, "many") : line))),
    kill: () => rmSync(within, { recursive: true }),
  };
});
