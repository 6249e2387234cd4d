import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The simulator's secrets: read from `<keysDir>/<name>.json`, or made now and kept there, readable by the owner only,
 * so that a BFF configured at the first start still fits at the second.
 * @param keysDir absent: the keys live as long as the process (tests)
 * @param make must mark what it makes as a simulator's (`sim-…`, `simulator-…`): production refuses such keys
 */
export async function keysFrom<T extends object>(keysDir: string | undefined, name: string, make: () => T): Promise<T> {
  if (keysDir === undefined) return make();
  const file = join(keysDir, `${name}.json`);
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made = make();
  await mkdir(keysDir, { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${process.pid}.tmp`;
  await writeFile(unfinished, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, file);
  return made;
}
