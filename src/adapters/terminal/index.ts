/** The reference adapter: a line typed is a question, a number presses a button of the last answer. */
import { createInterface, type Interface } from "node:readline";
import type { Context } from "../../core/command.ts";
import { completeLine } from "../../core/complete.ts";
import type { Asker, Begun, Dispatch } from "../../core/dispatch.ts";
import { toText } from "../../core/plain-text.ts";
import { asPseudonym } from "../../core/platform.ts";
import type { Action } from "../../core/reply.ts";
import { paintFor } from "./paint.ts";

export interface TerminalOptions {
  readonly in: NodeJS.ReadStream;
  readonly out: NodeJS.WriteStream;
  /** Of the election. */
  readonly timeZone: string;
  /** Said first, to a person. */
  readonly greeting: string;
}

interface Asked {
  readonly dispatch: Dispatch;
  readonly context: (asker: Asker) => Context;
}

/** Columns of text that goes into a pipe, and the widest that is pleasant to read. */
const columns = { pipe: 80, most: 100 };
const prompt = "teller> ";

/** Whoever sits at this machine: one person, alone. */
const asker: Asker = {
  place: { platform: "terminal", id: "here", kind: "direct" },
  caller: asPseudonym("here"),
  role: "anyone",
  forms: false,
};

export function createTerminal({ in: input, out, timeZone, greeting }: TerminalOptions) {
  const person = input.isTTY && out.isTTY;
  const paint = paintFor(out);
  let buttons: readonly Action[] = [];

  async function show(begun: Begun): Promise<void> {
    // Nothing here can open a form, and so none is begun.
    if (begun.kind === "form") return;
    const { reply } = await begun.answer;
    const width = Math.min(out.columns ?? columns.pipe, columns.most);
    out.write(`${toText(reply, { width, timeZone, paint })}\n\n`);
    buttons = reply.card?.actions ?? [];
  }

  /** @returns what a bare number stands for */
  function press(line: string): Action | undefined {
    return /^\d{1,2}$/.test(line) ? buttons[Number(line) - 1] : undefined;
  }

  async function answer(line: string, { dispatch }: Asked): Promise<void> {
    const pressed = press(line);
    if (pressed && "href" in pressed) out.write(`${pressed.href}\n\n`);
    else if (pressed) await show(dispatch.call({ ...pressed.ask, asker }));
    else await show(dispatch.line(line, asker));
  }

  return {
    /** Answers every line until the input ends, or until someone leaves by Ctrl-C, Ctrl-D, "exit" or "quit". */
    async start(asked: Asked): Promise<void> {
      if (person) out.write(`${greeting}\n\n`);
      const lines: Interface = createInterface({
        input,
        terminal: person,
        historySize: 200,
        removeHistoryDuplicates: true,
        ...(person && { output: out, prompt: paint.bold(prompt) }),
        completer: (line: string) => [[...completeLine(line, asked.context(asker))], line],
      });
      lines.on("SIGINT", () => lines.close());
      if (person) lines.prompt();
      for await (const typed of lines) {
        const line = typed.trim();
        if (/^\/?(exit|quit)$/i.test(line)) break;
        if (line !== "") await answer(line, asked);
        if (person) lines.prompt();
      }
      lines.close();
      if (person) out.write("\n");
    },
  };
}
