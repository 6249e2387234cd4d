/**
 * Takes out of an error's message what could be personal: Han text (names), long digit runs (certificate numbers, phones),
 * long opaque words (tokens). What is left says where to look.
 */
export function scrub(message: string): string {
  return message
    .replace(/\p{Script=Han}+/gu, '…')
    .replace(/\d{6,}[\dXx]?/g, '…')
    .replace(/[A-Za-z0-9_-]{40,}/g, '…')
    .slice(0, 500);
}

/** An error as the log may hold it: its kind, its scrubbed message, and the stack's frames without the message line. */
export function scrubbedError(error: unknown): { kind: string; message: string; frames: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, message: '', frames: [] };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
  return { kind: error.name, message: scrub(error.message), frames };
}
