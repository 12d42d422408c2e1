/** What must be found nowhere, and where it was found all the same. */
import { codenameWords } from "../../../src/tips/rules/codename-words.ts";
import { readCodename } from "../../../src/tips/rules/codename.ts";
import { readings, type Reading } from "./readings.ts";

/** In all words of tips, of answers and of replies, in that order; nobody writes them by chance. */
export const marks = { words: "kanarienvogel", replies: "zwitschermaschine" } as const;

export type Secret =
  /** Somebody's id or name. */
  | "who"
  /** The server, the workspace or the channel they ask in. */
  | "where"
  /** One question of theirs: its id, its token, the message it came from. */
  | "question"
  | "words"
  | "replies"
  | "codename";

export interface Found {
  readonly secret: Secret;
  readonly form: Reading["form"];
  readonly where: string;
  /** What stands there. */
  readonly around: string;
}

export interface Secrets {
  readonly who: readonly string[];
  readonly where: readonly string[];
  readonly questions: ReadonlySet<string>;
  /** What every address for an answer has in it. */
  readonly addresses: readonly string[];
}

/** As ids and tokens look. */
const idLike = /\d{17,20}|[\w-]{32,36}/g;
const listed = new Set(codenameWords);
/** In English text no four words of the list follow one another by chance, in seven words of the list there are four such. */
const windowOf = 4;

/** @param allowed what may stand there */
export function search(bytes: Buffer, where: string, secrets: Secrets, allowed: readonly Secret[] = []): Found[] {
  const found: Found[] = [];
  for (const { form, text } of readings(bytes)) {
    const add = (secret: Secret, at: number): void =>
      void found.push({ secret, form, where, around: text.slice(Math.max(0, at - 60), at + 60) });
    const needles: readonly (readonly [Secret, readonly string[]])[] = [
      ["who", secrets.who],
      ["where", secrets.where],
      ["question", secrets.addresses],
      ["words", [marks.words]],
      ["replies", [marks.replies]],
    ];
    for (const [secret, some] of needles) {
      if (allowed.includes(secret)) continue;
      for (const needle of some) {
        const at = text.indexOf(needle);
        if (at >= 0) add(secret, at);
      }
    }
    if (!allowed.includes("question"))
      for (const { 0: id, index } of text.matchAll(idLike)) if (secrets.questions.has(id)) add("question", index);
    if (!allowed.includes("codename")) {
      const at = codenameIn(text);
      if (at !== undefined) add("codename", at);
    }
  }
  return found;
}

/** @returns where words follow one another that make a codename, whatever parts them */
function codenameIn(text: string): number | undefined {
  let run = 0;
  let end = 0;
  for (const { 0: word, index } of text.matchAll(/[a-z]{3,}/gi)) {
    const isListed = listed.has(word.toLowerCase());
    run = isListed && index - end <= 3 ? run + 1 : isListed ? 1 : 0;
    end = index + word.length;
    if (run >= windowOf) return index;
    // Run together.
    if (word.length >= 21 && readCodename(word).kind === "read") return index;
  }
  return undefined;
}
