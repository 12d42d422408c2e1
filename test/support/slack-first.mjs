// For a program that is to have Slack's HTTP library before anything else has one.
await import("@slack/bolt");
