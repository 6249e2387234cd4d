import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** An append-only file of JSON lines. A line that is in the file was committed; a torn last line never was. */
export interface Journal<T> {
  append(line: T): void;
  close(): void;
}

/**
 * Opens (or makes) a journal and hands every kept line to `replay`, in order. A last line without its line end is a write
 * that a kill cut off: it is cut away. Anything else that cannot be read is damage and throws.
 */
export function openJournal<T>(file: string, replay: (line: T) => void): Journal<T> {
  mkdirSync(dirname(file), { recursive: true });
  const text = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const goodEnd = text.lastIndexOf(0x0a) + 1;
  const lines = text.subarray(0, goodEnd).toString('utf8').split('\n');
  lines.pop();
  for (const [index, line] of lines.entries()) {
    let parsed: T;
    try {
      parsed = JSON.parse(line) as T;
    } catch (error) {
      throw new Error(`${file}: line ${index + 1} cannot be read`, { cause: error });
    }
    replay(parsed);
  }
  const handle = openSync(file, 'a', 0o600);
  if (goodEnd < text.length) ftruncateSync(handle, goodEnd);
  return {
    append(line) {
      writeSync(handle, `${JSON.stringify(line)}\n`);
      fsyncSync(handle);
    },
    close: () => closeSync(handle),
  };
}
