/** The Web API, as far as an app like ours calls it. */
import { checkCall, type Refusal } from "./check.ts";
import { channelJson, self, type Channel, type Json, type Message, type World } from "./world.ts";

type Method = (args: Readonly<Record<string, unknown>>, world: World) => Json | string;

/** The scope that each method needs; for conversations it depends on the channel. */
const needs: Readonly<Record<string, string>> = {
  "chat.postMessage": "chat:write",
  "chat.postEphemeral": "chat:write",
  "chat.update": "chat:write",
  "chat.delete": "chat:write",
  "chat.unfurl": "links:write",
  "files.getUploadURLExternal": "files:write",
  "files.completeUploadExternal": "files:write",
  "files.info": "files:read",
  "conversations.open": "im:write",
};

const text = (args: Json, name: string): string => (args[name] as string | undefined) ?? "";

/** A channel that we may write to, or Slack's code for the reason why not. */
function writable(id: string, { channels }: World): Channel | string {
  if (/^[DU\d]/.test(id)) return { id, is_member: true, is_private: true, is_archived: false };
  const channel = channels.get(id);
  if (!channel) return "channel_not_found";
  if (!channel.is_member) return "not_in_channel";
  return channel.is_archived ? "is_archived" : channel;
}

function messageOf(args: Json, channel: string): Omit<Message, "ts"> {
  const { blocks, metadata, thread_ts: thread } = args;
  return {
    channel,
    text: text(args, "text"),
    blocks: (blocks as readonly Json[] | undefined) ?? [],
    ...(metadata !== undefined && { metadata: metadata as Json }),
    ...(thread !== undefined && { thread: thread as string }),
  };
}

/** Whether a message shows a file that is not there yet: "invalid slack file" (slackapi/python-slack-sdk issue 1658). */
function showsUnready({ blocks }: Json, { uploads }: World): boolean {
  const ids = [...JSON.stringify(blocks ?? []).matchAll(/"slack_file":\{"id":"(\w+)"/g)].map(([, id = ""]) => id);
  return ids.some((id) => (uploads.get(id) ?? 1) >= 0);
}

const methods: Readonly<Record<string, Method>> = {
  "auth.test": (_, { organisation }) => ({
    user_id: self.user,
    bot_id: self.bot,
    url: "https://test.slack.com/",
    ...(organisation.wide
      ? { team_id: self.enterprise, enterprise_id: self.enterprise, is_enterprise_install: true }
      : { team_id: self.team, is_enterprise_install: false }),
  }),
  "chat.postMessage": (args, world) => {
    const id = text(args, "channel");
    const channel = writable(/^\d/.test(id) ? world.direct(id) : id, world);
    if (typeof channel === "string") return channel;
    if (showsUnready(args, world)) return "invalid_blocks";
    const { ts } = world.post(messageOf(args, channel.id), world.stamp());
    return { channel: channel.id, ts };
  },
  "chat.postEphemeral": (args, world) => {
    const channel = writable(text(args, "channel"), world);
    if (typeof channel === "string") return channel;
    const user = text(args, "user");
    const { ts } = world.post({ ...messageOf(args, channel.id), to: user }, world.stamp(), user);
    return { message_ts: ts };
  },
  "chat.update": (args, world) => {
    const channel = writable(text(args, "channel"), world);
    if (typeof channel === "string") return channel;
    const before = world.found(text(args, "ts"));
    if (!before || before.to !== undefined || before.channel !== channel.id) return "message_not_found";
    if (showsUnready(args, world)) return "invalid_blocks";
    world.put({ ...before, ...messageOf(args, channel.id) });
    return { ts: before.ts };
  },
  "chat.unfurl": (args, world) => {
    const unfurls = args["unfurls"] as Readonly<Record<string, { readonly blocks: readonly Json[] }>>;
    world.unfurls.push({ channel: text(args, "channel"), ts: text(args, "ts"), unfurls });
    return {};
  },
  "chat.delete": (args, world) => {
    const channel = writable(text(args, "channel"), world);
    if (typeof channel === "string") return channel;
    const before = world.found(text(args, "ts"));
    if (!before || before.to !== undefined || before.channel !== channel.id) return "message_not_found";
    world.remove(before.ts);
    return { ts: before.ts };
  },
  "conversations.info": (args, world) => {
    const id = text(args, "channel");
    if (world.directs.has(id))
      return world.scopes.has("im:read") ? { channel: { id, is_im: true, is_org_shared: false } } : "missing_scope";
    const channel = world.channels.get(id);
    if (!channel) return "channel_not_found";
    const scope = channel.is_private ? "groups:read" : "channels:read";
    return world.scopes.has(scope) ? { channel: channelJson(channel) } : "missing_scope";
  },
  "conversations.history": (args, world) => {
    const id = text(args, "channel");
    const channel = id.startsWith("D") ? writable(id, world) : (world.channels.get(id) ?? "channel_not_found");
    if (typeof channel === "string") return channel;
    const kind = id.startsWith("D") ? "im" : channel.is_private ? "groups" : "channels";
    if (!world.scopes.has(`${kind}:history`) || world.unread.has(id)) return "missing_scope";
    if (!channel.is_member) return "not_in_channel";
    const after = Number(args["oldest"] ?? 0);
    const all = world
      .in(id)
      .filter(({ ts }) => Number(ts) >= after)
      .toReversed();
    const from = Number(args["cursor"] ?? 0);
    const limit = Math.min(Number(args["limit"] ?? 100), 999);
    const more = from + limit < all.length;
    const messages = all.slice(from, from + limit).map(({ ts, text: words, blocks, metadata }) => ({
      type: "message",
      ts,
      text: words,
      blocks,
      ...(metadata && args["include_all_metadata"] === true && { metadata }),
    }));
    return { messages, has_more: more, response_metadata: { next_cursor: more ? String(from + limit) : "" } };
  },
  "conversations.open": (args, world) => ({ channel: { id: world.direct(text(args, "users")) } }),
  "files.getUploadURLExternal": (args, world) => {
    const id = `F${String(world.next()).padStart(9, "0")}`;
    world.files.push({ name: text(args, "filename"), text: id, channel: "" });
    return { file_id: id, upload_url: `upload/${id}` };
  },
  "files.completeUploadExternal": (args, world) => {
    for (const { id } of args["files"] as readonly { id: string }[]) {
      const file = world.files.find(({ text: words }) => words.startsWith(`${id}\n`));
      if (!file) return "file_not_found";
      file.text = file.text.slice(id.length + 1);
      file.channel = text(args, "channel_id");
      if (args["thread_ts"] !== undefined) file.thread = text(args, "thread_ts");
    }
    const files = args["files"] as readonly { id: string }[];
    // Asynchronous: the type of a file is known a while later (slackapi/node-slack-sdk issue 1865).
    for (const { id } of files) world.uploads.set(id, world.filing.looks);
    return { files: files.map(({ id }) => ({ id, mimetype: "" })) };
  },
  "files.info": (args, world) => {
    const id = text(args, "file");
    const left = world.uploads.get(id);
    if (left === undefined) return "file_not_found";
    world.uploads.set(id, left - 1);
    return { file: { id, mimetype: left > 0 ? "" : "image/png" } };
  },
  "views.open": (args, world) => {
    const pulled = world.pull(text(args, "trigger_id"));
    if (typeof pulled === "string") return pulled;
    return { view: { id: world.show(args["view"] as Json, pulled.user).id } };
  },
  "views.update": (args, world) => {
    const before = world.views.get(text(args, "view_id"));
    if (!before) return "not_found";
    return { view: { id: world.show(args["view"] as Json, before.user, before.id).id } };
  },
  "views.publish": (args, world) => {
    world.homes.set(text(args, "user_id"), args["view"] as Json);
    const user = text(args, "user_id");
    return { view: { id: world.show(args["view"] as Json, user, `home-${user}`).id } };
  },
};

/** @returns Slack's answer: `ok` or the code of a fault */
export function callMethod(method: string, args: Json, world: World, refused: (refusal: Refusal) => void): Json {
  const run = methods[method];
  if (!run) return { ok: false, error: "unknown_method" };
  const scope = needs[method];
  if (scope && !world.scopes.has(scope))
    return { ok: false, error: "missing_scope", needed: scope, provided: [...world.scopes].join(",") };
  const refusal = world.judges.on ? checkCall(method, args) : undefined;
  if (refusal) {
    refused(refusal);
    return { ok: false, error: refusal.error, response_metadata: { messages: [`[ERROR] ${refusal.why}`] } };
  }
  const result = run(args, world);
  return typeof result === "string" ? { ok: false, error: result } : { ok: true, ...result };
}
