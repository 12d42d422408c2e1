import { readConfig } from "../config.ts";
import { exit, print, type Verb } from "./verb.ts";
import { UsageError } from "./usage-error.ts";

const manifest: Verb = {
  name: "manifest",
  summary: "Prints what to paste into Slack, or the commands and the invite link for Discord",
  usage: "manifest slack [--address https://…]  |  manifest discord",
  options: { address: { type: "string" } },
  about: { address: "your public address, where Slack sends requests over HTTP instead of Socket Mode" },
  async run(given, world) {
    const [platform = "", ...more] = given.words;
    const address = given.text("address");
    const make = Object.hasOwn(world.manifests, platform) ? world.manifests[platform] : undefined;
    if (!make || more.length > 0) throw new UsageError(`manifest of one of ${Object.keys(world.manifests).join(", ")}`);
    if (address !== undefined && platform !== "slack") throw new UsageError("--address goes with slack");
    const config = readConfig();
    const made = await make({ config, ...(address !== undefined && { address }) }).catch((error: unknown) => {
      // A short command that is there no more, or an address that is none.
      throw error instanceof RangeError ? new UsageError(error.message) : error;
    });
    await print(world.out, JSON.stringify(made, undefined, 2));
    return exit.answered;
  },
};
export default manifest;
