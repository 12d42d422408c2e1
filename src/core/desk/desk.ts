/**
 * The newsroom's desk: what its people enter by hand, by twos, and the word in the log that comes of it. Commands work
 * with this; `src/data` implements it.
 */
import type { Contest, Declaration, LogEntry } from "../declaration.ts";
import { localTime } from "../../lib/local-time.ts";
import type { Election } from "../election.ts";
import { isNightOf } from "../election-night.ts";
import type { History } from "../news/history.ts";
import { isTied } from "./figures.ts";

/** A change that waits for a second editor. A retraction carries no figures; `unfreeze` is about no contest. */
export type Proposal =
  | { readonly what: "declare" | "correct" | "retract" | "recount"; readonly declaration: Entered }
  | { readonly what: "unfreeze" };

/** A declaration as people enter it: source and revision are the desk's to give. */
export type Entered = Omit<Declaration, "source" | "revision"> & {
  /** The way in which it is known: "returning officer". */
  readonly how: string;
};

export interface Draft {
  readonly id: number;
  readonly proposal: Proposal;
  readonly contest?: Contest;
  readonly by: string;
  readonly at: Date;
  /** The contest's last entry in the log when the draft was made, 0 for none. For `unfreeze`, the moment of the freeze. */
  readonly saw: number;
  /** `outdated`: the contest, or the freeze, had changed by the time that somebody came to confirm it. */
  readonly state: DraftState;
  /** The editor who settled it: who entered it, where a manager had allowed working alone. */
  readonly settledBy?: string;
}

export const draftStates = ["waiting", "confirmed", "refused", "outdated"] as const;
export type DraftState = (typeof draftStates)[number];

/** Words of a source that fit nothing, or cannot be right. */
export interface Quarantined {
  readonly id: number;
  readonly source: string;
  /** In a few words, with the row or the message where it stands. */
  readonly why: string;
  /** The beginning of its words. */
  readonly excerpt: string;
  readonly at: Date;
}

export interface SourceHealth {
  readonly name: string;
  readonly kind: Declaration["source"]["kind"];
  readonly staff: boolean;
  /** The source's last good answer. */
  readonly heardAt?: Date;
  /** The last change of what it reads, where that was long ago. */
  readonly stillSince?: Date;
  /** The reason of the last try's failure; absent where it did not fail. */
  readonly trouble?: { readonly since: Date; readonly why: string };
}

export type Settled =
  /** The declaration is in the log, or the posts go on. */
  | { readonly kind: "done"; readonly draft: Draft; readonly alone: boolean }
  /** Editors do not confirm their own drafts. */
  | { readonly kind: "own"; readonly draft: Draft }
  /** It was entered long ago, and is to be looked at once more before it is confirmed. */
  | { readonly kind: "old"; readonly draft: Draft }
  /** Another editor was first, or there is no such draft. */
  | { readonly kind: "settled"; readonly draft?: Draft }
  /** The contest has changed since the draft was entered: it is to be entered anew. */
  | { readonly kind: "outdated"; readonly draft: Draft };

export interface Desk {
  propose(proposal: Proposal, by: string, now: Date): Promise<Draft>;
  draft(id: number): Promise<Draft | undefined>;
  /** The oldest first. */
  waiting(): Promise<readonly Draft[]>;
  /** @param hasLooked whether the editor has been shown, just now, that the draft is an old one */
  confirm(id: number, by: string, now: Date, hasLooked?: boolean): Promise<Settled>;
  /** Every editor may, the one who entered it included. */
  refuse(id: number, by: string, now: Date): Promise<Settled>;
  /** The manager who allowed working alone, and until when; undefined while nobody may. */
  solo(): Promise<{ readonly by: string; readonly until: Date } | undefined>;
  /** @param until absent to end it */
  allowSolo(by: string, until?: Date): Promise<void>;
  onShift(): Promise<readonly { readonly name: string; readonly since: Date }[]>;
  shift(name: string, on: boolean, now: Date): Promise<void>;
  /** Stops every post everywhere. */
  freeze(by: string, now: Date): Promise<void>;
  frozen(): Promise<{ readonly by: string; readonly at: Date } | undefined>;
  quarantined(): Promise<readonly Quarantined[]>;
  /** Takes a doubted declaration into the log as its source said it. @returns false where none waits under that number */
  letThrough(id: number, by: string, now: Date): Promise<boolean>;
  /** @returns false where it was not there any more */
  dismiss(id: number, by: string, now: Date): Promise<boolean>;
  sources(): Promise<readonly SourceHealth[]>;
  /** A contest's entries in the order of the log, those that are for the newsroom alone included. */
  log(contest: Contest): readonly LogEntry[];
  /** The history as the desk knows it: entries that are for the newsroom alone are in it. */
  history(): History;
}

const hour = 3_600_000;

/**
 * Whether a draft was entered so long ago that its second editor has to look again: on a night more than two hours, and at
 * other times on an earlier day.
 */
export function isOld({ at }: Pick<Draft, "at">, now: Date, election: Election): boolean {
  if (now.getTime() - at.getTime() <= 2 * hour) return false;
  const dayOf = (moment: Date): string => localTime(moment, election.timeZone).day;
  return isNightOf(election, now) || dayOf(at) !== dayOf(now);
}

/** The desk's names as a source, as readers are told: editors are those who correct and retract, above every source. */
const desk: Declaration["source"] = { name: "the desk", kind: "desk" };
const editors: Declaration["source"] = { name: "the editors", kind: "editors" };

export type Declared = Omit<Declaration, "revision">;

/** A proposal as an entry for the log. */
export function declarationOf({ what, declaration }: Exclude<Proposal, { what: "unfreeze" }>): Declared {
  const { how: _, ...said } = declaration;
  return { ...said, source: what === "declare" || what === "recount" ? desk : editors };
}

export const stateOf = (what: Exclude<Proposal["what"], "unfreeze">, isCall: boolean): Entered["state"] => {
  switch (what) {
    case "declare":
      return isCall ? "called" : "result";
    case "correct":
      return "correction";
    case "retract":
      return "retraction";
    case "recount":
      return "recount";
  }
};

/** The newest word of the desk and its editors; undefined where they have said nothing, or taken it back. */
export function deskWord(entries: readonly Declaration[]): Declaration | undefined {
  const own = entries.filter(
    ({ source, state }) => source.kind !== "feed" && source.kind !== "official" && state !== "recount",
  );
  const last = own.at(-1);
  return last?.state === "retraction" ? undefined : last;
}

/** Whether a declaration leaves nothing to be entered: neither a call's votes nor a tie's lot. */
export function isWhole({ votes, winner }: Declaration): boolean {
  return votes !== undefined && (!isTied(Object.values(votes)) || winner !== undefined);
}
