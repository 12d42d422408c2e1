/** A draft as its second editor sees it, with everything that must be seen before a yes. */
import { declarationOf, type Draft, type Proposal } from "../../core/desk/desk.ts";
import { oddities } from "../../core/desk/figures.ts";
import { exitPollContest, pollWords, type ExitPoll } from "../../core/exit-poll.ts";
import type { History } from "../../core/news/history.ts";
import type { Lookup } from "../../core/lookup.ts";
import type { Outcome } from "../../core/outcome.ts";
import type { Action, Block, Inline, Reply } from "../../core/reply.ts";
import { fullName } from "../../core/story.ts";
import { button, end, note, start, text } from "../answer.ts";
import { pollLine, pollTable } from "../exit-poll.ts";
import { headline, int, many, pc } from "../words.ts";
import { contestName } from "./at-desk.ts";
import { entryWords, figureChanges, howWords, wonWords } from "./entry.ts";
import { upper } from "../../core/text.ts";

/** Entries that came after the draft was made: confirming it would undo them unseen. */
export const since = (draft: Draft, history: History) =>
  draft.contest === undefined ? [] : history.entries(draft.contest).filter(({ seq }) => seq > draft.saw);

/** Whether a draft can be confirmed no more. */
export const isOutdated = (draft: Draft, history: History): boolean =>
  draft.state === "outdated" || (draft.state === "waiting" && since(draft, history).length > 0);

/** The outcome of the draft by itself, and the one that stood when it was entered. */
export interface Preview {
  readonly is: Outcome;
  readonly was: Outcome;
}

export function previewOf({ proposal, contest, saw }: Draft, history: History): Preview | undefined {
  if (proposal.what === "unfreeze" || contest === undefined || contest === exitPollContest) return undefined;
  const is = history.results.outcomeBy(contest, [{ ...declarationOf(proposal), revision: 0 }]);
  return { is, was: history.outcomeAt(contest, saw) };
}

export function draftTitle(draft: Draft, history: History): string {
  const { contest, proposal } = draft;
  const name = contest === undefined ? "" : contestName(history.results, contest);
  const { is } = previewOf(draft, history) ?? {};
  const poll = pollIn(draft);
  if (poll && proposal.what === "declare") return `Exit poll: ${pollWords(poll, history.results.lookup)}`;
  switch (proposal.what) {
    case "declare":
      return `${is ? headline(is) : ""}: ${name}`;
    case "correct":
      return `Correction: ${name}`;
    case "retract":
      return `Retraction: ${name}`;
    case "recount":
      return `Recount: ${name}`;
    case "unfreeze":
      return "Let the posts go on";
  }
}

/** @param mayConfirm whether its reader could be the second editor */
export function draftReply(draft: Draft, history: History, mayConfirm = true): Reply {
  const title = `Draft ${draft.id}. ${upper(draftTitle(draft, history))}`;
  const preview = previewOf(draft, history);
  const status = statusOf(draft, history);
  return {
    summary: `${title}. ${[preview && saidOf(draft.proposal, preview), status].filter(Boolean).join(" ")}`,
    card: {
      title,
      blocks: [
        ...(preview ? previewBlocks(draft, preview, history.results.lookup) : pollBlocks(draft, history)),
        text(`Entered by ${draft.by} at `, { time: draft.at }, `.${knownBy(draft.proposal)}`),
        text({ bold: status }),
        ...since(draft, history).map((entry) => note("Since then: ", ...entryWords(entry, history))),
      ],
      actions: draftActions(draft, history, mayConfirm),
    },
    data: { draft: draft.id, state: draft.state, contest: draft.contest, what: draft.proposal.what, by: draft.by },
  };
}

/** The seats of an exit poll that waits for a second editor. */
function pollIn({ proposal, contest }: Draft): Pick<ExitPoll, "seats"> | undefined {
  if (contest !== exitPollContest || proposal.what === "unfreeze") return undefined;
  const { votes } = proposal.declaration;
  return votes && { seats: votes };
}

function pollBlocks(draft: Draft, { results }: History): readonly Block[] {
  const poll = pollIn(draft);
  if (!poll) return [];
  const { lookup, exitPoll } = results;
  return [
    text(`${upper(pollWords(poll, lookup))}.`),
    pollTable(poll, lookup),
    ...(exitPoll && draft.state === "waiting" ? [note(`What stands: ${pollLine(exitPoll, lookup)}.`)] : []),
  ];
}

/** @param labelled whether several drafts stand together */
export function draftActions(draft: Draft, history: History, mayConfirm: boolean, labelled = false): readonly Action[] {
  if (draft.state !== "waiting") return [];
  const args = { draft: String(draft.id) };
  const label = (word: string): string => (labelled ? `${word} ${draft.id}` : word);
  const refuse = button(label("Refuse"), "refuse", args);
  return mayConfirm && !isOutdated(draft, history) ? [button(label("Confirm"), "confirm", args), refuse] : [refuse];
}

/** A draft in a line or two, where several stand together. */
export function draftLine(draft: Draft, history: History): readonly Inline[] {
  const preview = previewOf(draft, history);
  const figures = preview && hasFigures(draft.proposal) ? [saidOf(draft.proposal, preview), compact(preview.is)] : [];
  const words = [
    `${upper(draftTitle(draft, history))}.`,
    ...figures,
    ...(preview ? oddities(preview.is, history.results.lookup) : []),
  ].filter(Boolean);
  const stale = isOutdated(draft, history) ? " Outdated: it has changed since." : "";
  return [{ bold: String(draft.id) }, ` ${words.join(" ")} By ${draft.by} at `, { time: draft.at }, `.${stale}`];
}

const hasFigures = ({ what }: Proposal): boolean => what === "declare" || what === "correct";

const compact = ({ lines, state }: Outcome): string =>
  state === "declared" ? `${lines.map((line) => `${fullName(line)} ${int(line.votes ?? 0)}`).join(", ")}.` : "";

function saidOf({ what }: Proposal, { is }: Preview): string {
  switch (what) {
    case "declare":
    case "correct":
      return `${upper(wonWords(is))}.`;
    case "retract":
      return "What was said of it does not stand.";
    case "recount":
      return "The votes are being counted again.";
    case "unfreeze":
      return "";
  }
}

function previewBlocks({ proposal }: Draft, preview: Preview, lookup: Lookup): readonly Block[] {
  const { is, was } = preview;
  const said = text(saidOf(proposal, preview));
  const odd = oddities(is, lookup);
  if (proposal.what === "retract" && was.standing)
    return [said, text(`What stands now, by ${was.standing.declaration.source.name}: ${wonWords(was)}.`)];
  if (!hasFigures(proposal)) return [said];
  const differs = was.standing ? figureChanges(was, is) : [];
  const other = was.winner && is.winner && was.winner.candidate.id !== is.winner.candidate.id;
  const by = was.standing?.declaration.source.name;
  return [
    said,
    ...odd.map((words) => text({ bold: words })),
    ...(other ? [text({ bold: `Another winner than by ${by}: ${wonWords(was)}.` })] : []),
    ...(was.state === "declared" && differs.length > 0
      ? [text(`Against what stands, by ${by}: ${differs.join("; ")}.`)]
      : []),
    ...(is.state === "declared" ? [figuresTable(is), text(papers(is))] : []),
  ];
}

function figuresTable({ lines }: Outcome): Block {
  return {
    kind: "table",
    head: [start("Candidate"), start("Party"), end("Votes")],
    rows: lines.map((line) => [fullName(line), line.party.short, int(line.votes ?? 0)]),
  };
}

function papers({ valid = 0, rejected, turnout = 0, previous }: Outcome): string {
  const spoilt = rejected === undefined ? "" : `, ${int(rejected)} rejected`;
  return `${many(valid, "valid vote")}${spoilt}; turnout ${pc(turnout)}${previous?.turnout === undefined ? "" : `, ${pc(previous.turnout)} before`}.`;
}

function knownBy(proposal: Proposal): string {
  return proposal.what === "unfreeze" ? "" : ` ${howWords(proposal.declaration.how, proposal.declaration.state)}`;
}

function statusOf(draft: Draft, history: History): string {
  const { state, by, settledBy = "" } = draft;
  if (isOutdated(draft, history)) return "It has changed since this was entered: enter it anew.";
  switch (state) {
    case "waiting":
      return "It waits for a second editor.";
    case "confirmed":
      return settledBy === by ? `Confirmed by ${by} alone, as a manager had allowed.` : `Confirmed by ${settledBy}.`;
    case "refused":
      return settledBy === by ? `Taken back by ${by}.` : `Refused by ${settledBy}.`;
    case "outdated":
      return "";
  }
}
