/** A newsroom with a tip line: the real pack, a database, a platform on paper, sources and editors who talk. */
import { createHash, randomBytes } from "node:crypto";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { onTestFinished } from "vitest";
import { here, type House } from "../../src/cli/house.ts";
import type { Answer, Begun, Seen } from "../../src/core/dispatch.ts";
import type { Form } from "../../src/core/form.ts";
import { createManners } from "../../src/core/manners.ts";
import { toText } from "../../src/core/plain-text.ts";
import type { Ask } from "../../src/core/reply.ts";
import { createLeases } from "../../src/data/store/leases.ts";
import { openStore, type Store } from "../../src/data/store/index.ts";
import { createSwitches } from "../../src/data/store/switches.ts";
import type { TipTables } from "../../src/data/store/tip-tables.ts";
import { saltOf } from "../../src/tips/store/keys.ts";
import { createTipLine, type KeptTipLine } from "../../src/tips/store/line.ts";
import { purgeTips } from "../../src/tips/relay/purge.ts";
import { createTipRelay, type TipRelay } from "../../src/tips/relay/index.ts";
import { openHouse } from "../../src/main.ts";
import { createDerive, type Derive } from "../../src/tips/rules/derive.ts";
import { createTipLimits, usualTipCaps, type TipCaps } from "../../src/tips/rules/limits.ts";
import { silent, type Log } from "../../src/lib/log.ts";
import type { Platform } from "../../src/core/platform.ts";
import { pack } from "./bot.ts";
import { createPaper, type Paper } from "./paper.ts";
import { type Asker, asPseudonym, asStaffName } from "../../src/core/asker.ts";
import { memorySettings, type SettingsStore } from "../../src/core/place-settings.ts";
import type { Place } from "../../src/core/place.ts";

const someone = (name: string, over: Partial<Asker> = {}): Asker => ({
  ...here,
  place: { platform: "paper", id: "C1", kind: "channel" },
  caller: asPseudonym(name),
  forms: true,
  secrets: "opened",
  ...over,
});
export const source = someone("sam");
export const other = someone("sue");
const listed = (name: string): Asker => someone(name, { role: "editor", staff: asStaffName(name) });
export const [ana, ben] = [listed("ana"), listed("ben")];
/** A manager by the newsroom's list. */
export const max = someone("max", { role: "manager", staff: asStaffName("max"), listed: "manager" });
/** An editor who runs the channel, and is no manager by the newsroom's list. */
export const mona = someone("mona", { role: "manager", staff: asStaffName("mona"), listed: "editor" });
/** A manager of the channel who is not on the newsroom's list. */
export const chan = someone("chan", { role: "manager" });

export const hour = 3_600_000;
export const day = 24 * hour;
export const tipText = "The returning officer’s brother owns the firm that printed the ballot papers.";

export interface Heard extends Answer {
  /** The whole reply, as a terminal shows it. */
  readonly text: string;
  readonly labels: readonly string[];
}

interface Sent {
  readonly number: string;
  readonly codename: string;
  /** The form's answer. */
  readonly heard: Heard;
}

/** The press that makes it a tip. */
export const written = "I have written it down: send";

export interface TipsStage {
  readonly house: House;
  readonly main: Store;
  /** The line's own tables. */
  readonly store: TipTables;
  readonly line: KeptTipLine;
  readonly settings: SettingsStore;
  readonly paper: Paper;
  readonly relay: TipRelay;
  readonly identity: string;
  readonly faults: readonly unknown[];
  /** Calls that were counted. */
  readonly seen: readonly Seen[];
  /** Alarms to the owner. */
  readonly held: { readonly place: string; readonly why: string }[];
  now(): Date;
  /** Lets time pass. */
  pass(milliseconds: number): void;
  /** The morning's count, before anything else. */
  morning(): Promise<void>;
  /** Runs the relay every three minutes for so many hours. */
  relayFor(hours: number): Promise<void>;
  purge(): Promise<void>;
  say(line: string, as: Asker): Promise<Heard>;
  form(line: string, as: Asker): Promise<Form>;
  submit(form: Form, values: Readonly<Record<string, string>>, as: Asker): Promise<Heard>;
  press(of: Pick<Heard, "reply">, label: string, as: Asker): Promise<Heard>;
  /** Presses a button that opens a form. */
  open(of: Pick<Heard, "reply">, label: string, as: Asker): Promise<Form>;
  /** The first of the two steps of sending. */
  hold(text?: string, as?: Asker): Promise<Sent>;
  /** Sends a tip as people do: writes the codename down, and presses. */
  send(text?: string, as?: Asker): Promise<Sent>;
  check(codename: string, as?: Asker): Promise<Heard>;
  /** Another relay on the same database, as after a restart. */
  again(): TipRelay;
  /** Numbers of all cases that are kept, of those too that editors do not see yet. */
  numbers(): Promise<readonly string[]>;
}

export interface TipsStageOptions {
  readonly mode?: "text" | "sealed";
  readonly at?: string;
  readonly channels?: readonly { readonly platform: string; readonly id: string }[];
  readonly caps?: Partial<TipCaps>;
  /** The most tips in a day, for the whole line. */
  readonly most?: number;
  readonly wants?: readonly string[];
  /** A path or an address; in memory unless given. */
  readonly database?: string;
  /** Applies channels' own settings. */
  readonly manners?: boolean;
  /** The editors' key; a new one unless given. */
  readonly identity?: string;
  /** Guesses cost what they cost a newsroom. */
  readonly dear?: true;
  /** Leaves the line shut in the channel. */
  readonly closed?: true;
  /** Platforms of the editors' channels; one on paper unless given. */
  readonly platforms?: readonly Platform[];
  readonly log?: Log;
}

/** The stage's derivation of keys: where nobody guesses, a guess may be cheap. */
export const cheapDerive = async (db: TipTables["db"]): Promise<Derive> =>
  createDerive(await saltOf(db, randomBytes), undefined, { N: 2 });

export async function openTips(options: TipsStageOptions = {}): Promise<TipsStage> {
  const { mode = "text", channels = [{ platform: "paper", id: "editors" }] } = options;
  const identity = options.identity ?? (await generateX25519Identity());
  const recipient = await identityToRecipient(identity);
  const main = await openStore(options.database ?? ":memory:");
  onTestFinished(() => main.close());
  const store = await main.tips();
  const { db } = store;
  let at = new Date(options.at ?? "2024-07-10T09:20:00Z").getTime();
  const now = (): Date => new Date(at);
  const random = (bytes: number): Uint8Array => randomBytes(bytes);
  const paper = createPaper();
  const held: { place: string; why: string }[] = [];
  const faults: unknown[] = [];
  const seen: Seen[] = [];
  const line = await createTipLine({
    tables: store,
    switches: createSwitches(main.db),
    now,
    random,
    derive: options.dear ? createDerive(await saltOf(db, random)) : await cheapDerive(db),
    limits: createTipLimits(random, { ...usualTipCaps, ...options.caps }),
    ...(options.most !== undefined && { most: options.most }),
    recipients: [recipient],
    mode,
    newsroom: "The Gazette",
    saferWays: [
      { name: "SecureDrop", address: "https://gazette.example.org/drop" },
      { name: "Post", address: "1 High Street, Bath" },
    ],
    relay: "a private channel of the newsroom’s own, on Paper",
    days: 30,
    wants: options.wants ?? [],
  });
  if (!options.closed) await line.openIn(source.place, true);
  const again = (): TipRelay =>
    createTipRelay({
      db,
      leases: createLeases(main.db, () => at),
      now,
      real: () => at,
      random,
      window: hour,
      grace: 15_000,
      lease: 30_000,
      ...(mode === "text" && { identities: [identity] }),
      channels,
      platforms: () => options.platforms ?? [paper],
      held: async ({ id: place }: Place, why) => void held.push({ place, why }),
      scrub: line.scrub,
      morning: { at: "07:00", zone: "Etc/UTC" },
      log: options.log ?? silent,
    });
  const relay = again();
  const settings = memorySettings();
  const house = await openHouse({
    pack,
    settings,
    ...(options.manners && { manners: createManners(settings) }),
    fault: (error) => void faults.push(error),
    seen: (one) => void seen.push(one),
    tips: line,
    whoCanSee: () => ["Paper, the company, stores what is typed."],
    live: async (election) => {
      const { Results } = await import("../../src/core/results.ts");
      const results = Results.before(election);
      return { results: () => results, provenance: () => ({ source: "nobody", asOf: now() }), now };
    },
  });

  async function heard(begun: Begun): Promise<Heard> {
    if (begun.kind === "form") throw new TypeError(`a form was opened: ${begun.form.title}`);
    const answer = await begun.answer;
    const text = toText(answer.reply, { width: 400, timeZone: house.election.timeZone });
    return { ...answer, text, labels: (answer.reply.card?.actions ?? []).map(({ label }) => label) };
  }
  async function formOf(begun: Begun): Promise<Form> {
    if (begun.kind === "form") return begun.form;
    throw new TypeError(`no form was opened: ${(await begun.answer).reply.summary}`);
  }
  const ask = (question: Ask, as: Asker) => house.dispatch.call({ ...question, asker: as });
  function asked({ reply }: Pick<Heard, "reply">, label: string): Ask {
    const action = reply.card?.actions?.find((one) => one.label === label);
    if (!action || !("ask" in action)) throw new RangeError(`there is no button ${label}`);
    return action.ask;
  }
  const stage: TipsStage = {
    house,
    main,
    store,
    line,
    settings,
    paper,
    relay,
    identity,
    faults,
    seen,
    held,
    now,
    pass: (milliseconds) => void (at += milliseconds),
    morning: () => relay.look(),
    async relayFor(hours) {
      for (let minutes = hours * 60; minutes > 0; minutes -= 3) {
        at += 3 * 60_000;
        await relay.look();
      }
    },
    purge: () => purgeTips({ db, now, days: 30, scrub: line.scrub, log: silent }),
    numbers: async () =>
      (await db.selectFrom("tip_cases").select("number").execute()).map(({ number }) => number).toSorted(),
    say: (words, as) => heard(house.dispatch.line(words, as)),
    form: (words, as) => formOf(house.dispatch.line(words, as)),
    submit(form, values, as) {
      const filled = form.fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
      return heard(ask({ ...form.ask, args: { ...form.ask.args, ...Object.fromEntries(filled), ...values } }, as));
    },
    press: (of, label, as) => heard(ask(asked(of, label), as)),
    open: (of, label, as) => formOf(ask(asked(of, label), as)),
    async send(text = tipText, as = source) {
      const held = await stage.hold(text, as);
      const sent = await stage.press(held.heard, written, as);
      if (sent.problem !== undefined || !sent.text.includes("Your tip is sent"))
        throw new TypeError(`nothing was sent: ${sent.text}`);
      return held;
    },
    async hold(text = tipText, as = source) {
      const form = await stage.open(await stage.say("/tip send", as), "Low risk: continue", as);
      const sent = await stage.submit(form, { text }, as);
      const blocks = sent.reply.card?.blocks ?? [];
      const number = blocks.flatMap((block) => (block.kind === "facts" ? block.facts : []))[0]?.value;
      const codename = blocks.flatMap((block) => (block.kind === "code" ? [block.text] : []))[0];
      if (number === undefined || codename === undefined) throw new TypeError(`nothing was held: ${sent.text}`);
      return { number, codename, heard: sent };
    },
    check: async (codename, as = source) => stage.submit(await stage.form("/tip check", as), { codename }, as),
    again,
  };
  return stage;
}

/** Letters that nobody types by chance, different for each name. */
export const canary = (name: string): string => createHash("sha256").update(name).digest("hex").slice(0, 20);

/** Words of a codename side by side: one alone may be a word of ours as well, such as “editor”. */
export function pairsOf(codename: string): readonly string[] {
  const words = codename.split(" ");
  return words.slice(1).map((word, i) => `${words[i]} ${word}`);
}
