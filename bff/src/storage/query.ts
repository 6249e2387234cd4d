import type { Form } from './form';
import { type Condition, type FindOptions, Invalid, type Query, type Scalar, type StoredDocument } from './port';
import { isPlainObject, shapeAt } from './shape';

type Sort = Record<string, 1 | -1>;
/** A filter in the dialect that NeDB and MongoDB share; built here only, so both read the very same one. */
export type NativeFilter = Record<string, unknown>;

const ranges = ['$lt', '$lte', '$gt', '$gte'];
const operators = [...ranges, '$in', '$exists'];

/** Checks a query against the collection's form and returns a copy. Throws Invalid(path) on anything outside the language. */
export function checkQuery<T extends StoredDocument>(form: Form<T>, query: Query): NativeFilter {
  if (!isPlainObject(query)) throw new Invalid('query', 'not an object');
  const filter: NativeFilter = {};
  for (const [path, condition] of Object.entries(query)) filter[path] = checkCondition(form, path, condition);
  return filter;
}

function checkCondition<T extends StoredDocument>(form: Form<T>, path: string, condition: Condition): unknown {
  const found = shapeAt(form.shape, path);
  if (!found) throw new Invalid(path, 'not a declared field');
  const { kind } = found.shape;
  if (kind === 'array' || kind === 'object' || kind === 'free') throw new Invalid(path, 'only scalars can be queried');
  if (found.arrays > 1) throw new Invalid(path, 'crosses more than one array');
  const checkScalar = (value: unknown): Scalar => {
    if (typeof value !== kind) throw new Invalid(path, `compared with something that is not a ${kind}`);
    if (kind === 'number' && !Number.isFinite(value)) throw new Invalid(path, 'not a finite number');
    if (/Fen$/.test(path) && !Number.isSafeInteger(value)) throw new Invalid(path, 'fen are whole numbers');
    return value as Scalar;
  };
  if (!isPlainObject(condition)) return checkScalar(condition);

  const checked: Record<string, unknown> = {};
  for (const [operator, operand] of Object.entries(condition)) {
    if (operand === undefined) continue;
    if (!operators.includes(operator)) throw new Invalid(path, `${operator} is not part of the query language`);
    if (operator === '$in') {
      if (!Array.isArray(operand)) throw new Invalid(path, '$in takes an array');
      checked.$in = operand.map(checkScalar);
    } else if (found.arrays > 0) {
      throw new Invalid(path, `${operator} over an array`);
    } else if (operator === '$exists') {
      if (typeof operand !== 'boolean') throw new Invalid(path, '$exists takes true or false');
      checked.$exists = operand;
    } else {
      if (kind === 'boolean') throw new Invalid(path, `${operator} on true and false`);
      checked[operator] = checkScalar(operand);
    }
  }
  if (Object.keys(checked).length === 0) throw new Invalid(path, 'an empty condition');
  return checked;
}

/** The filter, the full sort and the limit to run. Throws Invalid on an unbacked sort, a bad limit or a foreign cursor. */
export function planFind<T extends StoredDocument>(
  form: Form<T>,
  query: Query,
  options: FindOptions,
): { filter: NativeFilter; sort: Sort | undefined; limit: number | undefined } {
  const filter = checkQuery(form, query);
  const { limit, after } = options;
  if (limit !== undefined && (!Number.isSafeInteger(limit) || limit < 1))
    throw new Invalid('limit', 'a whole number from 1');
  // A cursor alone walks by _id.
  const asked = options.sort ?? (after === undefined ? undefined : {});
  if (!asked) return { filter, sort: undefined, limit };
  checkSort(form, asked, limit);
  const sort = totalSort(asked);
  if (after !== undefined) {
    const clauses = keyset(Object.entries(sort), readCursor(form, after, sort));
    // Nothing can come after it: a filter that no document meets.
    filter.$or = clauses.length > 0 ? clauses : [{ _id: { $in: [] } }];
  }
  return { filter, sort, limit };
}

function checkSort<T extends StoredDocument>(form: Form<T>, sort: Sort, limit: number | undefined): void {
  const fields = Object.keys(sort);
  for (const field of fields) {
    const found = shapeAt(form.shape, field);
    if (!found || found.arrays > 0 || (found.shape.kind !== 'string' && found.shape.kind !== 'number')) {
      throw new Invalid(field, 'only declared strings and numbers outside arrays can be sorted by');
    }
    if (sort[field] !== 1 && sort[field] !== -1) throw new Invalid(field, 'sort is 1 or -1');
  }
  if (limit !== undefined || fields.length === 0 || fields[0] === '_id') return;
  const isBacked = form.definition.indexes.some((index) => {
    const indexed = Object.keys(index.fields);
    return !index.sparse && fields.every((field, i) => indexed[i] === field);
  });
  if (!isBacked) throw new Invalid(fields[0] as string, 'a sort needs a limit or an index');
}

/** The sort with `_id` behind it, so that equal keys have one order and paging neither skips nor repeats. */
function totalSort(sort: Sort): Sort {
  if ('_id' in sort) return { ...sort };
  const directions = Object.values(sort);
  return { ...sort, _id: directions[directions.length - 1] ?? 1 };
}

/** An opaque cursor: the document's place in this sort. Holds its sort values, so never sort by sealed fields. */
export function cursorOf<T extends StoredDocument>(form: Form<T>, document: T, sort: Sort): string {
  checkSort(form, sort, 1);
  const total = totalSort(sort);
  const values = Object.keys(total).map((path) => {
    const value = path.split('.').reduce<unknown>((at, part) => (isPlainObject(at) ? at[part] : undefined), document);
    // An absent value is an empty list, because JSON has no undefined and null is not part of this storage.
    return value === undefined ? [] : [value];
  });
  return Buffer.from(JSON.stringify([total, values])).toString('base64url');
}

function readCursor<T extends StoredDocument>(form: Form<T>, cursor: string, sort: Sort): (Scalar | undefined)[] {
  const refuse = () => new Invalid('after', 'not a cursor of this sort');
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw refuse();
  }
  if (!Array.isArray(parsed) || JSON.stringify(parsed[0]) !== JSON.stringify(sort)) throw refuse();
  const fields = Object.keys(sort);
  const values: unknown = parsed[1];
  if (!Array.isArray(values) || values.length !== fields.length) throw refuse();
  return values.map((value: unknown, i) => {
    if (!Array.isArray(value) || value.length > 1) throw refuse();
    const scalar: unknown = value[0];
    const kind = shapeAt(form.shape, fields[i] as string)?.shape.kind;
    if (scalar !== undefined && typeof scalar !== kind) throw refuse();
    return scalar as Scalar | undefined;
  });
}

/** "Comes after these values in this order", as one clause per leading run of equal fields. */
function keyset(sort: [string, 1 | -1][], values: (Scalar | undefined)[]): NativeFilter[] {
  return sort.flatMap(([field, direction], i) => {
    const equal: NativeFilter = {};
    for (let j = 0; j < i; j += 1) equal[(sort[j] as [string, 1 | -1])[0]] = values[j] ?? { $exists: false };
    const value = values[i];
    if (direction === 1) return [{ ...equal, [field]: value === undefined ? { $exists: true } : { $gt: value } }];
    if (value === undefined) return [];
    const after: NativeFilter[] = [{ ...equal, [field]: { $lt: value } }];
    if (field !== '_id') after.push({ ...equal, [field]: { $exists: false } });
    return after;
  });
}
