import type { z } from 'zod';
import type { Route, Step } from '../exchange';
import { HttpError } from '../http-error';
import { isCleanText } from '../json';

type Detail = { field: string; problem: string };
type Issue = z.core.$ZodIssue;

/** Checks path parameters, query and body against the row's strict schemas. Throws UNKNOWN_FIELD or BAD_REQUEST with details in Chinese. */
export function validate({ schemas }: Route): Step {
  return async (ctx, next) => {
    ctx.state.params = part(schemas.params, ctx.params ?? {}, false);
    ctx.state.query = queryPart(schemas.query, queryOf(new URLSearchParams(ctx.querystring)));
    ctx.state.body = schemas.body === undefined ? undefined : part(schemas.body, ctx.state.json, true);
    await next();
  };
}

function part(schema: z.ZodType | undefined, value: unknown, isBody: boolean): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value, { error: inPlainWords });
  if (parsed.success) return parsed.data;
  throw asHttpError(parsed.error.issues, isBody);
}

function queryPart(schema: z.ZodType | undefined, query: Record<string, string>): unknown {
  if (schema === undefined) {
    const names = Object.keys(query);
    if (names.length > 0) throw new HttpError('UNKNOWN_FIELD', { details: names.map(unknownField) });
    return undefined;
  }
  const parsed = schema.safeParse(query, { error: inPlainWords });
  if (parsed.success) return parsed.data;
  // A form sends `region=` for a field that was left empty: the same as not sending it
  const filled = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
  const again = schema.safeParse(filled, { error: inPlainWords });
  if (again.success) return again.data;
  throw asHttpError(parsed.error.issues, false);
}

function queryOf(search: URLSearchParams): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of search) {
    if (Object.hasOwn(query, name))
      throw new HttpError('BAD_REQUEST', { details: [{ field: name, problem: '这一项重复了' }] });
    if (!isCleanText(name) || !isCleanText(value)) {
      throw new HttpError('BAD_REQUEST', { details: [{ field: 'query', problem: '含有不能识别的字符' }] });
    }
    Object.defineProperty(query, name, { value, enumerable: true });
  }
  return query;
}

function asHttpError(issues: readonly Issue[], isBody: boolean): HttpError {
  const flat = issues.flatMap((issue) => flatten(issue, []));
  const unknown = flat.flatMap(({ issue, path }) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => unknownField(join([...path, key]))) : [],
  );
  if (unknown.length > 0) return new HttpError('UNKNOWN_FIELD', { details: unknown });
  const details: Detail[] = flat.map(({ issue, path }) => ({
    field: join(path) || (isBody ? 'body' : 'query'),
    problem: issue.message,
  }));
  return new HttpError('BAD_REQUEST', { details: details.slice(0, 20) });
}

/** A union's own branches hide the real problem: where one branch differs least, its issues are told. */
function flatten(issue: Issue, parent: readonly PropertyKey[]): { issue: Issue; path: PropertyKey[] }[] {
  const path = [...parent, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const best = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
    if (best.length > 0) return best.flatMap((inner) => flatten(inner, path));
  }
  return [{ issue, path }];
}

const unknownField = (field: string): Detail => ({ field, problem: '不认识的字段' });
const join = (path: readonly PropertyKey[]) => path.map(String).join('.');

/** Words for problems whose schema has no words of its own. Values are never repeated: they may be personal. */
function inPlainWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '缺少这一项' : '填写的格式不对';
    case 'too_big':
      return `太大或太长，最多 ${issue.maximum}`;
    case 'too_small':
      return `太小或太短，最少 ${issue.minimum}`;
    case 'invalid_value':
    case 'invalid_union':
      return '不是可以选择的内容';
    case 'unrecognized_keys':
      return '不认识的字段';
    default:
      return '填写的格式不对';
  }
}
