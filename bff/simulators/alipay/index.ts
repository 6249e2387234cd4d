import { randomBytes } from 'node:crypto';
import Router from '@koa/router';
import type Koa from 'koa';
import { createApp, jsonOf, type Listening, listen, SimulatorRefusal, textField, textOf } from '../server/app';
import { simulatedClock } from '../server/clock';
import { faultSwitch } from '../server/faults';
import { type Answer, Certifications, refusal } from './certify';
import { alipayKeys, privateKeyOf, publicKeyOf } from './keys';
import { CONFIGURED, Messages } from './messages';
import { certifyPage, donePage, refusedPage } from './page';
import { answerSigned, type GatewayParams, isSignedBy, paramsOf, sealedPhone } from './protocol';

export interface AlipayOptions {
  /** 0 takes a free port. */
  port: number;
  host?: string;
  /** Where both sides' keys are kept between starts; absent: new ones at each start. */
  keysDir?: string;
}

const CODE_LIFE_MS = 10 * 60_000;
const CERTIFY_METHOD = 'alipay.user.certify.open.certify';

/**
 * Starts a stand-in for Alipay's gateway (openapi.alipay.com/gateway.do), RSA2 both ways: system.oauth.token,
 * user.certify.open.initialize / certify (a page) / query, templatemessage.send, qrcode.create. What a phone does is under /sim.
 */
export async function startAlipay(options: AlipayOptions): Promise<Listening & { bffEnv: Record<string, string> }> {
  const keys = await alipayKeys(options.keysDir);
  const appKey = publicKeyOf(keys.appPublicKey);
  const ownKey = privateKeyOf(keys.alipayPrivateKey);
  const clock = simulatedClock();
  const certifications = new Certifications(clock);
  const messages = new Messages();
  const codes = new Map<string, { openId: string; expiresAtMs: number }>();

  const token = (params: GatewayParams): Answer => {
    if (params.grant_type !== 'authorization_code') return refusal('40002', 'isv.grant-type-invalid', '授权类型不正确');
    const minted = codes.get(params.code ?? '');
    codes.delete(params.code ?? '');
    if (!minted || minted.expiresAtMs <= clock.nowMs()) return refusal('40002', 'isv.code-invalid', '授权码code无效');
    const secret = () => `sim${randomBytes(20).toString('hex')}`;
    const tokens = { access_token: secret(), refresh_token: secret(), expires_in: '1296000', re_expires_in: '2592000' };
    return { code: '10000', msg: 'Success', open_id: minted.openId, ...tokens };
  };

  const methods: Record<string, (params: GatewayParams, origin: string) => Answer> = {
    'alipay.system.oauth.token': token,
    'alipay.user.certify.open.initialize': (params) => withBiz(params, (biz) => certifications.start(biz)),
    'alipay.user.certify.open.query': (params) => withBiz(params, (biz) => certifications.query(biz)),
    'alipay.open.app.mini.templatemessage.send': (params) => withBiz(params, (biz) => messages.send(biz)),
    'alipay.open.app.qrcode.create': (params, origin) => withBiz(params, (biz) => messages.makeCode(biz, origin)),
  };

  /** What is wrong with a call before its method is looked at. */
  const refuseCall = (params: GatewayParams): Answer | undefined => {
    if (params.app_id !== keys.appId) return refusal('40002', 'isv.invalid-app-id', '无效的AppID参数');
    if (params.sign_type !== 'RSA2') return refusal('40002', 'isv.invalid-signature-type', '无效签名类型');
    if (!isSignedBy(appKey, params)) return refusal('40002', 'isv.invalid-signature', '无效签名');
    if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(params.timestamp ?? '')) {
      return refusal('40002', 'isv.invalid-timestamp', '非法的时间戳参数');
    }
    return undefined;
  };

  const certify = (ctx: Koa.Context, params: GatewayParams) => {
    const wrong = refuseCall(params);
    const session = wrong ? undefined : certifications.find(bizOf(params)?.certify_id);
    ctx.type = 'html';
    if (session && !session.passed) {
      ctx.body = certifyPage(session);
      return;
    }
    ctx.status = wrong ? 403 : 404;
    ctx.body = refusedPage(wrong ? '这个地址没有通过验签。' : '这次识别已经完成或已过期。');
  };

  const router = new Router();
  router.all('/gateway.do', (ctx) => {
    const params = paramsOf(ctx);
    if (params.method === CERTIFY_METHOD) return certify(ctx, params);
    const name = `${(params.method ?? '').replaceAll('.', '_')}_response`;
    const wrong = refuseCall(params);
    const method = methods[params.method ?? ''];
    if (!method)
      return answerSigned(ctx, ownKey, 'error_response', refusal('40002', 'isv.invalid-method', '不存在的方法名'));
    const answer = wrong ?? method(params, `http://${ctx.host}`);
    // The token method answers its refusals as error_response, the others under their own name (as the vendor shows them).
    const isToken = params.method === 'alipay.system.oauth.token';
    answerSigned(ctx, ownKey, isToken && answer.code !== '10000' ? 'error_response' : name, answer);
  });

  router.post('/certify/:certifyId', (ctx) => {
    const isPass = new URLSearchParams(textOf(ctx)).get('result') === 'pass';
    const session = certifications.stand(ctx.params.certifyId ?? '', isPass);
    if (session?.returnUrl) {
      ctx.status = 303;
      // Koa's redirect would percent-encode once more; the merchant's address is sent as it was given.
      ctx.set('Location', session.returnUrl);
      return;
    }
    ctx.type = 'html';
    ctx.status = session ? 200 : 404;
    ctx.body = session ? donePage(session.passed === true) : refusedPage('这次识别已经完成或已过期。');
  });

  router.post('/sim/codes', (ctx) => {
    const openId = textField(jsonOf(ctx), 'openId') ?? `sim-a${randomBytes(16).toString('base64url')}`;
    const code = randomBytes(16).toString('hex');
    codes.set(code, { openId, expiresAtMs: clock.nowMs() + CODE_LIFE_MS });
    ctx.body = { code, openId };
  });
  router.get('/code-images/:file', (ctx) => {
    const picture = messages.picture(Number.parseInt(ctx.params.file ?? '', 10));
    if (!picture) throw new SimulatorRefusal(404, 'no such code');
    ctx.type = 'image/png';
    ctx.body = picture;
  });
  router.get('/sim/page-codes', (ctx) => {
    ctx.body = { codes: messages.codes };
  });
  router.post('/sim/subscriptions', (ctx) => {
    const body = jsonOf(ctx);
    const openId = textField(body, 'openId');
    const templateId = textField(body, 'templateId');
    if (!openId || !templateId) throw new SimulatorRefusal(400, 'openId and templateId are needed');
    messages.allow(openId, templateId, typeof body.times === 'number' ? body.times : 1);
    ctx.body = { openId, templateId };
  });
  router.get('/sim/messages', (ctx) => {
    const { openId } = ctx.query;
    ctx.body = { messages: messages.sent.filter((each) => openId === undefined || each.openId === openId) };
  });
  router.post('/sim/phones', (ctx) => {
    const phone = textField(jsonOf(ctx), 'phone');
    if (!phone) throw new SimulatorRefusal(400, 'phone is missing');
    ctx.body = sealedPhone(phone, keys.encryptKey, ownKey);
  });
  router.post('/sim/faces/:certifyId', (ctx) => {
    const body = jsonOf(ctx);
    if (body.result !== 'pass' && body.result !== 'fail')
      throw new SimulatorRefusal(400, 'result must be pass or fail');
    const session = certifications.stand(ctx.params.certifyId ?? '', body.result === 'pass', actorIn(body.actor));
    if (!session) throw new SimulatorRefusal(404, 'no open session with this certify_id');
    ctx.body = { passed: session.passed };
  });

  const app = createApp();
  app.use(faultSwitch({ namesOf: (ctx) => [paramsOf(ctx).method ?? ''] }));
  app.use(clock.middleware);
  app.use(router.routes());
  const listening = await listen(app, options.port, options.host);
  const bffEnv = {
    ALIPAY_URL: listening.url,
    ALIPAY_CERTIFY_PAGE: `${listening.url}/gateway.do`,
    ALIPAY_APPID: keys.appId,
    ALIPAY_PRIVATE_KEY: keys.appPrivateKey,
    ALIPAY_PUBLIC_KEY: keys.alipayPublicKey,
    ALIPAY_ENCRYPT_KEY: keys.encryptKey,
    ALIPAY_TEMPLATES: JSON.stringify(CONFIGURED),
  };
  return { ...listening, bffEnv };
}

function bizOf(params: GatewayParams): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(params.biz_content ?? '');
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function withBiz(params: GatewayParams, answer: (biz: Record<string, unknown>) => Answer): Answer {
  const biz = bizOf(params);
  return biz ? answer(biz) : refusal('40002', 'isv.invalid-parameter', '参数有误：biz_content');
}

function actorIn(value: unknown): { name: string; certificateNumber: string } | undefined {
  if (value === undefined) return undefined;
  const given = (value ?? {}) as Record<string, unknown>;
  const name = textField(given, 'name');
  const certificateNumber = textField(given, 'certificateNumber');
  if (!name || !certificateNumber) throw new SimulatorRefusal(400, 'actor needs name and certificateNumber');
  return { name, certificateNumber };
}
