/** The pack's own published results: a finished election's official source. */
import { asDeclarations } from "../../core/declaration.ts";
import type { PublishedResult } from "../../core/election.ts";
import type { Pack } from "../pack/pack.ts";
import { framed } from "./frame.ts";
import { digestOf } from "./read/kept.ts";
import type { Found, Source } from "./source.ts";

/** The source is named as the publisher is. A corrected pack has a higher revision than the one before. */
export function packSource({ election: { publisher }, results }: Pick<Pack, "election" | "results">): Source {
  const revision = revisionOf(publisher.revised);
  const mark = `${revision} ${digestOf(Buffer.from(JSON.stringify(results)))}`;
  return framed(
    { name: publisher.name, kind: "official", staff: false },
    {
      read: async () => ({ pack: { mark, text: "" } }),
      interpret: () => saidBy(results, publisher.name, revision),
    },
  );
}

function saidBy(results: readonly PublishedResult[], publisher: string, revision: number): readonly Found[] {
  return asDeclarations(results, publisher).map(({ source, ...said }) => ({
    kind: "declaration",
    said: { ...said, revision },
    where: `${source.name}, ${said.seat}`,
  }));
}

/** "2026-01-05" -> 20260105: a later day is a higher revision. */
const revisionOf = (day: string): number => Number(day.replaceAll("-", ""));
