/** Whether figures can be a result, or a call, of a contest. */
import { listed } from "../text.ts";
import type { Ballot } from "./ballot.ts";
import type { Gathered } from "./gather.ts";
import { isTied, written, type Fault, type Figures, type ReadFigures } from "./votes.ts";

export function judge(gathered: Gathered, ballot: Ballot): ReadFigures {
  const { votes, marks } = gathered;
  const isCall = votes.size === 0 && marks.length > 0;
  const faults = isCall ? callFaults(gathered) : resultFaults(gathered, ballot);
  return faults.length > 0 ? { kind: "faults", faults } : { kind: "figures", figures: figuresOf(gathered, isCall) };
}

function figuresOf({ votes, marks, rejected }: Gathered, isCall: boolean): Figures {
  const [mark] = marks;
  const winner = mark && (isCall || isTied([...votes.values()])) ? { winner: mark.id } : {};
  if (isCall) return winner;
  return { votes: Object.fromEntries(votes), ...winner, ...(rejected !== undefined && { rejected }) };
}

function callFaults({ marks, rejected }: Gathered): readonly Fault[] {
  const lots = marks.filter(({ how }) => how === "lot");
  return [
    ...lots.map(({ line }) => ({ line, says: "A lot is drawn between equal votes: give the votes too." })),
    ...second(marks),
    ...(rejected === undefined ? [] : [{ says: "Rejected papers are known with the votes, not before." }]),
  ];
}

function resultFaults({ votes, marks, rejected = 0 }: Gathered, { standing, electorate }: Ballot): readonly Fault[] {
  if (votes.size === 0) return [{ says: "Nobody has a figure." }];
  const missing = standing.filter(({ candidate }) => !votes.has(candidate.id)).map(({ name }) => name);
  if (missing.length > 0) return [{ says: `There is no figure for ${listed(missing)}.` }, ...second(marks)];
  const valid = sumOf(votes);
  const papers = valid + rejected;
  const most = Math.max(...votes.values());
  const entitled = `${written(electorate)} people are entitled to vote there.`;
  return [
    ...(valid === 0 ? [{ says: "There are no votes at all." }] : []),
    ...(valid > electorate ? [{ says: `That is ${written(valid)} votes, and ${entitled}` }] : []),
    ...(valid <= electorate && papers > electorate
      ? [{ says: `With the rejected that is ${written(papers)} papers, and ${entitled}` }]
      : []),
    ...second(marks),
    ...marks.flatMap(({ line, id, how }) => {
      if (votes.get(id) !== most) return [{ line, says: "Someone else has more votes." }];
      return how === "lot" && !isTied([...votes.values()])
        ? [{ line, says: "A lot is drawn only between equal votes." }]
        : [];
    }),
  ];
}

const second = ([, ...others]: Gathered["marks"]): readonly Fault[] =>
  others.map(({ line }) => ({ line, says: "Only one can have won." }));

const sumOf = (votes: ReadonlyMap<string, number>): number => [...votes.values()].reduce((sum, some) => sum + some, 0);
