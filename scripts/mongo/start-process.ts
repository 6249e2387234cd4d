import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { NotHere } from '../jvm/not-here';

/**
 * Waits until a child prints a line that matches `sign`. Throws NotHere with its last words when it ends or stays silent
 * for `withinMs`. `stop` closes its input, then asks, then insists.
 */
export async function startProcess(
  child: ChildProcessByStdio<Writable | null, Readable, Readable>,
  sign: RegExp,
  withinMs: number,
): Promise<{ line: RegExpExecArray; stop(): Promise<void> }> {
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    if (child.exitCode !== null || child.pid === undefined) return;
    child.stdin?.end();
    if (!child.stdin) child.kill('SIGTERM');
    const insist = setTimeout(kill, 5_000);
    await ended;
    clearTimeout(insist);
  };
  let said = '';
  const line = await new Promise<RegExpExecArray>((resolve, reject) => {
    const give = (reason: string) => reject(new NotHere(`${reason}: ${said.slice(-300).trim()}`));
    const timer = setTimeout(() => give(`the server did not start in ${withinMs} ms`), withinMs);
    const listen = (chunk: Buffer) => {
      // Go on reading after the sign: a full pipe would stop the server.
      said = (said + chunk.toString()).slice(-20_000);
      const match = sign.exec(said);
      if (match) {
        clearTimeout(timer);
        resolve(match);
      }
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    ended.then(() => {
      clearTimeout(timer);
      give('the server ended at its start');
    });
  }).catch(async (error: unknown) => {
    child.kill('SIGKILL');
    process.off('exit', kill);
    throw error;
  });
  return { line, stop };
}
