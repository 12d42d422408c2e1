/** Words of elections: they are asked about, and name nobody and nowhere, whatever bears them as a name. */

export interface Term {
  /** In the agreed spelling: "majority". */
  readonly name: string;
  /** The line that answers the word when it stands alone; absent where it needs more, or nothing is known of it. */
  readonly ask?: string;
}

/** Each line: the question that answers, or nothing; then its words, the agreed spelling first. */
const lines: readonly (readonly [ask: string | undefined, ...words: string[]])[] = [
  [
    "/results",
    "results",
    "result",
    "winning",
    "who is winning",
    "who is ahead",
    "who won",
    "state of the parties",
    "score",
  ],
  ["/results", "seats", "all seats", "scoreboard", "parties"],
  ["/exitpoll", "exit poll", "exit polls", "exit-poll", "exitpoll"],
  ["/latest", "latest", "newest", "news", "declared", "just declared"],
  ["/left", "left", "to come", "undeclared", "still to come", "not declared", "remaining"],
  ["/byelections", "by-elections", "by-election", "byelection", "byelections", "by elections", "by election"],
  ["/newmps", "new mps", "new mp", "new members"],
  ["/records", "records", "record", "closest", "biggest", "superlatives"],
  ["/portillo", "portillo moment", "portillo moments", "big beasts", "cabinet"],
  ["/targets", "targets", "target seats", "target list"],
  ["/swing", "swing", "swings"],
  ["/help", "commands", "what can you do", "options", "menu"],
  ["/about", "sources", "source", "credits", "who are you", "method"],
  ["/deposits", "lost deposits", "lost deposit", "deposit"],
  [
    undefined,
    "gain",
    "gains",
    "hold",
    "holds",
    "loss",
    "losses",
    "majority",
    "majorities",
    "turnout",
    "share",
    "vote share",
  ],
  [
    undefined,
    "votes",
    "vote",
    "marginal",
    "marginals",
    "recount",
    "recounts",
    "second",
    "second place",
    "second places",
  ],
  [undefined, "candidate", "candidates", "member", "members", "mp", "mps", "electorate", "winner", "winners", "loser"],
  [
    undefined,
    "general election",
    "election",
    "elections",
    "boundary",
    "boundaries",
    "notional",
    "declaration",
    "count",
  ],
  [undefined, "chart", "charts", "graph", "graphs", "map", "maps", "table", "tables", "poll", "polls", "polling"],
  [
    undefined,
    "hung parliament",
    "coalition",
    "government",
    "opposition",
    "prime minister",
    "speaker",
    "house of commons",
  ],
];

const terms = new Map(
  lines.flatMap(([ask, name = "", ...others]) =>
    [name, ...others].map((word): readonly [string, Term] => [
      word,
      { name: ask === undefined ? word : name, ...(ask !== undefined && { ask }) },
    ]),
  ),
);

/** The term that words are, but for case and marks. */
export function isTerm(text: string): Term | undefined {
  return terms.get(
    text
      .toLowerCase()
      .replaceAll(/[’']s\b/gu, " is")
      .replaceAll(/[^\p{L}\p{N}-]+/gu, " ")
      .trim(),
  );
}
