import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { errors as registry } from '@gongji/shared/contract/errors';
import { OPERATOR_ROLE_WORDS } from '@gongji/shared/contract/operator-roles';
import { errorBody } from '@gongji/shared/contract/parts.schemas';
import type { Route } from './exchange';

const ALWAYS = ['BAD_REQUEST', 'UNKNOWN_FIELD', 'TOO_MANY_REQUESTS', 'INTERNAL'] as const;

/** The API as OpenAPI 3.1, made from the same rows and schemas that the router uses. */
export function openApiOf(routes: readonly Route[], version: string): Record<string, unknown> {
  const documents = new OpenAPIRegistry();
  documents.registerComponent('securitySchemes', 'session', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' });
  documents.registerComponent('securitySchemes', 'operator', { type: 'apiKey', in: 'cookie', name: 'gongji-operator' });
  for (const { name, row, schemas } of routes) {
    const request: Record<string, unknown> = {};
    if (schemas.params) request.params = schemas.params;
    if (schemas.query) request.query = schemas.query;
    if (schemas.body) request.body = { required: true, content: { 'application/json': { schema: schemas.body } } };
    documents.registerPath({
      operationId: name,
      tags: [name.split('.')[0] ?? name],
      method: row.method.toLowerCase() as RouteConfig['method'],
      path: row.path.replace(/:([A-Za-z]+)/g, '{$1}'),
      summary: row.summary,
      description: describeRow(row),
      security: row.access === 'public' ? [] : [{ [row.access === 'operator' ? 'operator' : 'session']: [] }],
      parameters: row.isIdempotent
        ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }]
        : [],
      request: request as RouteConfig['request'],
      responses: {
        200: { description: '成功', content: { 'application/json': { schema: schemas.response } } },
        default: {
          description: '没有办成：code 见错误表，message 可以直接给人看',
          content: { 'application/json': { schema: errorBody } },
        },
      },
    });
  }
  return new OpenApiGeneratorV31(documents.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: '职工医保家庭共济 API', version, description: errorTable() },
  }) as unknown as Record<string, unknown>;
}

function describeRow(row: Route['row']): string {
  const access = {
    public: '任何人可用',
    session: '登录后可用',
    proven: '证明是本人后可用',
    operator: `运营台登录后可用（${(row.roles ?? []).map((role) => OPERATOR_ROLE_WORDS[role]).join('、')}）`,
  }[row.access];
  const limit = row.body === 'json' ? `；内容最多 ${row.bodyLimitBytes} 字节` : '';
  return `${access}${limit}${row.rateLimit ? `；限流：${row.rateLimit}` : ''}`;
}

function errorTable(): string {
  const rows = Object.entries(registry).map(([code, { status, message }]) => `| ${code} | ${status} | ${message} |`);
  return [
    `每个请求都可能得到 ${ALWAYS.join('、')}。`,
    '',
    '| code | 状态 | message |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
}
