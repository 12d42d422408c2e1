/** The ways in which the desk knows a result, as an argument. */
import { z } from "zod";
import { hinted } from "../../core/args.ts";
import type { Field } from "../../core/form.ts";
import { listed } from "../../core/text.ts";

export const ways = ["returning officer", "council website", "broadcaster", "agency", "party agent"] as const;
export type Way = (typeof ways)[number];

/** Ways as people say them in a hurry. */
const said: Readonly<Record<string, Way>> = {
  officer: "returning officer",
  ro: "returning officer",
  "the returning officer": "returning officer",
  council: "council website",
  website: "council website",
  television: "broadcaster",
  tv: "broadcaster",
  radio: "broadcaster",
  "news agency": "agency",
  wire: "agency",
  agent: "party agent",
  "a party agent": "party agent",
};

const way = z.preprocess(
  (words) => {
    if (typeof words !== "string") return words;
    const plain = words.trim().replaceAll(/\s+/gu, " ").toLowerCase();
    return said[plain] ?? plain;
  },
  z.enum(ways, `say how it is known: ${listed(ways, "or")}`),
);

const hint = { label: "known by", about: listed(ways, "or") };

export const knownArg = () => hinted(way, hint);

export const optionalKnown = () => hinted(way.optional(), hint);

/** @param given as typed; a way among them is chosen already */
export function knownField(given: string | undefined): Field {
  const chosen = way.safeParse(given).data;
  const field = { name: "known", ...hint, label: "Known by", required: true, choices: ways };
  return chosen === undefined ? field : { ...field, value: chosen };
}

/** Agents are listed as a way, so that an editor who has only their word learns why it is not taken. */
export const whyNoAgents =
  "Agents’ figures are provisional, from the count and not of it, and are never entered. Wait for the returning officer.";
