/** Drafts: proposals that editors enter, until a second confirms one or anyone refuses it. */
import type { Kysely, Selectable, Transaction } from "kysely";
import { z } from "zod";
import { contestOf, declarationSchema, type Contest, type Hands } from "../../core/declaration.ts";
import {
  declarationOf,
  draftStates,
  isOld,
  type Desk,
  type Draft,
  type DraftState,
  type Proposal,
  type Settled,
} from "../../core/desk/desk.ts";
import type { History } from "../../core/news/history.ts";
import { hold, next } from "../store/counter.ts";
import { notify } from "../store/notices.ts";
import type { Schema } from "../store/schema.ts";
import { frozenIn, soloAt, thaw } from "./switches.ts";
import type { Append } from "../store/log.ts";

type Db = Kysely<Schema>;

export function draftsOf(
  db: Db,
  append: Append,
  history: () => History,
): Pick<Desk, "propose" | "draft" | "waiting" | "confirm" | "refuse"> {
  return {
    propose: (proposal, by, now) =>
      db.transaction().execute(async (transaction) => {
        const contest = proposal.what === "unfreeze" ? null : contestOf(proposal.declaration);
        const saw = contest === null ? await freezeOf(transaction) : (history().entries(contest).at(-1)?.seq ?? 0);
        const id = await next(transaction, "drafts");
        const row = {
          proposal: proposalText(proposal),
          contest,
          saw,
          entered_by: by,
          at: now.getTime(),
          state: "waiting",
        };
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
    confirm: (id, by, now, hasLooked = false) =>
      db.transaction().execute(async (transaction): Promise<Settled> => {
        const draft = await one(transaction, id);
        const { election } = history().results.lookup;
        if (!hasLooked && draft?.state === "waiting" && draft.by !== by && isOld(draft, now, election))
          return { kind: "old", draft };
        return confirm(transaction, append, id, by, now);
      }),
    refuse: (id, by, now) =>
      db.transaction().execute(async (transaction): Promise<Settled> => {
        const draft = await settle(transaction, id, "refused", by, now);
        if (!draft) return gone(await one(transaction, id));
        await tell(transaction, id, now);
        return { kind: "done", draft, alone: false };
      }),
  };
}

/** In one transaction: the log has the entry and the draft is confirmed, or neither. */
async function confirm(
  transaction: Transaction<Schema>,
  append: Append,
  id: number,
  by: string,
  now: Date,
): Promise<Settled> {
  const draft = await one(transaction, id);
  if (draft?.state !== "waiting") return gone(draft);
  const alone = draft.by === by;
  if (alone && !(await soloAt(transaction, now))) return { kind: "own", draft };
  // From here on nobody else can settle it.
  if (!(await settle(transaction, id, "confirmed", by, now))) return gone(await one(transaction, id));
  const hands = alone ? { entered: draft.by } : { entered: draft.by, confirmed: by };
  const isDone = await carryOut(transaction, append, draft, hands, now);
  if (!isDone) await transaction.updateTable("drafts").set({ state: "outdated" }).where("id", "=", id).execute();
  await tell(transaction, id, now);
  return isDone
    ? { kind: "done", draft: { ...draft, state: "confirmed", settledBy: by }, alone }
    : { kind: "outdated", draft: { ...draft, state: "outdated", settledBy: by } };
}

/** Changes the words of a draft's notice once it is settled. */
async function tell(transaction: Transaction<Schema>, id: number, now: Date): Promise<void> {
  await notify(transaction, { kind: "settled", about: { draft: id }, key: `settled ${id}` }, now);
}

/** @returns false where the contest, or the freeze, has changed since the draft was entered */
async function carryOut(
  transaction: Transaction<Schema>,
  append: Append,
  { proposal, contest, saw }: Draft,
  hands: Omit<Hands, "how">,
  now: Date,
): Promise<boolean> {
  if (proposal.what === "unfreeze" || contest === undefined) {
    if (!(await thaw(transaction, new Date(saw)))) return false;
    const { entered: by, confirmed } = hands;
    const about = { by, ...(confirmed !== undefined && { confirmed }) };
    await notify(transaction, { kind: "unfrozen", about, key: `unfrozen ${now.getTime()} ${by}` }, now);
    return true;
  }
  await hold(transaction, "log");
  if ((await newest(transaction, contest)) !== saw) return false;
  await append(transaction, declarationOf(proposal), { ...hands, how: proposal.declaration.how });
  return true;
}

/** The contest's last entry in the log. */
async function newest(db: Db, contest: Contest): Promise<number> {
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

/**
 * Settles a draft. Two editors may try at once: one succeeds. @returns the draft as settled; undefined for one that
 * does not wait
 */
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

async function one(db: Db, id: number): Promise<Draft | undefined> {
  const row = await db.selectFrom("drafts").selectAll().where("id", "=", id).executeTakeFirst();
  return row && read(row);
}

const gone = (draft: Draft | undefined): Settled => (draft ? { kind: "settled", draft } : { kind: "settled" });

const stateSchema = z.enum(draftStates);

function read({ id, proposal, contest, saw, entered_by: by, at, ...row }: Selectable<Schema["drafts"]>): Draft {
  return {
    id,
    proposal: readProposal(proposal),
    ...(contest !== null && { contest }),
    by,
    at: new Date(at),
    saw,
    state: stateSchema.parse(row.state),
    ...(row.settled_by !== null && { settledBy: row.settled_by }),
  };
}

/** A proposal is kept as JSON in text, with times as milliseconds since 1970. */
const moment = z.number().transform((at) => new Date(at));

const enteredSchema = declarationSchema
  .omit({ source: true, revision: true })
  .extend({ declared: moment.optional(), recorded: moment, how: z.string() });

const proposalSchema = z.union([
  z.strictObject({ what: z.enum(["declare", "correct", "retract", "recount"]), declaration: enteredSchema }),
  z.strictObject({ what: z.literal("unfreeze") }),
]);

function proposalText(proposal: Proposal): string {
  if (proposal.what === "unfreeze") return JSON.stringify(proposal);
  const { declared, recorded, ...others } = proposal.declaration;
  const times = { recorded: recorded.getTime(), ...(declared && { declared: declared.getTime() }) };
  return JSON.stringify({ what: proposal.what, declaration: { ...others, ...times } });
}

/** @throws SyntaxError, ZodError for text that this program could not have written */
const readProposal = (text: string): Proposal => proposalSchema.parse(JSON.parse(text));
