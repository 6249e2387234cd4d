import process from 'node:process';
import { filesUnder } from './setup/fingerprint.mjs';
import { tools } from './setup/paths.mjs';
import { PlainFailure, runMain, say } from './setup/progress.mjs';
import { runNode } from './setup/run.mjs';

/** `node scripts/typecheck.mjs [folder…]`: the TypeScript compiler on every tsconfig.json of the workspaces, or on those named. */
await runMain(async () => {
  const asked = process.argv.slice(2);
  const projects = ['shared', 'bff', 'miniprogram', 'scripts']
    .flatMap(filesUnder)
    .filter((file) => file.endsWith('/tsconfig.json'))
    .filter(
      (file) => asked.length === 0 || asked.some((folder) => file === `${folder.replace(/\/$/, '')}/tsconfig.json`),
    );
  if (projects.length === 0) throw new PlainFailure('No tsconfig.json there.');
  /** @type {string[]} */
  const failures = [];
  for (const project of projects) {
    const { code, output } = await runNode(tools.tsc, ['--noEmit', '--pretty', 'false', '-p', project]);
    say(`${project} ${code === 0 ? 'is right' : 'has errors'}`);
    if (code !== 0) failures.push(output);
  }
  if (failures.length > 0) throw new PlainFailure(failures.join('\n'));
});
