/** Every correction that the publisher has made since the results were first given out, with the day of each. */
import type { Candidate, Correction, PublishedResult, Seat } from "../../src/core/election.ts";
import { order } from "../../src/data/make/targets.ts";
import { InputError, must, readTable, type Row } from "./table.ts";

interface Built {
  readonly seats: readonly Seat[];
  readonly candidates: readonly Candidate[];
  readonly results: readonly PublishedResult[];
}

/** The record of changes; each new value has to be the one that the files print now. */
export function buildCorrections(folder: string, rows: readonly Row[], built: Built): Correction[] {
  return readTable(folder, "results/hoc_ge2024_record_of_changes.csv")
    .map((row) => toCorrection(row, rows, built))
    .toSorted((a, b) => order(a.on, b.on) || order(a.seat, b.seat) || order(a.of, b.of));
}

function toCorrection(row: Row, rows: readonly Row[], { seats, candidates, results }: Built): Correction {
  const seat = row.text("Constituency code");
  const changed = row.text("Field changed ");
  const base = { seat, on: row.text("Change date") };
  const result = must(
    results.find((one) => one.seat === seat),
    `${row.where}: no result of ${seat}`,
  );
  const [was, is] = [row.text("Old value"), row.text("New value")];
  const agree = <T extends string | number>(now: T): T => {
    if (String(now) !== is) throw row.wrong("New value", `the results have "${now}"`);
    return now;
  };
  if (changed === "Electorate") {
    const now = must(seats.find(({ code }) => code === seat)?.electorate, `${row.where}: no seat ${seat}`);
    return { ...base, of: "electorate", was: row.count("Old value"), is: agree(now) };
  }
  if (changed === "Invalid votes")
    return { ...base, of: "rejected", was: row.count("Old value"), is: agree(must(result.rejected, row.where)) };
  const [, abbreviation, of] =
    /^(?:Surname|EC ID) \((\w+) candidate\)$/.exec(changed) ?? /^(.+?)( votes)$/.exec(changed) ?? [];
  const own = rows.filter((one) => one.text("ONS ID") === seat);
  const isOf = (one: Row): boolean =>
    abbreviation === undefined
      ? // The record has the beginning of the name alone.
        one.text("Party name").startsWith(is)
      : [one.text("Party abbreviation"), one.text("Party name")].includes(abbreviation);
  const standing = own.filter((one) => isOf(one) && (of === undefined || one.text("Votes") === is));
  const [only, other] = standing.map((one) => one.text("Democracy Club person ID"));
  const candidate = must(only, `${row.where}: nobody there whom it could be about`);
  const isRegister = changed.startsWith("EC ID");
  // The record does not say which of several independents had another's number.
  if (isRegister)
    return { ...base, of: "register", ...(other === undefined && { candidate }), was: blank(was), is: blank(is) };
  if (other !== undefined) throw new InputError(`${row.where}: several candidates whom it could be about`);
  const about = { ...base, candidate };
  if (of !== undefined)
    return { ...about, of: "votes", was: row.count("Old value"), is: agree(result.votes[candidate] ?? -1) };
  const person = must(
    candidates.find((one) => one.seat === seat && one.id === candidate),
    `${row.where}: no candidate ${candidate}`,
  );
  if (changed.startsWith("Surname")) return { ...about, of: "family", was, is: agree(person.family) };
  if (changed === "Party name") return { ...about, of: "printed", was, is };
  throw row.wrong("Field changed ", `"${changed}" is unknown`);
}

const blank = (cell: string): string => (cell === "Blank" ? "none" : cell);
