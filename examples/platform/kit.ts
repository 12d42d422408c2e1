/** Pigeon, a small chat whose server speaks JSON over HTTP: a platform in one folder and one line. */
import { z } from "zod";
import { defineKit } from "../../src/core/kit.ts";
import { port, token, url } from "../../src/lib/setting.ts";

export default defineKit({
  name: "pigeon",
  title: "Pigeon",
  settings: z.object({
    PIGEON_TOKEN: token(/^coo-\S+$/, "begins with coo-: copy it from Settings, Robots").optional(),
    PIGEON_URL: url.default("https://pigeon.example.org"),
    PIGEON_PORT: port.optional(),
  }),
  rules: [
    {
      when: (given) => given["PIGEON_TOKEN"] !== undefined,
      needs: "PIGEON_PORT",
      else: "is missing: Pigeon sends questions there (Settings, Robots, Address)",
    },
  ],
  listens({ PIGEON_PORT }) {
    return PIGEON_PORT === undefined ? undefined : { setting: "PIGEON_PORT", port: PIGEON_PORT };
  },
  id: { shape: /^[a-z0-9]+$/, example: "ana", find: "the name after the @" },
  secrets: ({ PIGEON_TOKEN }) => [PIGEON_TOKEN],
  whoCanSee: ["Whoever runs this Pigeon can see what you ask and what I answer."],
  access({ PIGEON_TOKEN: token, PIGEON_URL: url, PIGEON_PORT: port = 0 }) {
    if (token === undefined) return undefined;
    return {
      create: async (joined) => (await import("./index.ts")).createPigeon({ token, url, port, ...joined }),
      doctor: async () => (await import("./doctor.ts")).doctor({ token, url }),
    };
  },
  draw: async (reply, options) => (await import("./draw.ts")).draw(reply, options),
  manifest: {
    prints: "what Pigeon suggests while people type",
    make: async (_, { commands }) => ({
      suggestions: commands.map(({ name, summary }) => ({ line: `/${name}`, about: summary })),
    }),
  },
});
