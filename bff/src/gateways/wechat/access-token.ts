import type { Exchange } from '../exchange';
import { GatewayError } from '../gateway-error';
import type { TokenKeeper } from './port';
import { readAnswer } from './wire';

/** Taken as expired this long before it is: a call may be on its way when the end comes. */
const SAFETY_MS = 60_000;

export interface TokenSource {
  url: string;
  appId: string;
  secret: string;
  exchange: Exchange;
  keeper: TokenKeeper;
  nowMs: () => number;
}

/**
 * Gets the interface token from `POST /cgi-bin/stable_token`, which gives every caller the same one while it lives.
 * @param refused a token that WeChat has just refused: it is forgotten, and only when the normal mode hands out the
 *   very same one again is a new one forced (20 a day, 30 s apart)
 */
export function accessTokens(source: TokenSource): (refused?: string) => Promise<string> {
  const { exchange, keeper, nowMs } = source;

  const fetchToken = async (isForced: boolean): Promise<string> => {
    const operation = 'stable_token';
    const answer = await exchange.send({
      operation,
      url: `${source.url}/cgi-bin/stable_token`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credential',
        appid: source.appId,
        secret: source.secret,
        force_refresh: isForced,
      }),
      repeat: 'harmless',
    });
    const { access_token: value, expires_in: seconds } = readAnswer(operation, answer);
    if (typeof value !== 'string' || typeof seconds !== 'number') {
      throw new GatewayError({ kind: 'unavailable', gateway: 'wechat', operation, vendorCode: 'unreadable' });
    }
    await keeper.keep({ value, expiresAtMs: nowMs() + seconds * 1000 });
    return value;
  };

  const renew = async (refused: string | undefined): Promise<string> => {
    if (refused !== undefined) await keeper.forget(refused);
    const kept = await keeper.read();
    if (kept && kept.expiresAtMs - SAFETY_MS > nowMs()) return kept.value;
    const value = await fetchToken(false);
    return value === refused ? fetchToken(true) : value;
  };

  // One renewal at a time: a hundred waiting calls ask WeChat once.
  let renewal: Promise<string> | undefined;
  return (refused) => {
    renewal ??= renew(refused).finally(() => {
      renewal = undefined;
    });
    return renewal;
  };
}
