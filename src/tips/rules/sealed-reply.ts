/**
 * An editor's reply, sealed with its place in the conversation and its day: whoever can write the database can neither put
 * replies in another order nor give one another date, and is not believed by whoever opens it.
 */
import type { CaseNumber } from "./case-number.ts";
import { open, seal, SealError } from "./seal.ts";
import type { Day } from "./state.ts";

/** Facts of a reply that the store has beside it. */
export interface ReplyFacts {
  readonly number: CaseNumber;
  /** From 1, in the order of the case. */
  readonly n: number;
  readonly day: string;
}

/** No text of ours begins with it: what is sealed has no such characters. */
const mark = "\u0001";

const headOf = ({ n, day }: Pick<ReplyFacts, "n" | "day">): string => `${mark}${n} ${day}\n`;

/** @param text readable: without characters that nobody sees */
export const sealReply = (
  facts: ReplyFacts & { readonly day: Day },
  text: string,
  recipient: string,
): Promise<Uint8Array> => seal(facts.number, headOf(facts) + text, [recipient]);

/**
 * @param identity of the codename
 * @returns its text; one that was sealed by a Teller that did not know of this opens as it is
 * @throws SealError, also where its number or its day are others now
 */
export async function openReply(facts: ReplyFacts, sealed: Uint8Array, identity: string): Promise<string> {
  const text = await open(facts.number, sealed, [identity]);
  if (!text.startsWith(mark)) return text;
  const head = headOf(facts);
  if (!text.startsWith(head)) throw new SealError("damaged");
  return text.slice(head.length);
}
