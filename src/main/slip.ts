/** A codename that was typed where others see it is for nothing but this answer: it is not read as a question. */
import type { Ask } from "../core/reply.ts";
import { hasCodename } from "../tips/rules/codename.ts";

export const slip = (words: string): Ask | undefined =>
  hasCodename(words) ? { command: "tip check", args: { what: "slip" } } : undefined;
