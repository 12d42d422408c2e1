/**
 * Questions that one command answers. A line: its kind; the pieces that it needs; others that it may have, and after "!"
 * those that make it another question though they say nothing elsewhere; the command and its arguments, with names of the question in braces; and what is said first of it, where a card does not begin with that.
 * The first line that fits answers; a piece that no line asks for is never passed over.
 */
import type { Lead } from "./reading.ts";
import { meanings, type Meaning } from "./words.ts";

export type Part = Meaning | "seat" | "former" | "party" | "area" | "county" | "person";

export interface Intent {
  readonly kind: string;
  readonly needs: readonly Part[];
  readonly may: ReadonlySet<Part>;
  /** Parts that make it another question, though they say nothing elsewhere: a mark stands before them among those that may be. */
  readonly never: ReadonlySet<Part>;
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
  readonly lead?: Lead["about"];
}

/** Parts that say nothing more in any question. */
export const soft: ReadonlySet<Part> = new Set<Part>([
  "who",
  "list",
  "seats",
  "mps",
  "result",
  "do",
  "happened",
  "polite",
  "by",
  "to",
  "from",
]);

const seat = { place: "{seat}" };
const winning =
  "win hold lose gain changed second majority closest safest latest new votes share area person declared biggest over beat government";

const lines: readonly (readonly [
  kind: string,
  needs: string,
  may: string,
  command: string,
  args: Readonly<Record<string, string>>,
  lead?: Lead["about"],
])[] = [
  ["by-elections", "byelection seat", "win when result latest second", "seat", { place: "{seat}", show: "since" }],
  [
    "figure",
    "majority seat",
    "win biggest closest over count votes share hold when area party candidates",
    "seat",
    seat,
    "majority",
  ],
  ["figure", "turnout seat", "count biggest area voters share", "seat", seat, "turnout"],
  ["figure", "voters seat", "count area", "seat", seat, "voters"],
  ["figure", "electorate seat", "count area", "seat", seat, "electorate"],
  ["figure", "rejected seat", "count area votes", "seat", seat, "rejected"],
  ["figure", "swing seat", "biggest area party", "seat", seat, "swing"],
  ["figure", "second seat", "area votes count win beat", "seat", seat, "second"],
  ["figure", "third seat", "area votes", "seat", seat, "third"],
  ["figure", "fourth seat", "area votes", "seat", seat, "fourth"],
  ["figure", "last seat", "area votes", "seat", seat, "last"],
  ["figure", "deposits seat", "lose count area", "seat", seat, "deposits"],
  ["figure", "recount seat", "area", "seat", seat, "recount"],
  ["candidates", "candidates seat", "count area win", "seat", { place: "{seat}", show: "everyone" }, "candidates"],
  ["held", "before seat", "win hold lose mps majority party gain area votes beat", "seat", seat, "before"],
  ["declared", "declared seat", "when coming latest area count win earliest", "seat", seat, "declared"],
  ["declared", "coming seat", "when latest area win count", "seat", seat, "declared"],
  ["declared", "when seat", "latest area win count", "seat", seat, "declared"],
  ["figure", "share party seat", "win count area votes majority", "seat", seat, "party"],
  ["figure", "voters party seat", "count area", "seat", seat, "party"],
  ["figure", "votes party seat", "win count area share", "seat", seat, "party"],
  ["figure", "share seat", "win biggest area count votes", "seat", seat, "votes"],
  ["figure", "votes seat", "win count area biggest", "seat", seat, "votes"],
  ["changes", "changed seat", "win hold area", "seat", seat, "changed"],
  [
    "two parties",
    "party party seat",
    "beat win lose majority over second area votes share gain hold and",
    "seat",
    seat,
    "parties",
  ],
  [
    "party in a seat",
    "party seat",
    "win hold lose gain second third last changed area beat over count rise fall closest deposits declared candidates",
    "seat",
    seat,
    "party",
  ],
  ["figure", "closest seat", "area safest win", "seat", seat, "majority"],
  ["figure", "safest seat", "area win", "seat", seat, "majority"],
  ["targets", "targets seat", "count win", "target", { seat: "{seat}" }],
  ["a seat", "seat", winning, "seat", seat],
  ["a seat", "former", winning, "seat", { place: "{former}" }],
  [
    "figure",
    "former",
    "turnout majority swing second candidates declared when coming voters electorate share votes before third rejected win hold lose gain changed count recount deposits last area",
    "seat",
    { place: "{former}" },
  ],
  [
    "party in a seat",
    "party former",
    "win hold lose gain second share votes count majority beat party",
    "seat",
    { place: "{former}" },
  ],
  ["person", "person seat", "win hold lose gain second beat votes count majority", "person", { name: "{person}" }],
  ["portillo", "portillo person", "lose", "portillo", { name: "{person}" }],
  [
    "person",
    "person",
    "win hold lose gain second beat votes count majority share candidates before new declared party when area third over closest changed deposits coming third last turnout swing",
    "person",
    { name: "{person}" },
  ],

  [
    "exit poll",
    "exitpoll",
    "majority win count party and biggest share government latest votes over accuracy",
    "exitpoll",
    {},
  ],
  ["by-elections", "byelection", "win latest coming count before when changed", "byelections", {}],
  ["records", "records", "biggest", "records", {}],
  ["records", "candidates biggest", "count", "records", {}],
  ["to come", "coming area", "count declared when latest", "left", { region: "{area}" }],
  ["to come", "coming", "count declared when latest", "left", {}],
  ["newest", "latest", "declared win when gain changed biggest", "latest", {}],
  ["big names", "portillo", "lose biggest count fall before", "portillo", {}],
  ["deposits", "deposits party", "lose count", "deposits", { party: "{party}" }],
  ["deposits", "deposits", "lose count biggest", "deposits", {}],
  ["targets", "targets party seat", "win", "target", { seat: "{seat} {party}" }],
  ["targets", "targets party", "count win biggest some latest", "targets", { party: "{party}" }],
  ["new members", "new party", "count win", "newmps", { party: "{party}" }],
  ["new members", "new", "count win", "newmps", {}],
  ["second places", "second party", "count closest biggest win", "second", { party: "{party}" }],
  ["gains", "gain party", "count win over", "gains", { party: "{party}" }],
  ["losses", "lose party", "count over", "losses", { party: "{party}" }],
  ["holds", "hold party", "count over", "holds", { party: "{party}" }],
  ["two parties", "party party", "beat win share votes count and majority", "results", {}, "parties"],
  ["two parties", "party party area", "beat win share votes count and", "region", { region: "{area}" }, "partyArea"],
  ["party in an area", "share party area", "votes win count", "region", { region: "{area}" }, "partyArea"],
  ["party in an area", "votes party area", "win count share", "region", { region: "{area}" }, "partyArea"],
  ["party in an area", "do party area", "win share", "region", { region: "{area}" }, "partyArea"],
  ["party in an area", "happened party area", "", "region", { region: "{area}" }, "partyArea"],
  ["party in an area", "result party area", "win votes share count", "region", { region: "{area}" }, "partyArea"],
  ["the result", "majority party", "win count government over", "results", {}, "overall"],
  ["party", "candidates party", "count", "results", { party: "{party}" }, "stood"],
  ["the result", "candidates count", "over", "results", {}, "stood"],
  ["party", "voters party", "count", "results", { party: "{party}" }],
  ["party", "votes party", "win count share over", "results", { party: "{party}" }, "votesOf"],
  ["party", "share party", "win count over", "results", { party: "{party}" }, "votesOf"],
  ["party", "party", "win count share votes government rise fall changed over", "results", { party: "{party}" }],
  ["area", "turnout area", "count", "region", { region: "{area}" }, "turnoutArea"],
  ["the result", "swing party party", "and over !seats !list", "results", {}, "swingAll"],
  ["area", "swing party party area", "and over !seats !list", "region", { region: "{area}" }, "swingAll"],
  ["area", "swing area", "over !seats !list", "region", { region: "{area}" }, "swingAll"],
  ["the result", "swing", "over !seats !list", "results", {}, "swingAll"],
  ["count", "count seats", "", "seats", { filter: "everything" }],
  ["area", "count area", "", "seats", { filter: "{area}" }],
  ["area", "area", "win government votes share latest over", "region", { region: "{area}" }],
  ["the result", "majority", "win government count over", "results", {}, "overall"],
  ["the result", "turnout", "count over", "results", {}, "turnout"],
  ["the result", "government", "win majority over", "results", {}, "overall"],
  ["the result", "voters", "count over", "results", {}, "votesCast"],
  ["the result", "electorate", "count over", "results", {}, "votesCast"],
  // Parties come in the order of their seats.
  ["the result", "second", "win over !seats", "results", {}],
  ["the result", "third", "win over !seats", "results", {}],
  ["the result", "win", "government over votes count", "results", {}],
  ["the result", "share", "votes over", "results", {}],
  ["the result", "votes", "share over", "results", {}],
];
const needless: readonly Part[] = ["result"];

const others: readonly string[] = ["seat", "former", "party", "area", "county", "person"] satisfies readonly Part[];
const isPart = (text: string): text is Part => others.includes(text) || Object.hasOwn(meanings, text);

/** @throws RangeError for a word that is no part: a slip in the lines above */
function parts(text: string): readonly Part[] {
  return text
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => {
      if (!isPart(word)) throw new RangeError(`no part of a question is called ${word}`);
      return word;
    });
}

export const intents: readonly Intent[] = [
  ...lines.map(([kind, needs, may, command, args, lead]) => ({
    kind,
    needs: parts(needs),
    may: new Set(parts(may.replaceAll(/!\w+/g, ""))),
    never: new Set(parts([...may.matchAll(/!(\w+)/g)].map(([, part = ""]) => part).join(" "))),
    command,
    args,
    ...(lead && { lead }),
  })),
  ...needless.map((part) => ({
    kind: "the result",
    needs: [part],
    may: new Set<Part>(["over"]),
    never: new Set<Part>(),
    command: "results",
    args: {},
  })),
];
