import { randomBytes } from 'node:crypto';
import Router from '@koa/router';
import type Koa from 'koa';
import { createApp, jsonOf, type Listening, listen, SimulatorRefusal, textField } from '../server/app';
import { simulatedClock } from '../server/clock';
import { faultSwitch } from '../server/faults';
import { keysFrom } from '../server/keys';
import { apiSecurityKeys, SealedCalls } from './api-security';
import { Codes, isOpenid } from './codes';
import { Faces } from './faces';
import { facesPage } from './page';
import { PageCodes } from './page-codes';
import { CONFIGURED, Subscriptions } from './subscriptions';
import { StableTokens } from './tokens';

interface WechatKeys {
  appid: string;
  secret: string;
}

export interface WechatOptions {
  /** 0 takes a free port. */
  port: number;
  host?: string;
  /** Where the app's id and secret are kept between starts; absent: new ones at each start. */
  keysDir?: string;
}

/**
 * Starts a stand-in for WeChat's server API (api.weixin.qq.com), as far as the program uses it:
 * jscode2session, stable_token, getuserphonenumber, face v2, subscribe/send, getwxacodeunlimit. What a phone does is under /sim.
 * A call that comes sealed (API security) is answered sealed and signed; the badSignature fault spoils such an answer.
 */
export async function startWechat(options: WechatOptions): Promise<Listening & { bffEnv: Record<string, string> }> {
  const keys = await keysFrom<WechatKeys>(options.keysDir, 'wechat', () => ({
    appid: `sim-wx${randomBytes(8).toString('hex')}`,
    secret: `simulator-${randomBytes(16).toString('hex')}`,
  }));
  const securityKeys = await apiSecurityKeys(options.keysDir);
  const sealedCalls = new SealedCalls(keys.appid, securityKeys);
  const clock = simulatedClock();
  const tokens = new StableTokens(clock);
  const codes = new Codes(clock);
  const faces = new Faces(clock);
  const subscriptions = new Subscriptions();
  const pageCodes = new PageCodes();
  const router = new Router();

  const wrongApp = (appid: unknown, secret: unknown) => {
    if (appid !== keys.appid) return { errcode: 40013, errmsg: 'invalid appid' };
    return secret === keys.secret ? undefined : { errcode: 40125, errmsg: 'invalid appsecret' };
  };
  /** A route that needs access_token; like WeChat it answers 200 whatever happens and says what in errcode. */
  const withToken = (path: string, answer: (body: Record<string, unknown>) => object) =>
    router.post(path, (ctx) => {
      const token = ctx.query.access_token;
      const refusal = tokens.refuse(typeof token === 'string' ? token : undefined);
      if (refusal || !sealedCalls.isSealed(ctx)) {
        const said = refusal ?? (isJson(ctx) ? answer(jsonOf(ctx)) : { errcode: 47001, errmsg: 'data format error' });
        if (Buffer.isBuffer(said)) ctx.type = 'image/png';
        ctx.body = said;
        return;
      }
      const opened = sealedCalls.open(ctx);
      if ('refusal' in opened) ctx.body = opened.refusal;
      else sealedCalls.answer(ctx, answer(opened.body));
    });

  const exchangeCode = (query: Koa.Context['query']): object => {
    const refused = wrongApp(query.appid, query.secret);
    if (refused) return refused;
    if (query.grant_type !== 'authorization_code') return { errcode: 40002, errmsg: 'invalid grant_type' };
    const session = typeof query.js_code === 'string' ? codes.spendLogin(query.js_code) : undefined;
    if (!session) return { errcode: 40029, errmsg: 'invalid code' };
    if (codes.blockedOpenids.has(session.openid)) return { errcode: 40226, errmsg: 'code blocked' };
    return { openid: session.openid, unionid: session.unionid, session_key: session.sessionKey };
  };
  router.get('/sns/jscode2session', (ctx) => {
    ctx.body = exchangeCode(ctx.query);
  });

  router.post('/cgi-bin/stable_token', (ctx) => {
    const body = isJson(ctx) ? jsonOf(ctx) : {};
    if (body.grant_type !== 'client_credential') ctx.body = { errcode: 40002, errmsg: 'invalid grant_type' };
    else ctx.body = wrongApp(body.appid, body.secret) ?? tokens.issue(body.force_refresh === true);
  });

  withToken('/wxa/business/getuserphonenumber', (body) => {
    const found = typeof body.code === 'string' ? codes.spendPhone(body.code) : undefined;
    if (!found) return { errcode: 40029, errmsg: 'invalid code' };
    const watermark = { timestamp: Math.floor(clock.nowMs() / 1000), appid: keys.appid };
    const info = { phoneNumber: found.phone, purePhoneNumber: found.phone, countryCode: '86', watermark };
    return { errcode: 0, errmsg: 'ok', phone_info: info };
  });
  withToken('/cityservice/face/identify/getverifyid', (body) => faces.start(body));
  withToken('/cityservice/face/identify/queryverifyinfo', (body) => faces.query(body));
  withToken('/cgi-bin/message/subscribe/send', (body) => subscriptions.send(body, clock.nowMs()));

  withToken('/wxa/getwxacodeunlimit', (body) => pageCodes.make(body));

  // What happens on the user's phone, and what a test wants to look at.
  router.get('/', (ctx) => {
    ctx.type = 'html';
    ctx.body = facesPage(faces.waiting());
  });
  router.post('/sim/codes', (ctx) => {
    const body = jsonOf(ctx);
    if (body.openid !== undefined && !isOpenid(body.openid))
      throw new SimulatorRefusal(400, 'openid: 6-64 of [A-Za-z0-9_-]');
    ctx.body = codes.mint({ openid: textField(body, 'openid'), phone: textField(body, 'phone') });
  });
  router.post('/sim/blocked', (ctx) => {
    const openid = textField(jsonOf(ctx), 'openid');
    if (!openid) throw new SimulatorRefusal(400, 'openid is missing');
    codes.blockedOpenids.add(openid);
    ctx.body = { openid };
  });
  router.post('/sim/faces/:verifyId', (ctx) => {
    const { result, actor, isForm } = readStanding(ctx);
    const session = faces.stand(ctx.params.verifyId ?? '', result, actor);
    if (!session) throw new SimulatorRefusal(404, 'no open face session with this verify_id');
    ctx.body = { verifyRet: session.verifyRet };
    // A person who pressed the page's button wants the page back.
    if (isForm) {
      ctx.status = 303;
      ctx.redirect('/');
    }
  });
  router.post('/sim/subscriptions', (ctx) => {
    const body = jsonOf(ctx);
    const openid = textField(body, 'openid');
    const templateId = textField(body, 'templateId');
    if (!openid || !templateId) throw new SimulatorRefusal(400, 'openid and templateId are needed');
    subscriptions.allow(openid, templateId, typeof body.times === 'number' ? body.times : 1);
    ctx.body = { openid, templateId };
  });
  router.get('/sim/messages', (ctx) => {
    const { openid } = ctx.query;
    ctx.body = { messages: subscriptions.messages.filter((each) => openid === undefined || each.openid === openid) };
  });
  router.post('/sim/platform-certificate', (ctx) => {
    ctx.body = sealedCalls.changeCertificate();
  });
  router.get('/sim/page-codes', (ctx) => {
    ctx.body = { codes: pageCodes.made };
  });
  router.get('/sim/tokens', (ctx) => {
    ctx.body = tokens.counted();
  });
  router.post('/sim/tokens/spoil', (ctx) => {
    tokens.spoil();
    ctx.body = {};
  });
  router.delete('/sim/tokens', (ctx) => {
    tokens.revokeAll();
    ctx.body = {};
  });

  const app = createApp();
  app.use(faultSwitch());
  app.use(clock.middleware);
  app.use(router.routes());
  const listening = await listen(app, options.port, options.host);
  const bffEnv = {
    WECHAT_URL: listening.url,
    WECHAT_APPID: keys.appid,
    WECHAT_SECRET: keys.secret,
    WECHAT_TEMPLATES: JSON.stringify(CONFIGURED),
    WECHAT_API_SYM_SN: securityKeys.symKeySn,
    WECHAT_API_SYM_KEY: securityKeys.symKey,
    WECHAT_API_PRIVATE_KEY: securityKeys.app.privateKey,
    WECHAT_API_PLATFORM_SN: securityKeys.platform.sn,
    WECHAT_API_PLATFORM_CERT: securityKeys.platform.publicKey,
    WECHAT_API_SEALED_PATHS: '/wxa/business/getuserphonenumber',
  };
  return { ...listening, bffEnv };
}

function isJson(ctx: Koa.Context): boolean {
  try {
    jsonOf(ctx);
    return true;
  } catch {
    return false;
  }
}

/** Reads JSON `{result, actor?}` or the page's form field `result`. */
function readStanding(ctx: Koa.Context) {
  const isForm = ctx.get('content-type').startsWith('application/x-www-form-urlencoded');
  const body = isForm ? Object.fromEntries(new URLSearchParams(String(ctx.state.text))) : jsonOf(ctx);
  const result = body.result;
  if (result !== 'pass' && result !== 'fail' && result !== 'cancel') {
    throw new SimulatorRefusal(400, 'result must be pass, fail or cancel');
  }
  const given = (body as Record<string, unknown>).actor as Record<string, unknown> | undefined;
  if (given === undefined) return { result, actor: undefined, isForm } as const;
  const name = textField(given, 'name');
  const certificateNumber = textField(given, 'certificateNumber');
  if (!name || !certificateNumber) throw new SimulatorRefusal(400, 'actor needs name and certificateNumber');
  return { result, actor: { name, certificateNumber }, isForm } as const;
}
