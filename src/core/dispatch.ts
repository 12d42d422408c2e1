/** A call -> a reply: find the command, read its arguments, authorise, run. Every error becomes a reply for the asker. */
import type { Command, Context, Role } from "./command.ts";
import { BotError, UserError, type ErrorCode } from "./errors.ts";
import { parseLine, usage, type Knows } from "./parse.ts";
import type { Ask, Reply } from "./reply.ts";

export interface Call extends Ask {
  /** The caller's, as the platform or the newsroom's list has it. */
  readonly role: Role;
}

export interface Answer {
  readonly reply: Reply;
  readonly audience: Command["audience"];
  /** Set when the question was not answered. */
  readonly problem?: ErrorCode;
}

export interface Dispatch {
  /** Arguments known one by one: a platform's options, a button. Never rejects. */
  call(call: Call): Promise<Answer>;
  /** A typed line. Never rejects. */
  line(line: string, role: Role): Promise<Answer>;
}

/**
 * @param context made afresh for every call, so that each answers from what is known at that moment
 * @param fault told of errors that are ours, without the words that were asked
 */
export function createDispatch(context: () => Context, fault: (error: unknown, command?: string) => void): Dispatch {
  const answer = async (work: (context: Context) => Promise<Answer>): Promise<Answer> => {
    try {
      return await work(context());
    } catch (error) {
      if (!(error instanceof UserError)) fault(error);
      return sorry(error);
    }
  };
  return {
    call: (call) =>
      answer((known) => {
        const command = known.commands.find(({ name }) => name === call.command);
        if (!command)
          throw new UserError("not-found", `There is no command “${call.command.slice(0, 32)}”.`, ["/help"]);
        return run(command, call.args, call.role, known);
      }),
    line: (line, role) =>
      answer((known) => {
        const { command, args } = parseLine(line, known.commands, (...words) => knows(known, ...words));
        return run(command, args, role, known);
      }),
  };
}

async function run(
  command: Command,
  args: Readonly<Record<string, string>>,
  role: Role,
  context: Context,
): Promise<Answer> {
  if (ranks.indexOf(role) < ranks.indexOf(command.role))
    throw new UserError("usage", `/${command.name} is for ${command.role}s of this newsroom.`);
  const read = command.args.safeParse(args);
  if (!read.success) {
    const why = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    throw new UserError("usage", `Type it as ${usage(command)}. ${why}.`, command.examples.slice(0, 2));
  }
  return { reply: await command.run(read.data, context), audience: command.audience };
}

const ranks: readonly Role[] = ["anyone", "editor", "manager"];

function knows({ parties, regions, commands }: Context, ...[kind, text, how]: Parameters<Knows>): boolean {
  switch (kind) {
    case "party":
      return how === "exactly" ? parties.has(text) : parties.find(text) !== undefined;
    case "region":
      return how === "exactly" ? regions.has(text) : regions.find(text) !== undefined;
    case "command":
      return commands.some(({ name }) => name === text.toLowerCase());
    case "seat":
    case "person":
      // Any words may name a place or a person: what they match is the command's to say.
      return true;
  }
}

function sorry(error: unknown): Answer {
  if (!(error instanceof UserError)) {
    const summary = "Sorry, that went wrong on our side. It has been noted; please try again in a moment.";
    return { reply: { summary }, audience: "asker", problem: error instanceof BotError ? error.code : "internal" };
  }
  const { message, instead, code } = error;
  if (instead.length === 0) return { reply: { summary: message }, audience: "asker", problem: code };
  const summary = `${message} Try ${instead.slice(0, 5).join(" or ")}`;
  return { reply: { summary, data: { problem: code, instead } }, audience: "asker", problem: code };
}
