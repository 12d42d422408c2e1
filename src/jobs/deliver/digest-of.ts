/** What stands for a message's words: two replies have the same digest where they are the same. */
import { createHash } from "node:crypto";
import type { Reply } from "../../core/reply.ts";

/** Of words that go to many places at once, reckoned once. */
const kept = new WeakMap<Reply, string>();

export function digestOf(reply: Reply): string {
  const digest = kept.get(reply) ?? createHash("sha256").update(JSON.stringify(reply)).digest("base64url").slice(0, 22);
  kept.set(reply, digest);
  return digest;
}
