/** Reads a compiled file as text, by its path below the program's root. */
export type ReadText = (path: string) => Promise<string>;

/** `./x` and `../x` from the file's folder, `/x` from the program's root. */
export function resolvePath(from: string, to: string): string {
  const base = to.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of to.split('/')) {
    if (part === '..') base.pop();
    else if (part !== '.' && part !== '') base.push(part);
  }
  return base.join('/');
}
