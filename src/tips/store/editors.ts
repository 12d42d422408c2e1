/** The editors' side: cases, what they do with them, and the record of that. */
import { sql, type Kysely, type Selectable, type Transaction } from "kysely";
import type { TipActed, TipAct, TipLine, TipWeek } from "../tip-line.ts";
import { inTurn } from "./in-turn.ts";
import { readCaseNumber, type CaseNumber } from "../rules/case-number.ts";
import { readable } from "../rules/hostile.ts";
import { tipLength } from "../rules/limits.ts";
import type { Random } from "../rules/random.ts";
import { sealReply } from "../rules/sealed-reply.ts";
import { dayOf, type CaseEvent } from "../rules/state.ts";
import type { Schema } from "../../data/store/schema.ts";
import { caseOf, move, rowOf, shown, type CaseMove } from "./cases.ts";
import { isUnseen, unseen } from "./changes.ts";
import { newKey } from "./keys.ts";
import { asStaffName } from "../../core/asker.ts";

export interface EditorOptions {
  readonly db: Kysely<Schema>;
  readonly now: () => Date;
  readonly random: Random;
  readonly scrub: () => Promise<void>;
}

type Row = Selectable<Schema["tip_cases"]>;
type Editors = Pick<TipLine, "cases" | "case" | "act" | "reply" | "weeks" | "audit" | "note" | "tried">;

export function editorSide({ db, now, random, scrub }: EditorOptions): Editors {
  async function note(to: Kysely<Schema>, what: string, by: string, number?: string): Promise<void> {
    await to
      .insertInto("tip_audit")
      .values({ id: newKey(random), day: dayOf(now()), staff: by, what, number: number ?? null })
      .execute();
  }

  async function done(
    transaction: Transaction<Schema>,
    moved: CaseMove,
    number: CaseNumber,
    what: string,
    by: string,
  ): Promise<TipActed> {
    if (moved.kind === "unknown") return moved;
    if (moved.kind === "refused") {
      const row = await rowOf(transaction, number);
      const owner = row?.claimed_by ?? undefined;
      return {
        kind: "refused",
        why: whys[moved.why],
        ...(owner !== undefined && { by: owner }),
        ...(what !== "claim" && what !== "reply" && moved.why === "not-theirs" && { over: true }),
      };
    }
    await note(transaction, what, by, number);
    return { kind: "done", case: shown(moved.to, dayOf(now())) };
  }

  /** Cases as they were at the last relay: of what sources have done since nothing is told. */
  async function seen(): Promise<readonly Row[]> {
    const hidden = await unseen(db);
    return (await db.selectFrom("tip_cases").selectAll().execute()).filter(({ number }) => !hidden.has(number));
  }

  async function seenRow(typed: string): Promise<(Row & { readonly number: CaseNumber }) | undefined> {
    const number = readCaseNumber(typed);
    const row = number && !(await isUnseen(db, number)) ? await rowOf(db, number) : undefined;
    return row && number && { ...row, number };
  }

  return {
    async cases() {
      const rows = await seen();
      const today = dayOf(now());
      // By number, which chance gave: any other order could tell which came first.
      return rows.map((row) => shown(caseOf(row), today)).toSorted((a, b) => (a.number < b.number ? -1 : 1));
    },
    async case(typed) {
      const row = await seenRow(typed);
      return row && shown(caseOf(row), dayOf(now()));
    },
    async act(act, typed, by, over = false) {
      const row = await seenRow(typed);
      if (!row) return { kind: "unknown" };
      const { number } = row;
      const acted = await inTurn(db, async (transaction) => {
        const moved = await move(transaction, number, eventOf(act, by, over));
        return done(transaction, moved, number, act, by);
      });
      if (acted.kind === "done") await scrub();
      return acted;
    },
    async reply(typed, words, by) {
      const row = await seenRow(typed);
      if (!row) return { kind: "unknown" };
      const { number } = row;
      const text = readable(words);
      if (text === "" || text.length > tipLength.most)
        return { kind: "refused", why: `A reply has 1 to ${tipLength.most.toLocaleString("en-GB")} characters.` };
      if (row.recipient === null) return { kind: "refused", why: whys.gone };
      const { recipient } = row;
      return inTurn(db, async (transaction) => {
        const day = dayOf(now());
        const moved = await move(transaction, number, { kind: "reply", by: asStaffName(by), on: day });
        if (moved.kind === "moved") {
          const { replies: n } = await transaction
            .updateTable("tip_cases")
            .set((its) => ({ replies: its("replies", "+", 1) }))
            .where("number", "=", number)
            .returning("replies")
            .executeTakeFirstOrThrow();
          const sealed = await sealReply({ number, n, day }, text, recipient);
          await transaction
            .insertInto("tip_replies")
            .values({ id: newKey(random), number, n, day, sealed })
            .execute();
        }
        return done(transaction, moved, number, "reply", by);
      });
    },
    async weeks() {
      const rows = await seen();
      const byWeek = Map.groupBy(rows, ({ opened }) => mondayOf(opened));
      return [...byWeek]
        .map(([week, cases]): TipWeek => ({
          week,
          cases: cases.length,
          replied: cases.filter(({ replies }) => replies > 0).length,
        }))
        .toSorted((a, b) => (a.week < b.week ? 1 : -1));
    },
    async audit() {
      const rows = await db.selectFrom("tip_audit").selectAll().execute();
      const tries = await db.selectFrom("tip_tries").selectAll().execute();
      const done = rows.map(({ day, staff, what, number }) => ({
        day,
        what,
        ...(staff !== null && { by: staff }),
        ...(number !== null && { number }),
      }));
      const tried = tries.map(({ day, what, n: times }) => ({ day, what: `tried ${what}`, times }));
      return [...done, ...tried].toSorted((a, b) => key(b).localeCompare(key(a)));
    },
    note: (what, by) => note(db, what, by),
    async tried(what) {
      // One row a day and command, however often: a stranger fills no table.
      await db
        .insertInto("tip_tries")
        .values({ day: dayOf(now()), what, n: 1 })
        .onConflict((there) => there.columns(["day", "what"]).doUpdateSet({ n: sql<number>`tip_tries.n + 1` }))
        .execute();
    },
  };
}

const key = ({
  day,
  by = "",
  what,
  number = "",
}: {
  day: string;
  by?: string;
  what: string;
  number?: string;
}): string => [day, by, number, what].join(" ");

function eventOf(act: TipAct, by: string, over: boolean): CaseEvent {
  const editor = asStaffName(by);
  return act === "claim" ? { kind: act, by: editor } : { kind: act, by: editor, ...(over && { over }) };
}

const whys: Readonly<Record<Extract<CaseMove, { kind: "refused" }>["why"], string>> = {
  gone: "It has been deleted.",
  taken: "Somebody else has claimed it.",
  "not-theirs": "Somebody else has claimed it.",
  unheard: "Its source is not heard any more.",
  "not-now": "That cannot be done with a case in that state.",
};

/** The Monday on or before a day. */
function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return dayOf(date);
}
