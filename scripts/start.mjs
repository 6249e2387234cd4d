import process from 'node:process';
import { startChild } from './process/children.mjs';
import { startBff, startSimulators } from './process/house.mjs';
import { portFromEnv, refuseTakenPorts } from './process/ports.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { inRoot, tools } from './setup/paths.mjs';
import { during, PlainFailure, runMain, say } from './setup/progress.mjs';
import { houseTable, peopleTable } from './start/tables.mjs';

/**
 * `npm start`: the whole program on this machine, with Node alone. `npm run dev` (--watch): the same, restarted and rebuilt on change.
 * Variables: PORT, SIM_CORE_PORT, SIM_WECHAT_PORT, SIM_ALIPAY_PORT, SIM_SMS_PORT, H5_DEV_PORT (watch only), GONGJI_DATA_DIR (.data), MONGODB_URI.
 */
const HOST = '127.0.0.1';
const watch = process.argv.includes('--watch');

/** What runs, in the order of starting; it is stopped the other way round. @type {import('./process/children.mjs').Child[]} */
const running = [];
let isStopping = false;

/** Stops everything, last started first, and waits for it. @param {string} why */
async function stopAll(why) {
  if (isStopping) return;
  isStopping = true;
  if (running.length > 0) say(`${why} Stopping …`);
  for (const child of [...running].reverse()) await child.stop();
  if (running.length > 0) say('Everything has stopped; the data is kept.');
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    // A second Ctrl-C in a hurry: the children notice the closed channel and stop by themselves.
    if (isStopping && signal === 'SIGINT') process.exit(130);
    stopAll('').then(() => process.exit(signal === 'SIGINT' ? 0 : 143));
  });
}

// npm passes a SIGTERM on only to the shell between it and us: when that is gone, we have been told to stop.
const shell = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => {
    if (process.ppid !== shell) stopAll('').then(() => process.exit(143));
  }, 500).unref();
}

/** Notes a child as running; if it dies by itself, everything else stops too. @template {import('./process/children.mjs').Child} T @param {T} child */
function keep(child) {
  running.push(child);
  child.ended.then(async ({ code, signal }) => {
    if (isStopping) return;
    process.stderr.write(`\n${child.name} ended (${signal ?? `code ${code}`}):\n${child.lastWords()}\n`);
    await stopAll(`${child.name} is gone.`);
    process.exit(1);
  });
  return child;
}

await runMain(async () => {
  const ports = {
    core: portFromEnv('SIM_CORE_PORT', 8081),
    wechat: portFromEnv('SIM_WECHAT_PORT', 8082),
    alipay: portFromEnv('SIM_ALIPAY_PORT', 8083),
    sms: portFromEnv('SIM_SMS_PORT', 8084),
  };
  const port = portFromEnv('PORT', 8080);
  const devPort = portFromEnv('H5_DEV_PORT', 10086);
  await refuseTakenPorts(HOST, [
    { what: 'the program', port, variable: 'PORT' },
    { what: 'insurance core simulator', port: ports.core, variable: 'SIM_CORE_PORT' },
    { what: 'WeChat simulator', port: ports.wechat, variable: 'SIM_WECHAT_PORT' },
    { what: 'Alipay simulator', port: ports.alipay, variable: 'SIM_ALIPAY_PORT' },
    { what: 'SMS simulator', port: ports.sms, variable: 'SIM_SMS_PORT' },
    ...(watch ? [{ what: 'browser client with live reload', port: devPort, variable: 'H5_DEV_PORT' }] : []),
  ]);
  await ensureInstalled();
  const { buildClient, isStale } = await import('./build/client.mjs');
  if (!watch && isStale('h5')) {
    const [summary] = await during('Building the browser client', () => buildClient('h5'));
    say(summary ?? '');
  }
  const { buildConsole, isConsoleStale } = await import('./build/console.mjs');
  if (isConsoleStale()) for (const line of await during("Building the operators' console", buildConsole)) say(line);
  try {
    await startHouse({ port, ports, devPort });
  } catch (error) {
    await stopAll('Starting failed.');
    throw error;
  }
});

/** @param {{ port: number, ports: import('./process/house.mjs').SimulatorPorts, devPort: number }} where */
async function startHouse({ port, ports, devPort }) {
  const dataDir = process.env.GONGJI_DATA_DIR ?? inRoot('.data');
  const onLine = watch ? (/** @type {string} */ line) => process.stdout.write(`${line}\n`) : undefined;
  const simulators = await during('Starting the simulators (insurance core, WeChat, Alipay, SMS)', () =>
    startSimulators({
      ports,
      dataDir: `${dataDir}/simulators`,
      logFile: `${dataDir}/logs/simulators.log`,
      watch,
      onLine,
    }),
  );
  keep(simulators.child);
  const bff = await during('Starting the BFF', () =>
    startBff({
      port,
      dataDir: `${dataDir}/bff`,
      bffEnv: simulators.bffEnv,
      logFile: `${dataDir}/logs/bff.log`,
      watch,
      onLine,
    }),
  );
  keep(bff.child);
  const clientUrl = watch ? startClientWatch(bff.url, devPort) : `${bff.url}/`;

  const [people, questions] = await Promise.all([
    readJson(`${simulators.core}/demo/people`),
    readJson(`${bff.url}/v1/faq/hot`),
  ]);
  if (!(questions.items?.length > 0))
    throw new PlainFailure('The BFF has no questions and answers; see .data/logs/bff.log.');
  say('Demo content is loaded.');
  const rows = [
    ['Program (browser client)', clientUrl],
    ['API documentation', `${bff.url}/docs`],
    ['Hospital counter (pays bills)', `${simulators.core}/`],
    ['SMS inbox (codes arrive here)', `${simulators.sms}/`],
    ["Operators' console", bff.firstAdminUrl ?? `${bff.url}/console/`],
    ['WeChat and Alipay simulators', `${simulators.wechat}/  ${simulators.alipay}/`],
  ];
  process.stdout.write(`\n${houseTable(rows)}\n\n${peopleTable(Array.isArray(people) ? people : people.people)}\n\n`);
  say(`Ready. Data and logs are in ${dataDir}; \`npm run reset\` clears them. Ctrl-C stops everything.`);
}

/** Taro's development server: rebuilds on change and passes /v1 on to the BFF. @param {string} api @param {number} devPort */
function startClientWatch(api, devPort) {
  keep(
    startChild({
      name: 'The client build',
      entry: tools.taro,
      plain: true,
      args: ['build', '--type', 'h5', '--watch'],
      cwd: inRoot('miniprogram'),
      env: { NODE_ENV: 'development', H5_DEV_PORT: String(devPort), DEV_API: api, NO_COLOR: '1' },
      onLine: (line) => {
        if (/Compiled|编译成功|编译失败|error|failed/i.test(line)) process.stdout.write(`client: ${line}\n`);
      },
    }),
  );
  return `http://${HOST}:${devPort}/`;
}

/** @param {string} url */
async function readJson(url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new PlainFailure(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
