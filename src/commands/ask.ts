import { z } from "zod";
import { hinted } from "../core/args.ts";
import { defineCommand, type Context } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import { readQuestion } from "../core/questions/read.ts";
import type { Reading } from "../core/questions/reading.ts";
import type { Reply } from "../core/reply.ts";
import { note, text } from "../views/answer.ts";
import { chooseSeat } from "../views/choose.ts";
import { firstWords } from "../views/seat-figure.ts";
import { leadWords } from "../views/lead.ts";
import { offering, saying } from "../views/said.ts";

const kindWords = {
  thanks: "You’re welcome.",
  greeting:
    "Hello. Ask me who won a seat, how a party did, or for the closest results: “who won bath”, “labour gains”.",
  self: "I am Teller, a bot. I count votes and answer questions about the election: “who won bath”, “how did reform do in ashfield”, “closest seats in wales”. More: /help.",
} as const;

export default defineCommand({
  name: "ask",
  summary: "A question in plain words",
  examples: ["/ask who won bath", "/ask how many women were elected", "/ask closest seats in wales"],
  asks: { title: "A question", submit: "Show" },
  args: z.object({
    question: hinted(z.string().trim().min(1, "ask something").max(500, "that is too long to be one question"), {
      label: "question",
      about: "anything of the election, as you would ask a person",
    }),
  }),
  bare: true,
  audience: "channel",
  role: "anyone",
  run({ question }, context) {
    const reading = readQuestion(question, context);
    switch (reading.is) {
      case "kind":
        return { summary: kindWords[reading.words] };
      case "unknown":
        throw new UserError("not-found", reading.says, reading.instead);
      case "question":
        return answered(reading, context);
    }
  },
});

/** @throws UserError where that command is off here, or cannot answer */
async function answered(reading: Extract<Reading, { is: "question" }>, context: Context): Promise<Reply> {
  const { command: name, args } = reading.ask;
  const command = context.commands.find((one) => one.name === name && one.role === "anyone");
  if (!command) throw new RangeError(`questions are read as /${name}, which nobody has`);
  if (context.isOff(name))
    throw new UserError("forbidden", `/${name} is switched off here by those who run this channel.`);
  const { place: words } = args;
  const chosen =
    name === "seat" && words !== undefined
      ? chooseSeat(context, words, (place) => ({ command: name, args: { ...args, place } }))
      : undefined;
  if (chosen && "reply" in chosen) return chosen.reply;
  const reply = await command.run(command.args.parse(chosen ? { ...args, place: chosen.is.name } : args), context);
  const lead =
    reading.lead?.about === "first" ? firstWords(args, context) : reading.lead && leadWords(reading.lead, context);
  const said = reading.readAs === undefined ? undefined : `Read as ${reading.readAs}.`;
  const summary = [lead, reply.summary, said].filter((part) => part !== undefined).join(" ");
  if (!reply.card) return { ...reply, summary };
  const blocks = [
    ...(lead === undefined ? [] : [text(lead)]),
    ...reply.card.blocks,
    ...(said === undefined ? [] : [note(said)]),
  ];
  const whole = { ...reply, summary, card: { ...reply.card, blocks } };
  return offering(saying(whole, chosen?.note ?? reading.said), chosen?.instead ?? []);
}
