/** An election with all that answers from it, as it is opened and asked. */
import type { Command, Context } from "../core/command.ts";
import type { Answer, Dispatch, Seen } from "../core/dispatch.ts";
import type { Election } from "../core/election.ts";
import type { Asking, Verdict } from "../core/manners.ts";
import type { Results } from "../core/results.ts";
import type { Style } from "../core/style.ts";
import { type Asker, asPseudonym } from "../core/asker.ts";
import type { SettingsStore } from "../core/place-settings.ts";

/** An election, what is known of it, and the commands that answer from it. */
export interface House {
  readonly election: Election;
  /** As they were when the house was opened. */
  readonly results: Results;
  readonly commands: readonly Command[];
  readonly dispatch: Dispatch;
  /** A fresh one for every question. */
  readonly context: (asker: Asker) => Context;
}

/** Whoever sits at this machine. */
export const here: Asker = {
  place: { platform: "terminal", id: "here", kind: "direct" },
  caller: asPseudonym("here"),
  role: "anyone",
  forms: false,
};

/** One typed line, answered. */
export async function answerTo(line: string, { dispatch }: House, asker = here): Promise<Answer> {
  const begun = dispatch.line(line, asker);
  if (begun.kind === "form") throw new TypeError("a form was opened where none can be");
  return begun.answer;
}

export interface HouseOptions {
  /** Folder of the election pack. */
  readonly pack: string;
  /** Answers as things stood then; otherwise as they are now. */
  readonly at?: Date;
  /** Told of errors that are ours. */
  readonly fault: (error: unknown) => void;
  /** Told of every call, when it has been answered. */
  readonly seen?: (seen: Seen) => void;
  /** What those who run places chose; kept in memory unless given. */
  readonly settings?: SettingsStore;
  /** Who sees answers and how much is too much; nothing is, unless given. */
  readonly manners?: (asking: Asking) => Verdict;
  /** The publisher's own. */
  readonly style?: Style;
  /** Where it is read from, unless given. */
  readonly styleFile?: string;
  /** By platform: what it says of who can see. */
  readonly whoCanSee?: (platform: string) => readonly string[];
  /** Everything is a rehearsal. */
  readonly rehearsal?: true;
}
