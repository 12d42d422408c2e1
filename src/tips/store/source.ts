/** The source's side: words sealed and kept, and what a codename opens. */
import type { Kysely } from "kysely";
import { UserError } from "../../core/errors.ts";
import type { Sender, TipAnswered, TipChecked, TipErased, TipLine, TipReplied, TipSent } from "../tip-line.ts";
import { windowOf } from "../rules/blur.ts";
import { newCaseNumber, type CaseNumber } from "../rules/case-number.ts";
import { newCodename, readCodename } from "../rules/codename.ts";
import type { Derive, Keys } from "../rules/derive.ts";
import { flood, type Admission, type TipLimits } from "../rules/limits.ts";
import type { Random } from "../rules/random.ts";
import { open, seal } from "../rules/seal.ts";
import { dayOf, goesOn } from "../rules/state.ts";
import type { Schema } from "../../data/store/schema.ts";
import { caseOf } from "./cases.ts";
import { asSourceSees, forget, keepChange, mayAnswer } from "./changes.ts";
import type { TipDays } from "./days.ts";
import { newKey } from "./keys.ts";
import { placeKey } from "../../core/place.ts";

export interface SourceOptions {
  readonly db: Kysely<Schema>;
  readonly now: () => Date;
  readonly random: Random;
  readonly derive: Derive;
  readonly limits: TipLimits;
  readonly counted: TipDays;
  /** What tips are sealed to. */
  readonly recipients: readonly string[];
  readonly days: number;
  /** Milliseconds of the relay's window. */
  readonly window: number;
  readonly paused: () => Promise<boolean>;
  /** Something came or was deleted: neither is to be told from the bytes of what is kept. */
  readonly scrub: () => Promise<void>;
}

type Source = Pick<TipLine, "check" | "answer" | "erase"> & {
  readonly send: (sender: Sender, tip: Parameters<TipLine["send"]>[1]) => Promise<TipSent>;
};

const tooMany = { kind: "not-taken", why: "That is a lot of codenames for one day. Come back tomorrow." } as const;

/** What is sealed: what it is about, or that it is an answer; a line end; the words. */
export const framed = (about: string, text: string): string => `${about}\n${text}`;

export function sourceSide(options: SourceOptions): Source {
  const { db, now, random, derive, limits, counted, recipients, days, window, paused, scrub } = options;

  /** Counts what is admitted, and lets it count for nothing where it cannot be kept. */
  async function keep<T>(
    { caller: sender, place, origin: known }: Sender,
    text: string,
    work: (admitted: string) => Promise<T>,
  ): Promise<T | { readonly kind: "not-taken"; readonly why: string }> {
    const at = now();
    const origin = known ?? placeKey(place);
    const admission: Admission = limits.admit({ sender, origin, text, now: at, paused: await paused() });
    if (admission.kind === "refused") return { kind: "not-taken", why: admission.says };
    const takeBack = (): void => limits.takeBack({ sender, origin, now: at }, admission.text);
    let isCounted = false;
    try {
      isCounted = await counted.take(dayOf(at));
      if (isCounted) return await work(admission.text);
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

  async function take(keys: Keys, about: { readonly subject: string; readonly text: string }): Promise<CaseNumber> {
    const number = newCaseNumber(random);
    const sealed = await seal(number, framed(about.subject, about.text), recipients);
    const [came, today] = [windowOf(now(), window), dayOf(now())];
    const isNew = await db.transaction().execute(async (transaction) => {
      const made = await transaction
        .insertInto("tip_cases")
        .values({
          number,
          lookup: keys.lookup,
          recipient: keys.recipient,
          state: "sealed",
          opened: today,
          last_word: today,
          claimed_by: null,
          replies: 0,
        })
        .onConflict((there) => there.column("number").doNothing())
        .returning("number")
        .executeTakeFirst();
      if (!made) return false;
      await transaction
        .insertInto("tip_words")
        .values({ id: newKey(random), number, sealed, came })
        .execute();
      await keepChange(transaction, { kind: "new", number, came, day: today }, random);
      return true;
    });
    // Of 480 million numbers two may meet.
    if (!isNew) return take(keys, about);
    await scrub();
    return number;
  }

  /** What has not seven words of ours costs as much as what has, and finds as little as what nobody was given. */
  async function find(typed: string) {
    const read = readCodename(typed);
    const keys = await derive(read.kind === "read" ? read.codename : newCodename(random));
    const row = await db.selectFrom("tip_cases").selectAll().where("lookup", "=", keys.lookup).executeTakeFirst();
    return read.kind === "read" && row ? { keys, is: await asSourceSees(db, caseOf(row)) } : undefined;
  }

  return {
    send: (sender, { subject, text }) =>
      keep(sender, text, async (admitted): Promise<TipSent> => {
        const codename = newCodename(random);
        const number = await take(await derive(codename), { subject, text: admitted });
        return { kind: "sent", number, codename };
      }),

    async check(sender, codename): Promise<TipChecked> {
      if (!limits.mayLook(sender, now())) return tooMany;
      const found = await find(codename);
      if (!found) return { kind: "unknown" };
      const { keys, is } = found;
      const rows = await db
        .selectFrom("tip_replies")
        .selectAll()
        .where("number", "=", is.number)
        .orderBy("n")
        .execute();
      const replies = await Promise.all(
        rows.map(async ({ day, sealed }): Promise<TipReplied> => ({
          day,
          text: await open(is.number, new Uint8Array(sealed), [keys.identity]).catch(
            () => "This reply is damaged and cannot be read.",
          ),
        })),
      );
      return { kind: "found", number: is.number, state: is.state, replies, goesOn: goesOn(is, days) };
    },

    async answer(sender, codename, text): Promise<TipAnswered> {
      if (!limits.mayLook(sender.caller, now())) return tooMany;
      const found = await find(codename);
      if (!found) return { kind: "unknown" };
      const { number } = found.is;
      return keep(sender, text, async (admitted): Promise<TipAnswered> => {
        const sealed = await seal(number, framed("an answer", admitted), recipients);
        const [came, day] = [windowOf(now(), window), dayOf(now())];
        const answered = await db.transaction().execute(async (transaction): Promise<TipAnswered> => {
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

    async erase(sender, codename): Promise<TipErased> {
      if (!limits.mayLook(sender, now())) return tooMany;
      const found = await find(codename);
      if (!found) return { kind: "unknown" };
      const { number } = found.is;
      const change = { number, came: windowOf(now(), window), day: dayOf(now()) };
      if (!(await forget(db, change, random))) return { kind: "unknown" };
      await scrub();
      return { kind: "erased", number };
    },
  };
}

const unheard = "The newsroom has ended this conversation, and no more of it is passed on.";
