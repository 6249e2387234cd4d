import type { Environment } from './config.environment';

/** Every key that a simulator makes carries one of these marks. */
const SIMULATOR_MARK = /\bsim-|simulator-/;
const WEAK_SECRET = /^(.)\1*$|^(?:demo|test|dev)|secret|password|changeme|change-me|default|example/i;

/** What production does not start with: simulators' keys, weak secrets, plain http. One line for each problem. */
export function refusedInProduction(e: Environment): string[] {
  const problems: string[] = [];
  const outside = {
    CORE_CONNECTIONS: e.CORE_CONNECTIONS,
    WECHAT_APPID: e.WECHAT_APPID,
    WECHAT_SECRET: e.WECHAT_SECRET,
    WECHAT_API_SYM_SN: e.WECHAT_API_SYM_SN ?? '',
    WECHAT_API_PLATFORM_SN: e.WECHAT_API_PLATFORM_SN ?? '',
    ALIPAY_APPID: e.ALIPAY_APPID,
    ALIPAY_PRIVATE_KEY: e.ALIPAY_PRIVATE_KEY,
    ALIPAY_PUBLIC_KEY: e.ALIPAY_PUBLIC_KEY,
    ALIPAY_ENCRYPT_KEY: e.ALIPAY_ENCRYPT_KEY ?? '',
    WECHAT_TEMPLATES: e.WECHAT_TEMPLATES ?? '',
    ALIPAY_TEMPLATES: e.ALIPAY_TEMPLATES ?? '',
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
