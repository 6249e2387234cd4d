import { readFileSync } from 'node:fs';
import process from 'node:process';
import { findingsIn, needlessExceptions } from './check/rules.mjs';
import { filesUnder } from './setup/fingerprint.mjs';
import { inRoot } from './setup/paths.mjs';
import { PlainFailure, runMain } from './setup/progress.mjs';

/** `node scripts/check-source.mjs`: looks at the text of every source file; see check/rules.mjs for the rules. */
await runMain(async () => {
  const files = ['shared', 'bff', 'miniprogram', 'scripts']
    .flatMap(filesUnder)
    .filter((file) => /\.(tsx?|mjs|cjs|scss)$/.test(file));
  const sources = new Map(files.map((file) => [file, readFileSync(inRoot(file), 'utf8')]));
  const exceptions = JSON.parse(readFileSync(inRoot('scripts/check/exceptions.json'), 'utf8'));
  const findings = [...sources].flatMap(([file, text]) => findingsIn(file, text, exceptions));
  const needless = needlessExceptions(exceptions, sources);
  const lines = [
    ...findings.map(({ file, line, rule, text }) => `${file}:${line}  ${rule}\n    ${text.slice(0, 140)}`),
    ...needless.map((file) => `scripts/check/exceptions.json: ${file} needs no exception any more`),
  ];
  if (lines.length > 0)
    throw new PlainFailure(`${lines.join('\n')}\n${lines.length} findings in ${sources.size} files.`);
  process.stdout.write(`${sources.size} files, no findings.\n`);
});
