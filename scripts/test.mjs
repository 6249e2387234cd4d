import process from 'node:process';
import { ensureInstalled } from './setup/install.mjs';
import { during, PlainFailure, runMain, say } from './setup/progress.mjs';
import { ensureSystemPackages } from './setup/system.mjs';
import { lastLine, oneCheck, sumUp } from './test/results.mjs';

/**
 * `npm test`: everything that says whether the program is right; works on a fresh clone. All steps run even if one fails; failures are
 * repeated at the end, and the last line is `N passed, N failed, N skipped`. `npm test -- --only lint,types` runs the named steps.
 */
await runMain(async () => {
  await ensureInstalled();
  const { plan } = await import('./test/steps.mjs');
  const all = [...plan.lanes.flat(), ...plan.after];
  const only = askedFor(all.map(({ name }) => name));
  const isAsked = (/** @type {{ name: string }} */ step) => !only || only.has(step.name);
  if (!only || only.has('vitest') || only.has('e2e')) await ensureSystemPackages();

  /** @type {{ step: import('./test/steps.mjs').Step, result: import('./test/results.mjs').StepResult }[]} */
  const done = [];
  const runLane = async (/** @type {readonly import('./test/steps.mjs').Step[]} */ lane) => {
    for (const step of lane.filter(isAsked)) done.push({ step, result: await runStep(step) });
  };
  await Promise.all(plan.lanes.map(runLane));
  await runLane(plan.after);

  for (const { step, result } of done.filter(({ result }) => result.failed > 0)) {
    process.stdout.write(
      `\n──── ${step.title} (${step.name}): ${result.failed} failed ────\n${result.failures.join('\n\n')}\n`,
    );
  }
  const total = sumUp(done.map(({ result }) => result));
  if (total.failed > 0) process.exitCode = 1;
  process.stdout.write(`\n${lastLine(total)}\n`);
});

/** @param {import('./test/steps.mjs').Step} step */
async function runStep(step) {
  const begun = performance.now();
  const result = await during(
    step.title,
    () => step.run().catch((error) => oneCheck(false, String(error?.stack ?? error))),
    60_000,
  );
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  say(`${step.title}: ${result.failed > 0 ? 'FAILED' : 'right'} in ${seconds} s (${lastLine(result)})`);
  for (const note of result.notes) say(`  ${note}`);
  return result;
}

/** @param {readonly string[]} known @returns {Set<string> | undefined} */
function askedFor(known) {
  const at = process.argv.indexOf('--only');
  if (at < 0) return undefined;
  const names = (process.argv[at + 1] ?? '').split(',').filter((name) => name !== '');
  const unknown = names.filter((name) => !known.includes(name));
  if (names.length === 0 || unknown.length > 0)
    throw new PlainFailure(`--only takes steps of this list: ${known.join(', ')}.`);
  return new Set(names);
}
