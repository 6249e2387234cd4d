import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { EndpointRow } from '@gongji/shared/contract/row';
import type { EndpointSchemas } from '@gongji/shared/contract/schemas';
import fc from 'fast-check';
import { z } from 'zod';

/** One request as its bytes go over the wire: what no client of ours would send. */
export interface HostileRequest {
  /** What is wrong with it, for the report. */
  wrong: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: Buffer;
}

interface JsonSchema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  minItems?: number;
}

const jsonSchemaOf = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;

/** Texts of every form that the contract knows; the first that fits a schema is taken. All fictional. */
const TEXTS = [
  '张伟',
  '110101199003070011',
  'gansu',
  '620000',
  '13800001111',
  '123456',
  'ABCDEFGH',
  '2030-01-01T00:00:00.000Z',
  '2030-01-01',
  'http://127.0.0.1:1/pages/back',
  '0123456789abcdef'.repeat(4),
  'abcdefghijkl',
  '1234',
  'A'.repeat(43),
  'wu-liu-yi-cang-2026',
  'abcdefghijklmnopqrstuvwxyz012345',
];

/** A right value for a schema: so right that one wrong thing in it is the only wrong thing. */
function example(schema: JsonSchema): unknown {
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.oneOf ?? schema.anyOf ?? [];
  if (first) return example(first);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, part]) => [name, example(part)]));
    case 'array':
      return [example(schema.items ?? {})];
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return true;
    default: {
      const pattern = schema.pattern === undefined ? /^/u : new RegExp(schema.pattern, 'u');
      const { minLength = 0, maxLength = 1_000_000 } = schema;
      const text = TEXTS.find((each) => pattern.test(each) && each.length >= minLength && each.length <= maxLength);
      if (text === undefined) throw new Error(`no example fits ${JSON.stringify(schema)}`);
      return text;
    }
  }
}

/** All variants of a body: one for each branch of a union at its top or one below. */
function variants(schema: JsonSchema): unknown[] {
  for (const [name, part] of Object.entries(schema.properties ?? {})) {
    const branches = part.oneOf ?? part.anyOf;
    if (!branches) continue;
    const whole = example(schema) as Record<string, unknown>;
    return branches.map((branch) => ({ ...whole, [name]: example(branch) }));
  }
  return (schema.oneOf ?? schema.anyOf)?.map(example) ?? [example(schema)];
}

type Path = (string | number)[];

/** Every place in a value, the top itself left out. */
function placesOf(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    return [{ path: here, value: part }, ...placesOf(part, here)];
  });
}

function withChange(value: unknown, path: Path, change: (part: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((part, index) => (index === key ? withChange(part, rest, change) : part));
  const whole = value as Record<string, unknown>;
  return { ...whole, [key]: withChange(whole[key], rest, change) };
}

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const SPOILERS = ['\u0000', '\u0007', '\u001b[31m', '\u202e', '\ud800', '\u0085'];
const WRONG_TYPES: unknown[] = [null, true, 7, -0.5, 'x', [], {}, [null], { $ne: '' }, { $gt: '' }];
const isOtherType = (a: unknown, b: unknown) =>
  Array.isArray(a) !== Array.isArray(b) || typeof a !== typeof b || a === null;
const textOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value), 'utf8');

/** Wrong in exactly one way; every one of them has to be refused before anything is done. */
function wrongBodies(schema: JsonSchema, limit: number): fc.Arbitrary<{ wrong: string; body: Buffer; type?: string }> {
  return fc.constantFrom(...variants(schema)).chain((right) => {
    const places = placesOf(right);
    const texts = places.filter((place) => typeof place.value === 'string');
    const objects = [[] as Path, ...places.filter(({ value }) => isPlainObject(value)).map(({ path }) => path)];
    const raw = (wrong: string, text: string) => ({ wrong, body: Buffer.from(text, 'utf8') });
    const changed = (wrong: string, path: Path, change: (part: unknown) => unknown) => ({
      wrong: `${wrong} at ${path.join('.')}`,
      body: textOf(withChange(right, path, change)),
    });
    const json = JSON.stringify(right);
    const kinds: fc.Arbitrary<{ wrong: string; body: Buffer; type?: string }>[] = [
      fc
        .tuple(fc.constantFrom(...objects), fc.constantFrom('unknown', '$where', 'isAdmin', '龘', '_id', 'toString'))
        .map(([path, name]) => changed(`unknown field ${name}`, path, (part) => ({ ...(part as object), [name]: 1 }))),
      fc.constantFrom(
        raw('prototype key', json.replace(/^\{/, '{"__proto__":{"isAdmin":true},')),
        raw('constructor key', json.replace(/^\{/, '{"constructor":{"prototype":{}},')),
        raw('deep nesting', json.replace(/^\{/, `{"deep":${deep(Math.floor(limit / 3))},`)),
        raw('a little too deep', json.replace(/^\{/, `{"deep":${deep(20)},`)),
        raw('only brackets', deep(limit * 40)),
        raw('cut off', json.slice(0, -1)),
        raw('two values', `${json}${json}`),
        raw('an array', `[${json}]`),
        raw('a text', '"张伟"'),
        raw('null', 'null'),
        raw('nothing', ''),
        raw('a byte order in the middle', `${json}\ufeff`),
        { wrong: 'broken UTF-8', body: Buffer.concat([Buffer.from(json), Buffer.from([0xff, 0xfe])]) },
        { wrong: 'UTF-16', body: Buffer.from(json, 'utf16le') },
        { wrong: 'too large', body: Buffer.from(json.replace(/^\{/, `{"large":"${'龘'.repeat(limit)}",`)) },
        { wrong: 'another content type', body: Buffer.from(json), type: 'text/plain' },
        { wrong: 'a form', body: Buffer.from('a=1&b=2'), type: 'application/x-www-form-urlencoded' },
      ),
      fc
        .uint8Array({ minLength: 1, maxLength: 200 })
        .filter((bytes) => !isObjectText(Buffer.from(bytes)))
        .map((bytes) => ({ wrong: 'noise', body: Buffer.from(bytes) })),
    ];
    if (places.length > 0) {
      kinds.push(
        fc
          .constantFrom(...places)
          .chain(({ path, value }) =>
            fc
              .constantFrom(...WRONG_TYPES.filter((other) => isOtherType(other, value)))
              .map((other) => changed(`${JSON.stringify(other)} for ${JSON.stringify(value)}`, path, () => other)),
          ),
      );
    }
    if (texts.length > 0) {
      kinds.push(
        fc
          .tuple(fc.constantFrom(...texts), fc.constantFrom(...SPOILERS), fc.boolean())
          .map(([{ path }, spoiler, isFirst]) =>
            changed(`character ${JSON.stringify(spoiler)}`, path, (text) =>
              isFirst ? spoiler + text : text + spoiler,
            ),
          ),
        fc
          .constantFrom(...texts)
          .map(({ path }) => changed('huge text', path, () => '龘'.repeat(Math.ceil(limit / 3) + 1))),
      );
    }
    return fc.oneof(...kinds);
  });
}

const isPlainObject = (value: unknown) => value !== null && typeof value === 'object' && !Array.isArray(value);

function isObjectText(bytes: Buffer): boolean {
  try {
    return isPlainObject(JSON.parse(bytes.toString('utf8')));
  } catch {
    return false;
  }
}

const WRONG_PARAMS = [
  '%00',
  '..%2f..%2fetc%2fpasswd',
  '%F0%9F%98%80',
  'a.b',
  '%24where',
  '%7B%22$gt%22:%22%22%7D',
  "'%20or%201=1",
  '%ED%A0%80',
  '%zz',
  'x'.repeat(5_000),
  '%E9%BE%98',
];
const WRONG_QUERIES = [
  'unknown=1',
  '__proto__=1',
  'a[$ne]=1',
  '%00=1',
  'q=%00',
  '%F0%9F%98%80=%ED%A0%80',
  'limit=1&limit=2',
];

/**
 * Requests for one row that are wrong in one way, with everything else in order: path, headers and body made from the row
 * and its schemas themselves, so that a new row is covered without a word here.
 * @param allowed headers of a caller who may use the row
 */
export function hostileRequests(
  { row, schemas }: { row: EndpointRow; schemas: EndpointSchemas },
  allowed: Record<string, string>,
): fc.Arbitrary<HostileRequest> {
  const rightParams = (schemas.params ? example(jsonSchemaOf(schemas.params)) : {}) as Record<string, string>;
  const pathWith = (params: Record<string, string>) =>
    row.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
  const right = pathWith(rightParams);
  const bodySchema = schemas.body ? jsonSchemaOf(schemas.body) : undefined;
  const rightBody = bodySchema ? textOf(example(bodySchema)) : undefined;
  const json = { 'content-type': 'application/json' };
  const headers = {
    ...allowed,
    ...(row.isIdempotent ? { 'idempotency-key': '00000000-0000-4000-8000-000000000000' } : {}),
    ...(rightBody ? json : {}),
  };
  const base = { method: row.method, path: right, headers, ...(rightBody ? { body: rightBody } : {}) };
  const kinds: fc.Arbitrary<HostileRequest>[] = [
    fc.constantFrom(...WRONG_QUERIES).map((query) => ({ ...base, wrong: `query ${query}`, path: `${right}?${query}` })),
  ];
  for (const name of Object.keys(rightParams)) {
    kinds.push(
      fc.constantFrom(...WRONG_PARAMS).map((value) => ({
        ...base,
        wrong: `${name} is ${value.slice(0, 40)}`,
        path: pathWith({ ...rightParams, [name]: value }),
      })),
    );
  }
  if (bodySchema) {
    const wrongBody = wrongBodies(bodySchema, row.bodyLimitBytes).map(({ wrong, body, type }) => ({
      ...base,
      wrong,
      body,
      headers: { ...headers, 'content-type': type ?? 'application/json' },
    }));
    // Bodies are where most can be wrong.
    kinds.push(wrongBody, wrongBody, wrongBody, wrongBody, wrongBody);
  } else {
    kinds.push(
      fc.constantFrom('{"a":1}', '[]', 'null', '龘'.repeat(2_000), '\u0000').map((text) => ({
        ...base,
        wrong: `a body (${text.slice(0, 10)}) where none belongs`,
        headers: { ...headers, ...json },
        body: Buffer.from(text),
      })),
    );
  }
  if (row.isIdempotent) {
    kinds.push(
      fc.constantFrom('', 'x', '0', '龘', 'a'.repeat(4_000), '{}').map((key) => ({
        ...base,
        wrong: `idempotency key ${key.slice(0, 10)}`,
        headers: { ...headers, 'idempotency-key': encodeURI(key) },
      })),
    );
  }
  if (row.access !== 'public') {
    kinds.push(
      fc
        .constantFrom('', 'Bearer', 'Bearer x.y.z', `Bearer ${'e'.repeat(6_000)}`, 'Basic YTpi')
        .map((authorization) => ({
          ...base,
          wrong: `authorization ${authorization.slice(0, 14)}`,
          headers: { ...headers, authorization, cookie: 'gongji-operator=x' },
        })),
    );
  }
  return fc.oneof(...kinds);
}

const NO_NAMES = ['张😀三', '😀', '👨‍👩‍👧', '<script>', "Robert'); DROP", '{{7*7}}', '张三\u200b', 'Zhang', '张1'];

/** Requests for one row that are right but for a name that nobody can have; none where the row takes no name. */
export function namelessRequests(
  { row, schemas }: { row: EndpointRow; schemas: EndpointSchemas },
  allowed: Record<string, string>,
): HostileRequest[] {
  if (!schemas.body) return [];
  const params = (schemas.params ? example(jsonSchemaOf(schemas.params)) : {}) as Record<string, string>;
  const right = variants(jsonSchemaOf(schemas.body));
  const path = row.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
  return right.flatMap((body) =>
    placesOf(body)
      .filter((place) => place.path.at(-1) === 'name' && typeof place.value === 'string')
      .flatMap((place) =>
        NO_NAMES.map((name) => ({
          wrong: `${place.path.join('.')} is ${name}`,
          method: row.method,
          path,
          headers: { ...allowed, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
          body: textOf(withChange(body, place.path, () => name)),
        })),
      ),
  );
}

/** Sends a request as it is: nothing is put right on the way. */
export function send(url: string, request: HostileRequest): Promise<{ status: number; text: string }> {
  const { method, path, headers, body } = request;
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const length: Record<string, string> = body ? { 'content-length': String(body.length) } : {};
    const sent = http.request({ hostname, port, method, path, headers: { ...headers, ...length } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      answer.once('error', reject);
    });
    // A refusal may come before the body was taken: the answer counts, not that the rest was not read.
    sent.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' || !sent.writableFinished) reject(error);
    });
    sent.end(body);
  });
}
