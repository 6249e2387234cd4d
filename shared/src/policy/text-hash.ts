import type { CommitmentText } from './pack';

/** JSON with sorted keys and no spaces: the same value always gives the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value as Record<string, unknown>)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** What a text's hash is taken over: its canonical JSON without `hash`. The hash is lower-hex SHA-256 of this, as UTF-8. */
export function hashedContentOf(text: CommitmentText): string {
  const { hash: _hash, ...content } = text;
  return canonicalJson(content);
}
