/** A milestone as a telling; an undone one says only that. */
import type { Contest } from "../../core/declaration.ts";
import type { History } from "../../core/news/history.ts";
import { milestoneOf, type Milestone } from "../../core/news/milestone.ts";
import type { Outcome } from "../../core/outcome.ts";
import { pollOf, pollWords } from "../../core/exit-poll.ts";
import { button, text } from "../answer.ts";
import { pollLine, pollTable } from "../exit-poll.ts";
import { accountOf, changeWords, sourceOf } from "./change.ts";
import { fullResult } from "./declaration.ts";
import { stateButton } from "../state.ts";
import { wordsOf } from "./milestone-words.ts";
import { weights, type Telling } from "./view.ts";
import { contestName, plainly } from "./words.ts";

/** @param seq the entry that reached it @param shows as for a declaration */
export function tellMilestone(history: History, key: string, contest: Contest, seq: number, shows: number): Telling {
  const milestone = milestoneOf(key);
  if (milestone.kind === "exit-poll") return tellPoll(history, contest, seq, shows);
  const account = accountOf(history, contest, shows);
  const { now } = account;
  if (history.isUndone(key, seq)) return withdrawn(milestone, now, contest, history);
  const corrected = changeWords(account);
  const words = wordsOf(milestone, { history, now, seq, shows, ...(corrected && { corrected }) });
  const isBack = account.change.kind === "back" && words.corrected === corrected;
  const title = words.corrected && !isBack ? `${words.title} (corrected)` : words.title;
  return {
    title,
    summary: `${plainly(words.line)}.${words.corrected ? ` ${words.corrected}` : ""}`,
    line: [...words.line, ...(words.corrected && !isBack ? ["; corrected"] : [])],
    blocks: [...(words.corrected ? [text({ bold: words.corrected })] : []), ...words.blocks],
    ...(words.colour && { colour: words.colour }),
    action: words.action,
    sources: sourceOf(history, now),
    weight: words.weight,
    contest,
  };
}

/** "EXIT POLL: Labour majority of 170", as it stands now. */
function tellPoll(history: History, contest: Contest, seq: number, shows: number): Telling {
  const { results } = history;
  const { lookup } = results;
  const poll = results.exitPoll;
  const action = button("Exit poll", "exitpoll");
  const common = { action, contest, sources: [] };
  if (!poll || history.isUndone(contest, seq)) {
    const title = "WITHDRAWN: exit poll";
    const said = "What we said here does not stand.";
    return {
      ...common,
      title,
      summary: `${title}. ${said}`,
      line: [{ bold: title }, ", what we said does not stand"],
      blocks: [text(said)],
      weight: weights.retracted,
    };
  }
  const told = pollOf(history.entries(contest).filter((entry) => entry.seq <= shows));
  const was = told && pollLine(told, lookup);
  const line = pollLine(poll, lookup);
  const corrected = was !== undefined && was !== line ? `Corrected: we said ${was}.` : undefined;
  const title = `EXIT POLL: ${pollWords(poll, lookup)}${corrected ? " (corrected)" : ""}`;
  return {
    ...common,
    title,
    summary: `${title}. ${line}.${corrected ? ` ${corrected}` : ""} By ${poll.by}. A forecast, not a result.`,
    line: [{ bold: title }, `: ${line}`],
    blocks: [
      ...(corrected ? [text({ bold: corrected })] : []),
      text(`By ${poll.by}. A forecast, not a result.`),
      pollTable(poll, lookup),
    ],
    sources: [poll.by],
    weight: weights.line,
  };
}

function withdrawn(milestone: Milestone, now: Outcome, contest: Contest, history: History): Telling {
  const title = `WITHDRAWN: ${nameOf(milestone, now)}`;
  const said = "What we said here does not stand.";
  return {
    title,
    summary: `${title}. ${said}`,
    line: [{ bold: title }, ", what we said does not stand"],
    blocks: [text(said)],
    action:
      milestone.kind === "line" || milestone.kind === "all-in" ? stateButton(history.results.lookup) : fullResult(now),
    sources: [],
    weight: weights.retracted,
    contest,
  };
}

/** The milestone's name, without saying that it holds. */
function nameOf({ kind }: Milestone, now: Outcome): string {
  switch (kind) {
    case "first":
      return `first declaration, ${contestName(now)}`;
    case "first-gain":
      return `first gain, ${contestName(now)}`;
    case "line":
      return "a majority";
    case "portillo":
      return `Portillo moment, ${contestName(now)}`;
    case "all-in":
      return "all seats declared";
    case "exit-poll":
      return "exit poll";
  }
}
