/** Bounds of figures: "majority under 1000", "majority under 2 points", "turnout over 70%". */
import type { UserError } from "../../errors.ts";
import { brief } from "../../text.ts";
import { bounds, type Filter } from "../filter.ts";

/** Makes the error for words that do not fit: a message, and filters to type instead. */
export type Amiss = (message: string, instead?: readonly string[]) => UserError;

type Figure = Extract<Filter, { is: "figure" }>;

const named: readonly (readonly [RegExp, Figure["figure"]])[] = [
  [/^(?:majorit(?:y|ies)|maj)$/, "majority"],
  [/^turnouts?$/, "turnout"],
  [/^swings?$/, "swing"],
];
const bounded: Readonly<Record<(typeof bounds)[number], string>> = {
  under: "under|below|less than|fewer than|lower than|smaller than|beneath",
  over: "over|above|more than|greater than|higher than|bigger than|larger than|exceeding",
  "at-least": "at least|no less than|not less than|from",
  "at-most": "at most|no more than|not more than|up to",
};
const pattern = new RegExp(
  `^(?:(?:with|where|having) )?(?:an? |the )?(?<figure>majorit(?:y|ies)|maj|turnouts?|swings?)(?: (?:of|is|was|are|were))*(?: (?:${Object.entries(
    bounded,
  )
    .map(([key, words]) => `(?<${key.replace("-", "_")}>${words})`)
    .join(
      "|",
    )}))(?: (?<value>\\d+(?:\\.\\d+)?)(?<k> ?k| thousand)?)?(?: ?(?<unit>%|percent|per cent|pc|points?|pts?|percentage points?|votes?))?$`,
);

/** @returns undefined for words that are about no figure @throws UserError as `amiss` makes it */
export function readFigure(text: string, amiss: Amiss): Figure | undefined {
  const words = text
    .toLowerCase()
    .replaceAll("%", " percent")
    .replaceAll(/[^\p{L}\p{N}.]+/gu, " ")
    .trim();
  if (!/^(?:(?:with|where|having) )?(?:an? |the )?(?:majorit|maj |maj$|turnout|swing)/.test(words)) return undefined;
  const groups = pattern.exec(words)?.groups ?? {};
  const figure = named.find(([name]) => name.test(groups["figure"] ?? ""))?.[1];
  const bound = bounds.find((key) => groups[key.replace("-", "_")] !== undefined);
  if (!figure || !bound || groups["value"] === undefined) throw unread(text, amiss);
  const said = groups["unit"];
  const inVotes = said === undefined ? figure === "majority" : said.startsWith("vote");
  if (inVotes && figure !== "majority") throw unread(text, amiss);
  const value = Number(groups["value"]) * (groups["k"] === undefined ? 1 : 1000);
  if (!inVotes && (value > 100 || groups["k"] !== undefined))
    throw amiss(`“${brief(text)}” is more than all of them: points and percentages end at 100.`);
  return { is: "figure", figure, bound, value, unit: inVotes ? "votes" : "points" };
}

const unread = (text: string, amiss: Amiss): UserError =>
  amiss(`“${brief(text)}” does not say how much.`, [
    "majority under 1000",
    "majority over 20 points",
    "turnout over 70%",
    "swing over 20",
  ]);
