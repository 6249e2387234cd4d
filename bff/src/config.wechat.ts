import type { Environment } from './config.environment';
import { type ApiSecuritySettings, apiSecurity } from './gateways/wechat/api-security';

/** All of WeChat's API security keys or none: half a set would send calls unsealed that somebody thought were sealed. */
export function readApiSecurity(e: Environment, problems: string[]): ApiSecuritySettings | undefined {
  const keys = {
    WECHAT_API_SYM_SN: e.WECHAT_API_SYM_SN,
    WECHAT_API_SYM_KEY: e.WECHAT_API_SYM_KEY,
    WECHAT_API_PRIVATE_KEY: e.WECHAT_API_PRIVATE_KEY,
    WECHAT_API_PLATFORM_SN: e.WECHAT_API_PLATFORM_SN,
    WECHAT_API_PLATFORM_CERT: e.WECHAT_API_PLATFORM_CERT,
  };
  const missing = Object.entries(keys).filter(([, value]) => value === undefined);
  if (missing.length === Object.keys(keys).length && e.WECHAT_API_SEALED_PATHS.length === 0) return undefined;
  for (const [name] of missing) problems.push(`${name} is missing: API security needs all of its keys`);
  const isPath = (path: string) => path.startsWith('/');
  if (e.WECHAT_API_SEALED_PATHS.length === 0 || !e.WECHAT_API_SEALED_PATHS.every(isPath)) {
    problems.push('WECHAT_API_SEALED_PATHS must list paths such as /wxa/business/getuserphonenumber');
  }
  const settings = {
    symKeySn: keys.WECHAT_API_SYM_SN ?? '',
    symKey: keys.WECHAT_API_SYM_KEY ?? '',
    privateKey: keys.WECHAT_API_PRIVATE_KEY ?? '',
    platformSn: keys.WECHAT_API_PLATFORM_SN ?? '',
    platformCertificate: keys.WECHAT_API_PLATFORM_CERT ?? '',
    paths: e.WECHAT_API_SEALED_PATHS,
  };
  if (missing.length > 0) return undefined;
  try {
    apiSecurity(e.WECHAT_APPID, settings);
  } catch (error) {
    problems.push((error as Error).message);
  }
  return settings;
}
