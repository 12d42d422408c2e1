/** What editors enter, until a second has confirmed it or anyone refused it. */
import type { Kysely, Selectable, Updateable } from "kysely";
import { z } from "zod";
import { contestOf, type Hands } from "../../core/declaration.ts";
import { draftStates, type Desk, type Draft, type DraftState, type Settled } from "../../core/desk.ts";
import { declarationOf } from "../../core/desk/word.ts";
import type { DeskOptions } from "../desk.ts";
import { holdNumbers, nextNumber } from "../store/counter.ts";
import { notify } from "../store/notices.ts";
import type { Schema } from "../store/schema.ts";
import { asJson, fromJson } from "./proposal.ts";
import { frozenIn, soloAt, turnOff } from "./switches.ts";

type Db = Kysely<Schema>;

export function draftsOf(
  db: Db,
  append: DeskOptions["append"],
  history: DeskOptions["history"],
): Pick<Desk, "propose" | "draft" | "waiting" | "confirm" | "refuse"> {
  return {
    propose: (proposal, by, now) =>
      db.transaction().execute(async (transaction) => {
        const contest = proposal.what === "unfreeze" ? null : contestOf(proposal.declaration);
        const saw = contest === null ? await freezeOf(transaction) : (history().entries(contest).at(-1)?.seq ?? 0);
        const id = await nextNumber(transaction, "drafts");
        const row = { proposal: asJson(proposal), contest, saw, entered_by: by, at: now.getTime(), state: "waiting" };
        const made = await transaction
          .insertInto("drafts")
          .values({ id, ...row })
          .returningAll()
          .executeTakeFirstOrThrow();
        await notify(transaction, { kind: "draft", about: { draft: id }, key: `draft ${id}` }, now);
        return read(made);
      }),
    draft: (id) => one(db, id),
    async waiting() {
      const rows = await db.selectFrom("drafts").selectAll().where("state", "=", "waiting").orderBy("id").execute();
      return rows.map(read);
    },
    confirm: (id, by, now) => db.transaction().execute((transaction) => confirm(transaction, append, id, by, now)),
    refuse: (id, by, now) =>
      db.transaction().execute(async (transaction): Promise<Settled> => {
        const draft = await settle(transaction, id, "refused", by, now);
        return draft ? { kind: "done", draft, alone: false } : gone(await one(transaction, id));
      }),
  };
}

/** All in one transaction: the log has the entry and the draft is confirmed, or neither. */
async function confirm(
  transaction: Db,
  append: DeskOptions["append"],
  id: number,
  by: string,
  now: Date,
): Promise<Settled> {
  const draft = await one(transaction, id);
  if (draft?.state !== "waiting") return gone(draft);
  const alone = draft.by === by;
  if (alone && !(await soloAt(transaction, now))) return { kind: "own", draft };
  // From here on nobody else can settle it, nor write in the log.
  if (!(await settle(transaction, id, "confirmed", by, now))) return gone(await one(transaction, id));
  await holdNumbers(transaction, "log");
  if ((await newest(transaction, draft)) !== draft.saw) {
    await write(transaction, id, { state: "outdated" });
    return { kind: "outdated", draft: { ...draft, state: "outdated", settledBy: by } };
  }
  await carryOut(transaction, append, draft, alone ? { entered: draft.by } : { entered: draft.by, confirmed: by }, now);
  return { kind: "done", draft: { ...draft, state: "confirmed", settledBy: by }, alone };
}

async function carryOut(
  transaction: Db,
  append: DeskOptions["append"],
  { proposal }: Draft,
  hands: Omit<Hands, "how">,
  now: Date,
): Promise<void> {
  if (proposal.what !== "unfreeze") {
    await append(transaction, declarationOf(proposal), { ...hands, how: proposal.declaration.how });
    return;
  }
  await turnOff(transaction, "freeze");
  const { entered: by, confirmed } = hands;
  const about = { by, ...(confirmed !== undefined && { confirmed }) };
  await notify(transaction, { kind: "unfrozen", about, key: `unfrozen ${now.getTime()} ${by}` }, now);
}

/** What a draft must have seen: the contest's last entry, or the freeze that holds. */
async function newest(db: Db, { contest }: Draft): Promise<number> {
  if (contest === undefined) return freezeOf(db);
  const row = await db
    .selectFrom("log")
    .select("seq")
    .where("contest", "=", contest)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

const freezeOf = async (db: Db): Promise<number> => (await frozenIn(db))?.at.getTime() ?? 0;

/** Of two who try at once one succeeds. @returns the draft as settled; undefined for one that does not wait */
async function settle(db: Db, id: number, state: DraftState, by: string, now: Date): Promise<Draft | undefined> {
  const rows = await db
    .updateTable("drafts")
    .set({ state, settled_by: by, settled_at: now.getTime() })
    .where("id", "=", id)
    .where("state", "=", "waiting")
    .returningAll()
    .execute();
  return rows.map(read)[0];
}

async function write(db: Db, id: number, row: Updateable<Schema["drafts"]>): Promise<void> {
  await db.updateTable("drafts").set(row).where("id", "=", id).execute();
}

async function one(db: Db, id: number): Promise<Draft | undefined> {
  const row = await db.selectFrom("drafts").selectAll().where("id", "=", id).executeTakeFirst();
  return row && read(row);
}

const gone = (draft: Draft | undefined): Settled => (draft ? { kind: "settled", draft } : { kind: "settled" });

const stateSchema = z.enum(draftStates);

function read({ id, proposal, contest, saw, entered_by: by, at, ...row }: Selectable<Schema["drafts"]>): Draft {
  return {
    id,
    proposal: fromJson(proposal),
    ...(contest !== null && { contest }),
    by,
    at: new Date(at),
    saw,
    state: stateSchema.parse(row.state),
    ...(row.settled_by !== null && { settledBy: row.settled_by }),
  };
}
