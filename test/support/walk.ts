/** The walk of docs/newsroom/next-election.md: files of candidates in Democracy Club's layout, and all that is said on a night. */
import { asPseudonym } from "../../src/core/asker.ts";
import { toText } from "../../src/core/plain-text.ts";
import { mia } from "./desk-stage.ts";
import type { NightStage } from "./night-stage.ts";

/** Democracy Club's columns, those that are there on request among them. */
const head =
  "person_id,person_name,election_id,ballot_paper_id,election_date,election_current,party_name,party_id,post_label,cancelled_poll,seats_contested,gss,votes_cast,elected,spoilt_ballots";

export interface Standing {
  readonly name: string;
  readonly party: string;
  readonly seat: string;
  readonly gss?: string;
  readonly id?: string;
  readonly votes?: number;
  readonly isOff?: true;
}

/** @param kind "parl", or another word of Democracy Club's ids */
export function candidatesCsv(standing: readonly Standing[], date: string, kind = "parl"): string {
  const rows = standing.map(({ id, name, party, seat, gss = "", votes = "", isOff }, i) => {
    const ballot = `${kind}.${seat.toLowerCase().replaceAll(/[^a-z]+/g, "-")}${kind === "parl" ? ".by" : ""}.${date}`;
    const cells = [
      id ?? 900_001 + i,
      name,
      `${kind}.${date}`,
      ballot,
      date,
      "t",
      party,
      "",
      seat,
      isOff ? "t" : "f",
      1,
      gss,
      votes,
      "",
      "",
    ];
    return cells.map((cell) => `"${cell}"`).join(",");
  });
  return [head, ...rows].join("\n");
}

/** Words that mean something of a House alone. A seat's own majority is none of them. */
export const ofAHouse =
  /notional|exit[ -]?poll|portillo|state of the parties|overall majority|\b(?:a|the) majority\b(?! of \d+ (?:votes|in))|majority of the House|make a majority|\bthe House\b(?! of Commons Library)|seats? (?:short|to go)|hung parliament/i;

/** Commands that change how a night goes on, or have to do with no election. */
const apart =
  /^(?:tips?|freeze|unfreeze|solo|shift|privacy|channel|announce|follow|unfollow|confirm|refuse|dismiss|recount|retract)\b/;

/** The answers of every command, in text and as data: by themselves, for their examples, for each seat and party. */
export async function askEverything(night: NightStage, names: readonly string[], more: readonly string[] = []) {
  const { commands, dispatch } = night.house;
  const lines = commands
    .filter(({ name }) => !apart.test(name))
    .flatMap(({ name, examples }) => [
      `/${name}`,
      ...examples,
      `/help ${name}`,
      ...names.map((one) => `/${name} ${one}`),
    ]);
  const said: string[] = [];
  for (const [i, line] of [...new Set([...lines, ...more])].entries()) {
    // A caller each: nobody may ask so much.
    const begun = dispatch.line(line, { ...mia, forms: false, caller: asPseudonym(`everything ${i}`) });
    if (begun.kind === "form") continue;
    const { reply } = await begun.answer;
    said.push(`${line}\n${toText(reply, { width: 200, timeZone: "Europe/London" })}\n${JSON.stringify(reply)}`);
  }
  return said;
}

/** Every message of a place, with its words before each edit. */
export const everyWord = (night: NightStage, place: Parameters<NightStage["read"]>[0]): readonly string[] =>
  night.read(place).flatMap(({ text, edits }) => [text, ...edits]);
