/** A person's doings in the chat -> a question, and its answer as the page shows it. */
import { z } from "zod";
import { completeLine } from "../../../core/complete.ts";
import type { Asker, Edge } from "../../../core/asker.ts";
import type { Command } from "../../../core/command.ts";
import type { Answer, Begun, Dispatch } from "../../../core/dispatch.ts";
import { decodeAsk } from "../../../core/encode.ts";
import { UserError } from "../../../core/errors.ts";
import type { Place } from "../../../core/place.ts";
import { createPresses } from "../../../core/presses.ts";
import type { Channel } from "../channel.ts";
import { filesOf, type Saved } from "../draw.ts";
import { drawForm, filled } from "../form.ts";
import { textOf } from "../html.ts";
import { typed as most } from "../limits.ts";
import type { Drawings } from "./drawings.ts";

const text = (length: number) => z.string().max(length);
const values = z.record(text(40), text(most.field));

export const shapes = {
  ask: z.object({ line: text(most.line) }),
  press: z.object({ code: text(200) }),
  submit: z.object({ ask: z.object({ command: text(40), args: values }), values }),
  complete: z.union([
    z.object({ line: text(most.name) }),
    z.object({ kind: z.enum(["seat", "party", "region", "person", "command"]), typed: text(most.name) }),
  ]),
} as const;

/** The person at a tab of the browser, and the part that they play. */
export interface Who {
  readonly tab: string;
  /** Absent for a supporter. */
  readonly as?: string;
}

/** An answer as the page shows it. */
export type Seen =
  | { readonly form: string }
  | {
      readonly html: string;
      readonly audience: "channel" | "asker";
      readonly files: readonly Saved[];
      /** Set where it was not answered: a form then stands, with all that was typed. */
      readonly problem?: true;
    };

export interface SessionOptions {
  readonly place: Place;
  readonly edge: Edge;
  readonly dispatch: Dispatch;
  readonly commands: readonly Command[];
  readonly channel: Channel;
  readonly drawings: Drawings;
}

export interface Session {
  ask(who: Who, line: string): Promise<Seen>;
  press(who: Who, code: string): Promise<Seen>;
  submit(who: Who, given: z.output<typeof shapes.submit>): Promise<Seen>;
  complete(who: Who, given: z.output<typeof shapes.complete>): readonly string[];
}

export function createSession({ place, edge, dispatch, commands, channel, drawings }: SessionOptions): Session {
  let forms = 0;
  const isFirst = createPresses({ now: () => new Date() });

  function askerOf({ tab, as }: Who): Asker {
    const staff = as === undefined ? undefined : edge.staff(place.platform, as);
    return {
      place,
      caller: edge.pseudonym(place.platform, `${tab} ${as ?? ""}`),
      role: staff?.role ?? "anyone",
      ...(staff && { staff: staff.name, listed: staff.role }),
      forms: true,
    };
  }

  async function seen(begun: Begun, who: Who, line: string): Promise<Seen> {
    if (begun.kind === "form") return { form: textOf(drawForm(begun.form, `form${++forms}`)) };
    return shown(await begun.answer, who, line);
  }

  async function shown({ reply, audience, problem, secret }: Answer, who: Who, line: string): Promise<Seen> {
    // A secret is for the asker alone, and stands nowhere.
    const seenBy = secret ? "asker" : audience;
    if (seenBy === "channel") channel.answer(reply, { by: who.as ?? "supporter", line, tab: who.tab });
    const html = await drawings.all(reply);
    return { html, audience: seenBy, files: filesOf(reply), ...(problem && { problem: true }) };
  }

  return {
    ask: (who, line) => seen(dispatch.line(line, askerOf(who)), who, line.trim()),
    async press(who, code) {
      try {
        const pressed = decodeAsk(code, commands);
        const press = { platform: place.platform, message: who.tab, value: code, isPublic: pressed.share === true };
        if (pressed.share && !(await isFirst(press)))
          return await shown({ reply: { summary: "It is shared already." }, audience: "asker" }, who, "");
        // A button's answer is the presser's own, unless they share it.
        const call = { ...pressed, ...(!pressed.share && { aside: true as const }), asker: askerOf(who) };
        return await seen(dispatch.call(call), who, `/${pressed.command}`);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        return shown({ reply: { summary: error.message }, audience: "asker" }, who, "");
      }
    },
    submit: (who, { ask, values: given }) =>
      seen(
        dispatch.call({ command: ask.command, args: { ...ask.args, ...filled(given) }, asker: askerOf(who) }),
        who,
        `/${ask.command}`,
      ),
    complete(who, given) {
      const asker = askerOf(who);
      if ("kind" in given) return dispatch.complete(given.kind, given.typed, asker, most.suggestions);
      const completes: Parameters<typeof completeLine>[2] = (kind, typed, limit) =>
        dispatch.complete(kind, typed, asker, limit);
      return completeLine(given.line, commands, completes, most.suggestions).slice(0, most.suggestions);
    },
  };
}
