import process from 'node:process';

const startedAt = performance.now();

/** Seconds since this command began, as text: `  3.2s`. */
export const elapsed = () => `${((performance.now() - startedAt) / 1000).toFixed(1)}s`.padStart(7);

/** One line of progress with the elapsed time. @param {string} text */
export function say(text) {
  process.stdout.write(`${elapsed()}  ${text}\n`);
}

/**
 * Says what is being waited for, and repeats it with the elapsed time, so that a long step never looks dead.
 * @template T
 * @param {string} text @param {() => Promise<T>} work @param {number} [everyMs]
 * @returns {Promise<T>}
 */
export async function during(text, work, everyMs = 15_000) {
  say(`${text} …`);
  const timer = setInterval(() => say(`${text}, still at it …`), everyMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** A failure that is told in plain words, without a stack. */
export class PlainFailure extends Error {}

/**
 * Runs a command's main function; a plain failure prints its words, anything else its stack. Both exit with 1.
 * @param {() => Promise<unknown>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`\n${error instanceof PlainFailure ? error.message : (error?.stack ?? error)}\n`);
    process.exitCode = 1;
  }
}
