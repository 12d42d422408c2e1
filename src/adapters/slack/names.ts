/** Our names at Slack. */

/** The command that takes every question, whatever other apps are in the workspace. */
export const entrance = "/teller";

/** The path to which Slack sends requests over HTTP. */
export const path = "/slack/events";

/** A command by itself. Slack's names have no spaces: "tip send" is "/tip-send". */
export const shortName = (command: string): string => `/${command.replaceAll(" ", "-")}`;

/** Names a post of ours in a channel's history, and in Slack's reports of posts. */
export const postType = "teller_post";
