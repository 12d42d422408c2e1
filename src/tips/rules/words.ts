/** The words before the form, to the letter: the promise, its limits, and safer ways. */
import type { Block, Inline } from "../../core/reply.ts";

export type TipMode =
  /** The bot opens tips while it relays them, and posts them for whoever can read the channel. */
  | "text"
  /** Only editors open them, with keys that the bot does not have. */
  | "sealed";

export interface SaferWay {
  /** "SecureDrop", "Signal", "Post". */
  readonly name: string;
  /** An address, to be copied to another device. */
  readonly address: string;
}

export interface PrivacyFacts {
  /** Its name as people write it. */
  readonly platform: string;
  /** The platform's own words on who can see; may be empty. */
  readonly whoCanSee: readonly string[];
  readonly newsroom: string;
  /** The editors' channels, as sources are told: "a private channel of the newsroom's own, on Chat". */
  readonly relay: string;
  readonly mode: TipMode;
  /** Without one the line does not open. */
  readonly saferWays: readonly [SaferWay, ...SaferWay[]];
  /** Days until everything of a case goes. */
  readonly days: number;
}

/** The two ways on from these words. There is no third, and neither is chosen beforehand. */
export const privacyChoices = { safer: "Safer ways", go: "Low risk: continue" } as const;

export function privacyWords(facts: PrivacyFacts): readonly Block[] {
  const { platform, whoCanSee, newsroom, relay, mode, saferWays, days } = facts;
  const [{ name, address }] = saferWays;
  const said: readonly (readonly Inline[])[] = [
    [
      { bold: `Not anonymous to ${platform}.` },
      " It receives your words, your codename and your account, may keep them and can be ordered to disclose them.",
    ],
    [
      `${newsroom} runs this bot: editors are not shown your name and Teller does not store it, but whoever operates it could identify you. So could your wording, your device, or how few people knew.`,
    ],
    [`Editors read tips in ${relay}, ${how[mode]}`],
    [
      `What you send goes after ${daysWords(days)} without a word. Deleting removes our copy and our post, not the platform's records, backups or what was already read.`,
    ],
    [
      { bold: "If being found could cost your job, liberty or safety, stop:" },
      ` from a device that is not your employer's, use ${name}: ${address}`,
    ],
    [
      "Sending has two steps: the form answers with a codename, and nothing is sent until you press that you have written it down. What is not sent by the end of the next hour is deleted. Editors see what you send, answer or delete in a later hour, at a moment of chance.",
    ],
    ["We may publish and may not reply. Nobody will write to you: your codename is the only way back."],
  ];
  return [
    ...said.map((text): Block => ({ kind: "text", text })),
    ...whoCanSee.map((line): Block => ({ kind: "note", text: [line] })),
  ];
}

/** All of them, the newsroom's first choice first. Shown wherever the line itself is closed, too. */
export function saferWords({ newsroom, saferWays }: Pick<PrivacyFacts, "newsroom" | "saferWays">): readonly Block[] {
  return [
    {
      kind: "text",
      text: [
        `Other ways to reach ${newsroom}, for which neither this bot nor this platform is needed. Use a device and a network that are not your employer's. Files go this way too.`,
      ],
    },
    { kind: "facts", facts: saferWays.map(({ name, address }) => ({ label: name, value: address })) },
  ];
}

const how: Readonly<Record<TipMode, string>> = {
  text: "as plain text: whoever can read that channel can read them, and so can whoever joins it later.",
  sealed: "as encrypted text, which only they open.",
};

const daysWords = (days: number): string => (days === 1 ? "one day" : `${days} days`);
