import { AlipaySdk } from 'alipay-sdk';
import { createExchange } from '../exchange';
import { GatewayError, isGatewayError } from '../gateway-error';
import { type RepeatRule, withRepeats } from '../repeats';
import type { AlipayGateway } from './port';
import { openPhone, publicKeyOf, readAnswer } from './wire';

export interface AlipayConfig {
  /** https://openapi.alipay.com, or a simulator; `/gateway.do` is added. */
  url: string;
  appId: string;
  /** The app's private key: Base64 PKCS#8. */
  privateKey: string;
  /** Alipay's public key: Base64 SPKI or PEM. */
  alipayPublicKey: string;
  /** Base64 AES key of the app; without it phone numbers cannot be opened. */
  encryptKey?: string;
  /** Gateway address as the citizen's browser reaches it, when it differs from ours. */
  certifyPageUrl?: string;
  /** Face checks are a product of their own in Alipay's contract. */
  certifyBizCode?: string;
  /** Time for one try. */
  timeoutMs?: number;
}

const CERTIFY = 'alipay.user.certify.open';
/** Sub-codes that mean "this person did not allow it, or it is used up". Alipay's list is long and changes: told by its words. */
const NOT_SUBSCRIBED = /NOT_?SUBSCRI|UNSUBSCRI|SUBSCRIBE_?(?:RELATION|NOT)|REFUSE/i;
/** These stand in the query, the rest in the body (the vendor's SDKs do the same). */
const QUERY_NAMES = new Set(['app_id', 'method', 'format', 'charset', 'sign_type', 'sign', 'timestamp', 'version']);

/**
 * Speaks Alipay's gateway, version 1.0 with RSA2. The vendor's SDK signs; sending and reading is ours, because the SDK's
 * own client sends a request again after a broken socket (a login code works once) and follows redirects.
 * @throws at once when a key is missing or no key at all: an unverified answer must never be possible
 */
export function alipayOverHttp(config: AlipayConfig): AlipayGateway {
  const gatewayUrl = `${config.url.replace(/\/+$/, '')}/gateway.do`;
  const alipayKey = publicKeyOf(config.alipayPublicKey);
  const identity = { appId: config.appId, privateKey: config.privateKey, keyType: 'PKCS8' } as const;
  const sdk = new AlipaySdk({ ...identity, gateway: gatewayUrl });
  const pageSdk = new AlipaySdk({ ...identity, gateway: config.certifyPageUrl ?? gatewayUrl });
  const exchange = createExchange('alipay', config.timeoutMs ?? 5000);

  const call = (method: string, params: Record<string, unknown>, repeat: RepeatRule) =>
    withRepeats(repeat, async () => {
      const query = new URLSearchParams();
      const form = new URLSearchParams();
      for (const [name, value] of new URLSearchParams(sdk.sdkExecute(method, params))) {
        (QUERY_NAMES.has(name) ? query : form).set(name, value);
      }
      const answer = await exchange.send({
        operation: method,
        url: `${gatewayUrl}?${query}`,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8', accept: 'application/json' },
        body: form.toString(),
        repeat: 'never',
      });
      return readAnswer(method, answer, alipayKey);
    });

  const textIn = (method: string, body: Record<string, unknown>, name: string): string => {
    const value = body[name];
    if (typeof value === 'string' && value !== '') return value;
    throw new GatewayError({ kind: 'unavailable', gateway: 'alipay', operation: method, vendorCode: `no-${name}` });
  };

  return {
    async codeToOpenId(code) {
      const method = 'alipay.system.oauth.token';
      const body = await call(method, { grantType: 'authorization_code', code }, 'onlyUnsent');
      return { openId: textIn(method, body, 'open_id') };
    },

    async startCertify({ outerOrderNo, name, certificateNumber, returnUrl }) {
      const bizContent = {
        outer_order_no: outerOrderNo,
        biz_code: config.certifyBizCode ?? 'FACE',
        identity_param: {
          identity_type: 'CERT_INFO',
          cert_type: 'IDENTITY_CARD',
          cert_name: name,
          cert_no: certificateNumber,
        },
        merchant_config: returnUrl === undefined ? {} : { return_url: returnUrl },
      };
      const body = await call(`${CERTIFY}.initialize`, { bizContent }, 'onlyUnsent');
      const certifyId = textIn(`${CERTIFY}.initialize`, body, 'certify_id');
      const url = pageSdk.pageExecute(`${CERTIFY}.certify`, 'GET', { bizContent: { certify_id: certifyId } });
      return { certifyId, url };
    },

    async queryCertify(certifyId) {
      const body = await call(`${CERTIFY}.query`, { bizContent: { certify_id: certifyId } }, 'harmless');
      if (body.passed === 'T') return 'passed';
      // An unfinished check is also F; what tells it from a failed one is the reason. Neither is ever a pass.
      return typeof body.fail_reason === 'string' && body.fail_reason !== '' ? 'failed' : 'pending';
    },

    openPhone(sealed) {
      if (config.encryptKey) return openPhone(sealed, alipayKey, config.encryptKey);
      throw new GatewayError({
        kind: 'rejected',
        gateway: 'alipay',
        operation: 'getPhoneNumber',
        vendorCode: 'no-key',
      });
    },

    async sendTemplate({ openId, templateId, page, data }) {
      const wrapped = Object.fromEntries(Object.entries(data).map(([field, value]) => [field, { value }]));
      const bizContent = {
        to_open_id: openId,
        user_template_id: templateId,
        page,
        data: JSON.stringify(wrapped),
      };
      try {
        await call('alipay.open.app.mini.templatemessage.send', { bizContent }, 'onlyUnsent');
        return 'sent';
      } catch (error) {
        if (isGatewayError(error, 'rejected') && NOT_SUBSCRIBED.test(error.vendorCode ?? '')) return 'notSubscribed';
        throw error;
      }
    },

    async codeImage({ page, query, describe }) {
      const method = 'alipay.open.app.qrcode.create';
      const body = await call(method, { bizContent: { url_param: page, query_param: query, describe } }, 'harmless');
      return { url: textIn(method, body, 'qr_code_url') };
    },

    close: () => exchange.close(),
  };
}
