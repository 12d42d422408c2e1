/** The words of a message as people read them, without Discord's markup. */
export const plainWords = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !line.startsWith("```"))
    .map((line) => line.replace(/^(?:#{1,3} |-# |> )/, ""))
    .join("\n")
    .replaceAll(/\[((?:\\.|[^\]\\])*)\]\(<[^>]*>\)/g, "$1")
    .replaceAll(/(?<!\\)\*\*/g, "")
    .replaceAll(/\\([^a-zA-Z\d\s])/g, "$1")
    .replaceAll("\u200B", "");
