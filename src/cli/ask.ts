import { kits } from "../config.ts";
import type { Answer } from "../core/dispatch.ts";
import { toText } from "../core/plain-text.ts";
import { listed } from "../core/text.ts";
import { lines } from "./lines.ts";
import { answerTo, here, type House } from "./house.ts";
import { aboutAt, atOption, exit, open, print, roleOf, roleOption, type Given, type Verb } from "./verb.ts";
import { type Asker, asStaffName } from "../core/asker.ts";
import { UsageError } from "./usage-error.ts";

/** Columns of text that is not for a screen of known width. */
const usualWidth = 80;

const platforms = listed(
  kits.map(({ name }) => name),
  "or",
);

const ask: Verb = {
  name: "ask",
  summary: "Asks one question, or many from a pipe, and prints the answers",
  usage: 'ask "/seat bath" [--json] [--as PLATFORM] [--role ROLE] [--at TIME]  |  ask --stdin',
  options: {
    json: { type: "boolean" },
    stdin: { type: "boolean" },
    width: { type: "string" },
    as: { type: "string" },
    ...roleOption,
    ...atOption,
  },
  about: {
    json: "print the reply as one line of JSON",
    stdin: "read questions from standard input, a line each, and print a line of JSON for each",
    as: `print the exact message that a platform would be sent, as JSON: ${platforms}`,
    role: "ask as an editor or a manager of the newsroom would",
    width: "columns of the text (default: the screen's, else 80)",
    ...aboutAt,
  },
  async run(given, world) {
    const many = given.flag("stdin");
    const question = given.words.join(" ");
    if (many === (question !== ""))
      throw new UsageError(many ? "give questions by --stdin or as words, not both" : "ask what?");
    const width = widthOf(given.text("width"), world.out.columns);
    const draw = drawer(given);
    const asker = askerOf(given);
    const house = await open(given, world);
    if (!many) {
      const answer = await answerTo(question, house, asker);
      const isData = given.flag("json") || given.text("as") !== undefined;
      const text = isData
        ? await draw(answer, house)
        : toText(answer.reply, { width, timeZone: house.election.timeZone });
      await print(world.out, text);
      return answer.problem ? exit.unanswered : exit.answered;
    }
    let code: number = exit.answered;
    for await (const line of lines(world.in)) {
      const answer = await answerTo(line, house, asker);
      if (answer.problem) code = exit.unanswered;
      await print(world.out, await draw(answer, house));
    }
    return code;
  },
};
export default ask;

/** The person at this machine, or somebody of the newsroom in a channel of a platform. */
function askerOf(given: Given): Asker {
  const platform = given.text("as");
  const role = roleOf(given);
  return {
    ...here,
    role,
    ...(role !== "anyone" && { staff: asStaffName("you"), listed: role }),
    ...(platform !== undefined && { place: { platform, id: "drawn", kind: "channel" } }),
  };
}

function widthOf(given: string | undefined, screen: number | undefined): number {
  const width = given === undefined ? (screen ?? usualWidth) : Number(given);
  if (!Number.isInteger(width) || width < 20 || width > 500)
    throw new UsageError("a width is a whole number from 20 to 500");
  return width;
}

const json = ({ reply, problem, audience }: Answer): string =>
  JSON.stringify({ ...reply, audience, ...(problem && { problem }) });

/** One line of JSON: the reply itself, or the message that a platform would be sent. */
function drawer(given: Given): (answer: Answer, house: House) => string | Promise<string> {
  const platform = given.text("as");
  if (platform === undefined) return json;
  const kit = kits.find(({ name }) => name === platform);
  if (!kit) throw new UsageError(`--as takes ${platforms}`);
  return async ({ reply }, { commands, election: { timeZone } }) =>
    JSON.stringify(await kit.draw(reply, { commands, timeZone }));
}
