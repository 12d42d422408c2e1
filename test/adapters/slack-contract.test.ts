/** Slack, by the contract, over both of its ways in and the real SDK. */
import { createSlack } from "../../src/adapters/slack/index.ts";
import { silent } from "../../src/lib/log.ts";
import { openFakeSlack, usualChannel } from "../support/fake-slack/index.ts";
import { platformContract, type Parts, type Stage, type User } from "../support/platform-contract.ts";

const can = { forms: true, complete: true, others: true, fail: true, links: true, most: 13_000 };

/** Slack completes names in forms alone: commands whose forms have a field for each kind. */
const forms: Readonly<Record<string, readonly [form: string, kind: string]>> = {
  "/seat": ["/teller seat", "seat"],
  "/gains": ["/teller deposits", "party"],
};

const refusals = {
  place: ["chat.postMessage", "is_archived"],
  words: ["chat.postMessage", "msg_too_long"],
  message: ["chat.update", "message_not_found"],
  edit: ["chat.update", "edit_window_closed"],
} as const;

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
    async stop() {
      await platform.stop();
      await slack.stop();
    },
  };
}

platformContract("Slack over Socket Mode", can, (parts) => open(parts, "socket"));
platformContract("Slack over HTTP", can, (parts) => open(parts, "http"));
