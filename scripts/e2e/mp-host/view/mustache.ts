import { compileExpression, type Evaluate } from './expression';

/** Where the `}}` of a `{{` at `from` begins; texts and inner braces are stepped over. -1 when it does not end. */
export function endOfMustache(source: string, from: number): number {
  let depth = 0;
  let quote = '';
  for (let at = from + 2; at < source.length; at++) {
    const sign = source[at] as string;
    if (quote) {
      if (sign === '\\') at++;
      else if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '{') depth++;
    else if (sign === '}' && depth > 0) depth--;
    else if (sign === '}' && source[at + 1] === '}') return at;
  }
  return -1;
}

/** Reads `text` that is exactly one mustache; undefined otherwise. */
export function onlyMustache(text: string): string | undefined {
  const whole = text.trim();
  if (!whole.startsWith('{{')) return undefined;
  const end = endOfMustache(whole, 0);
  return end === whole.length - 2 ? whole.slice(2, end) : undefined;
}

/**
 * An attribute or a text with mustaches: one mustache alone keeps its type, anything else is joined as text where nothing
 * (undefined, null) is written as the vendors write it: empty.
 */
export function compileText(source: string): Evaluate {
  // A compiled base template says the same thing a hundred times.
  const known = compiled.get(source) ?? compileNew(source);
  compiled.set(source, known);
  return known;
}

const compiled = new Map<string, Evaluate>();

function compileNew(source: string): Evaluate {
  const only = onlyMustache(source);
  if (only !== undefined) return compileExpression(only);
  const parts: Evaluate[] = [];
  let at = 0;
  while (at < source.length) {
    const start = source.indexOf('{{', at);
    const fixed = source.slice(at, start < 0 ? source.length : start);
    if (fixed) parts.push(() => fixed);
    if (start < 0) break;
    const end = endOfMustache(source, start);
    if (end < 0) throw new Error(`{{ does not end in "${source}"`);
    const value = compileExpression(source.slice(start + 2, end));
    parts.push((scope) => value(scope) ?? '');
    at = end + 2;
  }
  if (!source.includes('{{')) return () => source;
  return (scope) => parts.map((part) => part(scope)).join('');
}
