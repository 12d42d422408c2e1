/** A form at the terminal: its fields are asked one after another, from a person or from a pipe. */
import type { Field, Form } from "../../core/form.ts";
import { clean, wrap } from "../../core/text.ts";

export interface Screen {
  /** Shown above the line that is typed next. */
  say(line: string): void;
  /** The next line; undefined when there are no more, or whoever sits there gave up. */
  read(field: Field): Promise<string | undefined>;
  readonly width: number;
}

const howTo = "An empty line keeps what stands in brackets, or leaves out what may be left out; cancel gives up.";
const howToLong = "Several lines: a line with only a full stop ends them.";

/** @returns values by field, without those left out; undefined where it was given up */
export async function fill(
  { title, fields }: Form,
  screen: Screen,
): Promise<Readonly<Record<string, string>> | undefined> {
  for (const line of wrap(`${clean(title)}. ${howTo}`, screen.width)) screen.say(line);
  const values: Record<string, string> = {};
  for (const field of fields) {
    // One field after another.
    const value = await ask(field, screen);
    if (value === undefined) return undefined;
    if (value !== "") values[field.name] = value;
  }
  return values;
}

async function ask(field: Field, screen: Screen): Promise<string | undefined> {
  const { label, about, value = "", required, long, choices } = field;
  const usual = value === "" ? "" : ` [${clean(value)}]`;
  const rest = required ? "" : " (may be left out)";
  for (const line of wrap(`${clean(label)}: ${clean(about)}${value === "" ? rest : usual}`, screen.width))
    screen.say(line);
  if (long) screen.say(howToLong);
  const list = choices?.map(clean).join(", ");
  if (list !== undefined) screen.say(`One of: ${list}.`);
  for (;;) {
    // Asked again until there is an answer.
    const typed = await (long ? lines(field, screen) : one(field, screen));
    if (typed === undefined) return undefined;
    const answer = chosen(typed === "" ? value : typed, choices);
    if (answer === undefined) screen.say(`It is one of: ${list}.`);
    else if (answer !== "" || !required) return answer;
    else screen.say(`${clean(label)} is needed.`);
  }
}

/** @returns what was typed where there is nothing to choose from; undefined where it is none of the choices */
function chosen(typed: string, choices: Field["choices"]): string | undefined {
  if (!choices || typed === "" || choices.includes(typed)) return typed;
  const [only, ...others] = choices.filter((one) => isShortFor(typed, one));
  return others.length === 0 ? only : undefined;
}

/** "cand" for "a candidate". */
const isShortFor = (typed: string, choice: string): boolean =>
  [choice, choice.replace(/^an? /, "")].some((one) => one.toLowerCase().startsWith(typed.toLowerCase()));

const isGivingUp = (line: string): boolean => line.trim().toLowerCase() === "cancel";

async function one(field: Field, screen: Screen): Promise<string | undefined> {
  const line = await screen.read(field);
  return line === undefined || isGivingUp(line) ? undefined : line.trim();
}

async function lines(field: Field, screen: Screen): Promise<string | undefined> {
  const all: string[] = [];
  for (;;) {
    // One line after another.
    const line = await screen.read(field);
    if (line === undefined || isGivingUp(line)) return undefined;
    // Nothing at all, twice told.
    if (line.trim() === "." || (all.length === 0 && line.trim() === "")) return all.join("\n").trim();
    all.push(line);
  }
}
