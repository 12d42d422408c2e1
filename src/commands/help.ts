import { z } from "zod";
import { hinted, hintOf, isOptional } from "../core/args.ts";
import { defineCommand, type Command, type Context } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import { parseLine, usage } from "../core/parse.ts";
import type { Reply } from "../core/reply.ts";
import { button, note, text } from "../views/answer.ts";
import { brief } from "../core/text.ts";

export default defineCommand({
  name: "help",
  summary: "What can be asked, or how to ask one thing",
  examples: ["/help", "/help targets"],
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

/** The commands that the asker may use, and whether there are more. */
function everything({ commands: all, asker }: Context): Reply {
  const commands = all.filter(({ role }) => role === "anyone" || asker.role === "manager" || role === asker.role);
  const more = commands.length < all.length ? [note("Editors and managers of the newsroom have more.")] : [];
  const facts = commands.map((command) => ({ label: usage(command), value: command.summary }));
  return {
    summary: `You can ask: ${commands.map(({ name }) => `/${name}`).join(", ")}. Try ${commands.find(({ name }) => name === "seat")?.examples[0] ?? "/help"}.`,
    card: {
      title: "What you can ask",
      blocks: [{ kind: "facts", facts }, note("More on one: /help and its name."), ...more],
    },
    data: { commands: commands.map(({ name, summary, examples }) => ({ name, summary, examples })) },
  };
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
