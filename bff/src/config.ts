import { resolve } from 'node:path';
import type { z } from 'zod';
import { environment, storageEnvironment } from './config.environment';
import { refusedInProduction } from './config.production';
import { readTemplates } from './config.templates';
import { readApiSecurity } from './config.wechat';
import { type CoreConnections, coreConnectionsSchema } from './gateways/insurance-core/connections';
import type { ApiSecuritySettings } from './gateways/wechat/api-security';
import { blockListOf } from './http/steps/client-address';
import type { RateLimits } from './http/steps/rate-limit';
import type { CodeSettings } from './modules/identity/one-time-codes';
import type { NoticeTemplates } from './modules/notice/occasions';

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
  wechat: {
    url: string;
    appid: string;
    secret: string;
    apiSecurity?: ApiSecuritySettings;
    templates: NoticeTemplates;
  };
  alipay: {
    url: string;
    certifyPage?: string;
    appId: string;
    privateKey: string;
    publicKey: string;
    encryptKey?: string;
    templates: NoticeTemplates;
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
  const templates = {
    wechat: readTemplates('WECHAT_TEMPLATES', e.WECHAT_TEMPLATES, problems),
    alipay: readTemplates('ALIPAY_TEMPLATES', e.ALIPAY_TEMPLATES, problems),
  };
  const wechatSecurity = readApiSecurity(e, problems);
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
    wechat: {
      url: e.WECHAT_URL,
      appid: e.WECHAT_APPID,
      secret: e.WECHAT_SECRET,
      ...(wechatSecurity ? { apiSecurity: wechatSecurity } : {}),
      templates: templates.wechat,
    },
    alipay: {
      url: e.ALIPAY_URL,
      ...(e.ALIPAY_CERTIFY_PAGE ? { certifyPage: e.ALIPAY_CERTIFY_PAGE } : {}),
      appId: e.ALIPAY_APPID,
      privateKey: e.ALIPAY_PRIVATE_KEY,
      publicKey: e.ALIPAY_PUBLIC_KEY,
      ...(e.ALIPAY_ENCRYPT_KEY ? { encryptKey: e.ALIPAY_ENCRYPT_KEY } : {}),
      templates: templates.alipay,
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
