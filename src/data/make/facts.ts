/** The facts of an election that its candidates' file does not name: its own name, the close of poll, whom to credit. */
import type { Before, Seat } from "../../core/election.ts";
import { longDay } from "../../core/story.ts";
import { slug } from "../../lib/slug.ts";
import type { Kind, MakeOptions } from "./options.ts";

export function factsOf(
  { kind, before, candidates, previous }: MakeOptions,
  date: string,
  seats: readonly Seat[],
  isPrevious: boolean,
) {
  const [seat] = seats;
  const one = seats.length === 1 && seat ? seat : undefined;
  const { id, name } = named(kind, date, one);
  const isOfHouse = kind === "general" || kind === "by-election";
  const base: Before = { kind: "actual", name: before.election.name, date: before.election.date };
  const day = previous?.rows.find((row) => row.date !== "")?.date;
  const on: Before | undefined =
    isPrevious && day !== undefined
      ? { kind: "actual", name: `election of ${longDay(day)}`, date: day }
      : isOfHouse
        ? base
        : undefined;
  const source = isPrevious ? undefined : before.election.publisher.name;
  const publisher = candidates.isDemocracyClubs
    ? { name: "Democracy Club", revised: date, url: "https://candidates.democracyclub.org.uk/" }
    : { name: "newsroom’s file of candidates", revised: date };
  return {
    id,
    kind,
    name,
    date,
    timeZone: "Europe/London",
    pollsClose: closeOf(date),
    ...(on && { previous: { ...on, ...(source !== undefined && { source }) } }),
    publisher,
    credits: [
      candidates.isDemocracyClubs
        ? "Candidates: Democracy Club, as far as its pages say under Creative Commons Attribution-ShareAlike (CC BY-SA)"
        : "Candidates: as given by the newsroom",
      ...(isOfHouse ? before.election.credits.slice(0, 1) : []),
    ],
  };
}

function named(kind: Kind, date: string, one: Seat | undefined): { readonly id: string; readonly name: string } {
  const year = date.slice(0, 4);
  switch (kind) {
    case "general":
      return { id: `uk-${year}`, name: `${year} general election` };
    case "by-election":
      return one
        ? { id: `${slug(one.name)}-${date}`, name: `${one.name} by-election` }
        : { id: `by-elections-${date}`, name: `by-elections of ${longDay(date)}` };
    case "mayor":
      return one
        ? { id: `${slug(one.name)}-mayor-${date}`, name: `${year} ${one.name} mayoral election` }
        : { id: `mayors-${date}`, name: `mayoral elections of ${longDay(date)}` };
    case "other":
      return one
        ? { id: `${slug(one.name)}-${date}`, name: `${one.name}, ${longDay(date)}` }
        : { id: `elections-${date}`, name: `elections of ${longDay(date)}` };
  }
}

/** Polls close at ten at night, by the clock of the voters. */
function closeOf(date: string): string {
  const ten = new Date(`${date}T22:00:00Z`);
  const hour = Number(
    ten.toLocaleString("en-GB", { hour: "2-digit", hour12: false, timeZone: "Europe/London" }).slice(0, 2),
  );
  return `${date}T22:00:00${hour === 23 ? "+01:00" : "+00:00"}`;
}
