import { pino } from 'pino';
import { compose } from './compose';
import { BadConfig, type Config, readConfig } from './config';
import { demoKeys } from './demo-keys';
import { startServer } from './http/server';
import { Unavailable } from './storage/port';

/**
 * Starts the BFF. Configuration comes from environment variables (see config.ts); logs go to stderr as JSON lines; when the server
 * listens, one line of JSON goes to stdout: {"ready":true,"url"}, with "firstAdminUrl" (a one-time link) while the console has no admin. SIGINT and SIGTERM stop it after finishing what is in flight.
 */
async function main(): Promise<void> {
  const config = readConfig(environment());
  const log = pino({ level: config.logLevel, base: undefined }, pino.destination({ dest: 2, sync: true }));
  const house = await compose(config, { log });
  const server = await startServer(house.server, config).catch(async (error: unknown) => {
    await house.stop();
    throw listenProblem(error, config);
  });
  house.start();
  await house.warm();
  const path = await house.firstAdminPath();
  const firstAdminUrl = path === undefined ? {} : { firstAdminUrl: `${config.publicOrigin ?? server.url}${path}` };
  process.stdout.write(`${JSON.stringify({ ready: true, url: server.url, ...firstAdminUrl })}\n`);

  let isStopping = false;
  const stop = async (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    await server.stop();
    await house.stop();
    log.info('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));
}

/** The demo makes its own secrets at the first start; every other profile has to be given them. */
function environment(): Record<string, string | undefined> {
  if (process.env.GONGJI_PROFILE !== 'demo') return process.env;
  return { ...demoKeys(process.env.DATA_DIR || '.data'), ...process.env };
}

function listenProblem(error: unknown, { port }: Config): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE')
    return new BadConfig([`port ${port} is taken: set PORT to another one (0 takes a free one)`]);
  if (code === 'EACCES')
    return new BadConfig([`port ${port} may not be used by this user: set PORT to one above 1023`]);
  return error;
}

main().catch((error: unknown) => {
  const text =
    error instanceof BadConfig || error instanceof Unavailable
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
