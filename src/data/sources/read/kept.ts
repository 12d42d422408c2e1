/** A source's last answer, as it is kept. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Tags } from "./web.ts";
import type { Remembered } from "../source.ts";

export type Answer = Remembered["answers"][string];

const webMark = z.object({ etag: z.string().optional(), modified: z.string().optional(), digest: z.string() });

/** @param digest of the answer, for servers that tell no versions */
export const markOf = (tags: Tags, digest: string): string => JSON.stringify({ ...tags, digest });

export function tagsOf(mark: string | undefined): (Tags & { readonly digest: string }) | undefined {
  const { etag, modified, digest } = webMark.safeParse(parsed(mark)).data ?? {};
  if (digest === undefined) return undefined;
  return { digest, ...(etag !== undefined && { etag }), ...(modified !== undefined && { modified }) };
}

export const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("base64url");

/** A text that is damaged, or an older version's, counts as nothing kept. */
export function parsed(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The answer by address or file. Names that every object has are ordinary names here. */
export const answerOf = (kept: Remembered | undefined, key: string): Answer | undefined =>
  kept && Object.hasOwn(kept.answers, key) ? kept.answers[key] : undefined;
