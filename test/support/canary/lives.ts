/** Lives of sources and an editor at both platforms: tips, codenames right and wrong, replies, answers, deletions. */
import { newCodename } from "../../../src/tips/rules/codename.ts";
import { below, type Random } from "../../../src/tips/rules/random.ts";
import type { Moment } from "./moments.ts";
import { userId } from "../edge.ts";
import { workspace, type CanaryStage } from "./stage.ts";

/** The parts of either fake's person that sources need. */
interface Client {
  slash(line: string): Promise<{ readonly text: string }>;
  press(label: RegExp): Promise<{ readonly text: string }>;
  submit(values: Readonly<Record<string, string>>): Promise<{ readonly text: string }>;
}

/** A tip for which its source has a receipt. */
export interface Receipt {
  readonly number: string;
  readonly codename: string;
  readonly text: string;
  readonly source: Source;
  /** Moments at which the form was sent, and was answered: milliseconds of the real clock. */
  readonly from: number;
  readonly to: number;
  isDeleted: boolean;
  /** Set while nobody knows whether a deletion came through. */
  isUnsure: boolean;
}

export interface Source {
  readonly name: string;
  readonly platform: "slack" | "discord";
  readonly client: Client;
}

/**
 * Names that nobody has by chance; ids of the fakes are made of them, and are unlike each other in their higher places, as ids of
 * people are who came to a platform at different times.
 */
export const nameOf = (platform: "slack" | "discord", n: number): string =>
  `${((n * 48_271 + 777_777) % 36 ** 4).toString(36).padStart(4, "0")}${platform === "slack" ? "qzx" : "xzq"}`;

export const channelsOfSlack = ["CZSCHWARZ1", "CZSCHWARZ2", "DZSCHWARZ3"] as const;

/** @param moments are added to, as the sources act */
export function sourcesOf({ slack, discord }: CanaryStage, each: number, moments: Moment[]): readonly Source[] {
  // Slack tells of the first two, where the bot is no member, that nobody outside shares them.
  for (const id of channelsOfSlack)
    if (id.startsWith("D")) slack.world.directs.add(id);
    else slack.world.channels.set(id, { id, is_member: false, is_private: false, is_archived: false });
  return Array.from({ length: each }, (_, n): readonly Source[] => {
    const [here, there] = [nameOf("slack", n), nameOf("discord", n)];
    const person = slack.user(here);
    slack.from(here, workspace);
    // Some write to the bot directly, each in a conversation of their own.
    const channel = n % 6 === 2 ? slack.direct(userId(here)) : channelsOfSlack[n % channelsOfSlack.length];
    const atSlack: Client = {
      slash: (line) => person.slash(line.replace("/", "/teller "), channel),
      press: (label) => person.press(label),
      submit: (values) => person.submit(values),
    };
    return [
      { name: here, platform: "slack", client: timed(atSlack, moments) },
      { name: there, platform: "discord", client: timed(discord.user(there), moments) },
    ];
  }).flat();
}

/** Writes down when each act was. */
function timed(client: Client, moments: Moment[]): Client {
  let pressed = "";
  async function act<T>(kind: Moment["kind"], work: Promise<T>): Promise<T> {
    const from = Date.now();
    try {
      return await work;
    } finally {
      moments.push({ kind, from, to: Date.now() });
    }
  }
  return {
    slash: (line) => act("form", client.slash(line)),
    press(label) {
      pressed = label.source;
      return act(pressed.includes("written") ? "confirm" : "press", client.press(label));
    },
    submit(values) {
      const names = Object.keys(values);
      const isSent = names.some((name) => /newsroom/.test(name));
      const kind = isSent
        ? "send"
        : names.length === 0
          ? "confirm"
          : names.length > 1
            ? "answer"
            : /Delete/.test(pressed)
              ? "delete"
              : "check";
      pressed = "";
      return act(kind, client.submit(values));
    },
  };
}

const seven = /\b[a-z]{3,}(?: [a-z]{3,}){6}\b/;

/** Sentences of tips and answers: words that nobody writes by chance. */
export const sentences = [
  "Kanarienvogel quittungsblock zwischendeck hafenmeister",
  "Regenschirmfabrik oberhalb zitronenfalter werkstattleiter gestern",
  "Muschelkalk fahrplanwechsel, briefkasten unterwegs turmuhrmacher",
  "Schornsteinfeger verzeichnis: kartoffelacker dreiundvierzig",
  "Leuchtturm wagenheber sommerfrische glasbruchstelle vorgestern abend",
  "Zeltstange murmeltier, haferflocken quersumme nachtigallen",
] as const;

/** The sentence of replies. */
export const replySentence = "Zwitschermaschine blumenkohl fragebogen laternenpfahl";

export const tipOf = (n: number): string => {
  const [a, b, c] = [0, 1, 3].map((step) => sentences[(n * (step + 1) + step) % sentences.length]);
  return `${a}. In ward ${n} they were <counted> & "weighed" twice, *they* say: https://zeltstange.example/${n}. ${b}${n % 2 === 0 ? `; ${c}` : ""}.`;
};

export const answerOf = (number: string): string => `${sentences[0]}, says case ${number}: ${sentences[4]}.`;

/** Times that a source begins anew: an hour is a second here, and the press may come after it. */
const tries = 8;

/** @param about as the form's list has it @throws Error that says what was shown instead of a receipt */
export async function send(source: Source, text: string, about?: string, left = tries): Promise<Receipt> {
  const { client } = source;
  const words = await client.slash("/tip send");
  if (!/Not anonymous to/.test(words.text)) throw new Error(`no words before the form: ${words.text}`);
  await client.press(/Low risk/);
  const from = Date.now();
  const seen = await client.submit({
    "What the newsroom should know": text,
    ...(about !== undefined && { About: about }),
  });
  const number = /[Cc]ase\W+([A-Z\d]{6})\b/.exec(seen.text)?.[1];
  const codename = seven.exec(seen.text.replaceAll(/[`*]/g, "\n"))?.[0];
  if (number === undefined || codename === undefined) throw new Error(`no codename: ${seen.text}`);
  const sent = await client.press(/written (it )?down: send/i);
  if (/Nothing waits to be sent/.test(sent.text) && left > 1) return send(source, text, about, left - 1);
  if (!/is sent, sealed/.test(sent.text)) throw new Error(`it was not sent: ${sent.text}`);
  return { number, codename, text, source, from, to: Date.now(), isDeleted: false, isUnsure: false };
}

export async function check({ client }: Source, codename: string): Promise<string> {
  await client.slash("/tip check");
  return (await client.submit({ Codename: codename })).text;
}

export async function answer({ source, codename, number }: Receipt): Promise<void> {
  await check(source, codename);
  await source.client.press(/^Answer$/);
  const text = answerOf(number);
  const seen = await source.client.submit({ Codename: codename, "Your answer": text });
  if (!seen.text.includes("is kept, sealed")) throw new Error(`no answer was taken: ${seen.text}`);
}

export async function erase(receipt: Receipt): Promise<void> {
  const { source, codename } = receipt;
  await check(source, codename);
  receipt.isUnsure = true;
  await source.client.press(/^Delete$/);
  const seen = await source.client.submit({ Codename: codename });
  receipt.isUnsure = false;
  if (!/delet/i.test(seen.text)) throw new Error(`it was not deleted: ${seen.text}`);
  receipt.isDeleted = true;
}

/** A codename that is none, or one that nobody was given. */
export const wrongCodename = (random: Random): string =>
  below(2, random) === 0 ? "seven words that are no codename of ours" : newCodename(random);

/** Sends an editor's reply, in the editors' channel at Slack. */
export async function reply({ slack, editors }: CanaryStage, { number }: Receipt): Promise<boolean> {
  const ed = slack.user("ed");
  await ed.slash(`/teller tips claim ${number}`, editors.slack);
  await ed.slash(`/teller tips reply ${number}`, editors.slack);
  const seen = await ed.submit({
    Case: number,
    Reply: `${replySentence}, asks case ${number}: which ward was it?`,
  });
  return seen.text.includes("Your reply waits, sealed");
}
