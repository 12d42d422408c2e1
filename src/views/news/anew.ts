/**
 * An `anew` item: a changed winner, or a retraction, told once more as news of its own, with everything that changed
 * since.
 */
import type { Contest } from "../../core/declaration.ts";
import type { Outcome } from "../../core/outcome.ts";
import type { Block } from "../../core/reply.ts";
import { text } from "../answer.ts";
import { accountOf, changeWords, sourceOf, type Account } from "./change.ts";
import { fullResult, retracted } from "./declaration.ts";
import { weights, type NewsView, type Telling } from "./view.ts";
import { beats, beatsWithParties, contestName, heading, inBrief, takesFrom } from "./words.ts";
import type { DeliveryId } from "../../core/place.ts";

/** @param seq the entry that changed the contest: earlier messages told of the outcome before it */
export function tellAnew(view: NewsView, contest: Contest, seq: number, replaces?: DeliveryId): Telling {
  const { history } = view;
  const account = accountOf(history, contest, seq - 1);
  const { now, change } = account;
  const link = linkBefore(replaces, view);
  if (change.kind === "retracted") {
    const plain = retracted(contest, now);
    return { ...plain, blocks: [...plain.blocks, ...link], weight: weights.anew };
  }
  const [before, after] = [history.outcomeAt(contest, seq - 1), history.outcomeAt(contest, seq)];
  const title = titleOf(account, before, after);
  const between = betweenWords(view, contest, seq, account);
  const said = now.state === "called" || title.startsWith(figures) ? [] : [beats(now)];
  const corrected = change.kind === "figures" ? [changeWords(account) ?? ""] : [];
  return {
    title,
    summary: [`${title}.`, ...said, ...between, ...corrected].join(" "),
    line: [{ bold: title }],
    blocks: [
      text(beatsWithParties(now)),
      ...corrected.map((line) => text(line)),
      ...between.map((line) => text(line)),
      ...link,
    ],
    ...(now.winner && { colour: now.winner.party.colour }),
    action: fullResult(now),
    sources: sourceOf(history, now),
    weight: weights.anew,
    contest,
  };
}

const figures = "CORRECTED: ";

/** @param before the outcome before the item's entry @param after the outcome with it */
function titleOf({ now, change }: Account, before: Outcome, after: Outcome): string {
  switch (change.kind) {
    case "winner": {
      const won = now.winner ? takesFrom(now) : `${contestName(now)} is ${inBrief(now)}`;
      return `CORRECTION: ${won}${now.state === "called" ? ", votes to follow" : ""}; we said ${inBrief(change.said)}`;
    }
    case "figures":
    case "back":
    case "none":
    case "retracted":
      if (!before.standing) return `DECLARED AGAIN: ${heading(now)}`;
      if (!after.standing) return `STANDS AFTER ALL: ${heading(now)}`;
      if (before.winner?.candidate.id !== after.winner?.candidate.id) return `CORRECTION UNDONE: ${heading(now)}`;
      // The winner stands, but an earlier message can be edited no more: votes came, or were corrected.
      return `${change.kind === "figures" ? figures : ""}${heading(now)}`;
  }
}

/** The outcome that this very message told first, where it is neither the one now nor the one before. */
function betweenWords({ history }: NewsView, contest: Contest, seq: number, { now, change }: Account): string[] {
  const told = history.outcomeAt(contest, seq);
  if (told.winner?.candidate.id === now.winner?.candidate.id) return [];
  if (!told.standing) return change.kind === "winner" ? ["We had retracted it in between."] : [];
  return [`In between we said ${inBrief(told)}.`];
}

function linkBefore(replaces: DeliveryId | undefined, { linkOf }: NewsView): Block[] {
  const href = replaces && linkOf?.(replaces);
  return href ? [text({ link: "What we said before", href })] : [];
}
