import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { inRoot, root, tools } from '../setup/paths.mjs';
import { PlainFailure } from '../setup/progress.mjs';
import { runNode } from '../setup/run.mjs';
import { findChromium } from '../setup/system.mjs';
import { countVitest, leftOut, oneCheck } from './results.mjs';

/** @typedef {import('./results.mjs').StepResult} StepResult */
/** @typedef {{ name: string, title: string, run: () => Promise<StepResult> }} Step */

const LOGS = inRoot('.artefacts/test');
const isCi = Boolean(process.env.CI);

/** Keeps the whole output of a step for later reading. @param {string} name @param {string} output */
function keepLog(name, output) {
  mkdirSync(LOGS, { recursive: true });
  writeFileSync(`${LOGS}/${name}.log`, output);
}

/** A step that runs one program and is right when it exits with 0. @param {string} name @param {string} title @param {string} script @param {readonly string[]} args @returns {Step} */
function program(name, title, script, args) {
  return {
    name,
    title,
    run: async () => {
      const { code, output } = await runNode(script, args, { env: { NO_COLOR: '1', FORCE_COLOR: '0' } });
      keepLog(name, output);
      return oneCheck(code === 0, output);
    },
  };
}

/** @param {string} name @param {string} title @param {() => Promise<string[]>} work lines to print; throws on failure @returns {Step} */
function work(name, title, work) {
  return {
    name,
    title,
    run: async () => {
      try {
        const lines = await work();
        keepLog(name, lines.join('\n'));
        return oneCheck(true, '', lines);
      } catch (error) {
        const text = error instanceof PlainFailure ? error.message : String(error?.stack ?? error);
        keepLog(name, text);
        return oneCheck(false, text);
      }
    },
  };
}

/** @type {Step} */
const vitest = {
  name: 'vitest',
  title: 'Unit, property, contract and integration tests',
  run: async () => {
    const report = `${LOGS}/vitest.json`;
    rmSync(report, { force: true });
    const args = [
      'run',
      '--config',
      '.vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ];
    keepLog('vitest', '');
    const { code, output } = await runNode(tools.vitest, args, {
      env: { NO_COLOR: '1', FORCE_COLOR: '0' },
      log: `${LOGS}/vitest.log`,
    });
    keepLog('vitest', output);
    if (!existsSync(report)) return oneCheck(false, output);
    const result = countVitest(JSON.parse(readFileSync(report, 'utf8')), code, root);
    const aboutMongo = output.split('\n').find((line) => /^mongo(db)?:/i.test(line.trim()));
    if (aboutMongo) result.notes.unshift(aboutMongo.trim());
    // What agreed with whom on signatures: a table, one line each (scripts/peers).
    result.notes.push(...output.split('\n').filter((line) => line.startsWith('peers: ')));
    return result;
  },
};

/** @type {Step} */
const browser = {
  name: 'e2e',
  title: 'Browser tests',
  run: async () => {
    if (!findChromium()) return leftOut('no Chromium here; install it or name it with CHROMIUM_PATH', isCi);
    keepLog('e2e', '');
    const { code, output, stdout } = await runNode(tools.tsx, [inRoot('scripts/e2e/run.ts')], {
      env: { NO_COLOR: '1' },
      log: `${LOGS}/e2e.log`,
    });
    keepLog('e2e', output);
    const summary = stdout
      .split('\n')
      .filter((line) => line.startsWith('{"passed":'))
      .at(-1);
    if (!summary) return oneCheck(false, output.split('\n').slice(-60).join('\n'));
    const { passed, failed, skipped, failures, notes } = JSON.parse(summary);
    const silentFailure = code !== 0 && failed === 0;
    return {
      passed,
      failed: failed + (silentFailure ? 1 : 0),
      skipped,
      notes,
      failures: silentFailure ? [...failures, output.slice(-4000)] : failures,
    };
  },
};

/** @param {'weapp' | 'alipay' | 'h5'} client @param {string} title */
const client = (client, title) =>
  work(client, title, async () => (await import('../build/client.mjs')).buildClient(client));

/**
 * Two lanes for two cores, then the browser tests, which need the built client and both cores for themselves.
 * @type {{ lanes: readonly (readonly Step[])[], after: readonly Step[] }}
 */
export const plan = {
  lanes: [
    [
      program('lint', 'Biome', tools.biome, ['check', '--config-path=.biome.json', '--max-diagnostics=50', '.']),
      program('source', 'Source rules', inRoot('scripts/check-source.mjs'), []),
      program('imports', 'Import rules', tools.depcruise, [
        '--config',
        '.dependency-cruiser.cjs',
        'shared/src',
        'bff/src',
        'bff/seed',
        'bff/simulators',
        'bff/console/src',
        'miniprogram/src',
      ]),
      program('types', 'Types', inRoot('scripts/typecheck.mjs'), []),
      vitest,
    ],
    [
      client('h5', 'Browser client'),
      client('weapp', 'WeChat client'),
      work('accept', 'WeChat compilers', async () => [
        (await import('../build/accept-weapp.mjs')).acceptWeapp(inRoot('miniprogram/dist/weapp')),
      ]),
      client('alipay', 'Alipay client'),
      work('console', 'Console', async () => (await import('../build/console.mjs')).buildConsole()),
      work('bff', 'BFF bundle', async () => (await import('../build/bff.mjs')).buildBff()),
    ],
  ],
  after: [browser],
};
