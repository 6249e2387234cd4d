import { sm2 } from 'sm-crypto-v2';
import type { CoreSigning, SignedHead } from './strategy';

const HEX_SIGNATURE = /^[0-9a-f]{128}$/;

/** SM2 with SM3 (default user id) over all top-level parameters of the message and its head, sorted by name. */
export const sm2Signing: CoreSigning = {
  sign(body, head, { privateKey }) {
    if (!privateKey) throw new Error('sm2 signing needs a private key');
    return { signature: sm2.doSignature(sortedParameters(body, head), privateKey, { hash: true }) };
  },
  verify(body, head, { signature }, { publicKey }) {
    if (!publicKey || !HEX_SIGNATURE.test(signature)) return false;
    try {
      return sm2.doVerifySignature(sortedParameters(body, head), signature, publicKey, { hash: true });
    } catch {
      return false; // a body that is no JSON object, or r or s outside the curve's order
    }
  },
};

/** `name=value` pairs joined by `&`, names in code-unit order, values percent-encoded; objects as JSON with sorted names. */
function sortedParameters(body: string, head: SignedHead): string {
  const parameters: Record<string, unknown> = {
    ...(JSON.parse(body) as Record<string, unknown>),
    paasid: head.keyId,
    timestamp: head.timestamp,
    nonce: head.nonce,
    ...(head.requestNonce === undefined ? {} : { request_nonce: head.requestNonce }),
  };
  return Object.keys(parameters)
    .sort()
    .map((name) => `${name}=${encodeURIComponent(textOf(parameters[name]))}`)
    .join('&');
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(sorted(value)));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, sorted(part)]));
}
