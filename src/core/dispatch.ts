/**
 * A call -> a reply: find the command, authorise, read the arguments, decide who will see the answer, run. What must be
 * known before a platform acknowledges (a form, or who sees the answer) is known at once; the answer follows.
 */
import type { NameKind } from "./args.ts";
import { admitted, authorise } from "./authorise.ts";
import type { Command, Context } from "./command.ts";
import { completeName } from "./complete.ts";
import { SecretError, UserError, type ErrorCode } from "./errors.ts";
import type { Form } from "./form.ts";
import type { Asking, Verdict } from "./manners.ts";
import { working } from "./proposals.ts";
import { askedFor, openForm, openIn, read } from "./question.ts";
import { secretWords } from "./parse.ts";
import { readLine, type Question } from "./read-line.ts";
import { recalling } from "./recall.ts";
import { rehearse } from "./rehearsal.ts";
import { run, type Offers } from "./run.ts";
import { unshared, type SharedAnswers } from "./shared-answers.ts";
import type { Ask, Reply } from "./reply.ts";
import { sorry } from "./sorry.ts";
import { may, type Asker } from "./asker.ts";

export interface Call extends Ask {
  readonly asker: Asker;
  /** Someone pressed Share: their answer is shown to the channel. */
  readonly share?: true;
  /** A button among others was pressed: the answer is the presser's alone, unless they share it. */
  readonly aside?: true;
  /** We ask it ourselves, to show someone something: it counts for nothing. */
  readonly quiet?: true;
}

/** The manner of a question that is not simply asked. */
interface How extends Pick<Call, "share" | "aside" | "quiet"> {
  /** The line as it was typed. */
  readonly typed?: string;
}

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
  /** Keeps answers that are the same for everyone; each is made anew unless it is given. */
  readonly shared?: SharedAnswers;
}

export function createDispatch({
  context: made,
  manners,
  fault,
  seen,
  divert = () => undefined,
  shared = unshared,
}: DispatchOptions): Dispatch {
  /** @param open words that are no secret's, each by itself */
  function begin(asker: Asker, hear: (known: Context) => Question, open: Openly, { typed, ...how }: How = {}): Begun {
    const started = performance.now();
    const context = recalling(made);
    let asked: Command | undefined;
    let isRehearsal = false;
    let isNearSecret = false;
    const isSecret = (problem?: ErrorCode): boolean => asked?.secret ?? (isNearSecret && problem !== undefined);
    const told = (answer: Answer): Answer => {
      const { problem } = answer;
      const milliseconds = performance.now() - started;
      const secret = isSecret(problem);
      if (!secret)
        seen?.({
          command: asked?.name ?? "",
          platform: asker.place.platform,
          milliseconds,
          ...(problem && { problem }),
        });
      const whole: Answer = { ...answer, ...(secret && { secret }) };
      return isRehearsal ? { ...whole, reply: rehearse(answer.reply) } : whole;
    };
    const failed = async (error: unknown): Promise<Answer> => {
      report(error, asked);
      const { error: said, instead } = await proposing(error);
      return told(sorry(said, asked, instead));
    };
    /** The same error, proposing nothing that does not work. */
    async function proposing(error: unknown): Promise<{ readonly error: unknown; readonly instead?: readonly Ask[] }> {
      if (!(error instanceof UserError) || error.instead.length === 0) return { error };
      try {
        const some = await working(error.instead, inside(undefined, asker, context), ({ role }) => may(role, asker));
        const lines = some.map(({ line }) => line);
        const instead = some.flatMap(({ ask }) => ask ?? []);
        return { error: new UserError(error.is, error.message, lines, error.given), instead };
      } catch (other) {
        report(other, asked);
        return { error };
      }
    }
    try {
      const known = context(asker);
      isRehearsal = known.rehearsal === true;
      isNearSecret = typed !== undefined && beginsSecret(typed, known);
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
      const found = shared.find(command, args, known, offers);
      const within = inside(command, asker, context, known);
      const answer = found
        ? Promise.resolve(told({ reply: found, audience }))
        : shared
            .make(command, args, within, offers, (watched) => run(command, args, watched))
            .then((reply) => told({ reply, audience }), failed);
      const { written } = question;
      return { kind: "answer", audience, answer, ...secret, ...(written !== undefined && { given: written }) };
    } catch (error) {
      const secret = isSecret("internal") && { secret: true as const };
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
  /** The context that a command gets: one that anyone may call never learns who of the newsroom calls it. */
  function inside(
    command: Command | undefined,
    asker: Asker,
    context: DispatchOptions["context"],
    known = context(asker),
  ): Context {
    if ((command && command.role !== "anyone") || asker.staff === undefined) return known;
    const { staff: _, ...unnamed } = asker;
    return context(unnamed);
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
        (known) => shared.question(line, asker, known, (watched) => readLine(line, watched, asker.forms)),
        () => [line],
        { typed: line },
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

/** Whether a line begins as secret commands do: one that is none after all is nobody else's business either. */
function beginsSecret(line: string, { commands }: Context): boolean {
  const [first = ""] = line.toLowerCase().match(/[\p{L}\p{N}]+/u) ?? [];
  return secretWords(commands).some((word) => first.startsWith(word));
}

type Openly = (known: Context) => readonly string[];
