import { appendFile, open, readFile, truncate } from 'node:fs/promises';
import path from 'node:path';
import { type StoreLog, Unavailable } from './port';
import { isPlainObject } from './shape';

const newline = 0x0a;

/**
 * Checks an embedded data file before it is loaded. Lines are appended whole and acknowledged only then, so a crash can
 * leave one thing only: a last line without its newline. That one is cut off (nobody was told it was saved) and logged.
 * Any other unreadable line is damage that a person has to look at: throws Unavailable naming file and line, changes nothing.
 */
export async function checkDataFile(file: string, log: StoreLog): Promise<void> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Unavailable(`cannot read ${file}`, { cause: error });
  });
  if (!bytes) return;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let start = 0;
  for (let line = 1; start < bytes.length; line += 1) {
    const end = bytes.indexOf(newline, start);
    const isTerminated = end !== -1;
    const isGood = isEntry(bytes.subarray(start, isTerminated ? end : bytes.length), decoder);
    if (isTerminated && !isGood) {
      throw new Unavailable(`${file} is damaged at line ${line}; restore it from a backup, nothing was changed`);
    }
    if (!isTerminated) {
      log.warn(
        { collection: path.basename(file, '.db'), line, bytes: bytes.length - start, kept: isGood },
        'torn last line',
      );
      if (isGood) await appendFile(file, '\n');
      else await truncate(file, start);
      return;
    }
    start = end + 1;
  }
}

/** One line as NeDB writes it: a document, its deletion, or an index mark. */
function isEntry(line: Uint8Array, decoder: InstanceType<typeof TextDecoder>): boolean {
  try {
    const value: unknown = JSON.parse(decoder.decode(line));
    if (!isPlainObject(value)) return false;
    return (
      (typeof value._id === 'string' && value._id !== '') || '$$indexCreated' in value || '$$indexRemoved' in value
    );
  } catch {
    return false;
  }
}

/**
 * Brings what was appended to a file onto the disk. Calls that arrive while one fsync runs share the next one, so a
 * hundred parallel writers pay for two.
 */
export class GroupFlush {
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(readonly file: string) {}

  /** Resolves when everything appended before the call is on disk. Rejects with the file system's error. */
  flush(): Promise<void> {
    if (!this.#running) {
      this.#running = this.#sync();
      return this.#running;
    }
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        this.#running = this.#sync();
        return this.#running;
      });
    return this.#next;
  }

  async #sync(): Promise<void> {
    try {
      const handle = await open(this.file, 'r+');
      try {
        await handle.datasync();
      } finally {
        await handle.close();
      }
    } finally {
      if (!this.#next) this.#running = undefined;
    }
  }
}
