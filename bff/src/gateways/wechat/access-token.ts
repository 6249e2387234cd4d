import { setTimeout as wait } from 'node:timers/promises';
import type { Exchange } from '../exchange';
import { GatewayError } from '../gateway-error';
import type { AccessToken, TokenKeeper } from './port';
import { readAnswer } from './wire';

/** Taken as expired this long before it is: a call may be on its way when the end comes. */
const SAFETY_MS = 60_000;
/** While another process forces a new token: how often, and for how long, it is looked for. */
const LOOK_EVERY_MS = 200;
const LOOK_TIMES = 15;

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
 *   very same one again is a new one forced (20 a day, 30 s apart): by one process of all, the others take what it got
 * @throws GatewayError rejected 40001 when a forced one was refused just now and may not be forced again yet
 */
export function accessTokens(source: TokenSource): (refused?: string) => Promise<string> {
  const { exchange, keeper, nowMs } = source;

  const operation = 'stable_token';

  const fetchToken = async (isForced: boolean): Promise<AccessToken> => {
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
    return { value, expiresAtMs: nowMs() + seconds * 1000 };
  };
  const kept = async (token: AccessToken): Promise<string> => {
    await keeper.keep(token);
    return token.value;
  };
  const isGood = (token: AccessToken | undefined): token is AccessToken =>
    token !== undefined && token.expiresAtMs - SAFETY_MS > nowMs();

  const fromAnotherProcess = async (refused: string): Promise<string> => {
    for (let times = 0; times < LOOK_TIMES; times += 1) {
      await wait(LOOK_EVERY_MS);
      const token = await keeper.read();
      if (isGood(token) && token.value !== refused) return token.value;
    }
    throw new GatewayError({ kind: 'rejected', gateway: 'wechat', operation, vendorCode: '40001' });
  };

  const renew = async (refused: string | undefined): Promise<string> => {
    if (refused !== undefined) await keeper.forget(refused);
    const known = await keeper.read();
    if (isGood(known)) return known.value;
    const token = await fetchToken(false);
    if (refused === undefined || token.value !== refused) return kept(token);
    return (await keeper.mayForce()) ? kept(await fetchToken(true)) : fromAnotherProcess(refused);
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
