/** A real browser, Debian's chromium, where there is one. */
import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const found = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path !== undefined && existsSync(path),
);

/** Whether there is one: the tests over it are shown as skipped where there is none. */
export const hasBrowser = found !== undefined;

/** It asks nothing of anybody by itself. */
const args = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: found ?? "", args });
