/** What stands for a message's words: two replies have the same digest where they are the same. */
import { createHash } from "node:crypto";
import type { Reply } from "../../core/reply.ts";

export const digestOf = (reply: Reply): string =>
  createHash("sha256").update(JSON.stringify(reply)).digest("base64url").slice(0, 22);
