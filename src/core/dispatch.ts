/**
 * A call -> a reply: find the command, authorise, read the arguments, decide who will see the answer, run. What must be
 * known before a platform acknowledges (a form, or who sees the answer) is known at once; the answer follows.
 */
import { complaintsAbout, hintOf, type NameKind, isOptional } from "./args.ts";
import type { Command, Context } from "./command.ts";
import { completeName } from "./complete.ts";
import { SecretError, UserError, type ErrorCode } from "./errors.ts";
import type { Form } from "./form.ts";
import type { Asking, Verdict } from "./manners.ts";
import { misused } from "./parse.ts";
import { working } from "./proposals.ts";
import { readLine, type Question } from "./read-line.ts";
import { recalling } from "./recall.ts";
import { rehearse } from "./rehearsal.ts";
import type { Ask, Reply } from "./reply.ts";
import { sorry } from "./sorry.ts";
import type { Asker, Role } from "./asker.ts";
import { formFor } from "./command-form.ts";

export interface Call extends Ask {
  readonly asker: Asker;
  /** Someone pressed Share: their answer is shown to the channel. */
  readonly share?: true;
  /** A button among others was pressed: the answer is the presser's alone, unless they share it. */
  readonly aside?: true;
  /** We ask it ourselves, to show someone something: it counts for nothing. */
  readonly quiet?: true;
}

/** How a question is asked, where it is not simply asked. */
type How = Pick<Call, "share" | "aside" | "quiet">;

export interface Answer {
  readonly reply: Reply;
  readonly audience: Command["audience"];
  /** Set when the question was not answered. */
  readonly problem?: ErrorCode;
  /** Text that the asker wrote at length, to be put right: where their form still stands, it has it. */
  readonly given?: string;
  /**
   * Of a secret command: for the asker alone, where it was asked in direct messages too; it does not stay, no other way is
   * tried where one fails, and nobody is told of that.
   */
  readonly secret?: true;
}

export type Begun =
  | { readonly kind: "form"; readonly form: Form; readonly secret?: true }
  /** `audience` is for acknowledging; the answer's own is narrower where something went wrong. Never rejects. */
  | {
      readonly kind: "answer";
      readonly audience: Command["audience"];
      readonly answer: Promise<Answer>;
      readonly secret?: true;
      /** Text that was written at length, for whoever does not wait for the answer. */
      readonly given?: string;
    };

export interface Dispatch {
  /** Arguments known one by one: a platform's options, a button, a form. Never throws. */
  call(call: Call): Begun;
  /** A typed line. Never throws. */
  line(line: string, asker: Asker): Begun;
  /** Names that fit what has been typed so far, best first, from memory. Never throws. */
  complete(kind: NameKind, typed: string, asker: Asker, limit: number): readonly string[];
}

/** One call, for whoever counts: nothing in it says who asked or what. */
export interface Seen {
  readonly command: string;
  readonly platform: string;
  readonly milliseconds: number;
  readonly problem?: ErrorCode;
}

export interface DispatchOptions {
  /** Made afresh for every call, so that each answers from what is known at that moment. */
  readonly context: (asker: Asker) => Context;
  readonly manners: (asking: Asking) => Verdict;
  /** Told of errors that are ours, without the words that were asked. */
  readonly fault: (error: unknown) => void;
  readonly seen?: (seen: Seen) => void;
  /**
   * Looks at words that everyone may see, before anything else does. Where they are none for others' eyes, this is asked
   * instead, and nothing looks for them.
   */
  readonly divert?: (words: string) => Ask | undefined;
}

export function createDispatch({
  context: made,
  manners,
  fault,
  seen,
  divert = () => undefined,
}: DispatchOptions): Dispatch {
  /** @param open words that are no secret's, each by itself */
  function begin(asker: Asker, hear: (known: Context) => Question, open: Openly, how: How = {}): Begun {
    const started = performance.now();
    const context = recalling(made);
    let asked: Command | undefined;
    let isRehearsal = false;
    const told = (answer: Answer): Answer => {
      const { problem } = answer;
      const milliseconds = performance.now() - started;
      if (!asked?.secret)
        seen?.({
          command: asked?.name ?? "",
          platform: asker.place.platform,
          milliseconds,
          ...(problem && { problem }),
        });
      const whole: Answer = { ...answer, ...(asked?.secret && { secret: true }) };
      return isRehearsal ? { ...whole, reply: rehearse(answer.reply) } : whole;
    };
    const failed = async (error: unknown): Promise<Answer> => {
      report(error, asked);
      return told(sorry(await proposing(error), asked));
    };
    /** The same error, proposing nothing that does not work. */
    async function proposing(error: unknown): Promise<unknown> {
      if (!(error instanceof UserError) || error.instead.length === 0) return error;
      try {
        const lines = await working(error.instead, inside(undefined, asker, context), ({ role }) => may(role, asker));
        return new UserError(error.is, error.message, lines, error.given);
      } catch (other) {
        report(other, asked);
        return error;
      }
    }
    try {
      const known = context(asker);
      isRehearsal = known.rehearsal === true;
      const instead = open(known)
        .map((words) => divert(words))
        .find((one) => one !== undefined);
      const question = instead ? askedFor(instead, known) : hear(known);
      const { command } = question;
      asked = command;
      const isManager = asker.role === "manager";
      const { place, ruledBy = place, caller } = asker;
      const isStaff = asker.staff !== undefined;
      const asking: Asking = { place: ruledBy, caller, command, isManager, isStaff, ...how, now: known.now };
      authorise(command, asker, () => {
        // A refusal is a question too: nobody has anything written down by asking it without end.
        admitted(manners({ ...asking, aside: true }), question);
        command.denied?.(known).catch((error: unknown) => report(error, command));
      });
      // Reading takes longer than refusing: nobody's words are read for nothing.
      admitted(manners({ ...asking, ahead: true }), question);
      const args = read(question, () => manners({ ...asking, aside: true }));
      const form = asker.forms ? openForm(command, args, known) : undefined;
      const secret = command.secret && { secret: true as const };
      if (form) return { kind: "form", form, ...secret };
      const verdict = admitted(manners(asking), question);
      const { audience, share } = verdict;
      const offers: Offers = {
        ...(share && { share: { command: command.name, args } }),
        // In public it would tell everyone that the asker is of the newsroom.
        copy: may("editor", asker) && (audience === "asker" || place.kind === "direct"),
      };
      const answer = run(command, args, inside(command, asker, context, known), offers).then(
        (reply) => told({ reply, audience }),
        failed,
      );
      const { written } = question;
      return { kind: "answer", audience, answer, ...secret, ...(written !== undefined && { given: written }) };
    } catch (error) {
      const secret = asked?.secret && { secret: true as const };
      return { kind: "answer", audience: "asker", answer: failed(error), ...secret };
    }
  }
  /**
   * A stranger's secret command leaves no trace, not even that it failed. That one of the newsroom's did is told without its
   * name, its words or the error's, so that an operator learns of it.
   */
  function report(error: unknown, command: Command | undefined): void {
    if (error instanceof UserError) return;
    if (!command?.secret) fault(error);
    else if (command.role !== "anyone") fault(new SecretError());
  }
  /** What a command is told: of a command that anyone may call, never who of the newsroom calls it. */
  function inside(
    command: Command | undefined,
    asker: Asker,
    context: DispatchOptions["context"],
    known = context(asker),
  ): Context {
    if ((command && command.role !== "anyone") || asker.staff === undefined) return known;
    const { staff: _, listed: __, ...stranger } = asker;
    return context(stranger);
  }

  return {
    call: ({ asker, command, args, ...how }) =>
      begin(
        asker,
        (known) => askedFor({ command, args }, known),
        (known) => openIn({ command, args }, known),
        how,
      ),
    line: (line, asker) =>
      begin(
        asker,
        (known) => readLine(line, known, asker.forms),
        () => [line],
      ),
    complete: (kind, typed, asker, limit) => {
      try {
        if (divert(typed)) return [];
        return completeName(kind, typed, made(asker), limit);
      } catch (error) {
        fault(error);
        return [];
      }
    },
  };
}

type Openly = (known: Context) => readonly string[];

/** @throws UserError where there is no such command */
function askedFor({ command: wanted, args }: Ask, { commands }: Context): Question {
  const command = commands.find(({ name }) => name === wanted);
  if (!command) throw new UserError("not-found", `There is no command “${wanted.slice(0, 32)}”.`, ["/help"]);
  return { command, written: writtenIn(command, args), args: () => args };
}

/** What stands in arguments that are not secret: a form's secret fields are where such words belong. */
function openIn({ command, args }: Ask, { commands }: Context): readonly string[] {
  const shape = commands.find(({ name }) => name === command)?.args.shape ?? {};
  return Object.entries(args).flatMap(([name, words]) => {
    const schema = shape[name];
    return schema && hintOf(name, schema).secret ? [] : [words];
  });
}

/**
 * Managers run a channel, and a platform may say who they are; editors are the newsroom's own, on its list and nowhere
 * else. So whoever manages a channel of theirs is no editor by that.
 */
function may(role: Role, { role: has, staff }: Asker): boolean {
  switch (role) {
    case "anyone":
      return true;
    case "editor":
      return staff !== undefined;
    case "manager":
      return has === "manager";
  }
}

function authorise(command: Command, asker: Asker, denied: () => void): void {
  if (may(command.role, asker)) return;
  denied();
  const who =
    command.role === "editor"
      ? "those whom the newsroom has named"
      : "those who run this channel, and those whom the newsroom has named";
  throw new UserError("forbidden", `/${command.name} is for ${command.role}s: ${who}.`);
}

/** @throws UserError that gives back text written at length, where the question is refused */
function admitted(verdict: Verdict, { written }: Question): Extract<Verdict, { kind: "answer" }> {
  if (verdict.kind === "refuse") throw new UserError(verdict.code, verdict.message, [], written);
  return verdict;
}

/** @param misread told of words that do not fit: those were a question too, and are counted */
function read(question: Question, misread: () => void): Ask["args"] {
  try {
    return question.args();
  } catch (error) {
    misread();
    throw error;
  }
}

/** Text that was written at length, and would be lost with its form. */
function writtenIn({ args: { shape } }: Command, args: Ask["args"]): string | undefined {
  const written = Object.entries(shape).find(([name, schema]) => args[name] !== undefined && hintOf(name, schema).long);
  return written && args[written[0]];
}

/** The command's own form, or one for the arguments that it cannot do without. */
function openForm(command: Command, args: Ask["args"], context: Context): Form | undefined {
  if (command.form) return command.form(args, context);
  const missing = Object.entries(command.args.shape).some(
    ([name, schema]) => args[name] === undefined && !isOptional(schema),
  );
  return missing ? formFor(command, args) : undefined;
}

/** Buttons that an answer gets besides its own. */
interface Offers {
  /** The question that a Share button asks again, aloud. */
  readonly share?: Ask;
  readonly copy: boolean;
}

async function run(command: Command, args: Ask["args"], context: Context, offers: Offers): Promise<Reply> {
  const read = command.args.safeParse(args);
  if (!read.success) throw misused(command, complaintsAbout(command.args, args), writtenIn(command, args));
  const { copy, ...reply } = await command.run(read.data, context);
  const copies = copy && offers.copy ? [{ label: "Copy", ask: copy }] : [];
  const shares = offers.share ? [{ label: "Share", ask: offers.share, share: true as const }] : [];
  if (!reply.card || copies.length + shares.length === 0) return reply;
  return { ...reply, card: { ...reply.card, actions: [...(reply.card.actions ?? []), ...copies, ...shares] } };
}
