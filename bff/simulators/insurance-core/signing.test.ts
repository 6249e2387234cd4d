import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createExchange } from '../../src/gateways/exchange';
import { isGatewayError } from '../../src/gateways/gateway-error';
import { type CoreConnections, parseCoreConnections } from '../../src/gateways/insurance-core/connections';
import { createInsuranceCores } from '../../src/gateways/insurance-core/http';
import { strategyOf } from '../../src/gateways/insurance-core/signing/index';
import { createTradeClient } from '../../src/gateways/insurance-core/trade-client';
import { certificateOf, GANSU, HEBEI, TestBed } from './testing';

interface Tampering {
  request?: (body: Buffer, headers: Record<string, string>) => Buffer;
  answer?: (body: Buffer, headers: Record<string, string>) => Buffer;
}

let bed: TestBed;
/** A man in the middle: hands everything on, after `tampering` had its way. */
let middle: Server;
let tampering: Tampering = {};
let through: CoreConnections;

beforeAll(async () => {
  bed = await TestBed.start();
  middle = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => name.startsWith('x-tif')),
    ) as Record<string, string>;
    const body = tampering.request?.(Buffer.concat(chunks), headers) ?? Buffer.concat(chunks);
    const answer = await fetch(bed.running.url + request.url, { method: 'POST', headers, body: new Uint8Array(body) });
    const answerHeaders = Object.fromEntries([...answer.headers].filter(([name]) => name.startsWith('x-tif')));
    const got = Buffer.from(await answer.arrayBuffer());
    const answerBody = tampering.answer?.(got, answerHeaders) ?? got;
    response.writeHead(answer.status, answerHeaders).end(answerBody);
  });
  await new Promise<void>((resolve) => middle.listen(0, '127.0.0.1', resolve));
  const port = (middle.address() as AddressInfo).port;
  const connections = parseCoreConnections(bed.running.bffEnv.CORE_CONNECTIONS);
  through = Object.fromEntries(
    Object.entries(connections).map(([region, connection]) => [
      region,
      { ...connection, url: connection.url.replace(/:\d+\//, `:${port}/`) },
    ]),
  );
});
afterAll(async () => {
  middle.close();
  await bed.stop();
});

const flip = (body: Buffer, at: number, bit: number) => {
  const copy = Buffer.from(body);
  const index = at % copy.length;
  copy[index] = (copy[index] as number) ^ (1 << bit);
  return copy;
};
const position = fc.record({ at: fc.nat({ max: 5000 }), bit: fc.integer({ min: 0, max: 7 }) });

async function ask(region: string, name: string, during: Tampering, connections = through, nowMs?: () => number) {
  tampering = during;
  const cores = createInsuranceCores(connections, { timeoutMs: 2000, nowMs });
  try {
    return await cores.coreFor(region)?.person({ certificateNumber: certificateOf(name) });
  } finally {
    tampering = {};
    await cores.close();
  }
}

describe.each([
  { region: GANSU, strategy: 'sm2', name: '王建国' },
  { region: HEBEI, strategy: 'sha256', name: '张伟民' },
])('$strategy', ({ region, strategy, name }) => {
  test('is what this core speaks, and passes untouched', async () => {
    expect(through[region]?.strategy).toBe(strategy);
    expect(await ask(region, name, {})).toMatchObject({ name });
  });

  test('one flipped bit of a question is refused', async () => {
    await fc.assert(
      fc.asyncProperty(position, async ({ at, bit }) => {
        const result = ask(region, name, { request: (body) => flip(body, at, bit) });
        await expect(result).rejects.toSatisfy((error) => isGatewayError(error) && error.kind !== 'timeout');
      }),
      { numRuns: 25 },
    );
  });

  test('one flipped bit of an answer is refused', async () => {
    await fc.assert(
      fc.asyncProperty(position, async ({ at, bit }) => {
        const result = ask(region, name, { answer: (body) => flip(body, at, bit) });
        await expect(result).rejects.toSatisfy((error) => isGatewayError(error, 'badSignature'));
      }),
      { numRuns: 25 },
    );
  });

  test.each([
    'x-tif-timestamp',
    'x-tif-nonce',
    'x-tif-signature',
  ])('a changed %s is refused both ways', async (header) => {
    const change = (body: Buffer, headers: Record<string, string>) => {
      const value = headers[header] as string;
      headers[header] = (value.startsWith('1') ? '2' : '1') + value.slice(1);
      return body;
    };
    await expect(ask(region, name, { request: change })).rejects.toSatisfy((error) => isGatewayError(error));
    await expect(ask(region, name, { answer: change })).rejects.toSatisfy((error) =>
      isGatewayError(error, 'badSignature'),
    );
  });

  test('an old answer does not pass for the answer to a new question', async () => {
    let kept: { body: Buffer; headers: Record<string, string> } | undefined;
    const answer = (body: Buffer, headers: Record<string, string>) => {
      kept ??= { body, headers: { ...headers } };
      Object.assign(headers, kept.headers);
      return kept.body;
    };
    expect(await ask(region, name, { answer })).toMatchObject({ name });
    await expect(ask(region, name, { answer })).rejects.toSatisfy((error) => isGatewayError(error, 'badSignature'));
  });

  test('a clock that is off is refused', async () => {
    const tenMinutesAhead = () => Date.now() + 600_000;
    await expect(ask(region, name, {}, through, tenMinutesAhead)).rejects.toSatisfy((error) => isGatewayError(error));
  });

  test('the same request sent twice is a replay', async () => {
    const url = new URL(through[region]?.url ?? '');
    let seen: { body: Buffer; headers: Record<string, string> } | undefined;
    await ask(region, name, {
      request: (body, headers) => {
        seen = { body, headers: { ...headers } };
        return body;
      },
    });
    const again = await fetch(bed.running.url + url.pathname, {
      method: 'POST',
      headers: seen?.headers,
      body: new Uint8Array(seen?.body ?? Buffer.alloc(0)),
    });
    expect(again.status).toBe(401);
    expect(await again.json()).toMatchObject({ infcode: -1, output: { err_code: 'NONCE_REPLAYED' } });
  });

  test('the key of another core, or of nobody, is refused', async () => {
    const own = through[region];
    if (!own) throw new Error('no connection');
    const nobody = { ...through, [region]: { ...own, keyId: 'simulator-nobody' } };
    await expect(ask(region, name, {}, nobody)).rejects.toSatisfy((error) => isGatewayError(error));
  });

  test('the program may not settle, a till may not bind', async () => {
    const app = through[region];
    const till = parseCoreConnections(JSON.stringify(bed.running.institutionConnections))[region];
    if (!app || !till) throw new Error('no connection');
    const exchange = createExchange('test', 2000);
    const asApp = createTradeClient({ region, connection: app, exchange, nowMs: Date.now });
    const asTill = createTradeClient({ region, connection: till, exchange, nowMs: Date.now });
    await expect(asApp.call('2207', {}, 'x')).rejects.toMatchObject({
      kind: 'rejected',
      vendorCode: 'INFNO_NOT_ALLOWED',
    });
    await expect(asTill.call('GJ02', {}, 'x')).rejects.toMatchObject({
      kind: 'rejected',
      vendorCode: 'INFNO_NOT_ALLOWED',
    });
    await expect(asTill.call('9999', {}, 'x')).rejects.toMatchObject({ kind: 'rejected', vendorCode: 'INFNO_UNKNOWN' });
    await expect(asTill.call('2208', { data: {} }, 'x')).rejects.toMatchObject({
      kind: 'rejected',
      vendorCode: 'INPUT_INVALID',
    });
    await exchange.close();
  });
});

test('sha256 header is SHA-256 of timestamp + secret + nonce + timestamp', () => {
  const connection = {
    strategy: 'sha256',
    url: 'http://core.test/',
    keyId: 'k',
    secret: 'a-secret-of-some-length',
  } as const;
  const head = { keyId: 'k', timestamp: '1700000000', nonce: 'n-1' };
  const right = createHash('sha256').update('1700000000a-secret-of-some-lengthn-11700000000').digest('hex');
  expect(strategyOf(connection).sign('{}', head, connection).signature).toBe(right);
});
