/** Figures that only a seat has, asked of somebody who stood there: "how many candidates in Sunak’s seat". */
import type { Context } from "../command.ts";
import type { Named } from "./names.ts";
import type { Meaning } from "./words.ts";

const ofSeats: ReadonlySet<Meaning> = new Set<Meaning>([
  "turnout",
  "swing",
  "third",
  "fourth",
  "last",
  "declared",
  "when",
  "coming",
  "recount",
  "voters",
  "electorate",
  "rejected",
]);
/** Of the words for candidates those that ask for all of them: "where did he stand" asks for one. */
const everyone = /candidate|ballot|field|against/i;

export const isOfSeats = (meaning: Meaning, said: string): boolean =>
  ofSeats.has(meaning) || (meaning === "candidates" && everyone.test(said));

/** The seat where a person stood; the same name where that is not one seat. */
export function theirSeat(name: Named, { people, results }: Context): Named {
  if (name.is !== "person") return name;
  const found = people.find(name.name);
  if (found.kind !== "one" || found.match.kind !== "candidate") return name;
  const { code, name: seat } = results.lookup.seat(found.match.seat);
  return { is: "seat", code, name: seat, of: found.match.name };
}
