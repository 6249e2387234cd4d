export interface Token {
  kind: 'number' | 'string' | 'name' | 'sign' | 'end';
  text: string;
  value?: number | string;
}

const NUMBER = /0[xX][\da-fA-F]+|\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_$][\w$]*/y;
const SIGNS = [
  ...['...', '===', '!==', '==', '!=', '<=', '>=', '&&', '||'],
  ...['+', '-', '*', '/', '%', '!', '<', '>', '?', ':', '.', ',', '(', ')', '[', ']', '{', '}'],
];
const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '\0' };

/** Tokens of one `{{ }}` expression. Throws on a sign that the vendors' expressions do not have (`=>`, `` ` ``, `=`, `??`). */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  while (at < source.length) {
    const first = source[at] as string;
    if (/\s/.test(first)) {
      at++;
      continue;
    }
    const digits = match(NUMBER);
    if (digits !== undefined) {
      tokens.push({ kind: 'number', text: digits, value: Number(digits) });
      at += digits.length;
      continue;
    }
    const word = match(WORD);
    if (word !== undefined) {
      tokens.push({ kind: 'name', text: word });
      at += word.length;
      continue;
    }
    if (first === '"' || first === "'") {
      let value = '';
      let next = at + 1;
      while (next < source.length && source[next] !== first) {
        if (source[next] === '\\') {
          next++;
          value += ESCAPES[source[next] as string] ?? source[next];
        } else value += source[next];
        next++;
      }
      if (next >= source.length) throw new Error(`a text does not end in {{${source}}}`);
      tokens.push({ kind: 'string', text: value, value });
      at = next + 1;
      continue;
    }
    const sign = SIGNS.find((candidate) => source.startsWith(candidate, at));
    if (!sign || source.startsWith('=>', at)) throw new Error(`"${first}" is not known in {{${source}}}`);
    tokens.push({ kind: 'sign', text: sign });
    at += sign.length;
  }
  tokens.push({ kind: 'end', text: '' });
  return tokens;
}
