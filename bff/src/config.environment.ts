import { z } from 'zod';

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

/** What opens the store and its seals. */
export const storageEnvironment = z.object({
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

/** Every variable that the program reads, by its name outside. */
export const environment = storageEnvironment.extend({
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
  WECHAT_TEMPLATES: text.optional(),
  WECHAT_API_SYM_SN: text.optional(),
  WECHAT_API_SYM_KEY: text.optional(),
  WECHAT_API_PRIVATE_KEY: text.optional(),
  WECHAT_API_PLATFORM_SN: text.optional(),
  WECHAT_API_PLATFORM_CERT: text.optional(),
  WECHAT_API_SEALED_PATHS: list,
  ALIPAY_URL: z.url(),
  ALIPAY_CERTIFY_PAGE: z.url().optional(),
  ALIPAY_APPID: text,
  ALIPAY_PRIVATE_KEY: text,
  ALIPAY_PUBLIC_KEY: text,
  ALIPAY_ENCRYPT_KEY: text.optional(),
  ALIPAY_TEMPLATES: text.optional(),
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

export type Environment = z.output<typeof environment>;
