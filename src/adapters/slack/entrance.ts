/**
 * Our commands as they are typed in Slack. It knows only those that the manifest registers, and "/teller" takes them
 * all: "Try /seat bath" would be refused by Slack itself, "Try /teller seat bath" never is.
 */
import type { Command } from "../../core/command.ts";
import type { Block, Inline, Reply } from "../../core/reply.ts";
import { remembered } from "../../lib/remembered.ts";
import { entrance } from "./names.ts";

type Named = readonly Pick<Command, "name">[];

/** A slash that begins a word, and the word: none of an address, and none that follows "/teller" already. */
const mention = /(?<![\p{L}\p{N}_/.:-]|\/teller )\/([\p{L}\p{N}_-]+)(?!\/)/gu;

const firstWords = remembered(
  (commands: Named): ReadonlySet<string | undefined> => new Set(commands.map(({ name }) => name.split(" ", 1)[0])),
);

/** "Try /seat bath" -> "Try /teller seat bath", for each of our commands. */
export function typable(words: string, commands: Named): string {
  if (!words.includes("/")) return words;
  const ours = firstWords(commands);
  return words.replaceAll(mention, (found, name: string) => (ours.has(name) ? `${entrance} ${name}` : found));
}

/** The same for all that a reply says. What is quoted, to be copied or to be kept stays to the letter. */
export function typableReply(reply: Reply, commands: Named): Reply {
  const told = (words: string): string => typable(words, commands);
  const { card } = reply;
  return {
    ...reply,
    summary: told(reply.summary),
    ...(card && {
      card: { ...card, title: told(card.title), blocks: card.blocks.map((one) => typableBlock(one, told)) },
    }),
  };
}

function typableBlock(block: Block, told: (words: string) => string): Block {
  switch (block.kind) {
    case "text":
    case "note":
      return block.quoted ? block : { ...block, text: block.text.map((part) => typableInline(part, told)) };
    case "facts":
      return { ...block, facts: block.facts.map(({ label, value }) => ({ label: told(label), value: told(value) })) };
    case "table":
      return {
        ...block,
        head: block.head.map((column) => ({ ...column, head: told(column.head) })),
        rows: block.rows.map((row) => row.map(told)),
      };
    case "code":
    case "file":
    case "picture":
      return block;
  }
}

function typableInline(part: Inline, told: (words: string) => string): Inline {
  if (typeof part === "string") return told(part);
  if ("bold" in part) return { bold: told(part.bold) };
  return "link" in part ? { ...part, link: told(part.link) } : part;
}
