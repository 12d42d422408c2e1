/** Both platforms, faked, and `teller run` over them as a service. */
import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, vi } from "vitest";
import { userId } from "./edge.ts";
import { openDiscord } from "./fake-discord/index.ts";
import { openFakeSlack } from "./fake-slack/index.ts";
import { service, type AtEnd } from "./service.ts";
import { tokensOf } from "./tokens.ts";

export const program = join(import.meta.dirname, "../../teller.mjs");

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => void server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => void server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

/** Both platforms, and the settings with which `teller run` finds them. */
export async function stage(atEnd: AtEnd = onTestFinished) {
  const [slack, discord, ops] = await Promise.all([openFakeSlack(), openDiscord(), freePort()]);
  atEnd(async () => void (await Promise.all([slack.stop(), discord.close()])));
  const env = {
    ...tokensOf(slack, discord),
    MANAGERS: `slack:${userId("mia")}`,
    DATABASE: join(mkdtempSync(join(tmpdir(), "teller-run-")), "teller.sqlite"),
    OPS_PORT: String(ops),
  };
  const page = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${ops}${path}`);
    return { status: response.status, text: await response.text() };
  };
  const ready = (adapters: Readonly<Record<string, string>>) =>
    vi.waitFor(async () => expect(JSON.parse((await page("/readyz")).text)).toMatchObject({ adapters }), {
      timeout: 45_000,
      interval: 25,
    });
  return { slack, discord, env, page, ready };
}

export const run = (env: Readonly<Record<string, string>>, atEnd?: AtEnd) => service([program, "run"], env, atEnd);
