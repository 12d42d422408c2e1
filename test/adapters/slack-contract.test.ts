/** Slack, by the contract, over both of its ways in and the real SDK. */
import { createSlack } from "../../src/adapters/slack/index.ts";
import { silent } from "../../src/lib/log.ts";
import { userId } from "../support/edge.ts";
import { openFakeSlack, usualChannel } from "../support/fake-slack/index.ts";
import { messageWords } from "../support/fake-slack/screen.ts";
import type { Trouble } from "../support/fake-slack/trouble.ts";
import type { Setback } from "../../src/core/answering.ts";
import { isLong, inForm } from "../support/long.ts";
import { platformContract, type Parts, type Stage, type User, type Way } from "../support/platform-contract.ts";

const can = {
  forms: true,
  complete: true,
  others: true,
  fail: true,
  missed: true,
  threads: true,
  doubles: true,
  links: true,
  most: 13_000,
  oneIn: inForm(5, 1),
};

/** Slack completes names in forms alone: commands whose forms have a field for each kind. */
const forms: Readonly<Record<string, readonly [form: string, kind: string]>> = {
  "/seat": ["/teller seat", "seat"],
  "/gains": ["/teller second", "party"],
};

const refusals = {
  place: ["chat.postMessage", "is_archived"],
  words: ["chat.postMessage", "msg_too_long"],
  message: ["chat.update", "message_not_found"],
  edit: ["chat.update", "edit_window_closed"],
} as const;

/** The first way of each answer, and Slack's words for what stands in it; a message of our own is never too late. */
function setbackOf(way: Way, setback: Setback): readonly [method: string, trouble: Trouble | undefined] {
  if (way === "aloud" || way === "alone")
    return [
      way === "aloud" ? "chat.postMessage" : "chat.postEphemeral",
      {
        haste: { status: 429 as const, after: 1 },
        words: { error: "invalid_blocks" },
        place: { error: "not_in_channel" },
        unclear: { reset: true as const, done: false },
        late: undefined,
      }[setback],
    ];
  const troubles: Readonly<Record<Setback, Trouble>> = {
    haste: { status: 429, after: 1 },
    words: { error: "invalid_payload", code: 400 },
    place: { error: "channel_not_found", code: 404 },
    unclear: { reset: true, done: false },
    late: { error: "expired_url", code: 404 },
  };
  return ["respond", troubles[setback]];
}

async function open({ commands, dispatch, edge, timeZone }: Parts, way: "socket" | "http"): Promise<Stage> {
  const slack = await openFakeSlack();
  const { botToken, appToken, signingSecret, apiUrl } = slack;
  const platform = createSlack({
    botToken,
    apiUrl,
    mode: way === "socket" ? { socket: { appToken } } : { http: { port: 0, host: "127.0.0.1", signingSecret } },
    home: [],
    edge,
    timeZone,
    log: silent,
    rest: async () => {},
    pace: 0,
  });
  await platform.start(commands, dispatch);
  if (platform.port !== undefined) slack.overHttp(platform.port);
  return {
    platform,
    place: { platform: "slack", id: usualChannel, kind: "channel" },
    user: (name): User => {
      const person = slack.user(name);
      return {
        ask: (line) => person.slash(`/teller ${line.replace(/^\//, "")}`),
        press: (label) => person.press(label),
        submit: (values) => person.submit(values),
        async complete(line) {
          const [command = "", ...words] = line.split(" ");
          const [form, kind] = forms[command] ?? ["", ""];
          await person.slash(form);
          return person.complete(kind, words.join(" "));
        },
      };
    },
    messages: async () => slack.messages(),
    next(trouble) {
      if (trouble === "unclear") return slack.next("chat.postMessage", { status: 500, done: true });
      const [method, error] = refusals[trouble];
      slack.next(method, { error });
    },
    async late(delivery) {
      await platform.post(
        { platform: "slack", id: usualChannel, kind: "channel" },
        { summary: "the repeat" },
        delivery,
      );
    },
    thread: {
      ask: (name, line) => slack.user(name).mention(line.replace(/^\//, ""), "1700000000.000001"),
      messages: () => [],
    },
    alone: {
      ask: (name, line) => slack.user(name).dm(line),
      messages: (name) => slack.messages(slack.direct(userId(name))),
    },
    answers: {
      meet(way, setback) {
        const [method, trouble] = setbackOf(way, setback);
        if (trouble) slack.next(method, trouble);
        return trouble !== undefined;
      },
      ask: (name, line) => slack.user(name).mention(line.replace(/^\//, "")),
      count: (words) => slack.world.messages.filter((one) => words.test(messageWords(one))).length,
      calm: () => {},
    },
    async stop() {
      await platform.stop();
      await slack.stop();
    },
  };
}

platformContract("Slack over Socket Mode", can, (parts) => open(parts, "socket"));
// By its other way in what is in front of the handlers differs alone.
if (isLong) platformContract("Slack over HTTP", can, (parts) => open(parts, "http"));
