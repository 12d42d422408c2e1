import { z } from "zod";
import { hinted, hintOf, isOptional } from "../core/args.ts";
import { defineCommand, type Command, type Context } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import { may } from "../core/asker.ts";
import { parseLine, usage } from "../core/parse.ts";
import type { Action, Block, Reply } from "../core/reply.ts";
import { button, note, text } from "../views/answer.ts";
import { brief } from "../core/text.ts";

export default defineCommand({
  name: "help",
  summary: "What can be asked, or how to ask one thing",
  examples: ["/help", "/help targets"],
  asks: { title: "What can be asked", submit: "Show" },
  args: z.object({
    command: hinted(z.string().trim().min(1).max(64, "that is too long to be a command").optional(), {
      label: "command",
      about: "a command’s name",
      complete: "command",
    }),
  }),
  audience: "asker",
  role: "anyone",
  reads: true,
  run({ command }, context) {
    return command === undefined ? everything(context) : one(command, context);
  },
});

/** Groups of commands by their first word, in the order in which people need them; a test finds one that has none. */
export const groups: readonly (readonly [heading: string, words: readonly string[]])[] = [
  ["Seats and people", ["seat", "seats", "person", "target", "targets", "region", "spot", "ask"]],
  ["How it stands", ["results", "map", "latest", "left", "watch", "portillo", "records", "exitpoll", "byelections"]],
  ["Lists of a party", ["gains", "losses", "holds", "second", "atrisk", "deposits", "newmps", "swing"]],
  ["News", ["follow", "unfollow", "announce", "channel"]],
  [
    "At the desk",
    "desk shift declare correct recount setpoll confirm refuse retract letthrough dismiss freeze unfreeze solo log copy export".split(
      " ",
    ),
  ],
  ["A tip to the newsroom", ["tip"]],
  ["Tips, for editors", ["tips"]],
  ["About me", ["help", "about", "privacy"]],
];

const firstWord = ({ name }: Command): string => name.split(" ")[0] ?? name;

/** The commands that the asker may use, and whether there are more. */
function everything(context: Context): Reply {
  const { commands: all, asker } = context;
  const commands = all.filter(({ role }) => may(role, asker));
  const more = commands.length < all.length ? [note("Editors and managers of the newsroom have more.")] : [];
  const grouped = new Set(groups.flatMap(([, words]) => words));
  // Those of a command file that somebody has added.
  const others = commands.map(firstWord).filter((word) => !grouped.has(word));
  const blocks = [...groups, ["More", others] as const].flatMap(([heading, words]): Block[] => {
    const group = commands
      .filter((command) => words.includes(firstWord(command)))
      .toSorted((one, other) => words.indexOf(firstWord(one)) - words.indexOf(firstWord(other)));
    if (group.length === 0) return [];
    const facts = group.map((command) => ({ label: usage(command), value: command.summary }));
    // A message has no room for the sentences of all; staff can ask for each.
    const isStaffs = group.some(({ role }) => role !== "anyone");
    const names = group.map(({ name }) => `/${name}`).join(", ");
    return [text({ bold: heading }), isStaffs ? text(names) : { kind: "facts", facts }];
  });
  return {
    summary: `You can ask: ${commands.map(({ name }) => `/${name}`).join(", ")}. Try ${commands.find(({ name }) => name === "seat")?.examples[0] ?? "/help"}.`,
    card: {
      title: "What you can ask",
      blocks: [...blocks, note("More on one: /help and its name. Plain words do as well."), ...more],
      actions: first(context),
    },
    data: { commands: commands.map(({ name, summary, examples }) => ({ name, summary, examples })) },
  };
}

/** Four questions that work in this election, to begin with. */
function first({ commands, results: { election } }: Context): readonly Action[] {
  const seat = election.seats.find(({ name }) => name === "Bath") ?? election.seats[0];
  const questions: readonly Action[] = [
    button("How does it stand?", "results"),
    ...(seat ? [button(seat.name, "seat", { place: seat.name })] : []),
    button("Who lost their seat?", "portillo"),
    button("The newest", "latest"),
    button("What is to come?", "left"),
    button("Closest and safest", "records"),
  ];
  const known = new Set(commands.map(({ name }) => name));
  return questions.filter((action) => "ask" in action && known.has(action.ask.command)).slice(0, 4);
}

function one(words: string, { commands }: Context): Reply {
  const name = words.replace(/^\//, "").toLowerCase();
  const command = commands.find((known) => known.name === name) ?? guess(name, commands);
  const slots = Object.entries(command.args.shape).map(([key, schema]) => {
    const { label, about } = hintOf(key, schema);
    return { label: isOptional(schema) ? `[${label}]` : label, value: about };
  });
  return {
    summary: `${usage(command)}: ${command.summary}. For example ${command.examples.join(" or ")}.`,
    card: {
      title: usage(command),
      blocks: [
        text(`${command.summary}.`),
        ...(slots.length > 0 ? [{ kind: "facts" as const, facts: slots }] : []),
        note(`For example: ${command.examples.join(", ")}`),
      ],
      actions: command.examples.flatMap((line) => {
        const { args } = parseLine(line, commands, () => true);
        return [button(line.slice(0, 75), command.name, args)];
      }),
    },
    data: { name: command.name, summary: command.summary, usage: usage(command), examples: command.examples },
  };
}

function guess(name: string, commands: readonly Command[]): Command {
  const starts = commands.filter((known) => known.name.startsWith(name));
  const [only] = starts;
  if (only && starts.length === 1) return only;
  throw new UserError(
    "not-found",
    `There is no command “${brief(name)}”.`,
    starts.length > 0 ? starts.slice(0, 4).map((known) => `/help ${known.name}`) : ["/help"],
  );
}
