/** The page, before anything of it is loaded. */
import { z } from "zod";
import { defineKit } from "../../core/kit.ts";
import { parts, port, text, url } from "../../lib/setting.ts";

const settings = z.object({
  WEB_PORT: port.optional(),
  /** The address of this machine at which everybody may read the board; unset, this machine alone is answered. */
  WEB_HOST: text.optional(),
  /** The board's public address. */
  WEB_ADDRESS: url.optional(),
  /** Sites that may embed the map, and read the results. */
  WEB_SITES: text
    .transform(parts)
    .refine((sites) => sites.every(isOrigin), {
      error: "is a list of sites, each as https://www.example.org with nothing after it",
    })
    .default([]),
});

const isOrigin = (site: string): boolean =>
  URL.canParse(site) && /^https?:/.test(site) && new URL(site).origin === site;

/** The port of a trial, unless WEB_PORT is set. */
const usualPort = 8080;

export default defineKit({
  name: "web",
  title: "the page",
  settings,
  rules: [
    {
      when: (given) => given["WEB_HOST"] !== undefined,
      needs: "WEB_ADDRESS",
      else: "is missing: where readers find the board, https://…; requests under another name are refused",
    },
    {
      when: (given) => given["WEB_HOST"] !== undefined,
      needs: "WEB_PORT",
      else: "is missing: WEB_HOST alone opens nothing",
    },
  ],
  listens: ({ WEB_PORT }) => (WEB_PORT === undefined ? undefined : { setting: "WEB_PORT", port: WEB_PORT }),
  unset: "WEB_PORT is not set, so there is no page",
  secrets: () => [],
  whoCanSee: [
    "This page is on this machine alone: whoever can see its screen, or runs programs on it, can see what you ask and what I answer.",
  ],
  access({ WEB_PORT, WEB_HOST: host, WEB_ADDRESS: address, WEB_SITES: sites }) {
    if (WEB_PORT === undefined) return undefined;
    const open = host !== undefined && address !== undefined ? { host, address } : undefined;
    return {
      create: async (joined) =>
        (await import("./index.ts")).createWeb({ port: WEB_PORT, sites, ...(open && { open }), ...joined }),
      doctor: async () => [
        {
          name: "the page",
          state: "good",
          says: open
            ? `the board alone is open at ${open.host}:${WEB_PORT}, for readers of ${open.address}`
            : `chat and board are open to this machine alone, at port ${WEB_PORT}`,
        },
      ],
    };
  },
  draw: async (reply, options) => {
    const [{ drawReply }, { textOf }] = await Promise.all([import("./draw.ts"), import("./html.ts")]);
    return { html: textOf(drawReply(reply, options)) };
  },
  trial: {
    about:
      "a page in your browser: play the night, ask and edit as every part would; a rehearsal of which nothing is kept",
    people: [
      { id: "editor", name: "editor", role: "editor" },
      { id: "second", name: "second-editor", role: "editor" },
      { id: "manager", name: "manager", role: "manager" },
    ],
    place: "newsroom",
    create: async ({ WEB_PORT = usualPort }, trial) =>
      (await import("./index.ts")).createWeb({ port: WEB_PORT, people: played, ...trial }),
  },
});

/** The parts of a trial, as they are chosen on the page. */
const played = [
  { id: "editor", name: "an editor" },
  { id: "second", name: "a second editor" },
  { id: "manager", name: "a manager" },
];
