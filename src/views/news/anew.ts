/** A changed winner, or a retraction, said once more as news of its own; and what became of that. */
import type { Contest } from "../../core/declaration.ts";
import type { Block } from "../../core/reply.ts";
import { text } from "../answer.ts";
import { accountOf, changeWords, sourceOf, type Account } from "./change.ts";
import { fullResult, retracted } from "./declaration.ts";
import { weights, type NewsView, type Telling } from "./view.ts";
import { beats, beatsWithParties, contestName, heading, inBrief, takesFrom } from "./words.ts";
import type { DeliveryId } from "../../core/place.ts";

/** @param seq the log's entry that changed it: what had been told is what stood before */
export function tellAnew(view: NewsView, contest: Contest, seq: number, replaces?: DeliveryId): Telling {
  const { history } = view;
  const account = accountOf(history, contest, seq - 1);
  const { now, change } = account;
  const link = linkBefore(replaces, view);
  if (change.kind === "retracted") {
    const plain = retracted(contest, now);
    return { ...plain, blocks: [...plain.blocks, ...link], weight: weights.anew };
  }
  const title = titleOf(account, {
    before: history.outcomeAt(contest, seq - 1).standing !== undefined,
    after: history.outcomeAt(contest, seq).standing !== undefined,
  });
  const between = betweenWords(view, contest, seq, account);
  const said = now.state === "called" ? [] : [beats(now)];
  return {
    title,
    summary: [`${title}.`, ...said, ...between].join(" "),
    line: [{ bold: title }],
    blocks: [
      text(beatsWithParties(now)),
      ...(change.kind === "figures" ? [changeWords(account) ?? ""] : []).map((line) => text(line)),
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

/** @param stood whether anything did before what was told with it, and after */
function titleOf({ now, change }: Account, stood: { readonly before: boolean; readonly after: boolean }): string {
  switch (change.kind) {
    case "winner": {
      const won = now.winner ? takesFrom(now) : `${contestName(now)} is ${inBrief(now)}`;
      return `CORRECTION: ${won}${now.state === "called" ? ", votes to follow" : ""}; we said ${inBrief(change.said)}`;
    }
    case "figures":
    case "back":
    case "none":
    case "retracted":
      if (!stood.before) return `DECLARED AGAIN: ${heading(now)}`;
      return `${stood.after ? "CORRECTION UNDONE" : "STANDS AFTER ALL"}: ${heading(now)}`;
  }
}

/** What this very message said first, where it is neither what stands nor what stood before. */
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
