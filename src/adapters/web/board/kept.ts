/** A body that many ask for: made, marked and compressed once for each moment of the board. */
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

export interface Kept {
  readonly type: string;
  /** A digest of its bytes. */
  readonly mark: string;
  /** @returns its bytes, with the headers that belong to them */
  for(encodings: string | undefined): { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> };
}

export function keep(type: string, text: string): Kept {
  const plain = Buffer.from(text);
  const mark = createHash("sha256").update(plain).digest("base64url").slice(0, 22);
  let packed: Buffer | undefined;
  return {
    type,
    mark,
    for(encodings = "") {
      const headers = { "content-type": type, vary: "accept-encoding, origin" };
      if (!/\bgzip\b/.test(encodings)) return { body: plain, headers: { ...headers, etag: `"${mark}"` } };
      packed ??= gzipSync(plain);
      return { body: packed, headers: { ...headers, etag: `"${mark}-gz"`, "content-encoding": "gzip" } };
    },
  };
}

/** Whether somebody has it already. A mark counts more than a time: a retraction makes the newest time an older one. */
export function isKnown(
  { marks, since }: { readonly marks: string | undefined; readonly since: string | undefined },
  { mark }: Kept,
  modified: Date | undefined,
): boolean {
  const own = new Set([`"${mark}"`, `"${mark}-gz"`, "*"]);
  if (marks !== undefined) return marks.split(",").some((one) => own.has(one.trim().replace(/^W\//, "")));
  return since !== undefined && modified !== undefined && Date.parse(since) === modified.getTime();
}
