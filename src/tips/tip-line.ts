/** The tip line, as commands work with it; `src/data` implements it. Nothing here could hold who a source is. */
import type { Block } from "../core/reply.ts";
import type { Place } from "../core/place.ts";
import type { Asker } from "../core/asker.ts";

export const tipSubjects = ["a seat", "a candidate", "a count", "other"] as const;
export type TipSubject = (typeof tipSubjects)[number];

/** A case as an editor may see it: no word of it, and no time but the day. */
export interface TipCase {
  readonly number: string;
  readonly state: TipState;
  /** Days since the last word of either side. */
  readonly age: number;
  readonly claimedBy?: string;
}

export const tipStates = ["sealed", "relayed", "claimed", "replied", "closed", "spam", "muted", "deleted"] as const;
export type TipState = (typeof tipStates)[number];

export type TipDoor =
  | { readonly kind: "open" }
  /** `set-up`: something that it needs is not configured. `here`: not opened in this place, or not to this asker. */
  | { readonly kind: "closed"; readonly why: "set-up" | "here" }
  | { readonly kind: "paused" };

/** The sender of words: counted, and judged by the workspace or server that their platform's adapter vouches for. */
export type Sender = Pick<Asker, "caller" | "place" | "ruledBy" | "secrets" | "origin">;

/** `why` is for the sender alone. */
export interface NotTaken {
  readonly kind: "not-taken";
  readonly why: string;
}

/** Kept, sealed, and not sent: whoever has it writes the codename down, and then presses. */
export interface TipHeld {
  readonly kind: "held";
  readonly number: string;
  /** Shown once, and never again. */
  readonly codename: string;
  /** For the press that sends it: random, and of no use afterwards. */
  readonly token: string;
  /** The moment at which it is deleted, unless it was sent. */
  readonly until: Date;
}

/** `gone`: it was not sent in time, or went out a while ago, which is not told apart. */
export type TipSent = { readonly kind: "sent" | "gone" } | NotTaken;

export interface TipReplied {
  /** In the order of the case, from 1. */
  readonly n: number;
  readonly day: string;
  readonly text: string;
}

/** `unknown`: no case has that codename, or it is no codename at all, which nobody can tell apart. */
export type TipChecked =
  | {
      readonly kind: "found";
      readonly number: string;
      readonly state: TipState;
      /** The newest first. */
      readonly replies: readonly TipReplied[];
      /** For a few minutes stands for the codename, to read on and to drop a reply. Absent where there is none. */
      readonly reading?: string;
      /** The first day on which nothing of it is held. */
      readonly goesOn: string;
    }
  | (Omit<TipHeld, "kind" | "codename"> & { readonly kind: "unsent" })
  | { readonly kind: "unknown" }
  | NotTaken;

export type TipAnswered =
  | { readonly kind: "answered"; readonly number: string }
  | { readonly kind: "unknown" }
  | NotTaken;
export type TipErased = { readonly kind: "erased"; readonly number: string } | { readonly kind: "unknown" } | NotTaken;

export type TipAct = "claim" | "close" | "spam" | "mute" | "delete";

export type TipActed =
  | { readonly kind: "done"; readonly case: TipCase }
  | { readonly kind: "unknown" }
  /** `by`: who has it, where that is why. */
  | {
      readonly kind: "refused";
      readonly why: string;
      readonly by?: string;
      /** A manager may do it all the same, having been asked once more. */
      readonly over?: true;
    };

export interface TipAudited {
  readonly day: string;
  /** A name of the newsroom's list; absent for somebody who is not on it. */
  readonly by?: string;
  /** The act that was done, or tried: "claim". */
  readonly what: string;
  /** The times that it was tried that day, by people who are not on the list. */
  readonly times?: number;
  readonly number?: string;
}

/** Cases that came in a week, by the Monday it began with. */
export interface TipWeek {
  readonly week: string;
  readonly cases: number;
  readonly replied: number;
}

export interface TipWords {
  /** The words before the form. */
  readonly privacy: readonly Block[];
  readonly safer: readonly Block[];
  readonly newsroom: string;
  readonly days: number;
  readonly mode: "text" | "sealed";
}

export interface TipLine {
  /** Whether they may send a tip. From memory, at once. */
  door(sender: Pick<Sender, "place" | "secrets">): TipDoor;
  /** Whether they may use a codename: to read and delete, and to answer. */
  mayRead(sender: Pick<Sender, "secrets">): boolean;
  mayWrite(sender: Pick<Sender, "place" | "secrets">): boolean;
  /** @param whoCanSee what the platform says of itself */
  words(place: Place, whoCanSee: readonly string[]): TipWords;
  /** Characters of a tip, and of an answer. */
  readonly length: { readonly least: number; readonly most: number };
  /** Settings that are missing before it can open, each a sentence. */
  readonly wants: readonly string[];

  /** The first of two steps. Resolves when it is sealed and held. The same words again take the place of the first. */
  send(sender: Sender, tip: { readonly subject: TipSubject; readonly text: string }): Promise<TipHeld | NotTaken>;
  /** The second: makes it a tip. */
  confirm(sender: Sender, token: string): Promise<TipSent>;
  check(sender: Sender, codename: string): Promise<TipChecked>;
  /** The same again, by what a check gave instead of the codename. */
  read(sender: Sender, reading: string): Promise<TipChecked>;
  /** A reply that was read goes from the store. */
  drop(sender: Sender, reading: string, n: number): Promise<TipChecked>;
  answer(sender: Sender, codename: string, text: string): Promise<TipAnswered>;
  erase(sender: Sender, codename: string): Promise<TipErased>;

  /** Those who run a place open it there, or close it. */
  openIn(place: Place, open: boolean): Promise<void>;

  cases(): Promise<readonly TipCase[]>;
  case(number: string): Promise<TipCase | undefined>;
  /** @param over whether a manager does it, having been asked once more, though another has claimed it */
  act(act: TipAct, number: string, by: string, over?: boolean): Promise<TipActed>;
  reply(number: string, text: string, by: string): Promise<TipActed>;
  pause(by: string, paused: boolean): Promise<void>;
  weeks(): Promise<readonly TipWeek[]>;
  /** The newest day first; within a day in no order of time. */
  audit(): Promise<readonly TipAudited[]>;
  note(what: string, by: string): Promise<void>;
  /** Somebody who is not on the newsroom's list tried something: counted by day, and nothing else. */
  tried(what: string): Promise<void>;
}
