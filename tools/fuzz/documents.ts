/** Documents for sources: published figures of a few seats in each shape, some of it damaged. */
import type { Election, PublishedResult } from "../../src/core/election.ts";
import { paFile, paResult, paSeat, toJson, toXml } from "../../test/support/pa-messages.ts";
import { layouts, parliamentPair, sheet, type Counted, type Layout } from "../../test/support/sheets.ts";
import { hurt, ruin } from "./damage.ts";
import type { Random } from "./random.ts";

export type Shape =
  | "sheet"
  | "sheet laid out otherwise"
  | "messages in XML"
  | "messages in JSON"
  | "list of messages"
  | "Parliament's pair";
export const shapes: readonly Shape[] = [
  "sheet",
  "sheet laid out otherwise",
  "messages in XML",
  "messages in JSON",
  "list of messages",
  "Parliament's pair",
];

/**
 * The harm to a document. `parts`: some seats' parts. `whole`: all of it. `figure`: one figure of a seat, where the
 * document's own sums show it. `sound`: none.
 */
export type Harm = "parts" | "whole" | "figure" | "sound";

export interface Document {
  readonly shape: Shape;
  readonly harm: Harm;
  readonly files: readonly { readonly name: string; readonly bytes: Buffer }[];
  readonly seats: readonly Counted[];
  /** Seats whose part is undamaged. */
  readonly sound: readonly Counted[];
}

export interface Stock {
  readonly seats: readonly Counted[];
  readonly printedOf: (party: string) => string;
}

export function stockOf(election: Election, results: readonly PublishedResult[]): Stock {
  const printed = new Map(election.parties.map((party) => [party.id, party.printed[0] ?? ""]));
  return {
    seats: results.map((result) => ({ ...paSeat(election, result), result })),
    printedOf: (party) => printed.get(party) ?? "",
  };
}

/** Most bytes that a source takes here. */
export const mostBytes = 200_000;

export function documentBy(stock: Stock, shape: Shape, random: Random): Document {
  const seats = random.some(stock.seats, 1 + random.below(4));
  const harm = random.pick<Harm>(["parts", "parts", "parts", "whole", "whole", "figure", "sound"]);
  const harmed = new Set(
    harm === "parts" || harm === "figure" ? random.some(seats, 1 + random.below(seats.length)) : [],
  );
  const sound = harm === "whole" ? [] : seats.filter((about) => !harmed.has(about));
  // A sheet has no sums that would show a wrong figure.
  if (harm === "figure" && shape.startsWith("sheet")) return documentBy(stock, shape, random);
  const votesOf = (about: Counted): Votes =>
    harm === "figure" && harmed.has(about) ? misread(about, random) : about.votes;
  const layout = shape === "sheet laid out otherwise" ? random.pick(layouts) : undefined;
  const parts = layout ? [laidOut(layout, seats)] : partsBy(stock, shape, seats, votesOf);
  const hurtOnes = parts.map(({ name, head, pieces, between, tail }) => {
    const texts = pieces.map(({ about, text }) => (harm === "parts" && harmed.has(about) ? hurt(text, random) : text));
    const bytes = Buffer.from(head + texts.join(between) + tail);
    return { name, bytes };
  });
  const victim = random.below(hurtOnes.length);
  const files = hurtOnes.map((file, index) =>
    harm === "whole" && index === victim ? { ...file, bytes: ruin(file.bytes, mostBytes, random) } : file,
  );
  // In sections, harm to one seat's part may reach the one before it.
  if (layout?.isInSections && harm === "parts") return { shape, harm: "whole", files, seats, sound: [] };
  return { shape, harm, files, seats, sound };
}

interface File {
  readonly name: string;
  readonly head: string;
  readonly pieces: readonly { readonly about: Counted; readonly text: string }[];
  readonly between: string;
  readonly tail: string;
}

/** Seats of one sheet, in another layout. */
function laidOut({ head, rows }: Layout, seats: readonly Counted[]): File {
  const pieces = seats.map((about) => ({ about, text: rows(about, about.votes).trimEnd() }));
  return { name: "sheet.csv", head: `${head}\n`, pieces, between: "\n", tail: "\n" };
}

type Votes = Readonly<Record<string, number>>;

/** Changes one figure, and leaves the sums as they were. */
function misread({ votes }: Counted, random: Random): Votes {
  const id = random.pick(Object.keys(votes));
  const right = votes[id] ?? 0;
  return { ...votes, [id]: right + random.pick([1, 10, 90, 688, right]) };
}

function partsBy(
  stock: Stock,
  shape: Shape,
  seats: readonly Counted[],
  votesOf: (about: Counted) => Votes,
): readonly File[] {
  const one = (name: string, about: Counted, text: string): File => ({
    name,
    head: "",
    pieces: [{ about, text }],
    between: "",
    tail: "",
  });
  // One figure is written wrong, beside the sums of the right ones.
  const result = (about: Counted, write: typeof toXml): string => {
    const [right, wrong] = [about.votes, votesOf(about)];
    return Object.keys(right).reduce(
      (text, id) => (right[id] === wrong[id] ? text : swapped(text, id, right[id] ?? 0, wrong[id] ?? 0)),
      write(paResult(about)),
    );
  };
  switch (shape) {
    case "sheet":
    case "sheet laid out otherwise":
      return [
        lines(
          "sheet.csv",
          seats.map((about) => ({ about, text: sheet([about], votesOf) })),
        ),
      ];
    case "messages in XML":
      return seats.map((about) => one(`${paFile(about, "result")}.xml`, about, result(about, toXml)));
    case "messages in JSON":
      return seats.map((about) => one(`${paFile(about, "result")}.json`, about, result(about, toJson)));
    case "list of messages": {
      const pieces = seats.map((about) => ({ about, text: result(about, toJson) }));
      return [{ name: "list.json", head: "[\n", pieces, between: ",\n", tail: "\n]" }];
    }
    case "Parliament's pair": {
      const pairs = seats.map((about) => ({
        about,
        right: parliamentPair([about], stock.printedOf),
        wrong: parliamentPair([{ ...about, votes: votesOf(about) }], stock.printedOf),
      }));
      return [
        lines(
          "candidacies.csv",
          pairs.map(({ about, wrong }) => ({ about, text: wrong.candidacies })),
        ),
        lines(
          "constituencies.csv",
          pairs.map(({ about, right }) => ({ about, text: right.constituencies })),
        ),
      ];
    }
  }
}

/** Several sheets as one, under one heading. */
function lines(name: string, sheets: readonly { readonly about: Counted; readonly text: string }[]): File {
  const [heading = ""] = (sheets[0]?.text ?? "").split("\n");
  const pieces = sheets.map(({ about, text }) => ({ about, text: text.slice(heading.length + 1).trimEnd() }));
  return { name, head: `${heading}\n`, pieces, between: "\n", tail: "\n" };
}

/** Changes a figure in the candidate's own line of a message. */
function swapped(text: string, id: string, right: number, wrong: number): string {
  const at = text.indexOf("votes", text.indexOf(`"${id}"`));
  return text.slice(0, at) + text.slice(at).replace(String(right), String(wrong));
}
