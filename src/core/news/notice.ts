/**
 * The desk's notices to the newsroom's own places: one thing each, in the order in which they came about. Their words
 * follow later events: a draft's notice tells that it was confirmed.
 */
import { z } from "zod";

const text = z.string();
const number = z.int().nonnegative();

const about = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ kind: z.literal(kind), about: z.strictObject(shape) });

export const noticeSchema = z.discriminatedUnion("kind", [
  /** A draft waits for a second editor. */
  about("draft", { draft: number }),
  /**
   * A source's words fit nothing. `doubted`: they look like a slip, and wait for an editor. `gone`: it says no more what it had
   * said. `note`: they were read, and something beside them is odd.
   */
  about("quarantine", {
    quarantine: number,
    source: text,
    why: text,
    excerpt: text,
    contest: text.optional(),
    how: z.enum(["doubted", "gone", "note"]).optional(),
  }),
  /** Sources say different things of a contest. */
  about("disagreement", { contest: text }),
  about("source-trouble", { source: text, why: text }),
  about("source-back", { source: text }),
  /** A file that adds to the pack is damaged, and does not count. */
  about("overlay-refused", { file: text, why: text }),
  /** A place takes no posts. */
  about("place-blocked", { platform: text, place: text, why: text }),
  about("place-back", { platform: text, place: text }),
  /** Nothing is asked of a platform for a while. */
  about("platform-stopped", { platform: text, why: text }),
  about("platform-back", { platform: text }),
  /** A clock was moved, by so many milliseconds, which are negative where it was set back. */
  about("clock-moved", { whose: z.enum(["machine", "database"]), by: z.int() }),
  /** The tip line cannot relay to a place. Nothing is said of the tips that wait. */
  about("tips-held", { platform: text, place: text, why: text }),
  about("frozen", { by: text }),
  /** `confirmed` is absent where one editor worked alone. */
  about("unfrozen", { by: text, confirmed: text.optional() }),
  /** One editor alone may confirm, until then (milliseconds since 1970); absent where that has been ended. */
  about("solo", { by: text, until: number.optional() }),
  /** A draft was settled: its own notice has other words now, and nothing is posted. */
  about("settled", { draft: number }),
  /** Something quarantined was dismissed, likewise. */
  about("dismissed", { quarantine: number }),
]);
export type Notice = z.output<typeof noticeSchema>;

/** A notice without a post: it only says that another notice's words have changed. */
export type SilentNotice = Extract<Notice, { kind: "settled" | "dismissed" }>;

export const isSilent = (notice: Notice): notice is SilentNotice =>
  notice.kind === "settled" || notice.kind === "dismissed";

/** Tells a notice once for each key. */
export type Tell = (notice: Notice & { readonly key: string }) => Promise<unknown>;
