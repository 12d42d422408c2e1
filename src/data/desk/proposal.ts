/** A proposal as it is kept: JSON in text, with times as milliseconds since 1970. */
import { z } from "zod";
import { declarationSchema } from "../../core/declaration.ts";
import type { Proposal } from "../../core/desk/desk.ts";

const moment = z.number().transform((at) => new Date(at));

const entered = declarationSchema
  .omit({ source: true, revision: true })
  .extend({ declared: moment.optional(), recorded: moment, how: z.string() });

const schema = z.union([
  z.strictObject({ what: z.enum(["declare", "correct", "retract", "recount"]), declaration: entered }),
  z.strictObject({ what: z.literal("unfreeze") }),
]);

export function asJson(proposal: Proposal): string {
  if (proposal.what === "unfreeze") return JSON.stringify(proposal);
  const { declared, recorded, ...others } = proposal.declaration;
  const times = { recorded: recorded.getTime(), ...(declared && { declared: declared.getTime() }) };
  return JSON.stringify({ what: proposal.what, declaration: { ...others, ...times } });
}

/** @throws ZodError for what we have not written */
export const fromJson = (text: string): Proposal => schema.parse(JSON.parse(text));
