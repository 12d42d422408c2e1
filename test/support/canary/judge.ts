/** Searches all bytes that were kept and sent for secrets, and knows which of them may stand where. */
import { userId } from "../edge.ts";
import { self } from "../fake-slack/world.ts";
import type { Heard } from "../heard.ts";
import { channelsOfSlack, nameOf } from "./lives.ts";
import { search, type Found, type Secret, type Secrets } from "./search.ts";
import type { CanaryStage } from "./stage.ts";

/** @param each the number of sources at each platform @param kept by where it is */
export function judge(
  stage: CanaryStage,
  mode: "text" | "sealed",
  each: number,
  kept: ReadonlyMap<string, Buffer>,
): readonly Found[] {
  const secrets = secretsOf(stage, each);
  const ofKept = [...kept].flatMap(([name, bytes]) => search(withoutPlaces(name, bytes, stage), name, secrets));
  const ofSent = stage.heard.flatMap((heard) => {
    const { what, headers, body } = heard;
    const address = search(Buffer.from(`${what}\n${headers}`), what, secrets, allowedInAddress(heard));
    return [...address, ...search(body, what, secrets, allowedIn(heard, stage, mode))];
  });
  return [...ofKept, ...ofSent];
}

/** Leaves out channels whose managers opened the line: their ids are kept, and nothing else of theirs. */
function withoutPlaces(name: string, bytes: Buffer, { discord }: CanaryStage): Buffer {
  if (!/teller\.sqlite|tables/.test(name)) return bytes;
  const opened = `discord ${discord.channel.id}`;
  return Buffer.from(bytes.toString("latin1").replaceAll(opened, "".padEnd(opened.length, "-")), "latin1");
}

const isAnswer = ({ to, what }: Heard): boolean =>
  (to === "slack" && what === "socket") || /\/(interactions|webhooks|respond)\/|\/api\/views\.(open|update)/.test(what);

/**
 * Secrets in a request's address: an answer's own address leads to its asker; and before each relay the server of the
 * editors' channel is asked about its members (the fake has only one server).
 */
function allowedInAddress(heard: Heard): readonly Secret[] {
  if (isAnswer(heard)) return ["question"];
  return /^GET \S+\/guilds\/\d+(\/members\/\d+)?$/.test(heard.what) ? ["where"] : [];
}

/**
 * Secrets that may be sent, and where: to the asker, their own words, their codename, and replies to them; in text mode
 * tips to the editors' channels; nothing else anywhere.
 */
function allowedIn(heard: Heard, { editors }: CanaryStage, mode: "text" | "sealed"): readonly Secret[] {
  const { what, body } = heard;
  const said = ["question", "words", "replies", "codename"] as const;
  // Slack shows a view to its asker, and hands back with it the channel by which its next step is judged.
  if (/\/api\/views\.(open|update)/.test(what) || (what === "socket" && body.includes('"private_metadata"')))
    return [...said, "where"];
  if (isAnswer(heard)) return said;
  // Slack, which told of the channel, is asked whether another organisation shares it: by its id alone.
  if (what.includes("/api/conversations.info")) return ["where"];
  const isEditors =
    what.includes(`/channels/${editors.discord}/messages`) ||
    (what.includes("chat.postMessage") && body.includes(`channel=${editors.slack}`));
  return isEditors && mode === "text" ? ["words"] : [];
}

function secretsOf({ discord, slack }: CanaryStage, each: number): Secrets {
  const names = (["slack", "discord"] as const).flatMap((platform) =>
    Array.from({ length: each }, (_, n) => nameOf(platform, n)),
  );
  const { state, channel, thread } = discord;
  const questions = new Set(slack.socket.envelopes);
  for (const { id, token, source } of state.interactions.values()) {
    questions.add(id).add(token);
    if (source) questions.add(source.id);
  }
  return {
    who: [...names, ...names.map(userId)],
    where: [...channelsOfSlack, self.team, channel.id, thread.id, state.guild],
    questions,
    // Marks of Slack's addresses for answers, and of triggers, which open forms.
    addresses: ["/respond/", ".trigger"],
  };
}
