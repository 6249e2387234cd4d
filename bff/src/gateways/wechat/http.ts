import { createExchange, type ExchangeAnswer } from '../exchange';
import { GatewayError, isGatewayError } from '../gateway-error';
import { type RepeatRule, withRepeats } from '../repeats';
import { accessTokens } from './access-token';
import { type ApiSecuritySettings, apiSecurity } from './api-security';
import { type FaceResult, type TokenKeeper, tokenInMemory, type WechatGateway } from './port';
import { certHash, readAnswer, readImage, subscribeData, textIn } from './wire';

export interface WechatConfig {
  /** https://api.weixin.qq.com, or a simulator. */
  url: string;
  appId: string;
  secret: string;
  /** Keys for sealed calls; absent: every call goes as HTTPS alone protects it. */
  apiSecurity?: ApiSecuritySettings;
  /** Time for one try. */
  timeoutMs?: number;
  /** Where the interface token is kept; absent: in this process. */
  tokens?: TokenKeeper;
  /** Clock of sealed calls, which WeChat compares with its own; absent: this machine's. */
  sealedAtMs?: () => number;
  /** Clock for the token's life. */
  nowMs?: () => number;
}

/** Answers that mean "this token is not (or no longer) good": nothing was done, a fresh token may be tried. */
const TOKEN_REFUSED = new Set(['40001', '40014', '42001']);
const NOT_SUBSCRIBED = '43101';
const FACE_PASSED = 10000;

/** Speaks WeChat's server API over HTTP (developers.weixin.qq.com/miniprogram/dev/server/API). */
export function wechatOverHttp(config: WechatConfig): WechatGateway {
  const url = config.url.replace(/\/+$/, '');
  const exchange = createExchange('wechat', config.timeoutMs ?? 5000);
  const nowMs = config.nowMs ?? Date.now;
  const security = config.apiSecurity && apiSecurity(config.appId, config.apiSecurity);
  const accessToken = accessTokens({
    url,
    appId: config.appId,
    secret: config.secret,
    exchange,
    keeper: config.tokens ?? tokenInMemory(config.nowMs),
    nowMs,
  });

  /** A call that carries the interface token; when the token is refused, once more with a fresh one. */
  const call = (path: string, body: object, repeat: RepeatRule) => callAs(path, body, repeat, readAnswer);
  const callAs = async <T>(
    path: string,
    body: object,
    repeat: RepeatRule,
    read: (operation: string, answer: ExchangeAnswer) => T,
  ): Promise<T> => {
    const operation = path.slice(path.lastIndexOf('/') + 1);
    const withToken = (token: string) =>
      // `-1` (busy) comes as a readable answer, so the repeat rule is applied around reading too.
      withRepeats(repeat, async () => {
        const nowSeconds = () => Math.floor((config.sealedAtMs ?? Date.now)() / 1000);
        const cover = security?.covers(path) ? security : undefined;
        const sealed = cover?.seal(`${url}${path}`, body, nowSeconds());
        const answer = await exchange.send({
          operation,
          url: `${url}${path}?access_token=${encodeURIComponent(token)}`,
          method: 'POST',
          headers: { 'content-type': 'application/json', ...sealed?.headers },
          body: sealed?.body ?? JSON.stringify(body),
          repeat: 'never',
        });
        return read(operation, cover ? cover.open(operation, `${url}${path}`, answer, nowSeconds()) : answer);
      });
    const token = await accessToken();
    try {
      return await withToken(token);
    } catch (error) {
      if (!isGatewayError(error, 'rejected') || !TOKEN_REFUSED.has(error.vendorCode ?? '')) throw error;
      return withToken(await accessToken(token));
    }
  };

  return {
    async codeToSession(code) {
      const operation = 'jscode2session';
      const query = new URLSearchParams({
        appid: config.appId,
        secret: config.secret,
        js_code: code,
        grant_type: 'authorization_code',
      });
      const target = `${url}/sns/jscode2session?${query}`;
      const answer = await exchange.send({ operation, url: target, method: 'GET', repeat: 'onlyUnsent' });
      const body = readAnswer(operation, answer);
      const openid = textIn(operation, body, 'openid');
      // session_key is left behind on purpose: nothing here needs it, and what is not kept cannot leak.
      return typeof body.unionid === 'string' ? { openid, unionid: body.unionid } : { openid };
    },

    async phoneNumber(code) {
      const operation = 'getuserphonenumber';
      const body = await call('/wxa/business/getuserphonenumber', { code }, 'onlyUnsent');
      const info = Object(body.phone_info) as Record<string, unknown>;
      if (String(info.countryCode) !== '86') {
        throw new GatewayError({ kind: 'rejected', gateway: 'wechat', operation, vendorCode: 'foreign-number' });
      }
      return textIn(operation, info, 'purePhoneNumber');
    },

    async startFace(request) {
      const { name, certificateNumber } = request;
      const body = {
        out_seq_no: request.outSeqNo,
        cert_info: { cert_type: 'IDENTITY_CARD', cert_name: name, cert_no: certificateNumber },
        openid: request.openid,
      };
      const answer = await call('/cityservice/face/identify/getverifyid', body, 'onlyUnsent');
      return { verifyId: textIn('getverifyid', answer, 'verify_id') };
    },

    async queryFace(request): Promise<FaceResult> {
      const body = {
        verify_id: request.verifyId,
        out_seq_no: request.outSeqNo,
        cert_hash: certHash(request.name, request.certificateNumber),
        openid: request.openid,
      };
      const answer = await call('/cityservice/face/identify/queryverifyinfo', body, 'harmless');
      if (answer.verify_ret === FACE_PASSED) return 'passed';
      // How an unfinished check looks is not published; no result at all is read as "not yet", and is never a pass.
      return answer.verify_ret === undefined || answer.verify_ret === 0 ? 'pending' : 'failed';
    },

    async sendSubscribe(message) {
      const body = {
        touser: message.openid,
        template_id: message.templateId,
        page: message.page,
        data: subscribeData(message.data),
        lang: 'zh_CN',
      };
      try {
        await call('/cgi-bin/message/subscribe/send', body, 'onlyUnsent');
        return 'sent';
      } catch (error) {
        if (isGatewayError(error, 'rejected') && error.vendorCode === NOT_SUBSCRIBED) return 'notSubscribed';
        throw error;
      }
    },

    codeImage: ({ scene, page }) =>
      callAs('/wxa/getwxacodeunlimit', { scene, page, check_path: false, width: 430 }, 'harmless', readImage),

    close: () => exchange.close(),
  };
}
