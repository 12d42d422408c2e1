// Plain JavaScript on purpose: an older Node stops at the first line of a .ts file, before any word of ours.
// The default import, since an older Node lacks some of the names.
import module from "node:module";
import v8 from "node:v8";

const needed = Number(/\d+/.exec(module.createRequire(import.meta.url)("./package.json").engines.node)?.[0]);
const major = Number(process.versions.node.split(".")[0]);

if (major < needed) {
  process.stderr.write(
    `Teller needs Node ${needed} and this is ${process.versions.node}: install it from https://nodejs.org, or, on 64-bit Linux or ` +
      `Windows, run Teller by "npm start" or "npm run teller" after "npm ci", which brings it along.\n`,
  );
  process.exitCode = 2;
} else {
  // Node would start a debugger, which reads all that is in memory.
  process.on("SIGUSR1", () => {});
  // What is new is mostly gone a moment later: room for it that grew at the start would be kept for good, some hundred megabytes.
  v8.setFlagsFromString("--semi-space-growth-factor=1");
  // Saves about a third of the start by keeping compiled code between runs.
  module.enableCompileCache();
  const { main } = await import("./src/main.ts");
  process.exitCode = await main(process.argv.slice(2));
}
