/** A command: one thing that can be asked. The list of them yields every platform's menu, help and completion. */
import type { Election } from "./election.ts";
import type { z } from "zod";
import type { PartyFinder, PersonFinder, RegionFinder, SeatFinder } from "./finder.ts";
import type { Form, FormWords } from "./form.ts";
import type { Ask, Reply } from "./reply.ts";
import type { Results } from "./results.ts";
import type { Style } from "./style.ts";
import type { Asker, Role } from "./asker.ts";
import type { SettingsStore } from "./place-settings.ts";

/**
 * The things that every command may know: figures, finders, the time. A service that keeps or tells anything (the desk,
 * say) is handed to its own commands alone, when they are made.
 */
export interface Context {
  /** The asker, as far as a command may know. */
  readonly asker: Asker;
  readonly results: Results;
  /** An answer that looks at it is for this moment alone. */
  readonly now: Date;
  /** Whether a moment has come, for answers that need no more of the time. */
  readonly hasCome: (at: Date) => boolean;
  /** Whether a command is off here, for this asker. */
  readonly isOff: (command: string) => boolean;
  readonly seats: SeatFinder;
  readonly people: PersonFinder;
  readonly parties: PartyFinder;
  readonly regions: RegionFinder;
  /** Every command, for help. */
  readonly commands: readonly Command[];
  /** The publisher's own style, for text that editors paste. */
  readonly style: Style;
  /** The audience of a question and its answer here, besides the asker, in plain words. */
  readonly whoCanSee: readonly string[];
  /** The settings that managers have chosen for their places. */
  readonly settings: SettingsStore;
  /** Marks a rehearsal: every heading says so. */
  readonly rehearsal?: true;
  /** The publisher of the figures in `results`, and how old they are. */
  readonly provenance: Provenance;
}

export type Provenance = Required<Pick<Reply, "source" | "asOf">> & Pick<Reply, "caveat">;

export interface Command<A extends z.ZodObject = z.ZodObject> {
  /** Lower case; may be two words ("tip send"). No command's whole name is another's first word. */
  readonly name: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** Whole questions as typed, each of which works: "/seat bath". */
  readonly examples: readonly [string, ...string[]];
  /** In the order they are typed. Each carries a hint (see `args.ts`). */
  readonly args: A;
  /** Takes lines that are no command: plain questions. At most one command has this. */
  readonly bare?: true;
  /** Running it changes nothing, anywhere: so it may be run to see whether it answers. */
  readonly reads?: true;
  /** The audience of its answer. */
  readonly audience: "channel" | "asker";
  /** A secret command leaves no trace: no log, metric or report of a fault tells that it was asked, or when. */
  readonly secret?: true;
  readonly role: Role;
  /** It can be asked of a message, where a platform has a menu for that: the menu's words, and the argument that the text is. */
  readonly onMessage?: { readonly label: string; readonly argument: string };
  /** The words of its form, where name and summary would make poor ones. */
  readonly asks?: Partial<FormWords>;
  /**
   * A form that is opened before anything else happens, for arguments that are better asked together. Undefined when
   * nothing is missing.
   */
  form?(args: Ask["args"], context: Context): Form | undefined;
  /** Called when an asker lacks the role for it. */
  denied?(context: Context): Promise<void>;
  /** Whether it means anything in an election; elsewhere it is not there. */
  needs?(election: Election): boolean;
  /** @throws UserError when it cannot answer */
  run(args: z.output<A>, context: Context): Reply | Promise<Reply>;
}

export function defineCommand<A extends z.ZodObject>(command: Command<A>): Command<A> {
  return command;
}
