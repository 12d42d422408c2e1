/** The exit poll as words, and as editors type it. */
import type { Context } from "../core/command.ts";
import type { ExitPoll } from "../core/exit-poll.ts";
import type { Lookup } from "../core/lookup.ts";
import type { Block } from "../core/reply.ts";
import { UserError } from "../core/errors.ts";
import { end, start } from "./answer.ts";
import { int } from "./words.ts";

/** "Labour 410, Conservative 131, others 19" */
export const pollLine = ({ seats }: Pick<ExitPoll, "seats">, lookup: Lookup): string =>
  Object.entries(seats)
    .map(([id, n]) => `${id === "others" ? "others" : lookup.party(id).short} ${int(n)}`)
    .join(", ");

export const pollTable = ({ seats }: Pick<ExitPoll, "seats">, lookup: Lookup): Block => ({
  kind: "table",
  head: [start("Party"), end("Seats")],
  rows: Object.entries(seats).map(([id, n]) => [id === "others" ? "Others" : lookup.party(id).short, int(n)]),
});

/**
 * "Labour: 410; Conservative: 131; others: 19", a line or a part each.
 * @throws UserError for what is no poll of this House; the text is given back
 */
export function readPoll(typed: string, { parties, results }: Context): ExitPoll["seats"] {
  const seats: Record<string, number> = {};
  const faults: string[] = [];
  const lines = typed.split(/[\n;]|,(?!\d{3}\b)/u).map((line) => line.trim());
  for (const line of lines.filter((one) => one !== "")) {
    const [, name = "", figure = ""] = /^(.+?)[\s:=]+([\d,]+)(?:\s*seats?)?$/iu.exec(line) ?? [];
    const n = Number(figure.replaceAll(",", ""));
    if (name === "") {
      faults.push(`“${line.slice(0, 40)}” is no party and a number of seats.`);
      continue;
    }
    const id = /^(?:all )?others?$/i.test(name.trim()) ? "others" : parties.find(name.trim())?.id;
    if (id === undefined) faults.push(`I know no party by the name “${name.slice(0, 40)}”: count it with the others.`);
    else if (id in seats) faults.push(`${name.trim()} stands twice.`);
    else seats[id] = n;
  }
  const of = results.all.length;
  const sum = Object.values(seats).reduce((so, n) => so + n, 0);
  if (faults.length === 0 && sum !== of)
    faults.push(
      `That is ${int(sum)} seats, and there are ${int(of)}: ${int(Math.abs(of - sum))} ${sum < of ? "are missing" : "too many"}.`,
    );
  if (faults.length > 0) throw new UserError("usage", faults.join("\n"), [], typed);
  return Object.fromEntries(
    Object.entries(seats).toSorted(
      ([a, one], [b, two]) => Number(a === "others") - Number(b === "others") || two - one,
    ),
  );
}
