import { kits, readConfig } from "../config.ts";
import { listed } from "../core/text.ts";
import { exit, print, type Verb } from "./verb.ts";
import { UsageError } from "./usage-error.ts";

const able = kits.flatMap(({ name, manifest }) => (manifest ? [{ name, ...manifest }] : []));
const clearing = able.flatMap(({ name, clear }) => (clear ? [{ name, ...clear }] : []));
const withAddress = able.filter(({ address }) => address !== undefined);
const namesOf = (some: readonly { readonly name: string }[]): readonly string[] => some.map(({ name }) => name);

const manifest: Verb = {
  name: "manifest",
  summary: `Prints ${able.map(({ prints }) => prints).join(", or ")}`,
  usage: able
    .map(({ name, address, clear }) =>
      [
        `manifest ${name}`,
        ...(address === undefined ? [] : ["[--address https://…]"]),
        ...(clear === undefined ? [] : [`[--clear ${clear.takes}]`]),
      ].join(" "),
    )
    .join("  |  "),
  options: { address: { type: "string" }, clear: { type: "string" } },
  about: {
    address: `your public address, ${withAddress.map(({ address }) => address).join(", or ")}`,
    clear: `takes away ${clearing.map(({ what }) => what).join(", or ")}`,
  },
  async run(given, world) {
    const [platform = "", ...more] = given.words;
    const address = given.text("address");
    const kit = able.find(({ name }) => name === platform);
    if (!kit || more.length > 0) throw new UsageError(`say for which platform: ${listed(namesOf(able), "or")}`);
    if (address !== undefined && kit.address === undefined)
      throw new UsageError(`--address goes with ${listed(namesOf(withAddress), "and")}`);
    const { set = {} } = readConfig(world.env).platforms.find((one) => one.kit.name === platform) ?? {};
    const clear = given.text("clear");
    if (clear !== undefined && !kit.clear)
      throw new UsageError(`--clear goes with ${listed(namesOf(clearing), "and")}`);
    const options = { commands: await world.commands(), ...(address !== undefined && { address }) };
    const work = clear === undefined ? kit.make(set, options) : kit.clear?.run(set, clear);
    const made = await work?.catch((error: unknown) => {
      // The errors of a kit: a short command that is there no more, or an address that is none.
      throw error instanceof RangeError ? new UsageError(error.message) : error;
    });
    await print(world.out, JSON.stringify(made, undefined, 2));
    return exit.answered;
  },
};
export default manifest;
