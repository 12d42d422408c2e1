/** Where declarations come from. A source is asked, now and then, and says what it has. */
import type { Declaration } from "../../core/declaration.ts";

/** A declaration as a source gives it. Without a revision of its own it is counted against the source's latest. */
export type Said = Omit<Declaration, "source" | "revision" | "staff"> & { readonly revision?: number };

export type Found =
  | { readonly kind: "declaration"; readonly said: Said; readonly where: string }
  /** It fits nothing, or cannot be right: the desk is told, and the rest goes on. */
  | { readonly kind: "quarantine"; readonly where: string; readonly why: string; readonly excerpt: string };

/** What a source answered last, kept over restarts, and for other instances. JSON only. */
export interface Remembered {
  /** By address or file: what makes the next answer say only whether anything is new, such as an ETag, and the answer. */
  readonly answers: Readonly<Record<string, { readonly mark: string; readonly text: string }>>;
}

export interface Heard {
  /** All that its answers say; empty where nothing is new. */
  readonly found: readonly Found[];
  /** For the next time; the same object where nothing is new. */
  readonly kept: Remembered;
}

export interface Source {
  /** As the newsroom calls it, and as readers are told: "PA Media". Unique. */
  readonly name: string;
  readonly kind: Declaration["source"]["kind"];
  /** What it says is for the newsroom alone. */
  readonly staff: boolean;
  /** @param kept from the time before @throws SourceError when it cannot be had */
  ask(kept: Remembered | undefined, signal: AbortSignal): Promise<Heard>;
}

/** One clear line for the desk: what is wrong with the source, and how to mend it. */
export class SourceError extends Error {
  override readonly name = "SourceError";
}
