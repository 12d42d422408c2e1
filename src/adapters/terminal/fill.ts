/** A form at the terminal: its fields are asked one after another, from a person or from a pipe. */
import { aboutOf, type Field, type Form } from "../../core/form.ts";
import { clean, wrap } from "../../core/text.ts";

export interface Screen {
  /** Shown above the line that is typed next. */
  say(line: string): void;
  /** The next line; undefined when there are no more, or the form was given up. */
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
  say(`${clean(title)}. ${howTo}`, screen);
  const values: Record<string, string> = {};
  for (const field of fields) {
    const value = await ask(field, screen);
    if (value === undefined) return undefined;
    if (value !== "") values[field.name] = value;
  }
  return values;
}

function say(text: string, screen: Screen): void {
  for (const line of wrap(text, screen.width)) screen.say(line);
}

/** Asks until there is an answer; undefined where it was given up. */
async function ask(field: Field, screen: Screen): Promise<string | undefined> {
  const { label, value = "", required, long, choices } = field;
  const about = aboutOf(field);
  const usual = value === "" ? "" : ` [${clean(value)}]`;
  const rest = required ? "" : " (may be left out)";
  say(`${clean(label)}: ${clean(about)}${value === "" ? rest : usual}`, screen);
  if (long) say(howToLong, screen);
  const list = choices?.map(clean).join(", ");
  if (list !== undefined) say(`One of: ${list}.`, screen);
  for (;;) {
    const typed = await (long ? lines(field, screen) : one(field, screen));
    if (typed === undefined) return undefined;
    const answer = chosen(typed === "" ? value : typed, choices);
    if (answer === undefined) say(`It is one of: ${list}.`, screen);
    else if (answer !== "" || !required) return answer;
    else say(`${clean(label)} is needed.`, screen);
  }
}

/** @returns the choice that was typed, or any words where there are no choices; undefined for none of the choices */
function chosen(typed: string, choices: Field["choices"]): string | undefined {
  if (!choices || typed === "" || choices.includes(typed)) return typed;
  const [only, ...others] = choices.filter((one) => isShortFor(typed, one));
  return others.length === 0 ? only : undefined;
}

/** "cand" for "a candidate", "officer" for "returning officer". */
const isShortFor = (typed: string, choice: string): boolean =>
  ` ${choice.toLowerCase()}`.includes(` ${typed.toLowerCase()}`);

const isGivingUp = (line: string): boolean => line.trim().toLowerCase() === "cancel";

async function one(field: Field, screen: Screen): Promise<string | undefined> {
  const line = await screen.read(field);
  return line === undefined || isGivingUp(line) ? undefined : line.trim();
}

async function lines(field: Field, screen: Screen): Promise<string | undefined> {
  const all: string[] = [];
  for (;;) {
    const line = await screen.read(field);
    if (line === undefined || isGivingUp(line)) return undefined;
    // An empty first line leaves the field as it is, without the full stop.
    if (line.trim() === "." || (all.length === 0 && line.trim() === "")) return all.join("\n").trim();
    all.push(line);
  }
}
