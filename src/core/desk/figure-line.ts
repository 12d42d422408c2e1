/** One line of figures: who, how many, and whether it says that they won. */
import { brief } from "../text.ts";

export type FigureLine =
  | {
      readonly kind: "read";
      readonly who: string;
      readonly figure?: number;
      /** It says "won" or "elected", or that a lot was drawn. */
      readonly mark?: "won" | "lot";
    }
  | { readonly kind: "wrong"; readonly who: string; readonly says: string };

/** Characters: longer than any line that names a candidate. */
const longest = 300;
/** More votes than any constituency has: a slip. */
const mostDigits = 6;

const marked =
  /^(?<before>.*?)[ :=([,–—-]*(?<![\p{L}\p{N}])(?:(?<lot>(?:drawn )?(?:by )?lot)|won|elected|winner)[ )\].!*]*$/iu;
/** With its thousands parted by one kind of mark, or by none. */
const number = /^(?:0|[1-9]\d*|[1-9]\d{0,2}(?<mark>[, ])\d{3}(?:\k<mark>\d{3})*)$/;

/** "Dan Norris (Labour): 20,739 votes", "Dan Norris – 20 739", "Dan Norris: 12,000 lot", "Dan Norris: won" */
export function readLineOf(text: string): FigureLine {
  const line = text.replaceAll(/\s+/gu, " ").trim();
  if (line.length > longest) return { kind: "wrong", who: brief(line), says: "That is too long for a line." };
  const groups = marked.exec(line)?.groups;
  const { who, said } = parted((groups?.["before"] ?? line).trim());
  const mark = groups && { mark: groups["lot"] === undefined ? ("won" as const) : ("lot" as const) };
  if (said === "") return { kind: "read", who, ...mark };
  const digits = said.replaceAll(/[, ]/g, "");
  if (number.test(said) && digits.length <= mostDigits) return { kind: "read", who, figure: Number(digits), ...mark };
  return { kind: "wrong", who, says: `“${brief(said)}” is no number of votes: write it as 20,739 or 20739.` };
}

/** At the last colon, or where the line's last number begins. */
function parted(line: string): { readonly who: string; readonly said: string } {
  const bare = line.replace(/[ (]*\bvotes?\b[ ).]*$/i, "");
  const colon = /^(?<who>.*)[:=](?<said>.*)$/u.exec(bare)?.groups;
  const spaced = /^(?<who>.*?[^ ])(?: ?[–—] ?| - ?| )(?<said>\d[\d .,]*)$/u.exec(bare)?.groups;
  const { who = bare, said = "" } = colon ?? spaced ?? {};
  return { who: who.trim(), said: said.trim().replace(/^[–—] ?|^- /u, "") };
}
