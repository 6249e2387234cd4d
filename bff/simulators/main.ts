import { startAlipay } from './alipay';
import { startCore } from './insurance-core';
import { startSms } from './sms';
import { startWechat } from './wechat';

/*
 * Starts every simulator in one process. Environment:
 *   SIM_HOST (127.0.0.1), SIM_CORE_PORT (8081), SIM_WECHAT_PORT (8082), SIM_ALIPAY_PORT (8083), SIM_SMS_PORT (8084); 0 takes a free port
 *   SIM_DATA_DIR (.data/simulators), SIM_KEYS_DIR (<SIM_DATA_DIR>/keys): kept between starts
 * When all listen it prints one line of JSON: {"ready":true,"core","wechat","alipay","sms","bffEnv"}; bffEnv is what the BFF's
 * configuration needs to talk to them. It holds the simulators' keys, which production refuses by their mark.
 */
interface Started {
  url: string;
  stop(): Promise<void>;
  bffEnv: Record<string, string>;
}

class BadSetting extends Error {}

function portFrom(name: string, fallback: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new BadSetting(`${name} must be a port number from 0 to 65535, not "${text}"`);
}

/** Starts one simulator; a taken port is explained with the variable that changes it. */
async function startOn<T>(variable: string, fallback: number, start: (port: number) => Promise<T>): Promise<T> {
  const port = portFrom(variable, fallback);
  try {
    return await start(port);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    const why = code === 'EADDRINUSE' ? 'is taken' : 'may not be used';
    throw new BadSetting(`port ${port} ${why}: set ${variable} to another port (0 takes a free one)`);
  }
}

async function main(): Promise<void> {
  const host = process.env.SIM_HOST || '127.0.0.1';
  const dataDir = process.env.SIM_DATA_DIR || '.data/simulators';
  const keysDir = process.env.SIM_KEYS_DIR || `${dataDir}/keys`;
  const running: Started[] = [];
  const keep = (started: Started): Started => {
    running.push(started);
    return started;
  };
  const stopAll = () => Promise.all(running.map((each) => each.stop()));
  const stopAndLeave = () => void stopAll().finally(() => process.exit(0));
  process.once('SIGINT', stopAndLeave);
  process.once('SIGTERM', stopAndLeave);
  // Only when a parent keeps a channel to us: should it die, nobody would stop us.
  process.once('disconnect', stopAndLeave);

  try {
    const core = keep(await startOn('SIM_CORE_PORT', 8081, (port) => startCore({ port, host, dataDir, keysDir })));
    const wechat = keep(await startOn('SIM_WECHAT_PORT', 8082, (port) => startWechat({ port, host, keysDir })));
    const alipay = keep(await startOn('SIM_ALIPAY_PORT', 8083, (port) => startAlipay({ port, host, keysDir })));
    const sms = keep(await startOn('SIM_SMS_PORT', 8084, (port) => startSms({ port, host, dataDir, keysDir })));
    const bffEnv = Object.assign({}, ...running.map((each) => each.bffEnv)) as Record<string, string>;
    const urls = { core: core.url, wechat: wechat.url, alipay: alipay.url, sms: sms.url };
    process.stdout.write(`${JSON.stringify({ ready: true, ...urls, bffEnv })}\n`);
  } catch (error) {
    await stopAll();
    throw error;
  }
}

main().catch((error: unknown) => {
  const text = error instanceof BadSetting ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`simulators did not start: ${text}\n`);
  process.exit(1);
});
