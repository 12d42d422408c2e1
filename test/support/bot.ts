/** Talks to the bot as a person would, over the real pack. */
import { join } from "node:path";
import { openHouse } from "../../src/main.ts";
import { here, type House } from "../../src/cli/house.ts";
import type { Answer, Call } from "../../src/core/dispatch.ts";
import { toText } from "../../src/core/plain-text.ts";
import type { Desk } from "../../src/core/desk/desk.ts";
import type { Kept } from "./kept.ts";
import type { Asker } from "../../src/core/asker.ts";

export const pack = join(import.meta.dirname, "..", "..", "elections", "uk-2024");

export interface Said extends Answer {
  /** The reply as a terminal wide enough for any sentence shows it. */
  readonly text: string;
}

export interface Bot {
  readonly house: House;
  /** Errors that were ours; a test that expects none checks that it is empty. */
  readonly faults: readonly unknown[];
  /** @param as the asker and their place; someone at a terminal unless given */
  say(line: string, as?: Partial<Asker>): Promise<Said>;
  /** Presses a button. */
  press(call: Omit<Call, "asker">): Promise<Answer>;
}

export interface KeptBot extends Bot, Kept {}

/**
 * @param at the moment that answers are for, ISO with offset @param kept tells channels news, and keeps them in memory
 */
export async function openBot(at?: string): Promise<Bot>;
export async function openBot(at: string | undefined, options: { readonly kept: true }): Promise<KeptBot>;
export async function openBot(at?: string, options?: { readonly kept: true }): Promise<Bot> {
  const kept = options && (await (await import("./kept.ts")).keptFor(pack, at));
  const faults: unknown[] = [];
  const house = await openHouse({
    pack,
    fault: (error) => void faults.push(error),
    ...(at !== undefined && { at: new Date(at) }),
    // Nothing is frozen: commands about news ask no more of the desk.
    ...(kept && { announcing: kept.announcing, desk: { frozen: async () => undefined } as unknown as Desk }),
  });
  const say = async (line: string, as: Partial<Asker> = {}): Promise<Said> => {
    const begun = house.dispatch.line(line, { ...here, ...as });
    if (begun.kind === "form") throw new TypeError("a form was opened");
    const answer = await begun.answer;
    return { ...answer, text: toText(answer.reply, { width: 300, timeZone: house.election.timeZone }) };
  };
  const press = async (call: Omit<Call, "asker">): Promise<Answer> => {
    const begun = house.dispatch.call({ ...call, asker: here });
    if (begun.kind === "form") throw new TypeError("a form was opened");
    return begun.answer;
  };
  return { house, faults, say, press, ...kept };
}
