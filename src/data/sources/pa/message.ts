/**
 * A message of the press agency in the shape that XML and JSON have in common -> its content, not yet matched to the
 * pack.
 */
import { z } from "zod";
import { Misfit } from "../match/misfit.ts";

const text = z.string().max(400);
/** Every value is a string; an empty one is not zero. */
const count = text.regex(/^\d{1,8}$/).transform(Number);
const maybe = text.optional();

/** One child is an object, several are a list. */
const several = <T extends z.ZodType>(item: T) =>
  z.union([z.array(item).max(200), item.transform((one): z.output<T>[] => [one])]);

const candidate = z.object({
  "@elected": maybe,
  "@firstName": maybe,
  "@surname": text.min(1),
  Party: z.object({ "@name": maybe, "@abbreviation": maybe, "@votes": count.optional() }),
});

const constituency = z.object({
  "@name": text.min(1),
  "@turnout": count.optional(),
  "@majority": count.optional(),
  "@winningParty": maybe,
  "@winningPartyAbbreviation": maybe,
  "@paStyleMessageText": maybe,
  Candidate: several(candidate).optional(),
});

const body = z.object({
  "@revision": text
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .optional(),
  "@declarationTime": maybe,
  Election: z.object({ "@name": maybe, "@date": maybe, "@type": maybe, Constituency: constituency }),
});

const roots = {
  FirstPastThePostRush: "rush",
  FirstPastThePostResult: "result",
  Recount: "recount",
  FirstPastThePostRecount: "recount",
} as const;

/** Messages without news of a seat. */
const idle: ReadonlySet<string> = new Set(["FirstPastThePostNominations", "FirstPastThePostStateOfParties"]);

/** A message as it is kept. JSON. */
export const messageSchema = z.object({
  kind: z.enum(["rush", "result", "recount"]),
  revision: z.int().nonnegative(),
  /** As the agency writes it. */
  declared: z.string().optional(),
  /** A test of the agency's: nothing in it ever happened. */
  test: z.boolean(),
  election: z.object({ date: z.string().optional(), type: z.string().optional() }),
  seat: z.string(),
  turnout: z.int().optional(),
  majority: z.int().optional(),
  winningParty: z.string().optional(),
  /** Takes the seat's earlier messages back. */
  withdraws: z.boolean(),
  candidates: z.array(
    z.object({
      given: z.string().optional(),
      family: z.string(),
      party: z.array(z.string()),
      votes: z.int().optional(),
      elected: z.boolean(),
    }),
  ),
});
export type Message = z.infer<typeof messageSchema>;

/**
 * @param name of its file, where it has one
 * @returns undefined for a message without a seat's result
 * @throws Misfit
 */
export function messageOf(tree: unknown, name: string): Message | undefined {
  const members = typeof tree === "object" && tree !== null && !Array.isArray(tree) ? Object.entries(tree) : [];
  // A result may have the election before beside it.
  const named = members.filter(([root]) => isRoot(root) || idle.has(root));
  const [only, another] = named;
  if (!only || another) throw new Misfit("is no message that we know");
  const [root, content] = only;
  if (!isRoot(root)) return undefined;
  const read = body.safeParse(content);
  if (!read.success) throw new Misfit(`is not written as such a message is: ${faultOf(read.error)}`);
  return shape(roots[root], read.data, name);
}

const isRoot = (name: string): name is keyof typeof roots => Object.hasOwn(roots, name);

function faultOf({ issues }: z.ZodError): string {
  const path = (issues[0]?.path ?? []).map(String).join(".");
  return path === "" ? "it is empty" : path;
}

type Body = z.output<typeof body>;

/** @throws Misfit */
function shape(kind: Message["kind"], { Election: election, ...head }: Body, name: string): Message {
  const { Constituency: seat } = election;
  const { "@revision": revision = kind === "recount" ? 1 : undefined } = head;
  if (revision === undefined) throw new Misfit("has no revision");
  const all = (seat.Candidate ?? []).map((one) => ({
    given: one["@firstName"],
    family: one["@surname"],
    party: [one.Party["@name"], one.Party["@abbreviation"]].filter((form) => form !== undefined).filter(Boolean),
    votes: one.Party["@votes"],
    elected: one["@elected"] === "*",
  }));
  const isMadeUp = all.length > 0 && all.every(({ family }) => madeUp.test(family));
  return {
    kind,
    revision,
    declared: head["@declarationTime"],
    test: /(^|\/)test_/i.test(name) || /\btest\b/i.test(election["@name"] ?? "") || isMadeUp,
    election: { date: election["@date"], type: election["@type"] },
    seat: seat["@name"],
    turnout: seat["@turnout"],
    majority: seat["@majority"],
    winningParty: seat["@winningParty"] ?? seat["@winningPartyAbbreviation"],
    // A corrected call marks whom it is of now.
    withdraws:
      kind === "rush" &&
      /^\s*correction\b/i.test(seat["@paStyleMessageText"] ?? "") &&
      !all.some(({ elected }) => elected),
    candidates: all.map((one) => ({ ...one, family: one.family.replace(madeUp, "") })),
  };
}

/** Candidates of a rehearsal are called "Hughes Test". */
const madeUp = / Test$/;
