/** The reference adapter: a line typed is a question, a number presses a button of the last answer. */
import { clearScreenDown, createInterface, cursorTo, moveCursor, type Interface } from "node:readline";
import type { Command } from "../../core/command.ts";
import { completeLine } from "../../core/complete.ts";
import type { Begun, Dispatch } from "../../core/dispatch.ts";
import type { Field } from "../../core/form.ts";
import { toText } from "../../core/plain-text.ts";
import type { Platform } from "../../core/platform.ts";
import type { Action, Reply } from "../../core/reply.ts";
import { wrap } from "../../core/text.ts";
import { fill } from "./fill.ts";
import { createRoll, screenOf } from "./screen.ts";
import { type Role, type Asker, asPseudonym, asStaffName } from "../../core/asker.ts";
import type { DeliveryId, MessageRef, Place } from "../../core/place.ts";

export interface TerminalOptions {
  readonly in: NodeJS.ReadStream;
  readonly out: NodeJS.WriteStream;
  /** The election's. */
  readonly timeZone: string;
  /** Words for a person, before anything else. */
  readonly greeting: string;
  /** The person's role: at their own machine they may try what editors and managers do. */
  readonly role?: Role;
  /**
   * The clock of a night that rolls past. A post stands under its time and is changed no more: a mistake in it is said
   * anew. Where people talk there is no such clock, and an edit is shown below.
   */
  readonly now?: () => Date;
}

export interface Terminal extends Platform {
  /** Resolves when the input has ended, or someone left by Ctrl-C, Ctrl-D, "exit" or "quit". */
  readonly ended: Promise<void>;
  /** Shows a reply as posts are shown, without making one. */
  readonly say: (reply: Reply) => Promise<void>;
}

const prompt = "teller> ";
const fieldPrompt = "> ";

const place: Place = { platform: "terminal", id: "here", kind: "direct" };

export function createTerminal({
  in: input,
  out,
  timeZone,
  greeting,
  now,
  role = "anyone",
}: TerminalOptions): Terminal {
  /** The person at this machine, alone. */
  const asker: Asker = {
    place,
    caller: asPseudonym("here"),
    role,
    ...(role !== "anyone" && { staff: asStaffName("you"), listed: role }),
    forms: true,
    secrets: "everywhere",
  };
  const person = input.isTTY && out.isTTY;
  const { paint } = screenOf(out, timeZone);
  const ended = Promise.withResolvers<void>();
  const roll = now && createRoll(now, () => screenOf(out, timeZone));
  const posts = new Map<DeliveryId, MessageRef>();
  let buttons: readonly Action[] = [];
  let lines: Interface | undefined;
  let answering: Promise<void> = Promise.resolve();
  /** A line is asked for just now. */
  let asking = false;
  let filling: { readonly field: Field; readonly giveUp: () => void } | undefined;

  const write = (text: string): Promise<void> => new Promise((resolve) => void out.write(text, () => resolve()));
  const show = (reply: Reply): Promise<void> => write(`${toText(reply, screenOf(out, timeZone))}\n\n`);

  /** A post that comes unasked stands above the line that is being typed. Resolves once the screen has it. */
  async function interrupt(reply: Reply): Promise<void> {
    if (roll) return write(roll(reply));
    if (!person || !asking || !lines) return show(reply);
    moveCursor(out, 0, -lines.getCursorPos().rows);
    cursorTo(out, 0);
    clearScreenDown(out);
    const shown = show(reply);
    lines.prompt(true);
    return shown;
  }

  async function present(begun: Begun, next: Next, dispatch: Dispatch): Promise<void> {
    if (begun.kind === "answer") {
      const { reply } = await begun.answer;
      void show(reply);
      buttons = reply.card?.actions ?? [];
      return;
    }
    const { form } = begun;
    const values = await fill(form, {
      width: screenOf(out, timeZone).width,
      say: (line) => void out.write(`${line}\n`),
      read(field) {
        const { promise, resolve } = Promise.withResolvers<undefined>();
        filling = { field, giveUp: () => resolve(undefined) };
        return Promise.race([next(fieldPrompt), promise]);
      },
    });
    filling = undefined;
    if (!values) return void out.write("Given up.\n\n");
    await present(dispatch.call({ ...form.ask, args: { ...form.ask.args, ...values }, asker }), next, dispatch);
  }

  async function answer(line: string, next: Next, dispatch: Dispatch): Promise<void> {
    const pressed = /^\d{1,2}$/.test(line) ? buttons[Number(line) - 1] : undefined;
    if (pressed && "href" in pressed) out.write(`${pressed.href}\n\n`);
    else if (pressed) await present(dispatch.call({ ...pressed.ask, asker }), next, dispatch);
    else await present(dispatch.line(line, asker), next, dispatch);
  }

  async function talk(from: Interface, dispatch: Dispatch): Promise<void> {
    const typed = from[Symbol.asyncIterator]();
    /** A line that was asked for and never taken: the next caller's. */
    let pending: Promise<IteratorResult<string>> | undefined;
    let open = true;
    from.on("close", () => (open = false));
    const next: Next = async (words) => {
      if (person && open) {
        from.setPrompt(paint.bold(words));
        from.prompt();
      }
      asking = true;
      pending ??= typed.next();
      const { done, value } = await pending;
      pending = undefined;
      asking = false;
      return done ? undefined : value;
    };
    for (;;) {
      const line = (await next(prompt))?.trim();
      if (line === undefined || /^\/?(exit|quit)$/i.test(line)) break;
      answering = line === "" ? Promise.resolve() : answer(line, next, dispatch);
      await answering;
    }
    from.close();
    if (person) out.write("\n");
  }

  /** Ctrl-C gives a form up, and leaves where there is none. */
  function interrupted(from: Interface): void {
    if (!filling) return from.close();
    from.write(null, { ctrl: true, name: "u" });
    out.write("\n");
    filling.giveUp();
  }

  return {
    name: "terminal",
    ended: ended.promise,
    say: interrupt,
    async start(commands: readonly Command[], dispatch: Dispatch) {
      if (person) out.write(`${wrap(greeting, screenOf(out, timeZone).width).join("\n")}\n\n`);
      const completes: Parameters<typeof completeLine>[2] = (kind, typed, limit) =>
        dispatch.complete(kind, typed, asker, limit);
      const complete = (line: string): string[] => {
        if (!filling) return [...completeLine(line, commands, completes)];
        const kind = filling.field.complete;
        const names = kind && line !== "" ? completes(kind, line, offers) : [];
        const begun = names.filter((name) => name.toLowerCase().startsWith(line.toLowerCase()));
        return [...(begun.length > 0 ? begun : names)];
      };
      const from = createInterface({
        input,
        terminal: person,
        historySize: 200,
        removeHistoryDuplicates: true,
        ...(person && { output: out }),
        completer: (line: string) => [complete(line), line],
      });
      lines = from;
      from.on("SIGINT", () => interrupted(from));
      talk(from, dispatch).then(ended.resolve, ended.reject);
    },
    async post(_, reply, delivery) {
      const message = posts.get(delivery) ?? { place, id: String(posts.size + 1) };
      if (!posts.has(delivery)) await interrupt(reply);
      posts.set(delivery, message);
      return { kind: "sent", message };
    },
    async find(_, delivery) {
      return posts.get(delivery) ?? "absent";
    },
    async edit(message, reply) {
      if (roll) return { kind: "refused", about: "edit", why: "what rolls past is not changed" };
      await interrupt(reply);
      return { kind: "sent", message };
    },
    // A screen takes no post back, and says so.
    async remove(message) {
      await interrupt({ summary: "What was posted here has been taken away." });
      return { kind: "sent", message };
    },
    async inspect() {
      return { mayPost: true, mayReadBack: true, isPrivate: true, wants: [] };
    },
    async stop() {
      filling?.giveUp();
      lines?.close();
      await answering;
    },
  };
}

/** Names offered for a field. */
const offers = 10;

/** The next line that is typed; undefined when there are no more. */
type Next = (prompt: string) => Promise<string | undefined>;
