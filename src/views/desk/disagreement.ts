/** Disagreements: sources that may all be believed say different things. */
import { contestOf, type Contest, type Declaration } from "../../core/declaration.ts";
import type { History } from "../../core/news/history.ts";
import type { Inline } from "../../core/reply.ts";
import { disagreement } from "../../core/standing.ts";
import { contestName } from "./at-desk.ts";
import { figureChanges, wonWords } from "./entry.ts";
import { upper } from "../../core/text.ts";

export interface Apart extends NonNullable<ReturnType<typeof disagreement>> {
  readonly contest: Contest;
}

export function apartOn(contest: Contest, history: History): Apart | undefined {
  const found = disagreement(history.entries(contest));
  return found && { contest, ...found };
}

export function disagreements(history: History): readonly Apart[] {
  const { all, upcoming } = history.results;
  return [...all, ...upcoming].flatMap(({ seat, byElection }) => {
    const contest = contestOf({ seat: seat.code, ...(byElection !== undefined && { byElection }) });
    return apartOn(contest, history) ?? [];
  });
}

/** "Bath. PA Media, which stands: … The desk: …" */
export function disagreementWords({ contest, stands, others }: Apart, history: History): readonly Inline[] {
  const outcomeBy = (word: Declaration) => history.results.outcomeBy(contest, [word]);
  const said = (word: Declaration): string => {
    const changes = word.votes && stands.votes ? figureChanges(outcomeBy(stands), outcomeBy(word)) : [];
    return ` ${upper(word.source.name)}: ${[wonWords(outcomeBy(word)), ...changes].join("; ")}.`;
  };
  const name = upper(contestName(history.results, contest));
  const standing = ` ${upper(stands.source.name)}, which stands: ${wonWords(outcomeBy(stands))}.`;
  return [{ bold: name }, `.${standing}${others.map(said).join("")}`];
}
