/** A newsroom at its desk: the real pack before anything is declared, a log in memory, and people who talk. */
import { onTestFinished } from "vitest";
import { here, type House } from "../../src/cli/house.ts";
import type { Announcing } from "../../src/core/news/announcing.ts";
import type { Desk } from "../../src/core/desk/desk.ts";
import type { Answer, Begun } from "../../src/core/dispatch.ts";
import type { Form } from "../../src/core/form.ts";
import { toText } from "../../src/core/plain-text.ts";
import type { Action, Ask } from "../../src/core/reply.ts";
import { createDesk } from "../../src/data/desk.ts";
import { openLedger, type Ledger } from "../../src/data/ledger.ts";
import type { Said } from "../../src/data/sources/source.ts";
import { openStore, type Store } from "../../src/data/store/index.ts";
import { createLog, type Speaker } from "../../src/data/store/log.ts";
import { openHouse } from "../../src/main.ts";
import { pack as uk2024 } from "./bot.ts";
import { type Asker, asPseudonym, asStaffName } from "../../src/core/asker.ts";

const someone = (name: string, role: Asker["role"], isListed = true): Asker => ({
  ...here,
  place: { platform: "here", id: "C1", kind: "channel" },
  caller: asPseudonym(name),
  role,
  ...(isListed && role !== "anyone" && { staff: asStaffName(name), listed: role }),
});
export const [ana, ben, cat] = [someone("ana", "editor"), someone("ben", "editor"), someone("cat", "editor")];
export const mia = someone("mia", "manager");
/** A manager of the channel who is not on the newsroom's list. */
export const chan = someone("chan", "manager", false);
export const stranger = someone("eve", "anyone", false);

export interface Heard extends Answer {
  readonly text: string;
  readonly labels: readonly string[];
}

export interface DeskStage {
  readonly desk: Desk;
  readonly store: Store;
  readonly house: House;
  readonly ledger: () => Ledger;
  readonly faults: readonly unknown[];
  /** Sets the clock, ISO with offset. */
  at(moment: string): void;
  /** A typed line, where no form can be opened. */
  say(line: string, as: Asker): Promise<Heard>;
  /** A typed line that opens a form. */
  form(line: string, as: Asker): Promise<Form>;
  /** A filled-in form, with some of its values replaced. */
  submit(form: Form, values: Readonly<Record<string, string>>, as: Asker): Promise<Heard>;
  /** Presses a button of an answer, by its label. */
  press(of: Heard, label: string, as: Asker): Promise<Heard>;
  /** A source says something. */
  hear(said: Said, from?: Partial<Speaker>): Promise<void>;
}

export interface StageOptions {
  readonly pack?: string;
  /** The part of announcing that the desk asks. */
  readonly announcing?: Pick<Announcing, "told">;
}

export async function openDeskStage({
  pack = uk2024,
  announcing = { told: async () => [] },
}: StageOptions = {}): Promise<DeskStage> {
  const faults: unknown[] = [];
  const store = await openStore(":memory:");
  onTestFinished(() => store.close());
  const log = createLog(store.db);
  let now = new Date("2024-07-05T03:30:00+01:00");
  let joined: { readonly ledger: Ledger; readonly desk: Desk } | undefined;
  const house = await openHouse({
    pack,
    fault: (error) => void faults.push(error),
    live: async (election) => {
      const ledger = await openLedger(election, log);
      const desk = createDesk({
        db: store.db,
        now: () => now,
        history: () => ledger.staff,
        append: (transaction, { source, ...said }, hands) =>
          log.enter(transaction, { ...source, staff: false }, said, hands, now),
        sources: [{ name: "PA Media", kind: "feed", staff: false }],
      });
      joined = { ledger, desk };
      const provenance = () => ({ source: "the log", asOf: now });
      return {
        results: () => ledger.open.results,
        provenance,
        now: () => now,
        desk,
        announcing: announcing as Announcing,
      };
    },
  });
  if (!joined) throw new Error("the house was opened without its desk");
  const { ledger, desk } = joined;

  async function heard(begun: Begun): Promise<Heard> {
    if (begun.kind === "form") throw new TypeError(`a form was opened: ${begun.form.title}`);
    const answer = await begun.answer;
    await ledger.catchUp();
    const text = toText(answer.reply, { width: 400, timeZone: house.election.timeZone });
    return { ...answer, text, labels: (answer.reply.card?.actions ?? []).map(({ label }) => label) };
  }
  const ask = (question: Ask, as: Asker) => heard(house.dispatch.call({ ...question, asker: as }));

  return {
    desk,
    store,
    house,
    ledger: () => ledger,
    faults,
    at: (moment) => void (now = new Date(moment)),
    say: (line, as) => heard(house.dispatch.line(line, as)),
    async form(line, as) {
      const begun = house.dispatch.line(line, { ...as, forms: true });
      if (begun.kind === "form") return begun.form;
      throw new TypeError(`no form was opened: ${(await begun.answer).reply.summary}`);
    },
    submit(form, values, as) {
      const filled = form.fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
      const args = { ...form.ask.args, ...Object.fromEntries(filled), ...values };
      return ask({ command: form.ask.command, args }, as);
    },
    press(of, label, as) {
      const action = of.reply.card?.actions?.find((one: Action) => one.label === label);
      if (!action || !("ask" in action)) throw new RangeError(`no button ${label} among ${of.labels.join(", ")}`);
      return ask(action.ask, as);
    },
    async hear(said, from) {
      await log.append({ name: "PA Media", kind: "feed", staff: false, ...from }, [said], now);
      await ledger.catchUp();
    },
  };
}
