/** The answer to a question that could not be answered: what went wrong, and what to do next. */
import type { Command } from "./command.ts";
import { BotError, UserError, type ErrorCode } from "./errors.ts";
import type { Ask, Card, Reply } from "./reply.ts";

/** For the asker alone, whatever the command's own audience is. */
interface Apology {
  readonly reply: Reply;
  readonly audience: "asker";
  readonly problem: ErrorCode;
  readonly given?: string;
}

/** @param asks the questions of the error's lines that it may propose */
export function sorry(error: unknown, command: Command | undefined, asks: readonly Ask[] = []): Apology {
  if (!(error instanceof UserError)) {
    const noted = command?.secret
      ? command.role === "anyone"
        ? "No note is kept of it, since that would be a trace of you"
        : "It has been noted, without a word of what you asked"
      : "It has been noted";
    const summary = `Sorry, that went wrong on our side. ${noted}; please try again in a moment.`;
    return { reply: { summary }, audience: "asker", problem: error instanceof BotError ? error.code : "internal" };
  }
  const { message, instead, code, given } = error;
  if (given !== undefined) return { reply: givenBack(message, given), audience: "asker", problem: code, given };
  if (instead.length === 0) return { reply: { summary: message }, audience: "asker", problem: code };
  const summary = `${message} Try ${instead.slice(0, 5).join(" or ")}.`;
  const proposed = asks.length > 0 && { instead: asks };
  return { reply: { summary, data: { problem: code, instead }, ...proposed }, audience: "asker", problem: code };
}

/** Words typed in a form that has closed: this is all that is left of them. */
function givenBack(summary: string, given: string): Reply {
  const blocks: Card["blocks"] = [
    { kind: "text", text: [summary] },
    { kind: "note", text: ["What you wrote, to be put right and sent again:"] },
    { kind: "code", text: given },
  ];
  return { summary, card: { title: "That was not taken", blocks } };
}
