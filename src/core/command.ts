/** A command: one thing that can be asked. The list of them yields every platform's menu, help and completion. */
import type { z } from "zod";
import type { PartyFinder, PersonFinder, RegionFinder, SeatFinder } from "./finder.ts";
import type { Form, FormWords } from "./form.ts";
import type { Ask, Reply } from "./reply.ts";
import type { Results } from "./results.ts";
import type { Style } from "./style.ts";
import type { Asker, Role } from "./asker.ts";
import type { SettingsStore } from "./place-settings.ts";

/**
 * What every command may know: figures, finders, the time. A service that keeps or tells anything (the desk, say) is no part
 * of it, but handed to its own commands alone when they are made.
 */
export interface Context {
  /** Who asks and where, as far as a command may know. */
  readonly asker: Asker;
  readonly results: Results;
  readonly now: Date;
  readonly seats: SeatFinder;
  readonly people: PersonFinder;
  readonly parties: PartyFinder;
  readonly regions: RegionFinder;
  /** Every command, for help. */
  readonly commands: readonly Command[];
  /** For what editors paste. */
  readonly style: Style;
  /** Who besides the asker can see what is asked and answered where this was asked, in plain words. */
  readonly whoCanSee: readonly string[];
  /** What those who run places have chosen for them. */
  readonly settings: SettingsStore;
  /** Everything here is a rehearsal, and every heading says so. */
  readonly rehearsal?: true;
  /** Who published the figures that `results` holds, and how old they are. */
  readonly provenance: { readonly source: string; readonly asOf: Date };
}

export interface Command<A extends z.ZodObject = z.ZodObject> {
  /** Lower case; may be two words ("tip send"). No command's whole name is another's first word. */
  readonly name: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** Whole questions as typed, each of which works: "/seat bath". */
  readonly examples: readonly [string, ...string[]];
  /** In the order they are typed. Each carries a hint (see `args.ts`). */
  readonly args: A;
  /** Takes words that begin with no command, where they clearly name a seat. One command at most. */
  readonly bare?: true;
  /** Who sees the answer. */
  readonly audience: "channel" | "asker";
  /** That it was asked, and when, is nobody's business: no log, no figure and no report of a fault tells of it. */
  readonly secret?: true;
  readonly role: Role;
  /** The words of the form that asks for its arguments, where those from its name and summary would not do. */
  readonly asks?: Partial<FormWords>;
  /** For what is better asked all at once: opened before anything else happens. Undefined when nothing is missing. */
  form?(args: Ask["args"], context: Context): Form | undefined;
  /** Told when somebody asks it who may not. */
  denied?(context: Context): Promise<void>;
  /** @throws UserError when it cannot answer */
  run(args: z.output<A>, context: Context): Reply | Promise<Reply>;
}

export function defineCommand<A extends z.ZodObject>(command: Command<A>): Command<A> {
  return command;
}
