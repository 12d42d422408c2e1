/** Sources of declarations. A source is asked, now and then, and answers with all that it has. */
import type { Declaration } from "../../core/declaration.ts";

/** A declaration as a source gives it. Without a revision of its own it is counted against the source's latest. */
export type Said = Omit<Declaration, "source" | "revision" | "staff"> & { readonly revision?: number };

export type Found =
  | { readonly kind: "declaration"; readonly said: Said; readonly where: string }
  /** Words that fit nothing, or cannot be right: the desk is told, and the rest goes on. */
  | Misfitting
  /** Oddities beside what was read, which stop nothing. */
  | { readonly kind: "note"; readonly where: string; readonly why: string; readonly excerpt: string };

export interface Misfitting {
  readonly kind: "quarantine";
  readonly where: string;
  readonly why: string;
  readonly excerpt: string;
  /** The contest that it is about, where that is known: it has one notice, which follows what is found of it. */
  readonly about?: Pick<Said, "seat" | "byElection">;
  /**
   * `incomplete`: somebody may be typing still. `gone`: the source said it before, and says it no more. `note`: an oddity
   * beside what was read.
   */
  readonly how?: "incomplete" | "gone" | "note";
  /** Words that could be right, and look as if they were not: an editor may let them through. */
  readonly doubted?: Said;
}

/** A source's last answers, kept over restarts, and for other instances. JSON only. */
export interface Remembered {
  /**
   * By address or file: the answer, and a mark such as an ETag, with which the next request learns whether anything is
   * new.
   */
  readonly answers: Readonly<Record<string, { readonly mark: string; readonly text: string }>>;
}

export interface Heard {
  /** Everything in its answers; empty where nothing is new. */
  readonly found: readonly Found[];
  /** The answers to remember for the next time; the same object where nothing is new. */
  readonly kept: Remembered;
}

export interface Source {
  /** The name that the newsroom gives it and readers are told: "PA Media". Unique. */
  readonly name: string;
  readonly kind: Declaration["source"]["kind"];
  /** Marks a source for the newsroom alone. */
  readonly staff: boolean;
  /** @param kept from the time before @throws SourceError when the source cannot be reached or read */
  ask(kept: Remembered | undefined, signal: AbortSignal): Promise<Heard>;
  /** The last change of what it reads, where that is told apart from its words and is long ago: a mirror may stand still. */
  stillSince?(now: Date): Date | undefined;
}

/** One clear line for the desk: the fault of the source, and how to mend it. */
export class SourceError extends Error {
  override readonly name = "SourceError";
}
