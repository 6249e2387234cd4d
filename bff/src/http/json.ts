import { HttpError } from './http-error';

const MAX_DEPTH = 16;
/** C0 and C1 controls (tab and line breaks allowed), direction overrides, halves of surrogate pairs. */
const FORBIDDEN_CHARACTERS = /[^\P{Cc}\t\n\r]|[\u202A-\u202E\u2066-\u2069]|\p{Surrogate}/u;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads a JSON request body: valid UTF-8, at most 16 levels deep, no control characters in texts, no key that reaches for a prototype.
 * @throws HttpError NOT_JSON or BAD_REQUEST (details name the field)
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // JSON.parse's own message quotes the body, which may hold personal data: it is dropped on purpose
    throw new HttpError('NOT_JSON');
  }
  checkValue(value, '', 1);
  return value;
}

/** True for a text without control characters, direction overrides and broken surrogate pairs. */
export const isCleanText = (text: string): boolean => !FORBIDDEN_CHARACTERS.test(text);

function checkValue(value: unknown, field: string, depth: number): void {
  if (typeof value === 'string') {
    if (!isCleanText(value)) refuse(field, '含有不能识别的字符，请删掉后重新填写');
    return;
  }
  if (value === null || typeof value !== 'object') return;
  if (depth > MAX_DEPTH) refuse(field, '层数太多');
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) checkValue(item, `${field}[${at}]`, depth + 1);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const path = field === '' ? key : `${field}.${key}`;
    if (FORBIDDEN_KEYS.has(key) || !isCleanText(key)) refuse(field || 'body', '含有不能使用的字段名');
    checkValue(item, path, depth + 1);
  }
}

function refuse(field: string, problem: string): never {
  throw new HttpError('BAD_REQUEST', { details: [{ field: field || 'body', problem }] });
}
