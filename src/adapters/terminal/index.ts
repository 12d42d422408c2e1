/** The reference adapter: a line typed is a question, a number presses a button of the last answer. */
import { createInterface, type Interface } from "node:readline";
import type { Command } from "../../core/command.ts";
import { completeLine } from "../../core/complete.ts";
import type { Asker, Begun, Dispatch } from "../../core/dispatch.ts";
import { toText } from "../../core/plain-text.ts";
import { asPseudonym, type DeliveryId, type MessageRef, type Place, type Platform } from "../../core/platform.ts";
import type { Action, Reply } from "../../core/reply.ts";
import { paintFor } from "./paint.ts";
import { whoCanSee } from "./who-can-see.ts";

export interface TerminalOptions {
  readonly in: NodeJS.ReadStream;
  readonly out: NodeJS.WriteStream;
  /** Of the election. */
  readonly timeZone: string;
  /** Said first, to a person. */
  readonly greeting: string;
}

export interface Terminal extends Platform {
  /** Resolves when the input has ended, or someone left by Ctrl-C, Ctrl-D, "exit" or "quit". */
  readonly ended: Promise<void>;
}

/** Columns of text that goes into a pipe, and the widest that is pleasant to read. */
const columns = { pipe: 80, most: 100 };
const prompt = "teller> ";

const place: Place = { platform: "terminal", id: "here", kind: "direct" };

/** Whoever sits at this machine: one person, alone. */
const asker: Asker = { place, caller: asPseudonym("here"), role: "anyone", forms: false };

export function createTerminal({ in: input, out, timeZone, greeting }: TerminalOptions): Terminal {
  const person = input.isTTY && out.isTTY;
  const paint = paintFor(out);
  const ended = Promise.withResolvers<void>();
  const posts = new Map<DeliveryId, MessageRef>();
  let buttons: readonly Action[] = [];
  let lines: Interface | undefined;
  let answering: Promise<void> = Promise.resolve();

  function write(reply: Reply): void {
    const width = Math.min(out.columns ?? columns.pipe, columns.most);
    out.write(`${toText(reply, { width, timeZone, paint })}\n\n`);
  }

  async function show(begun: Begun): Promise<void> {
    // Nothing here can open a form, and so none is begun.
    if (begun.kind === "form") return;
    const { reply } = await begun.answer;
    write(reply);
    buttons = reply.card?.actions ?? [];
  }

  async function answer(line: string, dispatch: Dispatch): Promise<void> {
    const pressed = /^\d{1,2}$/.test(line) ? buttons[Number(line) - 1] : undefined;
    if (pressed && "href" in pressed) out.write(`${pressed.href}\n\n`);
    else if (pressed) await show(dispatch.call({ ...pressed.ask, asker }));
    else await show(dispatch.line(line, asker));
  }

  async function talk(from: Interface, dispatch: Dispatch): Promise<void> {
    for await (const typed of from) {
      const line = typed.trim();
      if (/^\/?(exit|quit)$/i.test(line)) break;
      answering = line === "" ? Promise.resolve() : answer(line, dispatch);
      await answering;
      if (person) from.prompt();
    }
    from.close();
    if (person) out.write("\n");
  }

  return {
    name: "terminal",
    whoCanSee,
    ended: ended.promise,
    async start(commands: readonly Command[], dispatch: Dispatch) {
      if (person) out.write(`${greeting}\n\n`);
      const completes: Parameters<typeof completeLine>[2] = (kind, typed, limit) =>
        dispatch.complete(kind, typed, asker, limit);
      lines = createInterface({
        input,
        terminal: person,
        historySize: 200,
        removeHistoryDuplicates: true,
        ...(person && { output: out, prompt: paint.bold(prompt) }),
        completer: (line: string) => [[...completeLine(line, commands, completes)], line],
      });
      lines.on("SIGINT", () => lines?.close());
      if (person) lines.prompt();
      talk(lines, dispatch).then(ended.resolve, ended.reject);
    },
    async post(_, reply, delivery) {
      const message = posts.get(delivery) ?? { place, id: String(posts.size + 1) };
      if (!posts.has(delivery)) write(reply);
      posts.set(delivery, message);
      return { kind: "sent", message };
    },
    async find(_, delivery) {
      return posts.get(delivery) ?? "absent";
    },
    async edit(message, reply) {
      write(reply);
      return { kind: "sent", message };
    },
    // What stands on the screen has no address.
    link: async () => undefined,
    async inspect() {
      return { mayPost: true, mayReadBack: true, isPrivate: true, wants: [] };
    },
    async stop() {
      lines?.close();
      await answering;
    },
  };
}
