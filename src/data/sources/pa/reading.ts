/** One file of the feed -> its messages, in few words; or, for a page that lists the files, its links. */
import { z } from "zod";
import { Misfit } from "../match/misfit.ts";
import { parsed, type Answer } from "../read/kept.ts";
import { readJson, type Piece } from "./json.ts";
import { messageOf, messageSchema, type Message } from "./message.ts";
import { readXml } from "./xml.ts";

const reading = z.object({
  message: messageSchema.optional(),
  /** The reason why it is no message. */
  why: z.string().optional(),
  /** Its beginning. */
  excerpt: z.string(),
});
export type Reading = z.infer<typeof reading>;

const kept = z.object({ readings: z.array(reading).default([]), links: z.array(z.string()).default([]) });
export type KeptFile = z.infer<typeof kept>;

const longestExcerpt = 200;
const mostLinks = 10_000;
/** Characters of a page that are looked through for links. */
const longestPage = 2_000_000;

/**
 * @param name of the file: its name may say that it is a test
 * @param base of a page that may list files; absent where it cannot be such a page
 */
export function readFile(text: string, name: string, base?: string): KeptFile {
  const start = text.trimStart();
  if (base !== undefined && /^(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|pre|ul|table|a)\b/i.test(start))
    return { readings: [], links: linksOf(text, base) };
  const pieces = /^[{[]/.test(start) ? readJson(start) : [readPiece(start)];
  return { readings: pieces.flatMap((piece) => readingOf(piece, name)), links: [] };
}

/** A file that could not be had. */
export const unread = (why: string): KeptFile => ({ readings: [{ why, excerpt: "" }], links: [] });

/** A kept file; undefined in an older version's format. Parsed once for as long as the answer is held. */
export function fromKept(answer: Answer | undefined): KeptFile | undefined {
  if (!answer) return undefined;
  if (!known.has(answer)) known.set(answer, kept.safeParse(parsed(answer.text)).data);
  return known.get(answer);
}

const known = new WeakMap<Answer, KeptFile | undefined>();

function readPiece(text: string): Piece {
  try {
    return { tree: readXml(text), text };
  } catch (error) {
    if (error instanceof Misfit) return { why: error.message, text };
    throw error;
  }
}

function readingOf(piece: Piece, name: string): readonly Reading[] {
  const excerpt = piece.text.slice(0, longestExcerpt);
  if ("why" in piece) return [{ why: piece.why, excerpt }];
  try {
    const message: Message | undefined = messageOf(piece.tree, name);
    return message ? [{ message, excerpt }] : [];
  } catch (error) {
    if (error instanceof Misfit) return [{ why: error.message, excerpt }];
    throw error;
  }
}

/** Links to files beside the page or below it. No page leads anywhere else. */
function linksOf(html: string, base: string): string[] {
  const folder = new URL(".", base);
  const links = new Set<string>();
  for (const [, double, single] of html
    .slice(0, longestPage)
    .matchAll(/<a\s[^>]{0,500}?href\s*=\s*(?:"([^"]{1,1000})"|'([^']{1,1000})')/gi)) {
    const href = (double ?? single ?? "").replaceAll("&amp;", "&");
    const url = URL.canParse(href, base) ? new URL(href, base) : undefined;
    if (!url || url.origin !== folder.origin || !url.pathname.startsWith(folder.pathname)) continue;
    url.hash = "";
    if (isMessageFile(url.pathname) && links.size < mostLinks) links.add(url.href);
  }
  return [...links].toSorted();
}

/** A file with a message. Nominations are known from the pack already. */
export const isMessageFile = (path: string): boolean => /\.(?:xml|json)$/i.test(path) && !/_nominations_/i.test(path);
