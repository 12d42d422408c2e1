/**
 * What the desk is told in the newsroom's own places: one thing each, in the order in which it came about. What it says
 * follows what becomes of it: a draft's notice tells later that it was confirmed.
 */
import { z } from "zod";

const text = z.string();
const number = z.int().nonnegative();

const about = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ kind: z.literal(kind), about: z.strictObject(shape) });

export const noticeSchema = z.discriminatedUnion("kind", [
  /** Something waits for a second editor. */
  about("draft", { draft: number }),
  /** A source said what fits nothing. */
  about("quarantine", { quarantine: number, source: text, why: text, excerpt: text }),
  /** Sources say different things of a contest. */
  about("disagreement", { contest: text }),
  about("source-trouble", { source: text, why: text }),
  about("source-back", { source: text }),
  /** A place cannot be posted to. */
  about("place-blocked", { platform: text, place: text, why: text }),
  about("place-back", { platform: text, place: text }),
  /** The tip line cannot relay to a place; no word of what waits. */
  about("tips-held", { platform: text, place: text, why: text }),
  about("frozen", { by: text }),
  /** `confirmed` is absent where one editor worked alone. */
  about("unfrozen", { by: text, confirmed: text.optional() }),
  /** One editor alone may confirm, until then (milliseconds since 1970); absent where that has been ended. */
  about("solo", { by: text, until: number.optional() }),
  /** Of a draft: its own notice has other words now, and nothing is posted. */
  about("settled", { draft: number }),
  /** Of what was quarantined, likewise. */
  about("dismissed", { quarantine: number }),
]);
export type Notice = z.output<typeof noticeSchema>;

/** Not posted: it only says that another has changed. */
export type SilentNotice = Extract<Notice, { kind: "settled" | "dismissed" }>;

export const isSilent = (notice: Notice): notice is SilentNotice =>
  notice.kind === "settled" || notice.kind === "dismissed";

/** Says a thing once: what has the same key has been said. */
export type Tell = (notice: Notice & { readonly key: string }) => Promise<unknown>;
