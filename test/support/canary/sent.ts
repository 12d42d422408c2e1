/** Secrets in requests, and those of them that may stand there. */
import type { Heard } from "../heard.ts";
import type { Evidence } from "./evidence.ts";
import { isToFollower } from "./follows.ts";
import type { Secret } from "./needle-box.ts";
import type { Found, Search } from "./search.ts";

const isAnswer = ({ to, what }: Heard): boolean =>
  (to === "slack" && what === "socket") || /\/(interactions|webhooks|respond)\/|\/api\/views\.(open|update)/.test(what);

export function ofSent(heard: Heard, evidence: Evidence, search: Search): readonly Found[] {
  const { what, headers, body } = heard;
  return [
    ...search(Buffer.from(`${what}\n${headers}`), what, allowedInAddress(heard, evidence)),
    ...search(body, what, allowedIn(heard, evidence)),
  ];
}

/**
 * Secrets in a request's address: an answer's own address leads to its asker; and before each relay the server of the
 * editors' channel is asked about its members (the fake has only one server).
 */
function allowedInAddress(heard: Heard, { stage }: Evidence): readonly Secret[] {
  if (isAnswer(heard)) return ["question"];
  if (isToFollower(heard, stage)) return ["conversation"];
  return /^GET \S+\/guilds\/\d+(\/members\/\d+)?$/.test(heard.what) ? ["where"] : [];
}

/**
 * Secrets that may be sent, and where: to the asker, their own words, their codename, and replies to them; in text mode
 * tips to the editors' channels; nothing else anywhere.
 */
function allowedIn(heard: Heard, { stage, mode }: Evidence): readonly Secret[] {
  const { editors } = stage;
  const { what, body } = heard;
  const said = ["question", "words", "replies", "codename"] as const;
  // Slack shows a view to its asker, and hands back with it the channel by which its next step is judged.
  if (/\/api\/views\.(open|update)/.test(what) || (what === "socket" && body.includes('"private_metadata"')))
    return [...said, "where", "conversation"];
  if (isAnswer(heard)) return said;
  // Slack, which told of the channel, is asked whether another organisation shares it: by its id alone.
  if (what.includes("/api/conversations.info")) return ["where", "conversation"];
  // Of where somebody follows something the platform hears with each message there.
  if (isToFollower(heard, stage)) return ["conversation"];
  const isEditors =
    what.includes(`/channels/${editors.discord}/messages`) ||
    (/chat\.(?:postMessage|update)/.test(what) && body.includes(`channel=${editors.slack}`));
  return isEditors && mode === "text" ? ["words"] : [];
}
