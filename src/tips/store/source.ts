/** The source's side: words sealed and kept, and what a codename opens. */
import type { Kysely } from "kysely";
import { UserError } from "../../core/errors.ts";
import { inTurn } from "./in-turn.ts";
import type { NotTaken, Sender, TipAnswered, TipChecked, TipErased, TipHeld, TipLine } from "../tip-line.ts";
import type { TipReplied, TipSent } from "../tip-line.ts";
import { lastWindow, windowOf } from "../rules/blur.ts";
import { newCaseNumber, type CaseNumber } from "../rules/case-number.ts";
import { newCodename, readCodename } from "../rules/codename.ts";
import type { Derive, Keys } from "../rules/derive.ts";
import { flood, type Admission, type Sending, type TipLimits } from "../rules/limits.ts";
import type { Random } from "../rules/random.ts";
import { seal } from "../rules/seal.ts";
import { openReply } from "../rules/sealed-reply.ts";
import { dayOf, goesOn, type Case } from "../rules/state.ts";
import type { Schema } from "../../data/store/schema.ts";
import { caseOf, rowOf } from "./cases.ts";
import { asSourceSees, forgetCase, keepChange, mayAnswer } from "./changes.ts";
import type { TipDays } from "./days.ts";
import { newKey } from "./keys.ts";
import type { Readings } from "./readings.ts";
import { confirm, dayHeld, dropUnsent, hold, unsentBy, type Unsent } from "./unsent.ts";
import { placeKey } from "../../core/place.ts";

export interface SourceOptions {
  readonly db: Kysely<Schema>;
  readonly now: () => Date;
  readonly random: Random;
  readonly derive: Derive;
  readonly limits: TipLimits;
  readonly counted: TipDays;
  readonly readings: Readings;
  /** Public keys that tips are sealed to. */
  readonly recipients: readonly string[];
  readonly days: number;
  /** Milliseconds of the relay's window. */
  readonly window: number;
  readonly paused: () => Promise<boolean>;
  /** Something came or was deleted: neither is to be told from the bytes of what is kept. */
  readonly scrub: () => Promise<void>;
}

export type SourceSide = Pick<TipLine, "send" | "confirm" | "check" | "read" | "drop" | "answer" | "erase">;

const tooMany = { kind: "not-taken", why: "That is a lot of codenames for one day. Come back tomorrow." } as const;

/** The sealed words: their subject, or that they are an answer; a line end; the text. */
export const framed = (about: string, text: string): string => `${about}\n${text}`;

export function sourceSide(options: SourceOptions): SourceSide {
  const { db, now, random, derive, limits, counted, recipients, days, window, paused, scrub, readings } = options;
  const endOf = (one: number): Date => new Date((one + 1) * window);

  /** Counts what is admitted, and lets it count for nothing where it cannot be kept. */
  async function keep<T>(
    { caller: sender, place, origin: known }: Sender,
    text: string,
    work: (admitted: Extract<Admission, { kind: "admitted" }>) => Promise<T>,
    held?: Sending["held"],
  ): Promise<T | NotTaken> {
    const at = now();
    const origin = known ?? placeKey(place);
    const isPaused = await paused();
    const admission = limits.admit({ sender, origin, text, now: at, paused: isPaused, ...(held && { held }) });
    if (admission.kind === "refused") return { kind: "not-taken", why: admission.says };
    const takeBack = (): void =>
      held ? limits.settle(held.id, "dropped") : limits.takeBack({ sender, origin, now: at }, admission.text);
    let isCounted = false;
    try {
      isCounted = await counted.take(dayOf(at));
      if (isCounted) return await work(admission);
      takeBack();
      return { kind: "not-taken", why: flood };
    } catch (error) {
      takeBack();
      if (isCounted) await counted.drop(dayOf(at)).catch(() => {});
      // Nothing of the error goes on: it could quote what was to be kept.
      if (error instanceof UserError) return { kind: "not-taken", why: error.message };
      return { kind: "not-taken", why: "It could not be kept just now, and nothing of it was. Try again in a moment." };
    }
  }

  async function take(keys: Keys, framedText: string, id: string, until: number): Promise<CaseNumber> {
    const number = newCaseNumber(random);
    const sealed = await seal(number, framedText, recipients);
    const { lookup, recipient } = keys;
    const isNew = await hold(db, { id, number, lookup, recipient, sealed, until });
    if (!isNew) return take(keys, framedText, id, until);
    await scrub();
    return number;
  }

  async function forget({ id, until }: Pick<Unsent, "id" | "until">): Promise<boolean> {
    if (!(await dropUnsent(db, id))) return false;
    limits.settle(id, "dropped");
    await counted.drop(dayHeld(until, window));
    await scrub();
    return true;
  }

  /** A text that is not seven words of ours costs as much as one that is, and finds as little as a codename that nobody was given. */
  async function find(typed: string): Promise<{ keys: Keys; is?: Case; unsent?: Unsent } | undefined> {
    const read = readCodename(typed);
    const keys = await derive(read.kind === "read" ? read.codename : newCodename(random));
    const row = await db.selectFrom("tip_cases").selectAll().where("lookup", "=", keys.lookup).executeTakeFirst();
    const unsent = await unsentBy(db, keys.lookup, windowOf(now(), window));
    if (read.kind !== "read" || (!row && !unsent)) return undefined;
    return { keys, ...(row ? { is: await asSourceSees(db, caseOf(row)) } : unsent && { unsent }) };
  }

  async function shown(number: CaseNumber, identity: string, before?: string): Promise<TipChecked> {
    const row = await rowOf(db, number);
    // A source's deletion takes the lookup id at once, and the state when editors may see it.
    if (!row || row.lookup === null) return { kind: "unknown" };
    const is = await asSourceSees(db, caseOf(row));
    const rows = await db
      .selectFrom("tip_replies")
      .selectAll()
      .where("number", "=", number)
      .orderBy("n", "desc")
      .execute();
    const replies = await Promise.all(
      rows.map(async ({ n, day, sealed }): Promise<TipReplied> => ({
        n,
        day,
        text: await openReply({ number, n, day }, new Uint8Array(sealed), identity).catch(
          () => "This reply is damaged and cannot be read.",
        ),
      })),
    );
    const reading = replies.length === 0 ? undefined : (before ?? readings.begin({ number, identity }, now()));
    return {
      kind: "found",
      number,
      state: is.state,
      replies,
      goesOn: goesOn(is, days),
      ...(reading !== undefined && { reading }),
    };
  }

  return {
    send(sender, { subject, text }) {
      const id = newKey(random);
      const until = lastWindow(windowOf(now(), window));
      const work = async ({ text: admitted, instead }: { text: string; instead?: string }): Promise<TipHeld> => {
        if (instead !== undefined) await forget({ id: instead, until });
        const codename = newCodename(random);
        const number = await take(await derive(codename), framed(subject, admitted), id, until);
        return { kind: "held", number, codename, token: id, until: endOf(until) };
      };
      return keep(sender, text, work, { id, until: endOf(until) });
    },

    async confirm(_, token): Promise<TipSent> {
      if (await paused()) return { kind: "not-taken", why: "The tip line is closed for the moment." };
      const at = now();
      const press = { window: windowOf(at, window), day: dayOf(at), random };
      const kind = await confirm(db, token, press).catch(() => undefined);
      if (kind === undefined) return { kind: "not-taken", why: notNow };
      if (kind === "sent") limits.settle(token, "sent");
      await scrub();
      return { kind };
    },

    async check({ caller }, codename): Promise<TipChecked> {
      if (!limits.mayLook(caller, now())) return tooMany;
      const found = await find(codename);
      if (found?.unsent) {
        const { id: token, number, until } = found.unsent;
        return { kind: "unsent", number, token, until: endOf(until) };
      }
      return found?.is ? shown(found.is.number, found.keys.identity) : { kind: "unknown" };
    },

    async read(_, reading): Promise<TipChecked> {
      const held = readings.of(reading, now());
      return held ? shown(held.number, held.identity, reading) : { kind: "unknown" };
    },

    async drop(_, reading, n): Promise<TipChecked> {
      const held = readings.of(reading, now());
      if (!held) return { kind: "unknown" };
      await db.deleteFrom("tip_replies").where("number", "=", held.number).where("n", "=", n).execute();
      await scrub();
      return shown(held.number, held.identity, reading);
    },

    async answer(sender, codename, text): Promise<TipAnswered> {
      if (!limits.mayLook(sender.caller, now())) return tooMany;
      const found = await find(codename);
      if (!found?.is) return { kind: "unknown" };
      const { number } = found.is;
      return keep(sender, text, async ({ text: admitted }): Promise<TipAnswered> => {
        const sealed = await seal(number, framed("an answer", admitted), recipients);
        const [came, day] = [windowOf(now(), window), dayOf(now())];
        const answered = await inTurn(db, async (transaction): Promise<TipAnswered> => {
          const may = await mayAnswer(transaction, number, day);
          if (may === "unknown") return { kind: "unknown" };
          if (may === "no") return { kind: "not-taken", why: unheard };
          await transaction
            .insertInto("tip_words")
            .values({ id: newKey(random), number, sealed, came })
            .execute();
          await keepChange(transaction, { kind: "answer", number, came, day }, random);
          return { kind: "answered", number };
        });
        await scrub();
        return answered;
      });
    },

    async erase({ caller }, codename): Promise<TipErased> {
      if (!limits.mayLook(caller, now())) return tooMany;
      const found = await find(codename);
      if (found?.unsent)
        return (await forget(found.unsent)) ? { kind: "erased", number: found.unsent.number } : { kind: "unknown" };
      if (!found?.is) return { kind: "unknown" };
      const { number } = found.is;
      const change = { number, came: windowOf(now(), window), day: dayOf(now()) };
      if (!(await forgetCase(db, change, random))) return { kind: "unknown" };
      readings.end(number);
      await scrub();
      return { kind: "erased", number };
    },
  };
}

const notNow = "It could not be sent just now, and waits as it did. Press again in a moment.";

const unheard = "The newsroom has ended this conversation, and no more of it is passed on.";
