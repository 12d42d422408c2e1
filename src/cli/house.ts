/** The house: an election, and all that answers from it, as it is opened and asked. */
import type { Command, Context } from "../core/command.ts";
import type { Answer, Dispatch, Seen } from "../core/dispatch.ts";
import type { Election } from "../core/election.ts";
import type { Asking, Verdict } from "../core/manners.ts";
import type { Results } from "../core/results.ts";
import type { Style } from "../core/style.ts";
import { type Asker, asPseudonym } from "../core/asker.ts";
import type { SettingsStore } from "../core/place-settings.ts";

/** An election, its results, and the commands that answer from them. */
export interface House {
  readonly election: Election;
  /** Results at the time at which the house was opened. */
  readonly results: Results;
  readonly commands: readonly Command[];
  readonly dispatch: Dispatch;
  /** Overlays that were refused: the file, and why. */
  readonly refused: readonly { readonly file: string; readonly why: string }[];
  /** Takes up overlays that have changed. @returns those that were refused */
  renew(): Promise<readonly { readonly file: string; readonly why: string }[]>;
  /** Makes a fresh context for every question. */
  readonly context: (asker: Asker) => Context;
}

/** The person at this machine. */
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
  /** Folder of the overlays. */
  readonly overlays?: string;
  /** Answers as things stood then; otherwise as they are now. */
  readonly at?: Date;
  /** Called with every error that is ours. */
  readonly fault: (error: unknown) => void;
  /** Called after every call that was answered. */
  readonly seen?: (seen: Seen) => void;
  /** Settings of places; kept in memory unless given. */
  readonly settings?: SettingsStore;
  /** The manners of each question; absent, nothing is too much. */
  readonly manners?: (asking: Asking) => Verdict;
  /** The publisher's own style. */
  readonly style?: Style;
  /** The path of the style file, unless `style` is given. */
  readonly styleFile?: string;
  /** A platform's words on who can see its messages. */
  readonly whoCanSee?: (platform: string) => readonly string[];
  /** Marks a rehearsal. */
  readonly rehearsal?: true;
}
