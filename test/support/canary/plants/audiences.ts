/** Leaks by those who can see an answer, or are told of it. */
import { spawnSync } from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns";
import net from "node:net";
import { line, type Plant } from "./plant-line.ts";

export const audiences: readonly Plant[] = [
  line("answers for the whole channel", "audience", "audience", "", (to) => to.aloud()),
  line("a message to the asker that stays", "lasting messages", "audience", "POST /api/chat.postMessage", (to) =>
    to.asked((who) =>
      to.slack("chat.postMessage", {
        channel: who.id,
        text: "Thank you.",
        unfurl_links: "false",
        unfurl_media: "false",
      }),
    ),
  ),
  line("a file for the asker", "files", "request", "POST /api/files.getUploadURLExternal", (to) =>
    to.tip(() => to.slack("files.getUploadURLExternal", { filename: "receipt.txt", length: "10" })),
  ),
  line("a post with previews of links", "previews", "preview", "POST /api/chat.postMessage", (to) =>
    to.tip(() =>
      to.slack("chat.postMessage", {
        channel: String(to.settings["TIPS_CHANNELS"]).split(/[:,]/)[1] ?? "",
        text: "https://example.org",
      }),
    ),
  ),
  line("a message in the channel at Discord", "messages where it was asked", "audience", "/messages", (to) =>
    to.asked(
      (who) =>
        who.platform === "discord" &&
        to.discord("POST", `/channels/${who.channel}/messages`, {
          content: "Thank you.",
          flags: 4,
          allowed_mentions: { parse: [] },
        }),
    ),
  ),
  line("what nobody sees in a post", "invisible characters", "invisible", "POST /api/chat.update", (to) =>
    to.asked((who) =>
      to.slack("chat.update", {
        channel: "C0",
        ts: "1.0",
        text: `One more${Array.from(BigInt(who.id).toString(2), (bit) => (bit === "0" ? "\u200C" : "\u200D")).join("")}.`,
      }),
    ),
  ),
  line("a look-up of another name", "names of hosts", "host", "leak.example", (to) =>
    to.tip(() => dns.lookup("leak.example", () => {})),
  ),
  line("a connection to another host", "hosts", "host", "127.0.0.9:9", (to) =>
    to.tip(() => void net.connect(9, "127.0.0.9").on("error", () => {})),
  ),
  line("a datagram", "datagrams", "host", "datagram", (to) =>
    to.tip(() =>
      dgram
        .createSocket("udp4")
        .on("error", () => {})
        .unref()
        .send("x", 9, "127.0.0.9"),
    ),
  ),
  line("another program", "processes", "process", "its children", (to) =>
    to.tip(() => void spawnSync("true", ["about"])),
  ),
];
