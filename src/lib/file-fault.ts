/** Faults of files in words: a code such as ENOENT tells nobody what to do. */

const words: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a file stands where its folder should be",
  EACCES: "whoever runs Teller may not",
  EPERM: "whoever runs Teller may not",
  EISDIR: "it is a folder",
  ENOSPC: "its disk is full",
  EROFS: "its disk may only be read",
};

export function fileFault(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "no reason given";
  return words[code] ?? code;
}
