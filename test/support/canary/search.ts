/** Secrets that must be found nowhere, and the places where they were found all the same. */
import { codenameWords } from "../../../src/tips/rules/codename-words.ts";
import { readCodename } from "../../../src/tips/rules/codename.ts";
import { readings, type Reading } from "./readings.ts";

/** Marks in all words of tips and answers, and in all words of replies; nobody writes them by chance. */
export const marks = { words: "kanarienvogel", replies: "zwitschermaschine" } as const;

export type Secret =
  /** Somebody's id or name. */
  | "who"
  /** The server, the workspace or the channel they ask in. */
  | "where"
  /** One question of theirs: its id, its token, the message whose button was pressed. */
  | "question"
  | "words"
  | "replies"
  | "codename";

export interface Found {
  readonly secret: Secret;
  readonly form: Reading["form"];
  readonly where: string;
  /** The text around it. */
  readonly around: string;
}

export interface Secrets {
  readonly who: readonly string[];
  readonly where: readonly string[];
  readonly questions: ReadonlySet<string>;
  /** A part that every address for an answer has. */
  readonly addresses: readonly string[];
}

/** Shapes of ids and tokens. */
const idLike = /\d{17,20}|[\w-]{32,36}/g;
const listed = new Set(codenameWords);
/** In English text no four words of the list follow one another by chance, in seven words of the list there are four such. */
const windowOf = 4;

/** @param allowed secrets that may stand there */
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

/** @returns the position of words in a row that make a codename, whatever is between them */
function codenameIn(text: string): number | undefined {
  let run = 0;
  let end = 0;
  for (const { 0: word, index } of text.matchAll(/[a-z]{3,}/gi)) {
    const isListed = listed.has(word.toLowerCase());
    run = isListed && index - end <= 3 ? run + 1 : isListed ? 1 : 0;
    end = index + word.length;
    if (run >= windowOf) return index;
    // Words that are run together.
    if (word.length >= 21 && readCodename(word).kind === "read") return index;
  }
  return undefined;
}
