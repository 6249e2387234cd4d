import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** One thing that is broken on purpose in a compiled mini-program. */
export interface Mutant {
  /** What somebody did wrong. */
  fault: string;
  /** Which files are looked at, by the end of their names. */
  files: string;
  find: RegExp;
  instead: string;
}

/** The three mistakes that a program which is only ever tried in WeChat makes on Alipay. */
export const ALIPAY_MUTANTS: readonly Mutant[] = [
  {
    fault: 'a header is read as WeChat spells it (ETag); Alipay hands names over in lower case',
    files: '.js',
    find: /\.headers\.etag\b/g,
    instead: '.headers.ETag',
  },
  {
    fault: 'an answer of 404, which Alipay hands to fail, is taken for a lost network',
    files: '.js',
    // my.request({… success: settle, fail: settle}): the compiler keeps both names the same.
    find: /(\.request\(\{[^{}]*?success:(\w+),fail:)\2(\})/g,
    instead: '$1function(){$2({})}$3',
  },
  {
    fault: 'a tap is bound by the name of another platform (bindtap); Alipay knows onTap',
    files: '.axml',
    find: /\bonTap=/g,
    instead: 'bindtap=',
  },
];

/**
 * Copies a compiled program to a folder of its own and breaks one thing in it. Throws when there is nothing to break: then the program
 * has changed, and the mutant must follow.
 */
export async function breakProgram(
  programDir: string,
  mutant: Mutant,
): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gongji-mutant-'));
  await cp(programDir, folder, { recursive: true });
  let places = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(mutant.files)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const text = await readFile(file, 'utf8');
    places += text.match(mutant.find)?.length ?? 0;
    await writeFile(file, text.replace(mutant.find, mutant.instead));
  }
  const remove = () => rm(folder, { recursive: true, force: true });
  if (places === 0) {
    await remove();
    throw new Error(`Nothing to break in ${programDir}: ${mutant.fault} (${mutant.find})`);
  }
  return { folder, remove };
}
