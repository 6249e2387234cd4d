import { resolve } from 'node:path';
import { z } from 'zod';
import { type CoreConnections, coreConnectionsSchema } from './gateways/insurance-core/connections';
import { blockListOf } from './http/steps/client-address';
import type { RateLimits } from './http/steps/rate-limit';
import type { CodeSettings } from './modules/identity/one-time-codes';

export type Profile = 'demo' | 'production' | 'test';

export interface Config {
  profile: Profile;
  host: string;
  port: number;
  dataDir: string;
  mongoUri?: string;
  h5Dir?: string;
  /** The built console; absent: no console is served. */
  consoleDir?: string;
  /** Who reads /metrics sends this; absent: this machine only, and nobody in production. */
  metricsToken?: string;
  /** Where people reach us, e.g. https://gongji.example.cn; absent in demo: our own address. */
  publicOrigin?: string;
  corsOrigins: string[];
  trustedProxies: string[];
  logLevel: string;
  secrets: {
    accessToken: string;
    /** Master keys of the field sealing, `id → 32 bytes as base64`; the first one seals, all open. */
    sealingMasterKeys: { id: string; key: string }[];
    /** Newest first. */
    blindIndexKeys: string[];
  };
  cores: CoreConnections;
  wechat: { url: string; appid: string; secret: string };
  alipay: {
    url: string;
    certifyPage?: string;
    appId: string;
    privateKey: string;
    publicKey: string;
    encryptKey?: string;
  };
  sms: { url: string; keyId: string; secret: string };
  gatewayTimeoutMs: number;
  /** How often the core's event feed is read, in ms. */
  feedPollMs: number;
  /** How long a reply waits for the core before it says "registering", in ms. */
  replyWaitMs: number;
  rateLimits: RateLimits;
  codes: CodeSettings;
}

/** Settings that make no sense together or are missing: each line names the variable and what to do. */
export class BadConfig extends Error {
  constructor(readonly problems: string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'BadConfig';
  }
}

const text = z.string().min(1);
const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );
const wholeNumber = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);

const storageEnvironment = z.object({
  DATA_DIR: text.default('.data'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb://')
    .optional(),
  ACCESS_TOKEN_SECRET: text,
  SEALING_MASTER_KEYS: text,
  BLIND_INDEX_KEY: text,
  BLIND_INDEX_KEY_PREVIOUS: text.optional(),
});

const environment = storageEnvironment.extend({
  GONGJI_PROFILE: z.enum(['demo', 'production', 'test']),
  HOST: text.default('127.0.0.1'),
  PORT: wholeNumber(8080, 0, 65_535),
  H5_DIR: text.optional(),
  CONSOLE_DIR: text.optional(),
  METRICS_TOKEN: z.string().min(16, 'must be at least 16 characters').optional(),
  PUBLIC_ORIGIN: z.url().optional(),
  CORS_ORIGINS: list,
  TRUSTED_PROXY: list,
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  CORE_CONNECTIONS: text,
  WECHAT_URL: z.url(),
  WECHAT_APPID: text,
  WECHAT_SECRET: text,
  ALIPAY_URL: z.url(),
  ALIPAY_CERTIFY_PAGE: z.url().optional(),
  ALIPAY_APPID: text,
  ALIPAY_PRIVATE_KEY: text,
  ALIPAY_PUBLIC_KEY: text,
  ALIPAY_ENCRYPT_KEY: text.optional(),
  SMS_URL: z.url(),
  SMS_KEY_ID: text,
  SMS_SECRET: text,
  GATEWAY_TIMEOUT_MS: wholeNumber(5_000, 100, 60_000),
  FEED_POLL_MS: wholeNumber(1_000, 50, 600_000),
  REPLY_WAIT_MS: wholeNumber(1_500, 0, 10_000),
  RATE_LIMIT_LOGIN: wholeNumber(60, 1, 1_000_000),
  RATE_LIMIT_SEARCH: wholeNumber(240, 1, 1_000_000),
  RATE_LIMIT_PROOF: wholeNumber(60, 1, 1_000_000),
  SMS_RESEND_SECONDS: wholeNumber(60, 0, 3_600),
  SMS_PER_DAY: wholeNumber(10, 1, 1_000_000),
});

/**
 * Reads the configuration from environment variables. Strict: an empty variable counts as absent, a wrong one is named.
 * Production refuses simulators' keys, weak or made-up secrets, a public origin that is not https, and an unnamed proxy.
 * @throws BadConfig
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, cwd = process.cwd()): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new BadConfig(
      parsed.error.issues.map((issue) => {
        const name = issue.path.map(String).join('.');
        return given[name] === undefined ? `${name} is missing` : `${name}: ${issue.message}`;
      }),
    );
  }
  const e = parsed.data;
  const problems: string[] = [];
  const cores = readCores(e.CORE_CONNECTIONS, problems);
  const storage = storageOf(e, cwd, problems);
  try {
    blockListOf(e.TRUSTED_PROXY.filter((entry) => entry !== 'none'));
  } catch (error) {
    problems.push(`TRUSTED_PROXY: ${(error as Error).message}`);
  }
  for (const origin of [...e.CORS_ORIGINS, ...(e.PUBLIC_ORIGIN ? [e.PUBLIC_ORIGIN] : [])]) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      problems.push(`"${origin}" must be an origin such as https://gongji.example.cn, without a path`);
    }
  }
  if (e.GONGJI_PROFILE === 'production') problems.push(...refusedInProduction(e));
  if (problems.length > 0) throw new BadConfig(problems);

  return {
    profile: e.GONGJI_PROFILE,
    host: e.HOST,
    port: e.PORT,
    ...storage,
    ...(e.H5_DIR ? { h5Dir: resolve(cwd, e.H5_DIR) } : {}),
    ...(e.CONSOLE_DIR ? { consoleDir: resolve(cwd, e.CONSOLE_DIR) } : {}),
    ...(e.METRICS_TOKEN ? { metricsToken: e.METRICS_TOKEN } : {}),
    ...(e.PUBLIC_ORIGIN ? { publicOrigin: e.PUBLIC_ORIGIN } : {}),
    corsOrigins: e.CORS_ORIGINS,
    trustedProxies: e.TRUSTED_PROXY.filter((entry) => entry !== 'none'),
    logLevel: e.LOG_LEVEL,
    cores,
    wechat: { url: e.WECHAT_URL, appid: e.WECHAT_APPID, secret: e.WECHAT_SECRET },
    alipay: {
      url: e.ALIPAY_URL,
      ...(e.ALIPAY_CERTIFY_PAGE ? { certifyPage: e.ALIPAY_CERTIFY_PAGE } : {}),
      appId: e.ALIPAY_APPID,
      privateKey: e.ALIPAY_PRIVATE_KEY,
      publicKey: e.ALIPAY_PUBLIC_KEY,
      ...(e.ALIPAY_ENCRYPT_KEY ? { encryptKey: e.ALIPAY_ENCRYPT_KEY } : {}),
    },
    sms: { url: e.SMS_URL, keyId: e.SMS_KEY_ID, secret: e.SMS_SECRET },
    gatewayTimeoutMs: e.GATEWAY_TIMEOUT_MS,
    feedPollMs: e.FEED_POLL_MS,
    replyWaitMs: e.REPLY_WAIT_MS,
    rateLimits: {
      login: { points: e.RATE_LIMIT_LOGIN, windowSeconds: 60 },
      search: { points: e.RATE_LIMIT_SEARCH, windowSeconds: 60 },
      proof: { points: e.RATE_LIMIT_PROOF, windowSeconds: 60 },
    },
    codes: { lifeSeconds: 300, tries: 5, resendAfterSeconds: e.SMS_RESEND_SECONDS, perDay: e.SMS_PER_DAY },
  };
}

/**
 * The part of the configuration that opens the store and its seals, for commands that work on a stopped program's data.
 * @throws BadConfig
 */
export function readStorageConfig(
  env: Readonly<Record<string, string | undefined>>,
  cwd = process.cwd(),
): Pick<Config, 'dataDir' | 'mongoUri' | 'secrets'> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = storageEnvironment.safeParse(given);
  const missing = parsed.error?.issues.map((issue) => `${issue.path.join('.')} is missing or not usable`) ?? [];
  if (!parsed.success) throw new BadConfig(missing);
  const problems: string[] = [];
  const storage = storageOf(parsed.data, cwd, problems);
  if (problems.length > 0) throw new BadConfig(problems);
  return storage;
}

function storageOf(e: z.output<typeof storageEnvironment>, cwd: string, problems: string[]) {
  return {
    dataDir: resolve(cwd, e.DATA_DIR),
    ...(e.MONGODB_URI ? { mongoUri: e.MONGODB_URI } : {}),
    secrets: {
      accessToken: e.ACCESS_TOKEN_SECRET,
      sealingMasterKeys: readMasterKeys(e.SEALING_MASTER_KEYS, problems),
      blindIndexKeys: [e.BLIND_INDEX_KEY, ...(e.BLIND_INDEX_KEY_PREVIOUS ? [e.BLIND_INDEX_KEY_PREVIOUS] : [])],
    },
  };
}

function readCores(json: string, problems: string[]): CoreConnections {
  try {
    const read = coreConnectionsSchema.safeParse(JSON.parse(json));
    if (read.success && Object.keys(read.data).length > 0) return read.data;
  } catch {
    // not JSON: the same problem to whoever configures it
  }
  problems.push(
    'CORE_CONNECTIONS must be JSON: {"<six-digit region>": {"url", "strategy": "sm2"|"sha256", "keyId", keys …}}',
  );
  return {};
}

function readMasterKeys(value: string, problems: string[]): { id: string; key: string }[] {
  const keys = value.split(',').map((entry) => {
    const [id = '', key = ''] = entry.trim().split(':');
    return { id, key };
  });
  const isKey = ({ id, key }: { id: string; key: string }) =>
    /^[A-Za-z0-9_-]{1,32}$/.test(id) && Buffer.from(key, 'base64').length === 32;
  if (keys.every(isKey) && new Set(keys.map(({ id }) => id)).size === keys.length) return keys;
  problems.push('SEALING_MASTER_KEYS must be <id>:<32 bytes as base64>, several separated by commas, the newest first');
  return [];
}

/** Every key that a simulator makes carries one of these marks. */
const SIMULATOR_MARK = /\bsim-|simulator-/;
const WEAK_SECRET = /^(.)\1*$|^(?:demo|test|dev)|secret|password|changeme|change-me|default|example/i;

function refusedInProduction(e: z.output<typeof environment>): string[] {
  const problems: string[] = [];
  const outside = {
    CORE_CONNECTIONS: e.CORE_CONNECTIONS,
    WECHAT_APPID: e.WECHAT_APPID,
    WECHAT_SECRET: e.WECHAT_SECRET,
    ALIPAY_APPID: e.ALIPAY_APPID,
    ALIPAY_PRIVATE_KEY: e.ALIPAY_PRIVATE_KEY,
    ALIPAY_PUBLIC_KEY: e.ALIPAY_PUBLIC_KEY,
    ALIPAY_ENCRYPT_KEY: e.ALIPAY_ENCRYPT_KEY ?? '',
    SMS_KEY_ID: e.SMS_KEY_ID,
    SMS_SECRET: e.SMS_SECRET,
  };
  for (const [name, value] of Object.entries(outside)) {
    if (SIMULATOR_MARK.test(value))
      problems.push(`${name} holds a simulator's key: production speaks to the real side only`);
  }
  const own = {
    ACCESS_TOKEN_SECRET: e.ACCESS_TOKEN_SECRET,
    SEALING_MASTER_KEYS: e.SEALING_MASTER_KEYS,
    BLIND_INDEX_KEY: e.BLIND_INDEX_KEY,
  };
  for (const [name, value] of Object.entries(own)) {
    if (value.length < 32 || WEAK_SECRET.test(value)) {
      problems.push(`${name} is a default or too weak: make one with \`openssl rand -base64 48\``);
    }
  }
  if (new Set(Object.values(own)).size < 3)
    problems.push('ACCESS_TOKEN_SECRET, SEALING_MASTER_KEYS and BLIND_INDEX_KEY must differ');
  for (const name of ['WECHAT_URL', 'ALIPAY_URL', 'SMS_URL'] as const) {
    if (!e[name].startsWith('https://')) problems.push(`${name} must be https in production`);
  }
  if (e.PUBLIC_ORIGIN === undefined || !e.PUBLIC_ORIGIN.startsWith('https://')) {
    problems.push('PUBLIC_ORIGIN must be the https address where people reach the program');
  }
  if (e.TRUSTED_PROXY.length === 0) {
    problems.push(
      'TRUSTED_PROXY must name the proxy in front (addresses or CIDR blocks), or be "none" if there is none',
    );
  }
  return problems;
}
