/** A seat a line, as JSON: {"seat": "Bath", "votes": {"Wera Hobhouse": 20656, …}}, each candidate by name. */
import { z } from "zod";
import { fetchText, shown } from "../../src/data/sources/fetch.ts";
import { framed } from "../../src/data/sources/frame.ts";
import type { SourceParts } from "../../src/data/sources/index.ts";
import { createMatcher, winnerBy } from "../../src/data/sources/match.ts";
import { Misfit, quarantined } from "../../src/data/sources/match/misfit.ts";
import { answerOf } from "../../src/data/sources/read/kept.ts";
import type { Found, Source } from "../../src/data/sources/source.ts";
import { fromJson } from "../../src/lib/json.ts";

const shape = z.object({ seat: z.string(), votes: z.record(z.string(), z.int().nonnegative()) });

export interface LinesOptions extends SourceParts {
  readonly name: string;
  readonly staff: boolean;
  /** Path, or address. */
  readonly location: string;
}

export function linesSource({ name, staff, location, election, reach, now }: LinesOptions): Source {
  const matcher = createMatcher(election);

  function read(text: string, where: string): Found {
    try {
      const line = shape.safeParse(fromJson(text)).data;
      if (!line) throw new Misfit("is no seat with votes, which are whole numbers");
      const ballot = matcher.ballot({ name: line.seat });
      const figures = Object.entries(line.votes).map(([candidate, votes]) => ({ line: { name: candidate }, votes }));
      const votes = matcher.votes(ballot, figures);
      const said = { seat: ballot.seat.code, state: "result", votes, ...winnerBy(votes, []), recorded: now() } as const;
      return { kind: "declaration", said, where };
    } catch (error) {
      if (!(error instanceof Misfit)) throw error;
      return quarantined(where, error.message, text);
    }
  }

  return framed(
    { name, kind: "feed", staff },
    {
      async read(kept, signal) {
        const { answer } = await fetchText(location, answerOf(kept, location), reach, signal);
        return { [location]: answer };
      },
      interpret(answers) {
        const lines = (answers[location]?.text ?? "").split("\n");
        return lines.flatMap((text, i) =>
          text.trim() === "" ? [] : [read(text, `${shown(location)}, line ${i + 1}`)],
        );
      },
    },
  );
}
