/** Commands that behave badly on purpose, beside the real ones: slow, broken, long, secret, formal. */
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { hinted } from "../../src/core/args.ts";
import { defineCommand, type Command } from "../../src/core/command.ts";
import { UserError } from "../../src/core/errors.ts";
import { formFor } from "../../src/core/command-form.ts";

/** Milliseconds: longer than an answer may take to be the acknowledgement, shorter than anyone's patience. */
export const slow = 1_300;

const word = (label: string) => hinted(z.string().max(3_000), { label, about: "anything" });

const command = (name: string, over: Partial<Command>): Command => ({
  name,
  summary: `For the contract: ${name}`,
  examples: [`/${name}`],
  args: z.object({}),
  audience: "channel",
  role: "anyone",
  run: () => ({ summary: `${name} answered` }),
  ...over,
});

export const contractCommands: readonly Command[] = [
  command("slow", {
    run: async () => {
      await pause(slow);
      return { summary: "slow answered" };
    },
  }),
  command("slowly wrong", {
    run: async () => {
      await pause(slow);
      throw new UserError("not-found", "slowly, but wrong");
    },
  }),
  command("broken", {
    run: () => {
      throw new TypeError("a secret of ours: /etc/passwd");
    },
  }),
  command("unanswerable", {
    run: () => {
      throw new UserError("not-found", "there is no such thing", ["/help"]);
    },
  }),
  command("where", {
    audience: "asker",
    run: (_, { asker }) => ({ summary: `this place is ${asker.place.id}` }),
  }),
  command("pressable", {
    run: () => ({
      summary: "pressable",
      card: {
        title: "Pressable",
        blocks: [],
        actions: [{ label: "Press", ask: { command: "formal", args: { first: "pressed" } } }],
      },
    }),
  }),
  command("whisper", { audience: "asker", run: () => ({ summary: "whispered" }) }),
  command("endless", {
    run: () => ({
      summary: "endless",
      card: {
        title: "Endless",
        blocks: Array.from({ length: 80 }, (_, i) => ({
          kind: "table" as const,
          head: [
            { head: "Name", align: "start" as const },
            { head: "Figure", align: "end" as const },
          ],
          rows: Array.from({ length: 40 }, (__, j) => [`row ${i} ${j} ${"x".repeat(60)}`, String(i * j)]),
        })),
        actions: Array.from({ length: 40 }, (_, i) => ({
          label: `Button ${i} ${"y".repeat(100)}`,
          ask: { command: "whisper", args: {} },
        })),
      },
    }),
  }),
  command("hostile", {
    run: () => {
      const words =
        "<!channel> <@U1> @everyone @here <@&1> [a](http://evil) *b* _c_ `d` ||e|| ~f~ > g # h </script> & \u202Ei\u0007";
      return {
        summary: words,
        card: {
          title: words,
          blocks: [
            { kind: "text", text: [words, { bold: words }] },
            { kind: "facts", facts: [{ label: words, value: words }] },
            { kind: "table", head: [{ head: words, align: "start" }], rows: [[words]] },
          ],
          actions: [{ label: words, ask: { command: "whisper", args: {} } }],
        },
      };
    },
  }),
  defineCommand({
    ...command("formal", {}),
    audience: "asker",
    asks: { title: "Formal words", submit: "Say it" },
    args: z.object({
      first: word("first"),
      second: hinted(z.string().max(3_000).default("nothing"), { label: "second", about: "anything", long: true }),
    }),
    form(args) {
      return args["first"] === undefined
        ? formFor(contractCommands.find(({ name }) => name === "formal") as Command, args)
        : undefined;
    },
    run: ({ first, second }) => ({ summary: `formally: ${first}, ${second}` }),
  }),
  command("edited", { role: "editor", audience: "asker", run: () => ({ summary: "edited" }) }),
  command("managed", { role: "manager", audience: "asker", run: () => ({ summary: "managed" }) }),
];
